package app.assay.reporting.position;

import app.assay.files.Hashes;
import app.assay.reporting.content.VerifyText;
import java.nio.charset.StandardCharsets;

/// The sentences that a version of the program writes into every package: the sheet Legend and the text on how to
/// check. A package tells their hash, so that one of a version with other sentences is neither called forged nor taken
/// for equal: they are named as not compared.
public final class PackageWords {

    /// The name of the hash in `bag-info.txt`.
    public static final String NAME = "Assay-Words";

    private PackageWords() {}

    /// Lower-case hexadecimal SHA-256 over this version's sentences.
    public static String digest() {
        var text = new StringBuilder(VerifyText.of("package"));
        Legend.rows().forEach(row -> text.append('\n').append(String.join("\t", row)));
        return Hashes.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// Whether a package says that it holds the sentences of this version.
    public static boolean areOfThisVersion(String told) {
        return told.equals(digest());
    }
}
