package app.assay.ui.theme;

import java.util.Locale;
import java.util.Optional;

/// What a figure means, told by a sign, a word (text `state.<name>`) and a colour, never by colour alone.
public enum State {
    SHORTFALL("▼", "shortfall"),
    SURPLUS("▲", "surplus"),
    COMPLIANT("✓", "compliant"),
    NOT_COMPUTABLE("?", "not-computable"),
    EXCLUDED("∅", "excluded"),
    UNLIMITED("∞", "unlimited"),
    UNKNOWN("–", "unknown"),
    /// Something that an analyst should look at.
    ATTENTION("!", "attention"),
    /// Something that did not work.
    FAILED("✕", "failed");

    private final String sign;
    private final String styleClass;

    State(String sign, String styleClass) {
        this.sign = sign;
        this.styleClass = styleClass;
    }

    public String sign() {
        return sign;
    }

    /// Style class that gives a label this state's colour, with `state` before it.
    public String styleClass() {
        return "state-" + styleClass;
    }

    /// The key of the state's word.
    public String textKey() {
        return "state." + styleClass;
    }

    /// The state that a code of a table stands for; empty for codes that are only words, such as the kind of a
    /// device.
    public static Optional<State> ofCode(String code) {
        return switch (code.toUpperCase(Locale.ROOT)) {
            case "SHORT", "SHORTFALL" -> Optional.of(SHORTFALL);
            case "SURPLUS" -> Optional.of(SURPLUS);
            case "COMPLIANT", "COVERED", "RECOGNISED", "PUBLISHED", "VALID", "SOUND", "VERIFIED" ->
                Optional.of(COMPLIANT);
            case "NOT_COMPUTABLE" -> Optional.of(NOT_COMPUTABLE);
            case "EXCLUDED", "IGNORED", "WITHDRAWN" -> Optional.of(EXCLUDED);
            case "UNLIMITED" -> Optional.of(UNLIMITED);
            case "UNKNOWN", "UNRECOGNISED" -> Optional.of(UNKNOWN);
            case "WARNING", "ATTENTION", "STALE", "UNVERIFIED" -> Optional.of(ATTENTION);
            case "FAILED", "REJECTED", "BROKEN", "DAMAGED" -> Optional.of(FAILED);
            default -> Optional.empty();
        };
    }
}
