package app.assay.engine.recognise;

import app.assay.engine.recognise.NormalForm.Token;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/// Brings titles and publishers to their normal forms. `src/docs/normal-form.md` describes the form; a change of it
/// raises
/// [#VERSION], which is part of every recogniser's digest.
///
/// Stateless; any number of threads may call it.
public final class Normaliser {

    /// The version of the normal form.
    public static final int VERSION = 2;

    /// The ending of a macOS application.
    private static final String BUNDLE = ".app";

    /// Titles are cut to this many characters before they are looked at.
    public static final int LONGEST_TITLE = 1_000;

    private static final Set<String> ARCHITECTURES = Set.of(
            "x64", "x86", "amd64", "arm64", "aarch64", "i386", "i586", "i686", "ia64", "win32", "win64", "64bit",
            "32bit", "noarch");

    private static final Set<String> BITS = Set.of("bit", "bits", "разрядная", "разряднои");

    private static final Set<String> LANGUAGE_CODES = Set.of(
            "ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "he", "hi", "hr", "hu", "id", "it",
            "ja", "kk", "ko", "lt", "lv", "ms", "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv",
            "th", "tr", "uk", "vi", "zh");

    private static final Set<String> LANGUAGES = Set.of(
            "english",
            "englisch",
            "anglais",
            "ingles",
            "inglese",
            "german",
            "deutsch",
            "allemand",
            "french",
            "francais",
            "franzosisch",
            "spanish",
            "espanol",
            "spanisch",
            "italian",
            "italiano",
            "italienisch",
            "dutch",
            "nederlands",
            "portuguese",
            "portugues",
            "russian",
            "русскии",
            "polish",
            "polski",
            "czech",
            "cestina",
            "japanese",
            "日本語",
            "chinese",
            "korean",
            "swedish",
            "svenska",
            "danish",
            "dansk",
            "norwegian",
            "norsk",
            "finnish",
            "suomi",
            "turkish",
            "turkce",
            "hungarian",
            "magyar",
            "greek",
            "hebrew",
            "romanian",
            "slovak",
            "ukrainian",
            "multilingual",
            "multilanguage",
            "enu",
            "deu",
            "fra",
            "esn",
            "ita",
            "jpn");

    /// Words that say nothing inside brackets: `(remove only)`, `(current user)`, `(User)`.
    private static final Set<String> EMPTY_IN_BRACKETS =
            Set.of("user", "users", "current", "all", "machine", "system", "remove", "only", "per", "just", "me");

    private static final Set<String> EMPTY_WORDS =
            folded("the", "and", "und", "et", "edition", "edición", "edizione", "edição", "выпуск", "редакция");

    /// Words that say that a version follows.
    private static final Set<String> VERSION_WORDS =
            folded("version", "versione", "versão", "versie", "wersja", "ver", "v", "release", "rel", "r", "версия");

    /// Words of other languages that publishers put into the names of their products, and the English word of the
    /// same name. Catalogue and titles go through the same table, so that an edition is known in each language.
    private static final Map<String, String> ENGLISH = english();

    /// Words that say that a number follows that is neither a version nor part of a name.
    private static final Set<String> DETAIL_WORDS =
            Set.of("update", "patch", "hotfix", "cu", "revision", "rev", "fixpack", "fp");

    private static final Set<String> LEGAL_FORMS = Set.of(
            "inc",
            "incorporated",
            "corp",
            "corporation",
            "co",
            "company",
            "ltd",
            "limited",
            "llc",
            "llp",
            "lp",
            "gmbh",
            "ag",
            "se",
            "sa",
            "sas",
            "sarl",
            "srl",
            "spa",
            "bv",
            "nv",
            "ab",
            "oy",
            "oyj",
            "as",
            "asa",
            "aps",
            "plc",
            "pty",
            "kg",
            "kgaa",
            "ohg",
            "ug",
            "kk",
            "pte",
            "sro",
            "doo",
            "zrt",
            "sl",
            "sia",
            "ooo",
            "ооо",
            "pbc",
            "the",
            "and");

