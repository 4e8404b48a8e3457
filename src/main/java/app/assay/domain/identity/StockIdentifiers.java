package app.assay.domain.identity;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What stands in the place of an identifier of one's own: what makers leave unset, what cloning copies, what a
/// spreadsheet rounded.
final class StockIdentifiers {

    private static final Set<String> WORDS = Set.of(
            "default string",
            "default",
            "to be filled by o.e.m.",
            "to be filled by o.e.m",
            "to be filled",
            "o.e.m.",
            "oem",
            "none",
            "n/a",
            "na",
            "null",
            "nil",
            "tbd",
            "unknown",
            "undefined",
            "not available",
            "not applicable",
            "not specified",
            "not defined",
            "not set",
            "not present",
            "not provided",
            "<out of spec>",
            "out of spec",
            "no asset tag",
            "no asset information",
            "asset tag",
            "asset-1234567890",
            "asset",
            "system manufacturer",
            "system serial number",
            "system serial",
            "chassis serial number",
            "base board serial number",
            "board serial number",
            "serial number",
            "serial",
            "sernum0",
            "invalid",
            "empty",
            "blank",
            "03000200-0400-0500-0006-000700080009",
            "00020003-0004-0005-0006-000700080009",
            "12345678-1234-5678-90ab-cddeefaabbcc",
            "fefefefe-fefe-fefe-fefe-fefefefefefe");

    private static final String COUNTED = "0123456789012345678901";
    private static final int SHORTEST_COUNTED = 7;
    /// Longer ones are numbers that somebody gives out one by one.
    private static final int LONGEST_COUNTED = 12;

    /// A number as a spreadsheet shows it that has no room for its digits: many numbers look like that.
    private static final Pattern ROUNDED = Pattern.compile("\\d[.,]\\d+e\\+?\\d{1,3}");

    private static final Pattern UUID =
            Pattern.compile("\\{?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})}?");

    private StockIdentifiers() {}

    /// A folded identifier that is one of a device's own, or the empty text.
    static String own(String folded) {
        long different = folded.chars()
                .filter(Character::isLetterOrDigit)
                .distinct()
                .limit(2)
                .count();
        return different < 2 ? "" : known(folded);
    }

    /// As [#own], but a lone digit counts: small firms number their devices from one.
    static String ownTag(String folded) {
        boolean says = folded.chars().anyMatch(sign -> Character.isLetterOrDigit(sign) && sign != '0' && sign != 'x');
        return says ? known(folded) : "";
    }

    private static String known(String folded) {
        boolean counted =
                folded.length() >= SHORTEST_COUNTED && folded.length() <= LONGEST_COUNTED && COUNTED.contains(folded);
        return counted || WORDS.contains(folded) || ROUNDED.matcher(folded).matches() ? "" : folded;
    }

    /// An identifier of firmware in one form. Tools write the first three parts in either order of bytes; the form
    /// is
    /// the lesser of both.
    static String hardwareId(String folded) {
        var matcher = UUID.matcher(folded);
        if (!matcher.matches()) {
            return own(folded);
        }
        var rest = "-" + matcher.group(4) + "-" + matcher.group(5);
        var read = matcher.group(1) + "-" + matcher.group(2) + "-" + matcher.group(3) + rest;
        var turned = turned(matcher.group(1)) + "-" + turned(matcher.group(2)) + "-" + turned(matcher.group(3)) + rest;
        return own(read).isEmpty() || own(turned).isEmpty() ? "" : read.compareTo(turned) <= 0 ? read : turned;
    }

    private static String turned(String bytes) {
        var text = new StringBuilder(bytes.length());
        for (int place = bytes.length() - 2; place >= 0; place -= 2) {
            text.append(bytes, place, place + 2);
        }
        return text.toString().toLowerCase(Locale.ROOT);
    }
}
