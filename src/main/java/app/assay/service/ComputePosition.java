package app.assay.service;

import app.assay.domain.entitlement.Entitlement;
import app.assay.domain.position.Position;
import app.assay.domain.position.PositionFacts;
import app.assay.domain.position.PositionSettings;
import app.assay.domain.position.Problem;
import app.assay.domain.position.Trace;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.source.Load;
import app.assay.engine.reconcile.PositionDigest;
import app.assay.engine.reconcile.Prepared;
import app.assay.engine.reconcile.Reconciler;
import app.assay.storage.installations.InstallationIndex;
import app.assay.storage.records.RegisterSnapshot;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Plain;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Computes the position of a date from the register as it was on that day ([RegisterSnapshot#at]) and explains its
/// lines. The last position is kept; after an edit of entitlements
/// only the
/// lines they touch are computed again, which gives the same result as computing all.
public final class ComputePosition {

    /// Code of the problem that imports tell of a day after the position's, so that they do not count.
    public static final String LATER_IMPORTS = Problem.LATER_IMPORTS;

    /// Code of the problem that edits by hand hold from a day after the position's.
    public static final String LATER_EDITS = Problem.LATER_EDITS;

    /// Code of the problem that imports count of which nobody told the day.
    public static final String UNDATED_IMPORTS = Problem.UNDATED_IMPORTS;

    /// The kinds whose change leaves everything that was found on machines as it was.
    private static final Set<RecordKind> RIGHTS = Set.of(
            RecordKind.ENTITLEMENT, RecordKind.PROOF, RecordKind.PURCHASE, RecordKind.AGREEMENT, RecordKind.SETTING);

    private static final int MOST_EXAMPLES = 5;

    private final OpenRegister open;
    private final Reconciler reconciler = new Reconciler();
    private @Nullable Kept kept;

    public ComputePosition(OpenRegister open) {
        this.open = open;
    }

    /// A position and the revision that it was computed from.
    public record Computed(long revision, Position position) {}

    private record Kept(
            RegisterSnapshot snapshot,
            InstallationIndex index,
            Recognised recognised,
            PositionFacts facts,
            Prepared prepared,
            Position position) {}

    /// The position as the register's own settings have it.
    public Computed compute(Progress progress) {
        return compute(open.positionSettings(Optional.empty()), progress);
    }

    /// The position with given settings.
    ///
    /// @throws app.assay.work.Cancelled when the user ended it
    public synchronized Computed compute(PositionSettings settings, Progress progress) {
        var now = keep(settings, progress);
        return new Computed(now.snapshot().revision(), withRemarks(now));
    }

    /// The position with a word about imports that describe a later day and edits that hold from a later day: they
    /// do
    /// not count, which may surprise whoever made them; and about imports that count though nobody told their day.
    private Position withRemarks(Kept now) {
        var position = now.position();
        var day = position.settings().asAt();
        var later = CountedLoads.after(now.snapshot(), day);
        var dayless = CountedLoads.dayless(now.snapshot(), day);
        var edited = now.snapshot().editedAfter(day);
        var taken = open.takenBackAfter(day);
        var takenImports = open.importsTakenBackAfter(day);
        if (later.isEmpty() && dayless.isEmpty() && edited.isEmpty() && taken.isEmpty() && takenImports.isEmpty()) {
            return position;
        }
        var problems = new ArrayList<>(position.problems());
        if (!dayless.isEmpty()) {
            problems.add(new Problem(
                    UNDATED_IMPORTS,
                    dayless.size(),
                    files(now.snapshot(), dayless),
                    Plain.text(
                            "%s came in after %s, and nobody told of which day. What is said there counts as if it had been so on %s: nothing older is known. Tell the day of the data when you import.",
                            Plain.text(Plain.of(dayless.size(), "1 import", "%,d imports"), dayless.size()),
                            day,
                            day)));
        }
        if (!later.isEmpty()) {
            problems.add(new Problem(
                    LATER_IMPORTS,
                    later.size(),
                    files(now.snapshot(), later),
                    Plain.text(Plain.of(later.size(), "1 import tells", "%,d imports tell"), later.size())
                            + " of a day after " + day + "; what is said there does not count. Move the as-at day, or"
                            + " tell the right day of the data when you import."));
        }
        if (!edited.isEmpty()) {
            problems.add(new Problem(
                    LATER_EDITS,
                    edited.size(),
                    edited.stream()
                            .limit(MOST_EXAMPLES)
                            .map(ComputePosition::name)
                            .toList(),
                    Plain.text(Plain.of(edited.size(), "1 record was", "%,d records were"), edited.size())
                            + " edited by hand from a day after " + day + " on; here "
                            + Plain.of(edited.size(), "it counts", "they count") + " as before. Move the as-at day, or"
                            + " say of an edit that it corrects the past."));
        }
        if (!taken.isEmpty()) {
            problems.add(new Problem(
                    Problem.TAKEN_BACK_LATER,
                    taken.size(),
                    taken.stream()
                            .limit(MOST_EXAMPLES)
                            .map(one -> named(one.kind()) + " " + one.name())
                            .toList(),
                    Plain.text(
                            "%s deleted, or edits of %s undone, after %s: what is deleted or undone never was, so this position may say something else than it did then. The trail tells by whom and when.",
                            Plain.text(Plain.of(taken.size(), "1 record was", "%,d records were"), taken.size()),
                            Plain.of(taken.size(), "it", "them"),
                            day)));
        }
        if (!takenImports.isEmpty()) {
            problems.add(new Problem(
                    Problem.IMPORTS_TAKEN_BACK_LATER,
                    takenImports.size(),
                    files(now.snapshot(), takenImports),
                    Plain.text(
                            "%s taken back after %s, or %s again since, so this position may say something else than it did before. The trail tells by whom and when.",
                            Plain.text(
                                    Plain.of(takenImports.size(), "1 import was", "%,d imports were"),
                                    takenImports.size()),
                            day,
                            Plain.of(takenImports.size(), "counts", "count"))));
        }
        return new Position(
                position.settings(),
                position.lines(),
                problems,
                position.unrecognisedTitles(),
                position.unrecognisedInstallations(),
                PositionDigest.of(
                        position.settings(),
                        position.lines(),
                        problems,
                        position.unrecognisedTitles(),
                        position.unrecognisedInstallations()));
    }

    /// The kind that an example of [#LATER_EDITS] names, for screens that say it in another language.
    public static Optional<RecordKind> kindNamed(String example) {
        return Stream.of(RecordKind.values())
                .filter(kind -> example.startsWith(named(kind) + " "))
                .max(Comparator.comparingInt(kind -> kind.name().length()));
    }

    /// The name of an example of [#LATER_EDITS] behind its kind.
    public static String nameIn(String example) {
        return kindNamed(example)
                .map(kind -> example.substring(named(kind).length() + 1))
                .orElse(example);
    }

    private static String named(RecordKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String name(RecordState record) {
        var key = record.kind().fields().getFirst().name();
        return named(record.kind()) + " "
                + record.find(key).orElseGet(() -> record.id().toString());
    }

    private static List<String> files(RegisterSnapshot snapshot, List<Load> loads) {
        return loads.stream()
                .map(load -> load.file() + " (" + load.source() + ", " + snapshot.dayOf(load) + ")")
                .limit(MOST_EXAMPLES)
                .toList();
    }

    /// Why a line says what it says, unit by unit.
    ///
    /// @throws Fault `USAGE` if the position has no such line
    public synchronized Trace explain(PositionSettings settings, String line, Progress progress) {
        var now = keep(settings, progress);
        if (now.position().line(line).isEmpty()) {
            throw new Fault(
                    FaultCode.USAGE,
                    Sentence.of("program.position-has-no-line", line),
                    Sentence.of("program.nothing-was-changed"),
                    Sentence.of("program.take-id-line-from-positions"));
        }
        return reconciler.explain(now.prepared(), line);
    }

    /// The facts that the last position was computed from.
    synchronized PositionFacts facts(PositionSettings settings, Progress progress) {
        return keep(settings, progress).facts();
    }

    private Kept keep(PositionSettings settings, Progress progress) {
        var latest = open.snapshot();
        var before = kept;
        if (before != null
                && before.facts().settings().equals(settings)
                && before.snapshot().revision() == latest.revision()) {
            return before;
        }
        progress.stage("position.facts");
        var snapshot = latest.at(settings.asAt());
        var recognised = open.recognised(snapshot, progress);
        var index = snapshot.installations();
        if (before != null && onlyRightsChanged(before, snapshot, index, recognised, settings)) {
            var rights = open.rights(snapshot, progress);
            var entitlements = rights.entitlements();
            var grades = OpenRegister.grades(snapshot);
            var then = before.facts();
            var facts = new PositionFacts(
                    settings,
                    then.catalogue(),
                    then.devices(),
                    then.users(),
                    then.units(),
                    then.assignments(),
                    entitlements,
                    then.exclusions(),
                    grades,
                    then.installations(),
                    rights.notes(),
                    then.use());
            var prepared = before.prepared().with(facts);
            var touched = touched(before, facts);
            var position = touched.isEmpty() && facts.notes().equals(then.notes())
                    ? before.position()
                    : reconciler.recompute(before.position(), prepared, touched);
            kept = new Kept(snapshot, index, recognised, facts, prepared, position);
            return kept;
        }
        var facts = open.facts(snapshot, settings, progress);
        progress.stage("position.compute");
        var prepared = reconciler.prepare(facts);
        kept = new Kept(snapshot, index, recognised, facts, prepared, reconciler.reconcile(prepared, progress));
        return kept;
    }

    @SuppressWarnings("ReferenceEquality") // both never change; others mean other facts
    private static boolean onlyRightsChanged(
            Kept before,
            RegisterSnapshot snapshot,
            InstallationIndex index,
            Recognised recognised,
            PositionSettings settings) {
        if (!before.facts().settings().equals(settings)
                || before.index() != index
                || before.recognised() != recognised) {
            return false;
        }
        for (var kind : RecordKind.values()) {
            if (!RIGHTS.contains(kind) && !same(before.snapshot().records(kind), snapshot.records(kind))) {
                return false;
            }
        }
        return true;
    }

    /// Snapshots share the lists that a command did not touch.
    @SuppressWarnings("ReferenceEquality")
    private static boolean same(List<RecordState> left, List<RecordState> right) {
        return left == right || (left.isEmpty() && right.isEmpty());
    }

    private static Set<String> touched(Kept before, PositionFacts now) {
        var known = new HashMap<UUID, Entitlement>();
        before.facts().entitlements().forEach(entitlement -> known.put(entitlement.id(), entitlement));
        var products = new TreeSet<String>();
        var then = before.facts();
        for (var entitlement : now.entitlements()) {
            var id = entitlement.id();
            var former = known.remove(id);
            boolean gradeChanged =
                    !Objects.equals(then.grades().get(id), now.grades().get(id));
            boolean noteChanged = !Objects.equals(
                    then.notes().metricNotes().get(id),
                    now.notes().metricNotes().get(id));
            if (former == null || !former.equals(entitlement) || gradeChanged || noteChanged) {
                products.add(entitlement.product());
                if (former != null) {
                    products.add(former.product());
                }
            }
        }
        known.values().forEach(gone -> products.add(gone.product()));
        return products;
    }
}
