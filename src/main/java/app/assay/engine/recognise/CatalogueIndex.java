package app.assay.engine.recognise;

import app.assay.domain.software.Catalogue;
import app.assay.domain.software.Edition;
import app.assay.domain.software.Product;
import app.assay.domain.software.ProductTarget;
import app.assay.domain.software.Publisher;
import app.assay.engine.recognise.NormalForm.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Every title of a catalogue by its normal form, with and without publisher, with every edition. Immutable once made,
/// so
/// that recognisers with other rules can share it.
final class CatalogueIndex {

    /// Titles of one word that is shorter than this are sure only with their publisher: `Git`, `Zoom`, `Rider`.
    private static final int SHORT_WORD = 6;

    /// Run-together titles shorter than this are not looked up.
    private static final int SHORTEST_COMPACT = 6;

    private static final int MOST_KEPT_NUMBERS = 5;

    private static final String PACKAGE_CODE = "package:";
    private static final String BUNDLE_CODE = "package:bundle/";
    private static final String APP_PACKAGE_CODE = "package:appx/";

    /// Neither bundles nor app packages have longer names.
    private static final int LONGEST_IDENTITY = 255;

    /// Characters of the mark that stands for the publisher at the end of an app package's full name.
    private static final int PUBLISHER_MARK = 13;

    /// Words that name no product without the publisher's name before them.
    private static final Set<String> GENERIC = Set.of(
            "agent",
            "app",
            "client",
            "components",
            "console",
            "desktop",
            "drivers",
            "for",
            "installer",
            "player",
            "pro",
            "professional",
            "reader",
            "server",
            "setup",
            "standard",
            "tools",
            "update",
            "viewer",
            "windows",
            "workstation");

    private static final List<Token> FOR_WINDOWS = List.of(new Token("for", false), new Token("windows", false));

    /// A way in which a product is spelled.
    ///
    /// @param release the release that words of the title name (`XI`), or empty
    /// @param named whether the publisher's name is part of the spelling
    /// @param needsPublisher whether the spelling is sure only when the publisher fits
    record Spelling(
            Product product,
            String edition,
            String release,
            boolean named,
            boolean needsPublisher,
            List<String> words) {}

    /// Words behind a title that name a release (`XI`) or go with its number (`CC` of `CC 2019`).
    ///
    /// @param decided the release that the words name; empty where the number decides
    private record ReleaseWords(List<Token> words, String decided) {}

    /// The ways in which an edition is spelled.
    private record EditionWords(String key, Set<List<Token>> spellings) {}

    /// What may follow a product's title.
    private record Variants(Product product, List<EditionWords> editions, List<ReleaseWords> releases) {

        static Variants of(Product product) {
            var editions = product.editions().stream()
                    .map(edition -> new EditionWords(edition.key(), spellings(edition)))
                    .toList();
            var releases = new ArrayList<ReleaseWords>();
            for (var release : product.releases()) {
                for (String spelling : Releases.spellings(release)) {
                    var tokens = Normaliser.title(spelling).tokens();
                    var words = tokens.stream().filter(token -> !token.number()).toList();
                    if (!words.isEmpty()) {
                        releases.add(new ReleaseWords(words, words.size() == tokens.size() ? release.key() : ""));
                    }
                }
            }
            return new Variants(product, editions, releases);
        }

        private static Set<List<Token>> spellings(Edition edition) {
            var words = new LinkedHashSet<List<Token>>();
            words.add(Normaliser.title(edition.name()).tokens());
            edition.aliases().forEach(alias -> words.add(Normaliser.title(alias).tokens()));
            words.removeIf(List::isEmpty);
            return words;
        }
    }

    /// What an exact look-up found.
    ///
    /// @param target empty when something contradicts
    /// @param why the spelling that fits, or what contradicts
    record Match(Optional<ProductTarget> target, String why) {}

    private final Catalogue catalogue;
    private final Map<String, List<Spelling>> byKey = new HashMap<>();
    private final Map<String, List<Spelling>> byCompact = new HashMap<>();
    private final Map<String, SortedSet<String>> publishersByName = new HashMap<>();
    private final Map<String, Releases> releases = new HashMap<>();
    private final Map<String, ProductTarget> byCode = new HashMap<>();

