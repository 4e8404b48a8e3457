package app.assay.engine.reconcile.index;

import app.assay.domain.position.InstallationFacts;
import app.assay.domain.position.PositionSettings;
import app.assay.domain.software.Catalogue;
import app.assay.domain.software.Licensing;
import app.assay.domain.software.Product;
import app.assay.domain.software.Recognition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Step 2: titles by the product they were recognised as, with their postings, and whether a product needs a licence.
public final class SoftwareIndex {

    /// One recognised title.
    ///
    /// @param devices device numbers, ascending; never changed
    /// @param stale those of them on which the title was last seen longer ago than the setting allows, ascending;
    ///     never changed
    @SuppressWarnings("ArrayRecordComponent") // never compared nor handed out
    public record TitleOfProduct(int title, String edition, String release, int[] devices, int[] stale) {}

    private final Map<String, List<TitleOfProduct>> titles = new HashMap<>();

    /// By product and edition: installations that were seen first after the date.
    private final Map<String, Map<String, Long>> later = new TreeMap<>();
    private final List<int[]> open = new ArrayList<>();

    public SoftwareIndex(InstallationFacts installations, PositionSettings settings) {
        var staleBefore = settings.asAt().minusDays(settings.staleAfterDays());
        for (int title = 0; title < installations.titleCount(); title++) {
            int[] devices = installations.devices(title);
            addLater(installations, title);
            if (devices.length == 0) {
                continue;
            }
            var recognition = installations.recognition(title);
            if (recognition.state() == Recognition.State.OPEN) {
                open.add(devices);
            } else if (recognition.state() == Recognition.State.RECOGNISED
                    && recognition.target().isPresent()) {
                var target = recognition.target().get();
                titles.computeIfAbsent(target.product(), _ -> new ArrayList<>())
                        .add(new TitleOfProduct(
                                title,
                                target.edition(),
                                target.release(),
                                devices,
                                installations.devicesLastSeenBefore(title, staleBefore)));
            }
        }
    }

    private void addLater(InstallationFacts installations, int title) {
        long count = installations.seenFirstLater(title);
        var recognition = installations.recognition(title);
        if (count > 0 && recognition.state() == Recognition.State.RECOGNISED) {
            recognition
                    .target()
                    .ifPresent(target -> later.computeIfAbsent(target.product(), _ -> new TreeMap<>())
                            .merge(target.edition(), count, Long::sum));
        }
    }

    /// Products of which installations were seen first after the date, in order.
    public Set<String> productsSeenLater() {
        return Collections.unmodifiableSet(later.keySet());
    }

    /// Installations of a product that were seen first after the date, by edition; the unknown one as an empty
    /// text.
    public Map<String, Long> seenLater(String product) {
        return later.getOrDefault(product, Map.of());
    }

    public Iterable<String> products() {
        return titles.keySet();
    }

    public boolean isFound(String product) {
        return titles.containsKey(product);
    }

    public List<TitleOfProduct> titlesOf(String product) {
        @Nullable List<TitleOfProduct> found = titles.get(product);
        return found == null ? List.of() : found;
    }

    /// Titles that nobody has recognised yet and their device × title pairs, both within the scope.
    public long[] unrecognised(Selection selection) {
        long openTitles = 0;
        long pairs = 0;
        for (int[] devices : open) {
            long here = 0;
            for (int device : devices) {
                if (selection.inScope[device]) {
                    here++;
                }
            }
            pairs += here;
            openTitles += here > 0 ? 1 : 0;
        }
        return new long[] {openTitles, pairs};
    }

    /// Whether an edition of a product needs a licence. A product that the catalogue does not have, or of which it
    /// does
    /// not know, does: demand that is not seen is worse than demand that an analyst takes out.
    ///
    /// @param edition key of the edition; empty when nobody could tell it, which counts as the product does
    public static boolean needsLicence(Optional<Product> product, String edition) {
        Licensing licensing = product.map(known -> known.licensingOf(edition)).orElse(Licensing.UNKNOWN);
        return switch (licensing) {
            case LICENSABLE, UNKNOWN -> true;
            case FREE, OPEN_SOURCE, COMPONENT, UPDATE -> false;
        };
    }

    public static boolean isLicensingUnknown(Catalogue catalogue, String product) {
        Optional<Licensing> licensing = catalogue.product(product).map(Product::licensing);
        return licensing.isEmpty() || licensing.get() == Licensing.UNKNOWN;
    }
}
