package app.assay.domain.identity;

import app.assay.domain.record.RecordKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Makes the keys of records from what they say.
public final class IdentityKeys {

    private static final char SEPARATOR = '\u001f';

    private static final Set<RecordKind> WITH_REFERENCE =
            Set.of(RecordKind.ENTITLEMENT, RecordKind.PURCHASE, RecordKind.AGREEMENT, RecordKind.EXCLUSION);

    private IdentityKeys() {}

    /// What may differ between two states of one line: how much, for how much, and what people remark.
    private static final Set<String> NO_PART_OF_A_LINE = Set.of("quantity", "unitPrice", "note");

    /// Whether records of a kind are known by a reference that several lines of a file may share.
    public static boolean hasReference(RecordKind kind) {
        return WITH_REFERENCE.contains(kind);
    }

    /// The keys that the values of a record make, the surest first.
    public static List<Key> of(RecordKind kind, Map<String, String> values) {
        var keys = new LinkedHashSet<Key>();
        switch (kind) {
            case DEVICE -> device(keys, values);
            case USER -> user(keys, values);
            case ENTITLEMENT, PURCHASE, AGREEMENT, EXCLUSION -> {
                reference(keys, value(values, "reference"));
                line(keys, values);
            }
            case ASSIGNMENT -> whole(keys, values, "product", "edition", "user", "device");
            case TITLE_DECISION -> whole(keys, values, "title", "publisher", "version", "code");
            case RECOGNITION_RULE -> whole(keys, values, "order", "match", "title", "publisher", "version");
            case PROOF -> whole(keys, values, "sha256", "fileName");
            default ->
                kind.description()
                        .ifPresentOrElse(
                                described ->
                                        whole(keys, values, described.identity().toArray(String[]::new)),
                                () -> add(
                                        keys,
                                        KeySort.WHOLE,
                                        loose(values, kind.fields().getFirst().name())));
        }
        return sorted(keys);
    }

    /// The keys under which a name in a reference field may be known, the surest first.
    public static List<Key> ofName(RecordKind kind, String name) {
        var keys = new LinkedHashSet<Key>();
        switch (kind) {
            case DEVICE -> hostName(keys, HostName.of(name, ""));
            case USER -> {
                var folded = Folding.loose(name);
                add(keys, KeySort.EMPLOYEE_NUMBER, folded);
                add(keys, KeySort.EMAIL, folded);
                login(keys, name);
                add(keys, KeySort.PERSON_NAME, folded);
            }
            case ENTITLEMENT, PURCHASE, AGREEMENT, EXCLUSION -> reference(keys, name);
            default -> add(keys, KeySort.WHOLE, Folding.loose(name));
        }
        return sorted(keys);
    }

    /// The keys that a stored key stands for today: what an older program stored may have been a name with its
    /// domain.
    public static List<Key> stored(RecordKind kind, char digit, String text) {
        var sort = KeySort.of(kind, digit)
                .orElseThrow(() -> new IllegalArgumentException("no keys of the sort " + digit + " for " + kind));
        var keys = new LinkedHashSet<Key>();
        switch (sort) {
            case HARDWARE_ID -> add(keys, sort, StockIdentifiers.hardwareId(text));
            case SERIAL -> add(keys, sort, StockIdentifiers.own(text));
            case NAME -> hostName(keys, HostName.of(text, ""));
            case DOMAIN_NAME -> {
                var key = new Key(sort, text);
                hostName(keys, HostName.of(key.name(), key.domain()));
            }
            case LOGIN -> login(keys, text);
            default -> keys.add(new Key(sort, text));
        }
        return sorted(keys);
    }

    private static void device(Set<Key> keys, Map<String, String> values) {
        add(keys, KeySort.HARDWARE_ID, StockIdentifiers.hardwareId(loose(values, "hardwareId")));
        add(keys, KeySort.SERIAL, StockIdentifiers.own(loose(values, "serial")));
        add(keys, KeySort.ASSET_TAG, StockIdentifiers.ownTag(loose(values, "assetTag")));
        AdapterAddresses.of(value(values, "networkAddresses")).forEach(address -> add(keys, KeySort.ADDRESS, address));
        hostName(keys, HostName.of(value(values, "name"), value(values, "domain")));
    }

    private static void hostName(Set<Key> keys, HostName host) {
        if (!host.name().isEmpty() && !host.domain().isEmpty()) {
            keys.add(Key.within(KeySort.DOMAIN_NAME, host.name(), host.domain()));
        }
        add(keys, KeySort.NAME, host.name());
    }

    private static void user(Set<Key> keys, Map<String, String> values) {
        add(keys, KeySort.EMPLOYEE_NUMBER, StockIdentifiers.ownTag(loose(values, "employeeNumber")));
        add(keys, KeySort.EMAIL, StockIdentifiers.own(loose(values, "email")));
        login(keys, value(values, "login"));
        add(keys, KeySort.PERSON_NAME, loose(values, "name"));
    }

    private static void login(Set<Key> keys, String text) {
        var login = LoginName.of(text);
        if (StockIdentifiers.own(login.name()).isEmpty()) {
            return;
        }
        if (login.isAddress()) {
            add(keys, KeySort.EMAIL, Folding.loose(text));
        }
        if (!login.domain().isEmpty()) {
            keys.add(Key.within(KeySort.DOMAIN_LOGIN, login.name(), login.domain()));
        }
        add(keys, KeySort.LOGIN, login.name());
    }

    private static void reference(Set<Key> keys, String text) {
        add(keys, KeySort.REFERENCE, Folding.exact(text));
        add(keys, KeySort.FOLDED_REFERENCE, Folding.loose(text));
    }

    private static void line(Set<Key> keys, Map<String, String> values) {
        var reference = Folding.exact(value(values, "reference"));
        if (reference.isEmpty()) {
            return;
        }
        var text = new StringBuilder();
        new TreeMap<>(values).forEach((field, value) -> {
            if (!NO_PART_OF_A_LINE.contains(field) && !field.equals("reference") && !value.isEmpty()) {
                text.append(field)
                        .append(SEPARATOR)
                        .append(Folding.loose(value))
                        .append(SEPARATOR);
            }
        });
        keys.add(Key.within(KeySort.LINE, reference, Folding.digest(text.toString())));
    }

    private static void whole(Set<Key> keys, Map<String, String> values, String... fields) {
        var text = new StringBuilder();
        for (var field : fields) {
            text.append(loose(values, field)).append(SEPARATOR);
        }
        keys.add(new Key(KeySort.WHOLE, text.toString()));
    }

    private static void add(Set<Key> keys, KeySort sort, String text) {
        if (!text.isEmpty()) {
            keys.add(new Key(sort, text));
        }
    }

    private static List<Key> sorted(Set<Key> keys) {
        var sorted = new ArrayList<>(keys);
        sorted.sort(Comparator.comparing(Key::sort));
        return List.copyOf(sorted);
    }

    private static String loose(Map<String, String> values, String field) {
        return Folding.loose(value(values, field));
    }

    private static String value(Map<String, String> values, String field) {
        return values.getOrDefault(field, "");
    }
}
