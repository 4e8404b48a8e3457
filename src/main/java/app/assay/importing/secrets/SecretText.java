package app.assay.importing.secrets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Secrets that a text shows by their form: product keys of five groups, arguments of installers and programs,
/// passwords of connection strings and addresses, tokens of well-known form, private keys.
public final class SecretText {

    /// What stands for a secret; its length tells nothing.
    public static final String MASK = "*****";

    private static final String VALUE = "(\"[^\"]*\"|'[^']*'|[^\\s\"';,&<>|\\\\]+)";
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final Pattern FIVE_BY_FIVE =
            Pattern.compile("(?<![A-Za-z0-9-])[A-Za-z0-9]{5}(?:-[A-Za-z0-9]{5}){4}(?![A-Za-z0-9-])");

    private static final String KEY_NAMES = "pidkey|product[_ -]?key|licen[sc]e[_ -]?key|serial[_ -]?key|cd[_ -]?key"
            + "|activation[_ -]?(?:key|code)|registration[_ -]?(?:key|code)|win[_ -]?prod[_ -]?key|office[_ -]?key";

    private static final Pattern NAMED_KEY = Pattern.compile(
            "(?<![\\p{L}\\p{N}_])(?<!partial[ _-])(?:" + KEY_NAMES + ")[\"']?\\s*[:=]\\s*" + VALUE, FLAGS);

    private static final Pattern SERIAL_ARGUMENT =
            Pattern.compile("(?<![\\p{L}\\p{N}_])(?:serial(?:number|_number|no)?|sn)=" + VALUE, FLAGS);

    private static final Pattern INSTALLER = Pattern.compile("msiexec|setup|install|\\.msi|\\.exe|\\.msp", FLAGS);

