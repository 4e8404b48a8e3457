package app.assay.domain.identity;

import app.assay.domain.record.RecordKind;
import java.util.Optional;

/// The sorts of keys. Within a kind of record the surest sort stands first.
public enum KeySort {
    /// The identifier in a device's firmware.
    HARDWARE_ID('0', Sureness.SURE, "hardware identifier"),
    SERIAL('1', Sureness.SURE, "serial number"),
    ASSET_TAG('6', Sureness.SURE, "asset tag"),
    /// A device's name within a domain that is one.
    DOMAIN_NAME('2', Sureness.LIKELY, "name within its domain"),
    /// A network address that its maker gave to one adapter. It confirms a name and finds nothing by itself:
    /// adapters
    /// are lent.
    ADDRESS('5', Sureness.CONFIRMING, "network address"),
    /// A device's name without its domain.
    NAME('3', Sureness.WEAK, "name"),

    EMPLOYEE_NUMBER('2', Sureness.SURE, "employee number"),
    /// An e-mail address, or a login that has its form.
    EMAIL('0', Sureness.SURE, "e-mail address"),
    /// A login with its domain.
    DOMAIN_LOGIN('4', Sureness.SURE, "login"),
    /// A login without its domain.
    LOGIN('1', Sureness.LIKELY, "login without its domain"),
    /// A person's name.
    PERSON_NAME('3', Sureness.WEAK, "name"),

    /// A reference with all that tells the lines of one order apart.
    LINE('7', Sureness.SURE, "line of the reference"),
    /// The reference of a right, a purchase, an agreement or an exclusion as the file has it.
    REFERENCE('4', Sureness.SURE, "reference"),
    /// The same without regard to case.
    FOLDED_REFERENCE('0', Sureness.WEAK, "reference but for case"),

    /// All that identifies a record of any other kind.
    WHOLE('0', Sureness.SURE, "key");

    /// How much a key that two records share says.
    enum Sureness {
        /// The same record, unless another sure key contradicts.
        SURE,
        /// The same record, unless a sure key contradicts.
        LIKELY,
        /// Nothing by itself.
        CONFIRMING,
        /// Several records may have it.
        WEAK
    }

    private final char digit;
    private final Sureness sureness;
    private final String words;

    KeySort(char digit, Sureness sureness, String words) {
        this.digit = digit;
        this.sureness = sureness;
        this.words = words;
    }

    /// The digit that stands for the sort in a register; together with the kind of record it is unique.
    public char digit() {
        return digit;
    }

    Sureness sureness() {
        return sureness;
    }

    /// Such as `serial number`.
    public String words() {
        return words;
    }

    /// Whether the sort is one by which records are looked up.
    public boolean finds() {
        return sureness != Sureness.CONFIRMING;
    }

    /// Whether a key of this sort says by itself which record is meant.
    public boolean isSure() {
        return sureness == Sureness.SURE;
    }

    /// Whether many records may rightly have the same key of this sort.
    public boolean isWeak() {
        return sureness == Sureness.WEAK;
    }

    private boolean belongsTo(RecordKind kind) {
        return switch (this) {
            case HARDWARE_ID, SERIAL, ASSET_TAG, DOMAIN_NAME, ADDRESS, NAME -> kind == RecordKind.DEVICE;
            case EMPLOYEE_NUMBER, EMAIL, DOMAIN_LOGIN, LOGIN, PERSON_NAME -> kind == RecordKind.USER;
            case LINE, REFERENCE, FOLDED_REFERENCE -> IdentityKeys.hasReference(kind);
            case WHOLE -> kind != RecordKind.DEVICE && kind != RecordKind.USER && !IdentityKeys.hasReference(kind);
        };
    }

    /// The sort that a digit stands for among the keys of a kind.
    public static Optional<KeySort> of(RecordKind kind, char digit) {
        for (var sort : values()) {
            if (sort.digit == digit && sort.belongsTo(kind)) {
                return Optional.of(sort);
            }
        }
        return Optional.empty();
    }
}