    /// By the beginning of identifiers that are listed with `*` at their end.
    private final Map<String, ProductTarget> byFamily = new HashMap<>();

    CatalogueIndex(Catalogue catalogue) {
        this.catalogue = catalogue;
        var prefixes = new HashMap<String, Set<List<Token>>>();
        for (var publisher : catalogue.publishers().values()) {
            prefixes.put(publisher.key(), add(publisher));
        }
        for (var product : catalogue.products().values()) {
            releases.put(product.key(), new Releases(product));
            product.codes().forEach(code -> add(product, code));
            var variants = Variants.of(product);
            for (String title : titles(product)) {
                add(variants, Normaliser.title(title).tokens(), prefixes.getOrDefault(product.publisher(), Set.of()));
            }
        }
    }

    Catalogue catalogue() {
        return catalogue;
    }

    /// Keys of the publishers that a raw publisher name may mean; empty when the catalogue knows none of that name.
    SortedSet<String> publishers(String raw) {
        return publishersByName.getOrDefault(Normaliser.publisher(raw), Collections.emptySortedSet());
    }

    Releases releases(Product product) {
        return releases.getOrDefault(product.key(), new Releases(product));
    }

    /// What an identifier names: the identifier itself, else the longest beginning of it that the catalogue lists
    /// with `*` behind it.
    Optional<ProductTarget> code(String code) {
        String key = code.toLowerCase(Locale.ROOT);
        var exact = byCode.get(key);
        if (exact != null) {
            return Optional.of(exact);
        }
        for (int i = key.length() - 1; i > 0; i--) {
            char c = key.charAt(i);
            if (c == '.' || c == '-' || c == '_') {
                var family = byFamily.get(key.substring(0, i + 1));
                if (family != null) {
                    return Optional.of(family);
                }
            }
        }
        return Optional.empty();
    }

    /// What a raw code names. A table's column of codes may hold bare identifiers of bundles and app packages.
    Optional<ProductTarget> named(String code) {
        var known = code(code);
        return known.isEmpty() && code.startsWith(PACKAGE_CODE)
                ? identity(code.substring(PACKAGE_CODE.length()))
                : known;
    }

