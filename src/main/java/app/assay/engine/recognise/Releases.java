package app.assay.engine.recognise;

import app.assay.domain.software.Product;
import app.assay.domain.software.Release;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The releases of one product by the spellings and the technical numbers that mean them.
final class Releases {

    private final Map<String, String> byName = new HashMap<>();
    private final List<Map.Entry<String, String>> byNumber = new ArrayList<>();
    private final boolean none;

    Releases(Product product) {
        none = product.releases().isEmpty();
        for (var release : product.releases()) {
            for (String spelling : spellings(release)) {
                var tokens = Normaliser.title(spelling).tokens();
                if (tokens.size() == 1 && tokens.getFirst().number()) {
                    byName.putIfAbsent(tokens.getFirst().text(), release.key());
                }
            }
            release.numbers().forEach(number -> byNumber.add(Map.entry(number, release.key())));
        }
    }

    static List<String> spellings(Release release) {
        var spellings = new ArrayList<String>();
        spellings.add(release.key());
        spellings.add(release.name());
        spellings.addAll(release.aliases());
        return spellings;
    }

    /// Whether the product has no releases, so that any version is a version of it.
    boolean none() {
        return none;
    }

    /// The release that a token of a title names, or the empty text.
    String named(String token) {
        String release = byName.get(token);
        if (release == null && token.endsWith(".0")) {
            release = byName.get(withoutZeros(token));
        }
        return release == null ? "" : release;
    }

    /// The releases that a technical version number may mean: those with the longest fitting beginning, none when
    /// none fits.
    Set<String> numbered(String version) {
        int longest = 0;
        Set<String> found = Set.of();
        String dotted = version + ".";
        for (var number : byNumber) {
            String beginning = number.getKey();
            if (beginning.length() >= longest && (version.startsWith(beginning) || dotted.equals(beginning))) {
                if (beginning.length() > longest || found.isEmpty()) {
                    longest = beginning.length();
                    found = new TreeSet<>();
                }
                found.add(number.getValue());
            }
        }
        return found;
    }

    static String withoutZeros(String version) {
        String text = version;
        while (text.endsWith(".0")) {
            text = text.substring(0, text.length() - 2);
        }
        return text;
    }
}
