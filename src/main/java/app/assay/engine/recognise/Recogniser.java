package app.assay.engine.recognise;

import app.assay.domain.code.RuleMatch;
import app.assay.domain.software.Basis;
import app.assay.domain.software.Catalogue;
import app.assay.domain.software.Licensing;
import app.assay.domain.software.Product;
import app.assay.domain.software.ProductTarget;
import app.assay.domain.software.RawTitle;
import app.assay.domain.software.Recognition;
import app.assay.domain.software.Recognition.State;
import app.assay.domain.software.RecognitionRule;
import app.assay.domain.software.TitleDecision;
import app.assay.work.Progress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Tells which product, edition and release a raw title is, and why.
///
/// A pure function of the title and of what it was made with: the same catalogue, rules and decisions give the same
/// answers, whatever was asked before. Nothing is ever guessed: what a title does not tell stays empty, and a version,
/// an
/// edition or a publisher that contradicts leaves the title open.
///
/// Any number of threads may use one recogniser. Making one reads the whole catalogue; [#with(List, List)] makes
/// another
/// with other rules and decisions for little.
public final class Recogniser {

    private static final int TITLES_BETWEEN_REPORTS = 2_048;

    private static final Pattern LINUX_PACKAGE = Pattern.compile("package:(?:deb|rpm|apk|pacman)/");

    /// What four texts make a title.
    private record Key(String title, String publisher, String version, String code) {}

    private final CatalogueIndex index;
    private final Similarity similarity;
    private final Rules shipped;
    private final Rules unsure;
    private final List<RecognitionRule> rules;
    private final List<TitleDecision> decisions;
    private final Rules prepared;
    private final Map<Key, TitleDecision> decided = new HashMap<>();

    /// @param rules the analyst's rules; the recogniser sorts them by order, then id
    /// @param decisions where two decide the same title, the one with the smaller id counts
    /// @throws IllegalArgumentException if a pattern of a rule is not a regular expression
    public Recogniser(Catalogue catalogue, List<RecognitionRule> rules, List<TitleDecision> decisions) {
        this(new CatalogueIndex(catalogue), rules, decisions);
    }

    private Recogniser(CatalogueIndex index, List<RecognitionRule> rules, List<TitleDecision> decisions) {
        this(
                index,
                new Similarity(index),
                shipped(index, rule -> rule.unsure().isEmpty()),
                shipped(index, rule -> !rule.unsure().isEmpty()),
                rules,
                decisions);
    }

    private Recogniser(
            CatalogueIndex index,
            Similarity similarity,
            Rules shipped,
            Rules unsure,
            List<RecognitionRule> rules,
            List<TitleDecision> decisions) {
        this.index = index;
        this.similarity = similarity;
        this.shipped = shipped;
        this.unsure = unsure;
        this.rules = rules.stream()
                .sorted(Comparator.comparingInt(RecognitionRule::order).thenComparing(RecognitionRule::id))
                .toList();
        this.decisions = decisions.stream()
                .sorted(Comparator.comparing(TitleDecision::id))
                .toList();
        prepared = new Rules(this.rules);
        for (var decision : this.decisions) {
            decided.putIfAbsent(
                    new Key(decision.title(), decision.publisher(), decision.version(), decision.code()), decision);
        }
    }

    /// A recogniser with the same catalogue and other rules and decisions.
    ///
    /// @throws IllegalArgumentException if a pattern of a rule is not a regular expression
    public Recogniser with(List<RecognitionRule> otherRules, List<TitleDecision> otherDecisions) {
        return new Recogniser(index, similarity, shipped, unsure, otherRules, otherDecisions);
    }

    private static Rules shipped(CatalogueIndex index, Predicate<RecognitionRule> which) {
        return new Rules(index.catalogue().rules().stream().filter(which).toList());
    }

    public Catalogue catalogue() {
        return index.catalogue();
    }

    /// Says what is wrong with a rule before it is saved, in plain English; empty when it can be saved.
    public List<String> problems(RecognitionRule rule) {
        var problems = new ArrayList<String>();
        if (rule.title().isBlank()) {
            problems.add("the rule has no title to compare with");
        }
        if (rule.match() == RuleMatch.PATTERN) {
            try {
                var pattern = Rules.pattern(rule.title());
                if (pattern.matcher("").find()) {
                    problems.add("the pattern fits every title");
                }
            } catch (IllegalArgumentException invalid) {
                problems.add(String.valueOf(invalid.getMessage()));
            }
        }
        rule.target().ifPresent(target -> problems.addAll(problems(target)));
        return problems;
    }

