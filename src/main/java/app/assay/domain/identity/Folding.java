package app.assay.domain.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;

/// How texts are compared when a record is known again. Everything that asks whether two rows are the same asks here,
/// so
/// that nothing is the same for one and another for the next.
public final class Folding {

    private static final int BYTES_OF_A_DIGEST = 16;

    private Folding() {}

    /// The text without blanks around it, composed: an accent is the same whether it is a sign of its own or not.
    /// Case
    /// counts.
    public static String exact(String text) {
        var stripped = text.strip();
        return Normalizer.isNormalized(stripped, Normalizer.Form.NFC)
                ? stripped
                : Normalizer.normalize(stripped, Normalizer.Form.NFC);
    }

    /// As [#exact], and case does not count.
    public static String loose(String text) {
        var lower = text.strip().toLowerCase(Locale.ROOT);
        return Normalizer.isNormalized(lower, Normalizer.Form.NFC)
                ? lower
                : Normalizer.normalize(lower, Normalizer.Form.NFC);
    }

    /// A short text for a long one, the same for the same text alone.
    public static String digest(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES_OF_A_DIGEST);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
