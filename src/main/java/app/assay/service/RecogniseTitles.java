package app.assay.service;

import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.software.Basis;
import app.assay.domain.software.ProductTarget;
import app.assay.domain.software.RawTitle;
import app.assay.domain.software.Recognition;
import app.assay.domain.software.RecognitionRule;
import app.assay.domain.value.Money;
import app.assay.engine.recognise.Candidate;
import app.assay.work.Progress;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Recognises raw titles, shows why, and takes the analyst's decisions and rules.
public final class RecogniseTitles {

    private final OpenRegister open;
    private final EditRecords edits;

    public RecogniseTitles(OpenRegister open, EditRecords edits) {
        this.open = open;
        this.edits = edits;
    }

    /// How far recognition is.
    ///
    /// @param installations device × title pairs in all
    /// @param recognisedInstallations pairs whose title is recognised
    /// @param byBasis recognised titles by basis, in the order of the bases
    public record Summary(
            int titles,
            int recognised,
            int ignored,
            int open,
            long installations,
            long recognisedInstallations,
            Map<Basis, Integer> byBasis,
            String rulesDigest) {}

    /// Recognises every title (only new ones when the rules are as before) and counts.
    public Summary run(Progress progress) {
        progress.stage("recognise.titles");
        var snapshot = open.snapshot();
        var titles = open.recognised(snapshot, progress);
        var index = snapshot.installations();
        int recognised = 0;
        int ignored = 0;
        long recognisedInstallations = 0;
        var byBasis = new EnumMap<Basis, Integer>(Basis.class);
        for (int title = 0; title < titles.titles().size(); title++) {
            var recognition = titles.titles().get(title);
            switch (recognition.state()) {
                case RECOGNISED -> {
                    recognised++;
                    byBasis.merge(recognition.basis(), 1, Integer::sum);
                    recognisedInstallations += index.devices(title).length;
                }
                case IGNORED -> ignored++;
                case OPEN -> {}
            }
        }
        int count = titles.titles().size();
        return new Summary(
                count,
                recognised,
                ignored,
                count - recognised - ignored,
                index.count(),
                recognisedInstallations,
                Collections.unmodifiableMap(byBasis),
                titles.digest());
    }

    public RawTitle title(int id) {
        return open.title(id);
    }

    public Recognition recognition(int title) {
        return RightTitles.isRight(title)
                ? open.rights(open.snapshot(), Progress.NONE)
                        .of(open.rightTitles().text(title))
                        .recognition()
                : open.recognised(Progress.NONE).titles().get(title);
    }

    /// Rights of one text that wait for a product, with their money.
    ///
    /// @param rights how many entitlements and assignments have the text
    /// @param units packs as far as they are known
    /// @param value sum of the known prices, of one currency; empty when none is known
    public record WaitingRight(RawTitle title, long rights, BigDecimal units, Optional<Money> value) {}

    /// The rights whose product nobody knows, the most units first.
    public List<WaitingRight> waitingRights() {
        return open.rights(open.snapshot(), Progress.NONE).queue(open.rightTitles()).stream()
                .filter(queued -> queued.right().isWaiting())
                .map(queued -> new WaitingRight(queued.title(), queued.rights(), queued.units(), queued.value()))
                .sorted(Comparator.comparing(WaitingRight::units)
                        .reversed()
                        .thenComparing(waiting -> waiting.title().name())
                        .thenComparingInt(waiting -> waiting.title().id()))
                .toList();
    }

    /// Why a title is what it is, in one sentence.
    public String explain(int title) {
        return RightTitles.isRight(title)
                ? open.rights(open.snapshot(), Progress.NONE)
                        .explain(open.rightTitles().text(title))
                : open.recognised(Progress.NONE).recogniser().explain(open.title(title));
    }

    /// A product that a title may be.
    ///
    /// @param score from 0 to 1
    public record Proposal(ProductTarget target, double score, String why) {}