    /// What the name of a package names that stands where a title should: the identifier of a macOS, Android or iOS
    /// bundle, or the name of a Windows app package with or without version and publisher's mark, such as
    /// `com.microsoft.Excel` and `Microsoft.WindowsCalculator_8wekyb3d8bbwe`. Both are unique by themselves.
    Optional<ProductTarget> identity(String name) {
        String text = name.strip();
        if (text.length() > LONGEST_IDENTITY || text.indexOf('.') <= 0) {
            return Optional.empty();
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~') {
                return Optional.empty();
            }
        }
        var bundle = code(BUNDLE_CODE + text);
        if (bundle.isPresent()) {
            return bundle;
        }
        int first = text.indexOf('_');
        boolean marked = first > 0 && text.lastIndexOf('_') == text.length() - 1 - PUBLISHER_MARK;
        return code(APP_PACKAGE_CODE + (marked ? text.substring(0, first) : text));
    }

    /// Every distinct spelling, by its key, for the search of candidates.
    SortedMap<String, List<Spelling>> spellings() {
        return new TreeMap<>(byKey);
    }

    /// Spellings that mean different things: they are never a sure match. A catalogue should have none.
    List<String> ambiguities() {
        var ambiguities = new TreeSet<String>();
        byKey.forEach((key, spellings) -> {
            var targets = new TreeSet<String>();
            for (var spelling : spellings) {
                if (!spelling.needsPublisher()) {
                    targets.add(spelling.product().key() + "|" + spelling.edition() + "|" + spelling.release());
                }
            }
            if (targets.size() > 1) {
                ambiguities.add(key + " " + targets);
            }
        });
        return List.copyOf(ambiguities);
    }

    /// Looks a title up; empty when no spelling fits.
    @Nullable
    Match find(NormalForm form, String rawPublisher, String rawVersion) {
        var tokens = form.tokens();
        if (tokens.isEmpty()) {
            return null;
        }
        int[] places = numberPlaces(tokens);
        int subsets = 1 << places.length;
        for (int compact = 0; compact < 2; compact++) {
            // the more numbers belong to the name, the better: "Office 365" is not version 365 of Office
            for (int kept = places.length; kept >= 0; kept--) {
                for (int subset = subsets - 1; subset >= 0; subset--) {
                    if (Integer.bitCount(subset) != kept) {
                        continue;
                    }
                    var spellings = compact == 0
                            ? byKey.get(key(tokens, places, subset))
                            : byCompact.get(compact(tokens, places, subset));
                    if (spellings != null) {
                        return decide(spellings, left(tokens, places, subset), rawPublisher, rawVersion);
                    }
                }
            }
        }
        return null;
    }

    private Match decide(List<Spelling> spellings, List<String> numbers, String rawPublisher, String rawVersion) {
        var publishers = publishers(rawPublisher);
        boolean silent = rawPublisher.isBlank();
        var fitting = new ArrayList<Spelling>();
        for (var spelling : spellings) {
            boolean same = publishers.contains(spelling.product().publisher());
            if (spelling.named() || same || (silent && !spelling.needsPublisher())) {
                fitting.add(spelling);
            }
        }
        if (fitting.isEmpty()) {
            return new Match(
                    Optional.empty(),
                    "the title is one of %s, but the publisher does not fit"
                            .formatted(spellings.getFirst().product().name()));
        }
        if (fitting.size() > 1) {
            var closer = fitting.stream()
                    .filter(spelling -> publishers.contains(spelling.product().publisher()))
                    .toList();
            if (!closer.isEmpty()) {
                fitting.retainAll(closer);
            }
        }
        if (fitting.stream().anyMatch(spelling -> spelling.product().userDefined())) {
            // what the analyst says wins over a shipped product of the same name
            fitting.removeIf(spelling -> !spelling.product().userDefined());
        }
        var first = fitting.getFirst();
        for (var other : fitting) {
            if (!other.product().key().equals(first.product().key())
                    || !other.edition().equals(first.edition())
                    || !other.release().equals(first.release())) {
                return new Match(
                        Optional.empty(),
                        "the title fits both %s and %s"
                                .formatted(
                                        first.product().name(), other.product().name()));
            }
        }
        return release(first, numbers, rawVersion);
    }

    /// What a spelling means together with the numbers of the title that are not part of it.
    Match release(Spelling spelling, List<String> numbers, String rawVersion) {
        var product = spelling.product();
        var table = releases(product);
        String column = version(rawVersion);
        String release = spelling.release();
        for (String number : numbers) {
            String named = table.named(number);
            if (named.isEmpty()) {
                var numbered = table.numbered(number);
                if (numbered.size() == 1) {
                    named = numbered.iterator().next();
                } else if (!release.isEmpty() && !numbered.isEmpty() && !numbered.contains(release)) {
                    return contradiction(product, number);
                } else if (numbered.isEmpty() && !harmless(number, column, table)) {
                    return contradiction(product, number);
                }
            }
            if (!named.isEmpty()) {
                if (!release.isEmpty() && !release.equals(named)) {
                    return contradiction(product, number);
                }
                release = named;
            }
        }
        if (!column.isEmpty()) {
            String named = table.named(column);
            var numbered = table.numbered(column);
            if (release.isEmpty()) {
                if (numbered.size() == 1) {
                    release = numbered.iterator().next();
                } else if (numbered.isEmpty()) {
                    release = named;
                }
            } else if (!numbered.isEmpty() && !numbered.contains(release) && !named.equals(release)) {
                return contradiction(product, column);
            }
        }
        return new Match(
                Optional.of(new ProductTarget(product.key(), spelling.edition(), release)),
                String.join(" ", spelling.words()));
    }

    /// Whether a number in a title that names no release says nothing: the product has no releases, or it is the
    /// technical
    /// version once more, or it is too detailed to be the name of a release.
    private static boolean harmless(String number, String column, Releases table) {
        return table.none() || number.indexOf('.') > 0 || column.equals(number) || column.startsWith(number + ".");
    }

    private static Match contradiction(Product product, String version) {
        return new Match(
                Optional.empty(),
                "the title is one of %s, but version %s contradicts".formatted(product.name(), version));
    }

    /// The technical version in a raw version field, empty when there is none.
    static String version(String raw) {
        int start = 0;
        int n = raw.length();
        while (start < n && (raw.charAt(start) == ' ' || raw.charAt(start) == 'v' || raw.charAt(start) == 'V')) {
            start++;
        }
        int end = start;
        while (end < n && raw.charAt(end) > ' ' && raw.charAt(end) != '(' && raw.charAt(end) != ',') {
            end++;
        }
        String version = withoutEpoch(raw.substring(start, end).toLowerCase(Locale.ROOT));
        return version.isEmpty() || !Character.isDigit(version.charAt(0)) ? "" : version;
    }

    /// A version of a Linux package without its epoch: 2.39.5-0 of 1:2.39.5-0. What stands behind the version, the
    /// package's own revision, tells no release and needs no care, since releases are beginnings of numbers.
    private static String withoutEpoch(String version) {
        int colon = version.indexOf(':');
        for (int i = 0; i < colon; i++) {
            if (!Character.isDigit(version.charAt(i))) {
                return version;
            }
        }
        return version.substring(colon + 1);
    }

    /// The release that a raw version field names for sure, or the empty text.
    String releaseOf(Product product, String rawVersion) {
        String column = version(rawVersion);
        if (column.isEmpty()) {
            return "";
        }
        var table = releases(product);
        var numbered = table.numbered(column);
        return numbered.size() == 1 ? numbered.iterator().next() : numbered.isEmpty() ? table.named(column) : "";
    }

    private static int[] numberPlaces(List<Token> tokens) {
        int[] places = new int[MOST_KEPT_NUMBERS];
        int count = 0;
        for (int i = 0; i < tokens.size() && count < MOST_KEPT_NUMBERS; i++) {
            if (tokens.get(i).number()) {
                places[count++] = i;
            }
        }
        return Arrays.copyOf(places, count);
    }

    private static boolean dropped(int place, int[] places, int subset) {
        for (int bit = 0; bit < places.length; bit++) {
            if (places[bit] == place) {
                return (subset & (1 << bit)) == 0;
            }
        }
        return false;
    }

    private static String key(List<Token> tokens, int[] places, int subset) {
        var words = new String[tokens.size()];
        int count = 0;
        for (int i = 0; i < tokens.size(); i++) {
            if (!dropped(i, places, subset)) {
                words[count++] = tokens.get(i).text();
            }
        }
        Arrays.sort(words, 0, count);
        var key = new StringBuilder();
        for (int i = 0; i < count; i++) {
            if (i == 0 || !words[i].equals(words[i - 1])) {
                if (i > 0) {
                    key.append(' ');
                }
                key.append(words[i]);
            }
        }
        return key.toString();
    }

    private static String compact(List<Token> tokens, int[] places, int subset) {
        var compact = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            if (!dropped(i, places, subset)) {
                compact.append(tokens.get(i).text());
            }
        }
        return compact.toString();
    }

    private static List<String> left(List<Token> tokens, int[] places, int subset) {
        var left = new ArrayList<String>(2);
        for (int i = 0; i < tokens.size(); i++) {
            if (dropped(i, places, subset)) {
                left.add(tokens.get(i).text());
            }
        }
        return left;
    }

    private Set<List<Token>> add(Publisher publisher) {
        var names = new ArrayList<String>();
        names.add(publisher.name());
        names.addAll(publisher.aliases());
        var prefixes = new LinkedHashSet<List<Token>>();
        for (String name : names) {
            String normal = Normaliser.publisher(name);
            publishersByName.computeIfAbsent(normal, _ -> new TreeSet<>()).add(publisher.key());
            var tokens = Normaliser.title(normal).tokens();
            if (!tokens.isEmpty() && tokens.size() <= 3) {
                prefixes.add(tokens);
            }
        }
        return prefixes;
    }

    private void add(Product product, String code) {
        String[] parts = code.split("\\|", -1);
        var key = parts[0].toLowerCase(Locale.ROOT);
        boolean family = key.endsWith("*");
        if (family) {
            key = key.substring(0, key.length() - 1);
        }
        var codes = family ? byFamily : byCode;
        var known = codes.get(key);
        boolean ownKnown = known != null
                && catalogue.product(known.product()).map(Product::userDefined).orElse(false);
        if (ownKnown && !product.userDefined()) {
            return; // what the analyst says wins
        }
        codes.put(
                key,
                new ProductTarget(product.key(), parts.length > 1 ? parts[1] : "", parts.length > 2 ? parts[2] : ""));
    }

    private static List<String> titles(Product product) {
        var titles = new ArrayList<>(product.titles());
        if (titles.isEmpty() && product.userDefined()) {
            titles.add(product.name());
        }
        return titles;
    }

    private void add(Variants variants, List<Token> title, Set<List<Token>> prefixes) {
        if (title.isEmpty()) {
            return;
        }
        @Nullable List<Token> own = null;
        for (var prefix : prefixes) {
            if (startsWith(title, prefix) && (own == null || prefix.size() > own.size())) {
                own = prefix;
            }
        }
        boolean alone = title.size() == 1 && title.getFirst().text().length() < SHORT_WORD;
        // a product that is called like its publisher names itself, not its publisher
        boolean named = own != null && title.size() > own.size();
        editions(variants, title, named, !named && alone);
        var rest = own != null && named ? title.subList(own.size(), title.size()) : title;
        if (named && rest.stream().anyMatch(token -> !GENERIC.contains(token.text()))) {
            editions(variants, rest, false, true);
        }
        for (var prefix : prefixes) {
            if (!startsWith(rest, prefix)) {
                editions(variants, joined(prefix, rest), true, false);
            }
        }
    }

    private void editions(Variants variants, List<Token> title, boolean named, boolean needsPublisher) {
        releaseWords(variants, title, List.of(), "", named, needsPublisher);
        for (var edition : variants.editions()) {
            for (var words : edition.spellings()) {
                releaseWords(variants, title, words, edition.key(), named, needsPublisher);
            }
        }
    }

    private void releaseWords(
            Variants variants,
            List<Token> title,
            List<Token> editionWords,
            String edition,
            boolean named,
            boolean needsPublisher) {
        var product = variants.product();
        var whole = joined(title, editionWords);
        put(product, whole, edition, "", named, needsPublisher);
        for (var release : variants.releases()) {
            var words = release.words();
            put(product, joined(whole, words), edition, release.decided(), named, needsPublisher);
            if (!editionWords.isEmpty()) { // run together, the order counts
                put(
                        product,
                        joined(joined(title, words), editionWords),
                        edition,
                        release.decided(),
                        named,
                        needsPublisher);
            }
        }
    }

    private void put(
            Product product, List<Token> title, String edition, String release, boolean named, boolean needsPublisher) {
        put(product, title, edition, release, named, needsPublisher, title);
        put(product, joined(title, FOR_WINDOWS), edition, release, named, needsPublisher, title);
    }

    private void put(
            Product product,
            List<Token> title,
            String edition,
            String release,
            boolean named,
            boolean needsPublisher,
            List<Token> shown) {
        var spelling = new Spelling(
                product,
                edition,
                release,
                named,
                needsPublisher,
                shown.stream().map(Token::text).toList());
        add(byKey, key(title, new int[0], 0), spelling);
        String compact = compact(title, new int[0], 0);
        if (compact.length() >= SHORTEST_COMPACT) {
            add(byCompact, compact, spelling);
        }
    }

    private static void add(Map<String, List<Spelling>> index, String key, Spelling spelling) {
        var spellings = index.computeIfAbsent(key, _ -> new ArrayList<>(1));
        for (int i = 0; i < spellings.size(); i++) {
            var other = spellings.get(i);
            if (other.product().key().equals(spelling.product().key())
                    && other.edition().equals(spelling.edition())
                    && other.release().equals(spelling.release())) {
                // the same meaning: what is known with less is enough
                if ((spelling.named() && !other.named()) || (other.needsPublisher() && !spelling.needsPublisher())) {
                    spellings.set(
                            i,
                            new Spelling(
                                    other.product(),
                                    other.edition(),
                                    other.release(),
                                    other.named() || spelling.named(),
                                    other.needsPublisher() && spelling.needsPublisher(),
                                    other.words()));
                }
                return;
            }
        }
        spellings.add(spelling);
    }

    private static boolean startsWith(List<Token> title, List<Token> prefix) {
        return title.size() >= prefix.size() && title.subList(0, prefix.size()).equals(prefix);
    }

    private static List<Token> joined(List<Token> first, List<Token> second) {
        var joined = new ArrayList<Token>(first.size() + second.size());
        joined.addAll(first);
        joined.addAll(second);
        return joined;
    }
}