    /// What is known of a word wherever it stands.
    private record Known(String english, int kinds) {}

    private static final int EMPTY = 1;
    private static final int EMPTY_BRACKETED = 2;
    private static final int VERSION_FOLLOWS = 4;
    private static final int DETAIL_FOLLOWS = 8;
    private static final int ARCHITECTURE = 16;
    private static final int BIT = 32;
    private static final int LANGUAGE = 64;
    private static final int LANGUAGE_CODE = 128;

    /// Every word of the sets above with all that it may be, so that a word of a title is looked up once. Most
    /// words of
    /// titles are none of them.
    private static final Map<String, Known> KNOWN = known();

    private static final Known ORDINARY = new Known("", 0);

    private Normaliser() {}

    private static Map<String, Known> known() {
        var known = new HashMap<String, Known>();
        ENGLISH.forEach((word, english) -> known.put(word, new Known(english, 0)));
        BiConsumer<Set<String>, Integer> kind = (words, bit) -> words.forEach(word -> known.merge(
                word, new Known("", bit), (old, added) -> new Known(old.english(), old.kinds() | added.kinds())));
        kind.accept(EMPTY_WORDS, EMPTY);
        kind.accept(EMPTY_IN_BRACKETS, EMPTY_BRACKETED);
        kind.accept(VERSION_WORDS, VERSION_FOLLOWS);
        kind.accept(DETAIL_WORDS, DETAIL_FOLLOWS);
        kind.accept(ARCHITECTURES, ARCHITECTURE);
        kind.accept(BITS, BIT);
        kind.accept(LANGUAGES, LANGUAGE);
        kind.accept(LANGUAGE_CODES, LANGUAGE_CODE);
        return known;
    }

    private static boolean is(String word, int kind) {
        return (KNOWN.getOrDefault(word, ORDINARY).kinds() & kind) != 0;
    }

    /// The normal form of a title.
    public static NormalForm title(String raw) {
        String shown = raw.length() > LONGEST_TITLE ? raw.substring(0, LONGEST_TITLE) : raw;
        return new Scan(bundleName(fold(shown))).form();
    }

    /// The name of a macOS application without the ending and the folders of its bundle, any other text as it is.
    private static String bundleName(String text) {
        int end = text.length() - BUNDLE.length();
        if (!text.endsWith(BUNDLE) || end == 0 || text.charAt(end - 1) <= ' ') {
            return text;
        }
        return text.substring(text.lastIndexOf('/', end) + 1, end);
    }

    private static Set<String> folded(String... words) {
        var folded = new HashSet<String>();
        for (String word : words) {
            folded.add(fold(word));
        }
        return Set.copyOf(folded);
    }

    private static Map<String, String> english() {
        var words = new HashMap<String, String>();
        BiConsumer<String, List<String>> same =
                (english, others) -> others.forEach(other -> words.put(fold(other), english));
        same.accept("for", List.of("für", "pour", "para", "per", "voor", "dla", "для"));
        same.accept(
                "professional",
                List.of(
                        "professionnel",
                        "professionnelle",
                        "professionell",
                        "profesional",
                        "professionale",
                        "profissional",
                        "profesjonalny",
                        "профессиональный",
                        "профессиональная",
                        "专业版",
                        "專業版"));
        same.accept("standard", List.of("estándar", "standaard", "padrão", "стандартный", "стандартная", "标准版", "標準版"));
        same.accept("enterprise", List.of("entreprise", "корпоративный", "корпоративная", "企业版", "企業版"));
        same.accept("home", List.of("famille", "домашняя", "家庭版"));
        same.accept("student", List.of("étudiant", "étudiants", "estudiante", "estudiantes", "studenten"));
        same.accept("ultimate", List.of("максимальная", "旗舰版", "旗艦版"));
        same.accept("education", List.of("教育版"));
        return Map.copyOf(words);
    }

