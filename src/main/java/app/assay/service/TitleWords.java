package app.assay.service;

import app.assay.engine.recognise.NormalForm;
import app.assay.engine.recognise.NormalForm.Token;
import app.assay.engine.recognise.Normaliser;
import java.util.ArrayList;
import java.util.HashSet;

/// Takes from a raw title what a new product is called, as people write it.
final class TitleWords {

    private TitleWords() {}

    /// The words of a title that stay in its normal form, without versions, with their own case and order.
    static String name(String raw, NormalForm form) {
        var staying = new HashSet<String>();
        form.tokens().stream().filter(token -> !token.number()).map(Token::text).forEach(staying::add);
        var words = new ArrayList<String>();
        for (var piece : raw.strip().split("\\s+", -1)) {
            var bare = piece.replaceAll("(?i)\\((?:r|tm|c)\\)|[®™©]", "");
            boolean stays = Normaliser.title(bare).tokens().stream().anyMatch(token -> staying.contains(token.text()));
            var trimmed = bare.replaceAll("^[\\p{Ps}\\p{Pd},;:]+|[\\p{Pe}\\p{Pd},;:]+$", "");
            if (stays && !trimmed.isEmpty()) {
                words.add(trimmed);
            }
        }
        return words.isEmpty() ? raw.strip() : String.join(" ", words);
    }

    /// The version that a title names, else the first part of its version number; empty when it tells none.
    static String version(NormalForm form, String rawVersion) {
        var numbers = form.numbers();
        if (!numbers.isEmpty()) {
            return numbers.getFirst();
        }
        return major(rawVersion);
    }

    /// The first part of a technical version number, empty when there is none.
    static String major(String rawVersion) {
        var text = rawVersion.strip().replaceAll("^[vV]\\s*", "");
        int end = 0;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return text.substring(0, end);
    }
}
