package app.assay.importing.secrets;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/// Writes a text on with masks in place of its secrets, and counts them.
final class Masking {

    private final Writer out;
    private final SecretCounts counts;

    Masking(Writer out, SecretCounts counts) {
        this.out = new BufferedWriter(out, 1 << 15);
        this.counts = counts;
    }

    void plain(CharSequence text) throws IOException {
        out.append(text);
    }

    void plain(char letter) throws IOException {
        out.write(letter);
    }

    void mask(SecretKind kind) throws IOException {
        counts.add(kind);
        out.write(SecretText.MASK);
    }

    /// A mask of a secret that was counted before.
    void maskAgain() throws IOException {
        out.write(SecretText.MASK);
    }

    /// Writes a text in which secrets are found by their form.
    void byForm(String text) throws IOException {
        spans(text, SecretText.find(text));
    }

    void spans(String text, List<SecretText.Found> found) throws IOException {
        int from = 0;
        for (var secret : found) {
            out.append(text, from, secret.from());
            mask(secret.kind());
            from = secret.to();
        }
        out.append(text, from, text.length());
    }

    void finish() throws IOException {
        out.flush();
    }
}
