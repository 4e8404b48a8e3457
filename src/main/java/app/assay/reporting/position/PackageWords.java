package app.assay.reporting.position;

import app.assay.files.Hashes;
import app.assay.reporting.content.VerifyText;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The sentences that a version of the program writes into every package: the sheet Legend and the text on how to
/// check. A package tells their hash, so that those of another version, which this one cannot know, are still held
/// against what the package says of them.
public final class PackageWords {

    /// The name of the hash in `bag-info.txt`.
    public static final String NAME = "Assay-Words";

    private PackageWords() {}

    /// The digest of the sentences that this version writes.
    ///
    /// @param name of the package, which the text on how to check tells
    public static String digest(String name) {
        return digest(VerifyText.of(name), Legend.rows());
    }

    /// Lower-case hexadecimal SHA-256 over sentences. Every text counts with its length, so that none can be moved
    /// from one place to another without another digest.
    ///
    /// @param verify the text on how to check
    /// @param legend rows of the sheet Legend without its header
    public static String digest(String verify, List<List<String>> legend) {
        var text = new StringBuilder(told(verify));
        legend.forEach(row -> {
            text.append(row.size()).append('\n');
            row.forEach(cell -> text.append(told(cell)));
        });
        return Hashes.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String told(String text) {
        return text.length() + ":" + text + "\n";
    }
}
