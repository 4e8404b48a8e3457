package app.assay.engine.reconcile;

import java.util.Arrays;

/// The devices of one pool, each once, with the highest variant found on it and the step that takes it out.
///
/// A device with several versions of a pool needs one licence, for the largest edition and its latest version; the
/// smaller
/// ones ride along.
final class Installs {

    final Pool pool;
    final int[] device;
    final int[] variant;
    final int[] step;

    private Installs(Pool pool, int[] device, int[] variant, int[] step) {
        this.pool = pool;
        this.device = device;
        this.variant = variant;
        this.step = step;
    }

    int count() {
        return device.length;
    }

    /// Marks that are the same length as the estate, used again for every pool instead of sets.
    static final class Scratch {
        private final int[] poolStamp;
        private final int[] productStamp;
        private final int[] variant;
        private final int[] list;
        private int pools;
        private int products;

        Scratch(int devices) {
            poolStamp = new int[devices];
            productStamp = new int[devices];
            variant = new int[devices];
            list = new int[devices];
        }

        /// Begins a product: devices of its pools that come first are known to the one of unknown edition,
        /// which comes last.
        void beginProduct() {
            products++;
        }
    }

    /// Walks the postings of a pool's titles once.
    static Installs walk(Pool pool, Selection selection, Scratch scratch) {
        int stamp = ++scratch.pools;
        int[] stamps = scratch.poolStamp;
        int[] variants = scratch.variant;
        int[] list = scratch.list;
        boolean[] inScope = selection.inScope;
        boolean skipKnown = pool.isOfUnknownEdition();
        int count = 0;
        for (int place = 0; place < pool.titles.size(); place++) {
            int found = pool.variantOfTitle[place];
            for (int device : pool.titles.get(place).devices()) {
                if (stamps[device] == stamp) {
                    if (found > variants[device]) {
                        variants[device] = found;
                    }
                } else if (inScope[device] && !(skipKnown && scratch.productStamp[device] == scratch.products)) {
                    stamps[device] = stamp;
                    variants[device] = found;
                    list[count++] = device;
                }
            }
        }
        int[] devices = Arrays.copyOf(list, count);
        int[] variantOf = new int[count];
        int[] steps = new int[count];
        int[] exclusions = selection.exclusionsOf(pool.product);
        for (int place = 0; place < count; place++) {
            int device = devices[place];
            scratch.productStamp[device] = scratch.products;
            variantOf[place] = variants[device];
            int step = exclusions.length == 0
                    ? selection.step[device]
                    : selection.stepOf(
                            device, pool.variants.get(variants[device]).edition(), exclusions);
            steps[place] = pool.needsLicence ? step : Selection.NOT_LICENSABLE;
        }
        return new Installs(pool, devices, variantOf, steps);
    }
}