    private List<String> problems(ProductTarget target) {
        var product = catalogue().product(target.product());
        if (product.isEmpty()) {
            return List.of("the catalogue has no product " + target.product());
        }
        var problems = new ArrayList<String>();
        if (!target.edition().isEmpty()
                && product.get().edition(target.edition()).isEmpty()) {
            problems.add("%s has no edition %s".formatted(product.get().name(), target.edition()));
        }
        if (!target.release().isEmpty()
                && product.get().release(target.release()).isEmpty()) {
            problems.add("%s has no version %s".formatted(product.get().name(), target.release()));
        }
        return problems;
    }

    /// Recognises one title. An open title's detail tells what contradicted, if anything did.
    public Recognition recognise(RawTitle title) {
        var decision = decided.get(new Key(title.name(), title.publisher(), title.version(), title.code()));
        if (decision != null) {
            return of(decision.target(), Basis.MANUAL, "decision by " + person(decision.author()));
        }
        var coded = title.code().isEmpty() ? Optional.<ProductTarget>empty() : index.named(title.code());
        if (coded.isPresent()) {
            boolean tag = title.code().toLowerCase(Locale.ROOT).startsWith("swid:");
            return of(
                    Optional.of(completed(coded.get(), title)),
                    tag ? Basis.TAG : Basis.PRODUCT_CODE,
                    "%s in %s".formatted(title.code(), catalogueName()));
        }
        var rule = prepared.first(title);
        if (rule.isPresent()) {
            return of(
                    rule.get().target().map(target -> completed(target, title)),
                    Basis.USER_RULE,
                    "%s by %s".formatted(text(rule.get()), person(rule.get().author())));
        }
        var identity = index.identity(title.name());
        if (identity.isPresent()) {
            return of(
                    Optional.of(completed(identity.get(), title)),
                    Basis.PRODUCT_CODE,
                    "the package %s in %s".formatted(title.name().strip(), catalogueName()));
        }
        var veto = unsure.first(title);
        if (veto.isPresent()) {
            return new Recognition(
                    State.OPEN, Optional.empty(), Basis.NONE, 0, veto.get().unsure());
        }
        var form = Normaliser.title(title.name());
        // "Office 2013 Service Pack 1" has the normal form of what it mends, and licenses nothing.
        boolean namesLanguageAlone = !form.language().isEmpty() && !tellsRelease(form);
        boolean looked = !form.detail().isEmpty() || namesLanguageAlone;
        var early = looked ? shipped.first(title) : Optional.<RecognitionRule>empty();
        boolean mends = !form.detail().isEmpty() && early.filter(this::isUpdate).isPresent();
        // A title of language and product without a year is the subscription where a rule knows that of the product.
        boolean names = namesLanguageAlone && early.isPresent();
        var match = mends || names ? null : index.find(form, publisher(title), title.version());
        if (match != null && match.target().isPresent()) {
            return of(match.target(), Basis.EXACT, "title \"%s\" in %s".formatted(match.why(), catalogueName()));
        }
        var shippedRule = looked ? early : shipped.first(title);
        if (shippedRule.isPresent()) {
            return of(
                    shippedRule.get().target().map(target -> completed(target, title)),
                    Basis.SHIPPED_RULE,
                    "%s of %s".formatted(text(shippedRule.get()), catalogueName()));
        }
        return match == null
                ? Recognition.OPEN
                : new Recognition(State.OPEN, Optional.empty(), Basis.NONE, 0, match.why());
    }

    /// The publisher of a title. The name of a Linux package is none of a product by itself: `ubuntu-server` is a
    /// list of
    /// packages. So a package that tells no publisher has none of the catalogue.
    private static String publisher(RawTitle title) {
        return title.publisher().isBlank()
                        && LINUX_PACKAGE.matcher(title.code()).lookingAt()
                ? "packages"
                : title.publisher();
    }

    /// Whether a title has a year or a version; the number of "Office 365" is neither.
    private static boolean tellsRelease(NormalForm form) {
        for (var token : form.tokens()) {
            if (token.number() && (token.text().length() > 3 || token.text().indexOf('.') >= 0)) {
                return true;
            }
        }
        return false;
    }

    private boolean isUpdate(RecognitionRule rule) {
        return rule.target()
                .flatMap(target -> catalogue().product(target.product()))
                .filter(product -> product.licensing() == Licensing.UPDATE)
                .isPresent();
    }

