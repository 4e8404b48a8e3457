package app.assay.importing.secrets;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Tells by the name of a column, an element or a field whether it is made for secrets.
///
/// The serial number of a device is none: it is how devices are told apart. A column that is named `serial` or `key`
/// and no more holds a secret only where its value looks like a key, see [#isKeyLike].
final class SecretName {

    private static final Pattern REST = Pattern.compile("[^\\p{L}\\p{N}]+");

    private static final List<String> PRODUCT_KEYS = List.of(
            "productkey",
            "productkeys",
            "prodkey",
            "licensekey",
            "licencekey",
            "licensekeys",
            "licencekeys",
            "officekey",
            "serialkey",
            "cdkey",
            "pidkey",
            "volumekey",
            "vlkey",
            "activationkey",
            "activationcode",
            "registrationkey",
            "registrationcode",
            "unlockcode",
            "unlockkey",
            "licenseserial",
            "licenceserial",
            "produktschlussel",
            "produktschluessel",
            "lizenzschlussel",
            "lizenzschluessel",
            "produktkey",
            "lizenzkey",
            "aktivierungscode",
            "aktivierungsschlussel",
            "cledeproduit",
            "cleproduit",
            "cledelicence",
            "clelicence",
            "clavedeproducto",
            "clavedelproducto",
            "clavedelicencia",
            "chavedoproduto",
            "chavedelicenca",
            "codiceproductkey",
            "chiavedilicenza",
            "kluczproduktu",
            "kluczlicencyjny",
            "ключпродукта",
            "лицензионныиключ");

    private static final List<String> PASSWORDS = List.of(
            "password",
            "passwords",
            "passwd",
            "passphrase",
            "passwort",
            "kennwort",
            "motdepasse",
            "contrasena",
            "senha",
            "wachtwoord",
            "haslo",
            "пароль",
            "pwd");

    private static final List<String> TOKENS = List.of(
            "token", "secret", "secretkey", "apikey", "accesskey", "clientsecret", "privatekey", "connectionstring");

    /// Names that hold a key only where the value looks like one.
    private static final Set<String> DOUBTFUL = Set.of(
            "key", "keys", "serial", "serials", "serialnumber", "serialno", "seriennummer", "code", "schlussel", "pid");

    /// What a field beside a name is called.
    private static final Set<String> NAMES = Set.of("name", "key", "id", "property", "variable", "setting");

    private static final Set<String> VALUES = Set.of("value", "val", "string", "data", "values");

    private static final Set<String> NO_SECRET = Set.of(
            "",
            "-",
            "--",
            "n/a",
            "na",
            "none",
            "null",
            "nil",
            "no",
            "yes",
            "true",
            "false",
            "unknown",
            "required",
            "not available",
            "not found",
            "0",
            "1",
            "ja",
            "nein",
            "oui",
            "non",
            "oem",
            "keine",
            "kein");

    private static final Pattern MASKED = Pattern.compile("[*xX#•●.\\-\\s]*");
    private static final Pattern LAST_GROUP_ONLY =
            Pattern.compile("(?:([*xX#•●]{3,8})[- ]?){2,}[A-Za-z0-9]{1,8}|[*#•●]{4,}[A-Za-z0-9]{1,8}");
    private static final Pattern GROUPS = Pattern.compile("([A-Za-z0-9]{4,8})(?:[- ][A-Za-z0-9]{4,8}){2,9}");

    private SecretName() {}

    /// The kind of secret that a field of this name holds.
    ///
    /// @param parent name of what the field stands in; empty when it stands in nothing
    static Optional<SecretKind> of(String name, String parent) {
        if (name.length() > 80) {
            return Optional.empty();
        }
        String plain = plain(name);
        if (plain.startsWith("partial") || plain.isEmpty()) {
            return Optional.empty();
        }
        if (plain.equals("digitalproductid") || plain.equals("digitalproductid4") || ends(plain, PRODUCT_KEYS)) {
            return Optional.of(SecretKind.PRODUCT_KEY);
        }
        if (plain.equals("key") && plain(parent).startsWith("licenseinfo")) {
            return Optional.of(SecretKind.PRODUCT_KEY);
        }
        if (ends(plain, PASSWORDS) || plain.equals("pass")) {
            return Optional.of(SecretKind.PASSWORD);
        }
        return ends(plain, TOKENS) ? Optional.of(SecretKind.TOKEN) : Optional.empty();
    }

    /// Whether a field of this name holds a key where its value looks like one.
    static boolean isDoubtful(String name) {
        return name.length() <= 40 && DOUBTFUL.contains(plain(name));
    }

    static boolean tellsName(String name) {
        return NAMES.contains(plain(name));
    }

    static boolean tellsValue(String name) {
        return VALUES.contains(plain(name));
    }

    /// Whether what stands in a field for secrets is one, and no dash, placeholder or key of which only the end is
    /// shown.
    static boolean isSecret(SecretKind kind, String value) {
        String bare = value.strip();
        if (NO_SECRET.contains(bare.toLowerCase(Locale.ROOT)) || isMasked(bare)) {
            return false;
        }
        return switch (kind) {
            case PASSWORD -> true;
            case PRODUCT_KEY -> bare.length() >= 5;
            case TOKEN, PRIVATE_KEY ->
                bare.length() >= 8 && !bare.chars().allMatch(c -> c < '0' ? c == '.' || c == ',' : c <= '9');
        };
    }

    /// Whether a secret was already made unreadable by whoever wrote the file.
    static boolean isMasked(String bare) {
        return MASKED.matcher(bare).matches() || LAST_GROUP_ONLY.matcher(bare).matches();
    }

    /// Whether a text looks like a key: at least three groups of equal length that are no serial number of a
    /// machine.
    static boolean isKeyLike(String value) {
        String bare = value.strip();
        if (!GROUPS.matcher(bare).matches() || isMasked(bare)) {
            return false;
        }
        String[] groups = bare.split("[- ]", -1);
        for (String group : groups) {
            if (group.length() != groups[0].length()) {
                return false;
            }
        }
        return groups.length * groups[0].length() >= 16 && bare.chars().anyMatch(Character::isDigit);
    }

    private static boolean ends(String plain, List<String> names) {
        for (var name : names) {
            if (plain.endsWith(name)) {
                return true;
            }
        }
        return false;
    }

    /// Letters and digits in lower case, without accents. A name that was read byte by byte is read as UTF-8 if it
    /// is that.
    private static String plain(String name) {
        if (isLatin(name)) {
            return plainLatin(name);
        }
        String read =
                name.chars().anyMatch(c -> c >= 0x80) && name.chars().allMatch(c -> c < 0x100) ? wide(name) : name;
        return Normalizer.normalize(
                        REST.matcher(Normalizer.normalize(read, Normalizer.Form.NFKD)
                                        .replaceAll("\\p{M}", ""))
                                .replaceAll(""),
                        Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT);
    }

    private static boolean isLatin(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /// The same for the letters that have no accents: asked of every field of a file.
    private static String plainLatin(String name) {
        var plain = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                plain.append((char) (c + ('a' - 'A')));
            } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static String wide(String bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(java.nio.ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return bytes;
        }
    }
}
