package app.assay.engine.reconcile.index;

import app.assay.domain.software.Product;
import app.assay.domain.software.Release;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The versions of one product in order: by rank where the catalogue has both, else by the numbers in their keys. The
/// unknown version, an empty key, comes first.
public final class Versions implements Comparator<String> {

    private final Map<String, Release> releases = new HashMap<>();
    private final String latest;

    public Versions(Optional<Product> product) {
        var last = Optional.<Release>empty();
        for (var release : product.map(Product::releases).orElse(java.util.List.of())) {
            releases.put(release.key(), release);
            if (last.isEmpty() || compareReleases(last.get(), release) < 0) {
                last = Optional.of(release);
            }
        }
        latest = last.map(Release::key).orElse("");
    }

    /// Whether the catalogue tells any version of the product. Where it does not, no title can tell its version.
    public boolean areKnown() {
        return !releases.isEmpty();
    }

    /// The latest version of the catalogue, empty when it tells none.
    public String latest() {
        return latest;
    }

    public Optional<LocalDate> released(String version) {
        return Optional.ofNullable(releases.get(version)).flatMap(Release::released);
    }

    public boolean has(String version) {
        return releases.containsKey(version);
    }

    public String name(String version) {
        var release = releases.get(version);
        return release == null || release.name().isEmpty() ? version : release.name();
    }

    @Override
    public int compare(String left, String right) {
        var leftRelease = releases.get(left);
        var rightRelease = releases.get(right);
        if (leftRelease != null && rightRelease != null) {
            return compareReleases(leftRelease, rightRelease);
        }
        return compareNumbers(left, right);
    }

    private static int compareReleases(Release left, Release right) {
        int byRank = Integer.compare(left.rank(), right.rank());
        return byRank != 0 ? byRank : compareNumbers(left.key(), right.key());
    }

    /// Runs of digits compare as numbers, all else as text: `9.2` < `10.1` < `2019`.
    static int compareNumbers(String left, String right) {
        int i = 0;
        int j = 0;
        while (i < left.length() && j < right.length()) {
            if (isDigit(left.charAt(i)) && isDigit(right.charAt(j))) {
                int endOfLeft = endOfDigits(left, i);
                int endOfRight = endOfDigits(right, j);
                int order = compareDigits(left, i, endOfLeft, right, j, endOfRight);
                if (order != 0) {
                    return order;
                }
                i = endOfLeft;
                j = endOfRight;
            } else if (left.charAt(i) != right.charAt(j)) {
                return Character.compare(left.charAt(i), right.charAt(j));
            } else {
                i++;
                j++;
            }
        }
        int byLength = Integer.compare(left.length() - i, right.length() - j);
        return byLength != 0 ? byLength : left.compareTo(right);
    }

    /// Runs of digits of any length by their value.
    private static int compareDigits(String left, int i, int endOfLeft, String right, int j, int endOfRight) {
        int fromLeft = i;
        int fromRight = j;
        while (fromLeft < endOfLeft - 1 && left.charAt(fromLeft) == '0') {
            fromLeft++;
        }
        while (fromRight < endOfRight - 1 && right.charAt(fromRight) == '0') {
            fromRight++;
        }
        int byLength = Integer.compare(endOfLeft - fromLeft, endOfRight - fromRight);
        for (int place = 0; byLength == 0 && fromLeft + place < endOfLeft; place++) {
            int order = Character.compare(left.charAt(fromLeft + place), right.charAt(fromRight + place));
            if (order != 0) {
                return order;
            }
        }
        return byLength;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