    /// The normal form of a publisher: letters and digits in lower case, without legal forms, brackets and
    /// country-specific
    /// certificate fields. Empty for an empty name.
    public static String publisher(String raw) {
        if (raw.isBlank()) {
            return "";
        }
        String text = organisation(raw.length() > LONGEST_TITLE ? raw.substring(0, LONGEST_TITLE) : raw);
        text = fold(text);
        var words = new ArrayList<String>();
        var all = new ArrayList<String>();
        var word = new StringBuilder();
        int depth = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth = Math.max(0, depth - 1);
            }
            if (Character.isLetterOrDigit(c) || c == '+') {
                if (depth == 0) {
                    word.append(c);
                }
            } else if (c != '.' && c != '\'' && c != '’' && !word.isEmpty()) {
                all.add(word.toString());
                if (!LEGAL_FORMS.contains(word.toString())) {
                    words.add(word.toString());
                }
                word.setLength(0);
            }
        }
        if (words.size() > 1 && words.getFirst().equals("copyright")) {
            words.removeFirst();
        }
        return String.join(" ", words.isEmpty() ? all : words);
    }

    /// The organisation of a certificate's subject such as `CN=Acme, O=Acme Inc., C=US`; any other text as it is.
    private static String organisation(String raw) {
        if (!raw.startsWith("CN=")) {
            return raw;
        }
        int start = raw.indexOf(", O=");
        String rest = start < 0 ? raw.substring(3) : raw.substring(start + 4);
        if (rest.startsWith("\"")) {
            int end = rest.indexOf('"', 1);
            return end < 0 ? rest.substring(1) : rest.substring(1, end);
        }
        for (int i = rest.indexOf(','); i >= 0; i = rest.indexOf(',', i + 1)) {
            int equals = rest.indexOf('=', i);
            if (equals > 0 && rest.substring(i + 1, equals).strip().matches("[A-Z0-9.]+")) {
                return rest.substring(0, i);
            }
        }
        return rest;
    }

    /// Compatibility forms, accents and trademark signs removed, lower case.
    private static String fold(String raw) {
        boolean ascii = true;
        for (int i = 0; i < raw.length() && ascii; i++) {
            ascii = raw.charAt(i) < 128;
        }
        if (ascii) {
            return raw.toLowerCase(Locale.ROOT);
        }
        var without = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            without.append(c == '®' || c == '™' || c == '©' || c == '℠' ? ' ' : c);
        }
        String decomposed = Normalizer.normalize(without, Normalizer.Form.NFKD);
        var folded = new StringBuilder(decomposed.length());
        for (int i = 0; i < decomposed.length(); i++) {
            char c = decomposed.charAt(i);
            if (Character.getType(c) != Character.NON_SPACING_MARK) {
                folded.append(c == '–' || c == '—' || c == '‑' ? '-' : c);
            }
        }
        return folded.toString().toLowerCase(Locale.ROOT).replace("ß", "ss");
    }

    /// Whether a token looks like a version: digits and dots, at most two letters behind, at most digits behind
    /// these.
    static boolean isNumber(String token) {
        int i = 0;
        int n = token.length();
        while (i < n && (isDigit(token.charAt(i)) || (token.charAt(i) == '.' && i > 0))) {
            i++;
        }
        if (i == 0) {
            return false;
        }
        int letters = i;
        while (i < n && isLatin(token.charAt(i))) {
            i++;
        }
        if (i - letters > 2) {
            return false;
        }
        while (i < n && isDigit(token.charAt(i))) {
            i++;
        }
        return i == n;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLatin(char c) {
        return c >= 'a' && c <= 'z';
    }

    /// One pass over one folded title.
    private static final class Scan {

        private final String text;
        private final List<Token> tokens = new ArrayList<>();
        private final StringBuilder detail = new StringBuilder();
        private String architecture = "";
        private String language = "";

        /// Raw words with the brackets and dashes before them.
        private final List<String> words = new ArrayList<>();

        private final List<Boolean> bracketed = new ArrayList<>();
        private final List<Boolean> dashed = new ArrayList<>();

        Scan(String text) {
            this.text = text;
            split();
            sort();
        }

        NormalForm form() {
            return new NormalForm(tokens, architecture, language, detail.toString());
        }

        private void split() {
            int n = text.length();
            int i = 0;
            int depth = 0;
            boolean dash = false;
            boolean gap = true;
            while (i < n) {
                char c = text.charAt(i);
                if (c == '(' && trademark(i) > 0) {
                    i += trademark(i);
                    gap = true;
                    continue;
                }
                if (c == '(' || c == '[') {
                    depth++;
                } else if (c == ')' || c == ']') {
                    depth = Math.max(0, depth - 1);
                } else if (c == '-' && gap) {
                    dash = true;
                }
                if (!Character.isLetterOrDigit(c)) {
                    gap = c == ' ' || c == '(' || c == '[' || c == '\t';
                    i++;
                    continue;
                }
                int end = wordEnd(i);
                String word = text.substring(i, end).replace('_', '.');
                int tagEnd = languageTag(i, end);
                if (tagEnd > 0) {
                    language = text.substring(i, tagEnd);
                    i = tagEnd;
                } else {
                    add(word, depth > 0, dash);
                    i = end;
                }
                dash = false;
                gap = false;
            }
        }

        private void add(String word, boolean inBrackets, boolean afterDash) {
            int year = word.length() - 4;
            if (year > 2 && isYear(word, year) && !isDigit(word.charAt(year - 1)) && word.charAt(year - 1) != '.') {
                add(word.substring(0, year), inBrackets, afterDash);
                add(word.substring(year), inBrackets, false);
                return;
            }
            words.add(word);
            bracketed.add(inBrackets);
            dashed.add(afterDash);
        }

        private static boolean isYear(String word, int at) {
            return (word.startsWith("19", at) || word.startsWith("20", at))
                    && isDigit(word.charAt(at + 2))
                    && isDigit(word.charAt(at + 3));
        }

        private int trademark(int at) {
            if (text.startsWith("(r)", at) || text.startsWith("(c)", at)) {
                return 3;
            }
            return text.startsWith("(tm)", at) ? 4 : 0;
        }

        /// Letters, digits, `+` and `#` behind them, dots and underscores between digits.
        private int wordEnd(int start) {
            int n = text.length();
            int i = start;
            while (i < n) {
                char c = text.charAt(i);
                // an underscore belongs to a number only behind a dot: "1.8.0_381", but not "server_2_12c"
                boolean joins =
                        c == '.' || (c == '_' && text.substring(start, i).indexOf('.') >= 0);
                boolean inside = Character.isLetterOrDigit(c)
                        || ((c == '+' || c == '#') && (i + 1 >= n || !isDigit(text.charAt(i + 1))))
                        || (joins
                                && i > start
                                && i + 1 < n
                                && isDigit(text.charAt(i - 1))
                                && isDigit(text.charAt(i + 1)));
                if (!inside) {
                    break;
                }
                i++;
            }
            return i;
        }

        /// The end of a language tag such as `de-de` or `zh-hans`, or 0.
        private int languageTag(int start, int end) {
            if (end - start != 2 || end >= text.length() || (text.charAt(end) != '-' && text.charAt(end) != '_')) {
                return 0;
            }
            if (!LANGUAGE_CODES.contains(text.substring(start, end))) {
                return 0;
            }
            int second = end + 1;
            int i = second;
            while (i < text.length() && isLatin(text.charAt(i))) {
                i++;
            }
            boolean whole = i >= text.length() || !Character.isLetterOrDigit(text.charAt(i));
            String region = text.substring(second, i);
            return whole
                            && (region.length() == 2
                                    || region.equals("hans")
                                    || region.equals("hant")
                                    || region.equals("latn"))
                    ? i
                    : 0;
        }

        /// Takes out what tells no product.
        private void sort() {
            int n = words.size();
            for (int i = 0; i < n; i++) {
                var known = KNOWN.getOrDefault(words.get(i), ORDINARY);
                String word = known.english().isEmpty() ? words.get(i) : known.english();
                String next = i + 1 < n ? words.get(i + 1) : "";
                boolean last = i == n - 1;
                if (isEmpty(known.kinds(), word, next, bracketed.get(i))) {
                    continue;
                }
                if ((known.kinds() & ARCHITECTURE) != 0) {
                    architecture = word;
                    if (word.equals("x86") && next.equals("64")) {
                        architecture = "x64";
                        i++;
                    }
                } else if ((word.equals("64") || word.equals("32")) && is(next, BIT)) {
                    architecture = word.equals("64") ? "x64" : "x86";
                    i++;
                    if (i + 1 < n && words.get(i + 1).equals("version")) {
                        i++; // "64-Bit-Version"
                    }
                } else if ((known.kinds() & LANGUAGE) != 0 && (bracketed.get(i) || dashed.get(i) || (last && i > 0))) {
                    language = word;
                } else if ((known.kinds() & LANGUAGE_CODE) != 0 && (bracketed.get(i) || (last && dashed.get(i)))) {
                    language = word;
                } else if (word.equals("service") && next.equals("pack") && i + 2 < n && isNumber(words.get(i + 2))) {
                    detail("sp" + words.get(i + 2));
                    i += 2;
                } else if (word.length() <= 4 && word.startsWith("sp") && isNumber(word.substring(2))) {
                    detail(word);
                } else if (word.equals("build") && isNumber(next)) {
                    detail(word + " " + next);
                    i++;
                } else if ((known.kinds() & DETAIL_FOLLOWS) != 0 && isNumber(next) && hasNumber()) {
                    detail(word + " " + next);
                    i++;
                } else if (word.equals("release") && isNumber(next) && endsWithLetter()) {
                    join("r" + next);
                    i++;
                } else if (word.length() == 2 && word.charAt(0) == 'r' && isDigit(word.charAt(1)) && hasNumberLast()) {
                    join(word);
                } else {
                    put(word);
                }
            }
        }

        /// Whether a word says nothing where it stands.
        private boolean isEmpty(int kinds, String word, String next, boolean inBrackets) {
            if ((kinds & EMPTY) != 0 || (inBrackets && (kinds & EMPTY_BRACKETED) != 0)) {
                return true;
            }
            // "release 2" behind "11g" is part of the number
            return (kinds & VERSION_FOLLOWS) != 0
                    && isNumber(next)
                    && !tokens.isEmpty()
                    && !(word.equals("release") && endsWithLetter());
        }

        private void put(String word) {
            int n = word.length();
            if (n > 1 && word.charAt(0) == 'v' && isDigit(word.charAt(1)) && isNumber(word.substring(1))) {
                tokens.add(new Token(word.substring(1), true));
            } else if (n == 6 && word.charAt(0) == 'r' && isNumber(word.substring(1)) && isLatin(word.charAt(5))) {
                tokens.add(new Token(word.substring(1), true));
            } else if (isNumber(word)) {
                int update = word.indexOf('u');
                if (update > 0 && update + 1 < n) {
                    detail("update " + word.substring(update + 1));
                    tokens.add(new Token(word.substring(0, update), true));
                } else {
                    tokens.add(new Token(word, true));
                }
            } else {
                tokens.add(new Token(word, false));
            }
        }

        private boolean hasNumber() {
            for (var token : tokens) {
                if (token.number()) {
                    return true;
                }
            }
            return false;
        }

        private boolean hasNumberLast() {
            return !tokens.isEmpty() && tokens.getLast().number();
        }

        private boolean endsWithLetter() {
            return hasNumberLast()
                    && isLatin(tokens.getLast()
                            .text()
                            .charAt(tokens.getLast().text().length() - 1));
        }

        private void join(String suffix) {
            tokens.set(tokens.size() - 1, new Token(tokens.getLast().text() + suffix, true));
        }

        private void detail(String what) {
            if (!detail.isEmpty()) {
                detail.append(' ');
            }
            detail.append(what);
        }
    }
}