    /// The likeliest products of a title, best first; only proposals.
    public List<Proposal> proposals(int title, int most) {
        return open.recognised(Progress.NONE).recogniser().candidates(open.title(title), most).stream()
                .map(RecogniseTitles::proposal)
                .toList();
    }

    private static Proposal proposal(Candidate candidate) {
        return new Proposal(candidate.target(), candidate.score(), candidate.why());
    }

    /// Decides titles by hand, as one step. A decision replaces the one before it.
    public Saved decide(List<Integer> titles, ProductTarget target, String author, String note) {
        return decide(
                titles,
                Map.of(
                        "product",
                        target.product(),
                        "edition",
                        target.edition(),
                        "release",
                        target.release(),
                        "ignore",
                        "",
                        "author",
                        author,
                        "note",
                        note),
                "recognition.decide");
    }

    /// Says of titles that they do not matter, as one step.
    public Saved ignore(List<Integer> titles, String author, String note) {
        return decide(
                titles,
                Map.of("product", "", "edition", "", "release", "", "ignore", "true", "author", author, "note", note),
                "recognition.ignore");
    }

    /// Takes the decisions about titles back, so that rules and catalogue decide again.
    public Saved reopen(List<Integer> titles) {
        var known = decisions();
        var deletions = new ArrayList<Edit>();
        for (int title : titles) {
            var decision = known.remove(key(open.title(title)));
            if (decision != null) {
                deletions.add(Edit.delete(RecordKind.TITLE_DECISION, decision));
            }
        }
        return edits.apply(new Command("recognition.reopen", subject(titles), "", deletions), Progress.NONE);
    }

    private Saved decide(List<Integer> titles, Map<String, String> values, String action) {
        var known = decisions();
        var decided = new ArrayList<Edit>();
        var done = new HashSet<List<String>>();
        for (int id : titles) {
            var title = open.title(id);
            if (!done.add(key(title))) {
                continue; // an installed title and a right of the same texts are one decision
            }
            var all = new HashMap<>(values);
            all.put("title", title.name());
            all.put("publisher", title.publisher());
            all.put("version", title.version());
            all.put("code", title.code());
            var decision = known.get(key(title));
            decided.add(Edit.set(RecordKind.TITLE_DECISION, decision != null ? decision : edits.newId(), all));
        }
        return edits.apply(new Command(action, subject(titles), "", decided), Progress.NONE);
    }

    private String subject(List<Integer> titles) {
        if (titles.size() == 1) {
            return open.title(titles.getFirst()).name();
        }
        return titles.size() + " titles";
    }

    private Map<List<String>, UUID> decisions() {
        var known = new HashMap<List<String>, UUID>();
        for (var state : open.snapshot().records(RecordKind.TITLE_DECISION)) {
            known.put(
                    List.of(state.text("title"), state.text("publisher"), state.text("version"), state.text("code")),
                    state.id());
        }
        return known;
    }

    private static List<String> key(RawTitle title) {
        return List.of(title.name(), title.publisher(), title.version(), title.code());
    }

    /// What a rule would change.
    ///
    /// @param titles titles that would become something else
    /// @param installations device × title pairs behind them
    /// @param examples the first of them as raw titles
    public record RuleEffect(int titles, long installations, List<String> examples) {}

    /// Shows what a rule would change before it is saved.
    ///
    /// @param rule the values of a record of kind RECOGNITION_RULE
    public RuleEffect preview(RecordState rule, Progress progress) {
        var snapshot = open.snapshot();
        var titles = open.recognised(snapshot, progress);
        var effect = titles.recogniser()
                .preview(RecognitionRule.of(rule), titles.titles().size(), snapshot::title, progress);
        var index = snapshot.installations();
        long installations = 0;
        var examples = new ArrayList<String>();
        for (var change : effect.effects()) {
            installations += index.devices(change.title()).length;
            if (examples.size() < 20) {
                examples.add(snapshot.title(change.title()).name());
            }
        }
        return new RuleEffect(effect.effects().size(), installations, examples);
    }
}