    /// Recognises the titles 0 to `count` − 1, in this order, on the calling thread.
    ///
    /// @throws app.assay.work.Cancelled if the job was cancelled
    public Recognition[] recogniseAll(int count, IntFunction<RawTitle> titles, Progress progress) {
        var recognised = new Recognition[count];
        for (int i = 0; i < count; i++) {
            if (i % TITLES_BETWEEN_REPORTS == 0) {
                progress.stopIfCancelled();
                progress.report(i, count);
            }
            recognised[i] = recognise(titles.apply(i));
        }
        progress.report(count, count);
        return recognised;
    }

    /// What an open title might be, best first; products, editions and releases of the catalogue only.
    ///
    /// @param most how many at most
    public List<Candidate> candidates(RawTitle title, int most) {
        return similarity.candidates(title, most);
    }

    /// The product that a licence record names: by its key in the catalogue, else by the exact normal form of its
    /// name,
    /// edition and release included where the name tells them. Empty when it is not sure.
    public Optional<ProductTarget> named(String product, String publisher) {
        String text = product.strip();
        if (catalogue().product(text).isPresent()) {
            return Optional.of(new ProductTarget(text, "", ""));
        }
        var match = index.find(Normaliser.title(text), publisher, "");
        return match == null ? Optional.empty() : match.target();
    }

    /// Keys of the publishers that a raw publisher name may mean, sorted; empty when the catalogue knows none.
    public SortedSet<String> publishers(String raw) {
        return index.publishers(raw);
    }

    /// Spellings of the catalogue that mean different things and so are never a sure match.
    public List<String> ambiguities() {
        return index.ambiguities();
    }

    /// Why a title is what it is, in one plain English sentence with the rule and its author.
    public String explain(RawTitle title) {
        return explained(title, recognise(title));
    }

    /// The sentence for what a title was recognised as.
    String explained(RawTitle title, Recognition recognition) {
        String what = title.publisher().isBlank()
                ? "\"%s\"".formatted(title.name())
                : "\"%s\" by %s".formatted(title.name(), title.publisher());
        return switch (recognition.state()) {
            case RECOGNISED ->
                "%s is %s because %s."
                        .formatted(what, recognition.target().map(this::name).orElse(""), because(recognition));
            case IGNORED -> "%s is ignored because %s.".formatted(what, because(recognition));
            case OPEN ->
                recognition.detail().isEmpty()
                        ? "%s is open because nothing in %s has its normal form \"%s\"."
                                .formatted(
                                        what,
                                        catalogueName(),
                                        Normaliser.title(title.name()).text())
                        : "%s is open because %s.".formatted(what, recognition.detail());
        };
    }

    private static String because(Recognition recognition) {
        return switch (recognition.basis()) {
            case MANUAL -> "of the " + recognition.detail();
            case TAG -> "of its tag " + recognition.detail();
            case PRODUCT_CODE ->
                recognition.detail().startsWith("the package ")
                        ? "it is the name of " + recognition.detail()
                        : "of its product code " + recognition.detail();
            case USER_RULE -> "of " + recognition.detail();
            case EXACT -> "it has the normal form of the " + recognition.detail();
            case SHIPPED_RULE -> "of " + recognition.detail();
            case SIMILARITY, NONE -> recognition.detail();
        };
    }

    /// A target as people read it: product, edition, version.
    public String name(ProductTarget target) {
        var name = new StringBuilder(catalogue().productName(target.product()));
        var product = catalogue().product(target.product());
        if (!target.edition().isEmpty()) {
            name.append(", edition ")
                    .append(product.flatMap(known -> known.edition(target.edition()))
                            .map(edition -> edition.name())
                            .orElse(target.edition()));
        }
        if (!target.release().isEmpty()) {
            name.append(", version ")
                    .append(product.flatMap(known -> known.release(target.release()))
                            .map(release -> release.name())
                            .orElse(target.release()));
        }
        return name.toString();
    }

    /// What a rule would change if it were saved, in place of the rule with the same id if there is one.
    ///
    /// @throws IllegalArgumentException if its pattern is not a regular expression
    /// @throws app.assay.work.Cancelled if the job was cancelled
    public RulePreview preview(RecognitionRule rule, int count, IntFunction<RawTitle> titles, Progress progress) {
        var others =
                rules.stream().filter(other -> !other.id().equals(rule.id())).toList();
        var changed = new ArrayList<>(others);
        changed.add(rule);
        return effects(with(changed, decisions), new Rules(List.of(rule)), rule.id(), count, titles, progress);
    }

