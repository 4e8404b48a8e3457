package app.assay.reporting.table;

import app.assay.domain.code.EvidenceGrade;
import app.assay.domain.position.LineStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// English words for the codes that reports show.
public final class Words {

    private Words() {}

    public static String status(LineStatus status) {
        return switch (status) {
            case SHORT -> "short";
            case NOT_COMPUTABLE -> "not computable";
            case SURPLUS -> "surplus";
            case COMPLIANT -> "compliant";
            case UNLIMITED -> "unlimited";
        };
    }

    public static String sign(LineStatus status) {
        return switch (status) {
            case SHORT -> "▼";
            case NOT_COMPUTABLE -> "?";
            case SURPLUS -> "▲";
            case COMPLIANT -> "✓";
            case UNLIMITED -> "∞";
        };
    }

    /// Six hexadecimal digits of the colour that goes with the sign, dark enough for white paper.
    public static String colour(LineStatus status) {
        return switch (status) {
            case SHORT -> "C5391B";
            case NOT_COMPUTABLE -> "8A5A00";
            case SURPLUS -> "0072B2";
            case COMPLIANT -> "1A7F37";
            case UNLIMITED -> "59636E";
        };
    }

    /// The grade with its number, such as `3 Invoice and payment`; `no proof` for the empty code.
    public static String grade(String code) {
        return Arrays.stream(EvidenceGrade.values())
                .filter(grade -> grade.name().equals(code))
                .findFirst()
                .map(grade -> (List.of(EvidenceGrade.values()).indexOf(grade) + 1) + " " + sentence(grade.name()))
                .orElse("no proof");
    }

    /// A code as words: `IN_SERVICE` becomes `In service`.
    public static String sentence(String code) {
        String words = code.replace('_', ' ').replace('-', ' ').toLowerCase(Locale.ROOT);
        return words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