    private static final Pattern NAMED_PASSWORD = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:[\\w.-]{0,40}(?:password|passwd|passphrase|pwd|passwort|kennwort)|pass)[\"']?\\s*[:=]\\s*"
                    + VALUE,
            FLAGS);

    private static final Pattern NAMED_TOKEN = Pattern.compile(
            "(?<![\\p{L}\\p{N}])[\\w.-]{0,40}(?:token|secret|api[_-]?key|access[_-]?key|secret[_-]?key|accountkey)"
                    + "[\"']?\\s*[:=]\\s*" + VALUE,
            FLAGS);

    private static final Pattern ARGUMENT = Pattern.compile(
            "(?<![^\\s\"'(])(?:--?|/)([\\w-]{0,40}?(?:password|passwd|passphrase|pwd|pass|token|secret|api-?key|pidkey"
                    + "|product-?key|licen[sc]e-?key|serial))(?:\\s+|[=:])(?![-/])" + VALUE,
            FLAGS);

    private static final Pattern ADDRESS = Pattern.compile("://[^\\s/:@]{1,200}:([^\\s/@]{1,200})@");

    private static final Pattern WELL_KNOWN_TOKEN = Pattern.compile(
            "(?<![A-Za-z0-9_])(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{40,}|glpat-[A-Za-z0-9_-]{20,}"
                    + "|AKIA[0-9A-Z]{16}|xox[abprs]-[A-Za-z0-9-]{10,}"
                    + "|eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,})");

    private static final Pattern BEARER =
            Pattern.compile("authorization[\"']?\\s*[:=]\\s*[\"']?(?:bearer|basic)\\s+([A-Za-z0-9._~+/=-]{8,})", FLAGS);

    static final Pattern PEM = Pattern.compile(
            "-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----(.*?)(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)", Pattern.DOTALL);

    private static final Pattern DIGITAL_ID =
            Pattern.compile("(?<![\\p{L}])digitalproductid\\d*[\"']?\\s*[:=]\\s*([^\\r\\n]+)", FLAGS);

    private SecretText() {}

    /// Where a secret stands in a text.
    ///
    /// @param to behind its last character
    public record Found(int from, int to, SecretKind kind) {}

    /// Secrets in a text, from left to right, none in another.
    public static List<Found> find(String text) {
        if (!mayHold(text)) {
            return List.of();
        }
        var found = new ArrayList<Found>();
        for (var match = PEM.matcher(text); match.find(); ) {
            found.add(new Found(match.start(1), match.end(1), SecretKind.PRIVATE_KEY));
        }
        for (var match = DIGITAL_ID.matcher(text); match.find(); ) {
            add(found, text, match, 1, SecretKind.PRODUCT_KEY);
        }
        for (var match = FIVE_BY_FIVE.matcher(text); match.find(); ) {
            if (isProductKey(match.group())) {
                found.add(new Found(match.start(), match.end(), SecretKind.PRODUCT_KEY));
            }
        }
        for (var match = NAMED_KEY.matcher(text); match.find(); ) {
            add(found, text, match, 1, SecretKind.PRODUCT_KEY);
        }
        boolean isInstaller = INSTALLER.matcher(text).find();
        for (var match = SERIAL_ARGUMENT.matcher(text); match.find(); ) {
            if (isInstaller || SecretName.isKeyLike(unquoted(match.group(1)))) {
                add(found, text, match, 1, SecretKind.PRODUCT_KEY);
            }
        }
        for (var match = NAMED_PASSWORD.matcher(text); match.find(); ) {
            add(found, text, match, 1, SecretKind.PASSWORD);
        }
        for (var match = NAMED_TOKEN.matcher(text); match.find(); ) {
            add(found, text, match, 1, SecretKind.TOKEN);
        }
        for (var match = ARGUMENT.matcher(text); match.find(); ) {
            String name = match.group(1).toLowerCase(Locale.ROOT);
            boolean isSerial = name.endsWith("serial");
            if (!isSerial || isInstaller) {
                add(found, text, match, 2, kind(name));
            }
        }
        for (var match = ADDRESS.matcher(text); match.find(); ) {
            add(found, text, match, 1, SecretKind.PASSWORD);
        }
        for (var match = BEARER.matcher(text); match.find(); ) {
            add(found, text, match, 1, SecretKind.TOKEN);
        }
        for (var match = WELL_KNOWN_TOKEN.matcher(text); match.find(); ) {
            found.add(new Found(match.start(), match.end(), SecretKind.TOKEN));
        }
        return apart(found);
    }

    /// The text with [#MASK] in place of each secret; the very same text when it shows none.
    ///
    /// @param each is told of every secret
    public static String masked(String text, Consumer<SecretKind> each) {
        var found = find(text);
        if (found.isEmpty()) {
            return text;
        }
        var masked = new StringBuilder(text.length());
        int from = 0;
        for (var secret : found) {
            masked.append(text, from, secret.from()).append(MASK);
            from = secret.to();
            each.accept(secret.kind());
        }
        return masked.append(text, from, text.length()).toString();
    }

    /// The value of a field masked by the field's name as well as by its own form.
    ///
    /// @param each is told of every secret
    public static String masked(String name, String value, Consumer<SecretKind> each) {
        var kind = SecretName.of(name, "");
        if (kind.isPresent() && SecretName.isSecret(kind.get(), value)) {
            each.accept(kind.get());
            return MASK;
        }
        if (SecretName.isDoubtful(name) && SecretName.isKeyLike(value)) {
            each.accept(SecretKind.PRODUCT_KEY);
            return MASK;
        }
        return masked(value, each);
    }

    /// Keeps the first of those that overlap.
    static List<Found> apart(List<Found> found) {
        found.sort(Comparator.comparingInt(Found::from)
                .thenComparing(Comparator.comparingInt(Found::to).reversed()));
        var apart = new ArrayList<Found>(found.size());
        int end = 0;
        for (var secret : found) {
            if (secret.to() <= end) {
                continue;
            }
            if (secret.from() < end) {
                // Two that overlap are masked whole, as one.
                var last = apart.removeLast();
                apart.add(new Found(last.from(), secret.to(), last.kind()));
            } else {
                apart.add(secret);
            }
            end = secret.to();
        }
        return apart;
    }

    /// Whether five groups of five are a key: no words, no key that says nothing, none of which only the end is
    /// shown.
    static boolean isProductKey(String groups) {
        String[] parts = groups.split("-", -1);
        int masked = 0;
        boolean isOneLetter = true;
        for (String part : parts) {
            boolean isUniform = part.chars().allMatch(c -> c == part.charAt(0));
            masked += isUniform && (part.charAt(0) == 'X' || part.charAt(0) == 'x') ? 1 : 0;
            isOneLetter &= isUniform && part.charAt(0) == parts[0].charAt(0);
        }
        boolean hasDigit = groups.chars().anyMatch(Character::isDigit);
        boolean isUpper = groups.equals(groups.toUpperCase(Locale.ROOT));
        return masked < 3 && !isOneLetter && (hasDigit || isUpper);
    }

    private static SecretKind kind(String name) {
        if (name.endsWith("token")
                || name.endsWith("secret")
                || name.replace("-", "").endsWith("apikey")) {
            return SecretKind.TOKEN;
        }
        return name.endsWith("key") || name.endsWith("serial") ? SecretKind.PRODUCT_KEY : SecretKind.PASSWORD;
    }

    private static void add(List<Found> found, String text, Matcher match, int group, SecretKind kind) {
        int from = match.start(group);
        int to = match.end(group);
        if (to - from >= 2 && (text.charAt(from) == '"' || text.charAt(from) == '\'')) {
            from++;
            to--;
        }
        if (SecretName.isSecret(kind, text.substring(from, to))) {
            found.add(new Found(from, to, kind));
        }
    }

    private static String unquoted(String value) {
        return value.length() >= 2 && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                ? value.substring(1, value.length() - 1)
                : value;
    }

    /// Most texts are passed over by one look at their characters.
    private static boolean mayHold(String text) {
        for (int i = 0; i < text.length(); i++) {
            boolean may = switch (text.charAt(i)) {
                case '-' -> isBetweenGroups(text, i) || text.startsWith("-----BEGIN", i);
                case ':' -> text.startsWith("://", i);
                case 'p', 'P' -> is(text, i, "pass") || is(text, i, "pwd");
                case 'k', 'K' -> is(text, i, "key") || is(text, i, "kennwort");
                case 't', 'T' -> is(text, i, "token");
                case 's', 'S' -> is(text, i, "secret") || is(text, i, "serial") || is(text, i, "sn=");
                case 'c', 'C' -> is(text, i, "code") && (is(text, i - 5, "tion") || is(text, i - 4, "tion"));
                case 'd', 'D' -> is(text, i, "digitalproductid");
                case 'a', 'A' -> is(text, i, "akia") || is(text, i, "authorization");
                case 'g' ->
                    (is(text, i, "gh") && is(text, i + 3, "_")) || is(text, i, "github_") || is(text, i, "glpat-");
                case 'x' -> is(text, i, "xox");
                case 'e' -> is(text, i, "eyj");
                default -> false;
            };
            if (may) {
                return true;
            }
        }
        return false;
    }

    /// Whether a hyphen stands behind the first of five groups of five letters or digits; those of dates and of
    /// most
    /// identifiers do not.
    private static boolean isBetweenGroups(String text, int hyphen) {
        if (hyphen < 5
                || text.length() < hyphen + 24
                || text.charAt(hyphen + 6) != '-'
                || text.charAt(hyphen + 12) != '-'
                || text.charAt(hyphen + 18) != '-') {
            return false;
        }
        for (int i = hyphen - 5; i < hyphen; i++) {
            if (text.charAt(i) == '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean is(String text, int at, String word) {
        return text.regionMatches(true, at, word, 0, word.length());
    }
}