    private RulePreview effects(
            Recogniser after, Rules alone, UUID id, int count, IntFunction<RawTitle> titles, Progress progress) {
        var before =
                new Rules(rules.stream().filter(rule -> rule.id().equals(id)).toList());
        var effects = new ArrayList<RulePreview.Effect>();
        int fits = 0;
        for (int i = 0; i < count; i++) {
            if (i % TITLES_BETWEEN_REPORTS == 0) {
                progress.stopIfCancelled();
                progress.report(i, count);
            }
            var title = titles.apply(i);
            boolean fitsNow = alone.first(title).isPresent();
            if (fitsNow) {
                fits++;
            }
            if (!fitsNow && before.first(title).isEmpty()) {
                continue;
            }
            var old = recognise(title);
            var changed = after.recognise(title);
            if (!old.state().equals(changed.state()) || !old.target().equals(changed.target())) {
                effects.add(new RulePreview.Effect(i, old, changed));
            }
        }
        return new RulePreview(fits, effects);
    }

    /// Lower-case hexadecimal SHA-256 over everything the answers depend on besides the title: the version of the
    /// normal
    /// form, the catalogue, the rules and the decisions.
    public String digest() {
        var digest = new Digest();
        digest.add("normal form", Integer.toString(Normaliser.VERSION));
        digest.add(catalogue().name(), catalogue().version());
        catalogue().publishers().values().forEach(publisher -> digest.add(publisher.toString()));
        catalogue().products().values().forEach(product -> digest.add(product.toString()));
        catalogue().rules().forEach(rule -> digest.add(rule.toString()));
        rules.forEach(rule -> digest.add(rule.toString()));
        decisions.forEach(decision -> digest.add(decision.toString()));
        return digest.text();
    }

    private static Recognition of(Optional<ProductTarget> target, Basis basis, String detail) {
        return new Recognition(target.isPresent() ? State.RECOGNISED : State.IGNORED, target, basis, 1, detail);
    }

    /// A target with the edition and release that its rule leaves open, as far as the title itself tells them for
    /// sure.
    private ProductTarget completed(ProductTarget target, RawTitle title) {
        if (!target.edition().isEmpty() && !target.release().isEmpty()) {
            return target;
        }
        var product = catalogue().product(target.product());
        if (product.isEmpty()) {
            return target;
        }
        var match = index.find(Normaliser.title(title.name()), title.publisher(), title.version());
        var told = match == null ? Optional.<ProductTarget>empty() : match.target();
        if (told.isPresent() && told.get().product().equals(target.product())) {
            return new ProductTarget(
                    target.product(),
                    target.edition().isEmpty() ? told.get().edition() : target.edition(),
                    target.release().isEmpty() ? told.get().release() : target.release());
        }
        return target.release().isEmpty()
                ? new ProductTarget(target.product(), target.edition(), release(product.get(), title))
                : target;
    }

    /// What an identifier of the catalogue names, such as `sku:ABC-1`.
    Optional<ProductTarget> coded(String code) {
        return index.code(code);
    }

    /// The release that a raw version names for sure, or the empty text.
    String releaseOf(Product product, String rawVersion) {
        return index.releaseOf(product, rawVersion);
    }

    private String release(Product product, RawTitle title) {
        return index.releaseOf(product, title.version());
    }

    private String text(RecognitionRule rule) {
        int place = IntStream.range(0, rules.size())
                .filter(i -> rules.get(i).id().equals(rule.id()))
                .findFirst()
                .orElse(-1);
        String how = switch (rule.match()) {
            case LITERAL -> "is";
            case PREFIX -> "begins with";
            case CONTAINS -> "contains";
            case PATTERN -> "fits the pattern";
        };
        String number = place < 0 ? "rule" : "rule " + rule.order();
        return "%s (%s \"%s\")".formatted(number, how, rule.title());
    }

    private static String person(String author) {
        return author.isEmpty() ? "somebody" : author;
    }

    private String catalogueName() {
        String version = catalogue().version();
        String name =
                catalogue().name().isEmpty() ? "the catalogue" : catalogue().name();
        return version.isEmpty() ? name : name + " " + version;
    }

    /// SHA-256 over texts, each with its length before it so that no two lists give the same bytes.
    private static final class Digest {

        private final MessageDigest sha;

        Digest() {
            try {
                sha = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every Java has SHA-256", impossible);
            }
        }

        void add(String... texts) {
            for (String text : texts) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                sha.update(Integer.toString(bytes.length).getBytes(StandardCharsets.UTF_8));
                sha.update((byte) ':');
                sha.update(bytes);
            }
        }

        String text() {
            return HexFormat.of().formatHex(sha.digest());
        }
    }
}
