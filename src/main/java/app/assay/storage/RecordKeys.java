package app.assay.storage;

import app.assay.domain.record.RecordKind;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// By what an import knows a record again: the keys that its values make, the surest first.
final class RecordKeys {

    /// A key and its rank within its kind.
    ///
    /// @param slot 0 for the surest sort of key of the kind; keys of the same slot are of the same sort
    record Key(int slot, String text) {}

    private static final char SEPARATOR = '\u001f';

    /// What makers and cloning leave in place of a number of one's own.
    private static final Set<String> JUNK = Set.of(
            "default string",
            "default",
            "to be filled by o.e.m.",
            "to be filled by o.e.m",
            "o.e.m.",
            "oem",
            "none",
            "n/a",
            "na",
            "null",
            "unknown",
            "undefined",
            "not available",
            "not applicable",
            "not specified",
            "system serial number",
            "serial number",
            "invalid",
            "empty",
            "123456789",
            "1234567890",
            "0123456789",
            "03000200-0400-0500-0006-000700080009",
            "12345678-1234-5678-90ab-cddeefaabbcc");

    private RecordKeys() {}

    /// Slots of other keys that tell two records apart even if they share a key of a slot.
    static List<Integer> tellingApart(RecordKind kind, int slot) {
        return switch (kind) {
            case DEVICE ->
                switch (slot) {
                    case 0 -> List.of();
                    case 1 -> List.of(0);
                    case 2 -> List.of(0, 1);
                    default -> List.of(0, 1, 2);
                };
            case USER -> slot < 3 ? List.of() : List.of(0, 1, 2);
            default -> List.of();
        };
    }

    /// The slot of names alone, which several records may share.
    static int weakSlot(RecordKind kind) {
        return kind == RecordKind.DEVICE || kind == RecordKind.USER ? 3 : -1;
    }

    static List<Key> of(RecordKind kind, Map<String, String> values) {
        var keys = new ArrayList<Key>(4);
        switch (kind) {
            case DEVICE -> {
                add(keys, 0, sure(values, "hardwareId"));
                add(keys, 1, sure(values, "serial"));
                var name = normal(values, "name");
                var domain = normal(values, "domain");
                int dot = name.indexOf('.');
                if (!name.isEmpty() && !domain.isEmpty()) {
                    var bare =
                            name.endsWith("." + domain) ? name.substring(0, name.length() - domain.length() - 1) : name;
                    add(keys, 2, bare + SEPARATOR + domain);
                } else if (dot > 0 && dot < name.length() - 1) {
                    add(keys, 2, name.substring(0, dot) + SEPARATOR + name.substring(dot + 1));
                }
                add(keys, 3, name);
            }
            case USER -> {
                add(keys, 0, sure(values, "email"));
                add(keys, 1, sure(values, "login"));
                add(keys, 2, sure(values, "employeeNumber"));
                add(keys, 3, normal(values, "name"));
            }
            case ASSIGNMENT -> whole(keys, values, "product", "edition", "user", "device");
            case USAGE -> whole(keys, values, "product", "metric", "from", "until", "device", "user");
            case TITLE_DECISION -> whole(keys, values, "title", "publisher", "version", "code");
            case RECOGNITION_RULE -> whole(keys, values, "order", "match", "title", "publisher", "version");
            case PROOF -> whole(keys, values, "sha256", "fileName");
            default -> add(keys, 0, normal(values, kind.fields().getFirst().name()));
        }
        return keys;
    }

    /// Keys under which a name in a reference field may be known, the surest first.
    static List<Key> ofName(RecordKind kind, String name) {
        return switch (kind) {
            case DEVICE -> of(kind, Map.of("name", name));
            case USER -> {
                var keys = new ArrayList<Key>(4);
                var normal = normal(name);
                for (int slot = 0; slot < 4; slot++) {
                    add(keys, slot, normal);
                }
                yield keys;
            }
            default -> {
                var keys = new ArrayList<Key>(1);
                add(keys, 0, normal(name));
                yield keys;
            }
        };
    }

    private static void whole(List<Key> keys, Map<String, String> values, String... fields) {
        var text = new StringBuilder();
        for (var field : fields) {
            text.append(normal(values, field)).append(SEPARATOR);
        }
        keys.add(new Key(0, text.toString()));
    }

    private static void add(List<Key> keys, int slot, String text) {
        if (!text.isEmpty()) {
            keys.add(new Key(slot, text));
        }
    }

    /// A value that is a number of one's own, or the empty text when it is what many share.
    private static String sure(Map<String, String> values, String field) {
        var text = normal(values, field);
        if (JUNK.contains(text)) {
            return "";
        }
        long different =
                text.chars().filter(Character::isLetterOrDigit).distinct().count();
        return different < 2 ? "" : text;
    }

    private static String normal(Map<String, String> values, String field) {
        return normal(values.getOrDefault(field, ""));
    }

    static String normal(String text) {
        var stripped = text.strip().toLowerCase(Locale.ROOT);
        return Normalizer.isNormalized(stripped, Normalizer.Form.NFC)
                ? stripped
                : Normalizer.normalize(stripped, Normalizer.Form.NFC);
    }
}
