package app.assay.engine.reconcile.pool;

import app.assay.engine.reconcile.index.Selection;
import java.util.Arrays;
import java.util.BitSet;

/// The devices of one pool, each once, with the variants found on it and the step that takes it out.
///
/// A device with several versions of a pool needs one licence that covers all of them, or several that each cover some.
public final class Installs {

    public final Pool pool;
    public final int[] device;

    /// The highest variant of each, of the largest edition the latest version.
    final int[] variant;

    /// All variants of each, a number of [#sets].
    public final int[] set;

    public final int[] step;
    public final VariantSets sets;

    private Installs(Pool pool, int[] device, int[] variant, int[] set, int[] step, VariantSets sets) {
        this.pool = pool;
        this.device = device;
        this.variant = variant;
        this.set = set;
        this.step = step;
        this.sets = sets;
    }

    /// Leaves only some variants of a device, a number of [#sets].
    public void keep(int place, int variants) {
        set[place] = variants;
        variant[place] = sets.highest(variants);
    }

    /// Sets of variants of devices that count.
    public BitSet countedSets() {
        var counted = new BitSet();
        for (int place = 0; place < count(); place++) {
            if (step[place] == Selection.COUNTED) {
                counted.set(set[place]);
            }
        }
        return counted;
    }

    public int count() {
        return device.length;
    }

    /// Marks that are the same length as the estate, used again for every pool instead of sets.
    public static final class Scratch {
        private final int[] poolStamp;
        private final int[] productStamp;
        private final int[] set;
        private final int[] list;
        private int pools;
        private int products;

        public Scratch(int devices) {
            poolStamp = new int[devices];
            productStamp = new int[devices];
            set = new int[devices];
            list = new int[devices];
        }

        /// Begins a product: devices of its pools that come first are known to the one of unknown edition,
        /// which comes last.
        public void beginProduct() {
            products++;
        }
    }

    private static final int NOTHING_LEFT = -1;

    /// The variants of a device that no exclusion of its edition takes out.
    private static int leftOf(Pool pool, Selection selection, int device, int set, VariantSets sets, int[] exclusions) {
        if (sets.isSingle(set)) {
            var edition = pool.variants.get(set).edition();
            return selection.stepOf(device, edition, exclusions) == selection.step[device] ? set : NOTHING_LEFT;
        }
        var left = new BitSet();
        for (int variant : sets.of(set)) {
            var edition = pool.variants.get(variant).edition();
            if (selection.stepOf(device, edition, exclusions) == selection.step[device]) {
                left.set(variant);
            }
        }
        return left.isEmpty() ? NOTHING_LEFT : sets.number(left);
    }

    /// The step that takes out the last variant of a device.
    private static int lastStep(Pool pool, Selection selection, int device, int[] variants, int[] exclusions) {
        int last = 0;
        for (int variant : variants) {
            last = Math.max(
                    last, selection.stepOf(device, pool.variants.get(variant).edition(), exclusions));
        }
        return last;
    }

    /// Walks the postings of a pool's titles once.
    ///
    /// A title that was last seen too long ago on a device is stale there, as the device would be; where another
    /// title
    /// of the pool was seen since, that one alone says what the device has.
    public static Installs walk(Pool pool, Selection selection, Scratch scratch) {
        scratch.pools += 2;
        int stamp = scratch.pools;
        int[] stamps = scratch.poolStamp;
        int[] sets = scratch.set;
        var interned = new VariantSets(Math.max(1, pool.variants.size()));
        int[] list = scratch.list;
        boolean[] inScope = selection.inScope;
        boolean skipKnown = pool.isOfUnknownEdition();
        int count = 0;
        for (int place = 0; place < pool.titles.size(); place++) {
            int found = pool.variantOfTitle[place];
            int[] stale = pool.titles.get(place).stale();
            int nextStale = 0;
            for (int device : pool.titles.get(place).devices()) {
                if (nextStale < stale.length && stale[nextStale] == device) {
                    nextStale++;
                    continue;
                }
                if (stamps[device] == stamp) {
                    if (sets[device] != found) {
                        sets[device] = interned.with(sets[device], found);
                    }
                } else if (inScope[device] && !(skipKnown && scratch.productStamp[device] == scratch.products)) {
                    stamps[device] = stamp;
                    sets[device] = found;
                    list[count++] = device;
                }
            }
        }
        int fresh = count;
        for (int place = 0; place < pool.titles.size(); place++) {
            int found = pool.variantOfTitle[place];
            for (int device : pool.titles.get(place).stale()) {
                if (stamps[device] == stamp + 1) {
                    if (sets[device] != found) {
                        sets[device] = interned.with(sets[device], found);
                    }
                } else if (stamps[device] != stamp
                        && inScope[device]
                        && !(skipKnown && scratch.productStamp[device] == scratch.products)) {
                    stamps[device] = stamp + 1;
                    sets[device] = found;
                    list[count++] = device;
                }
            }
        }
        int[] devices = Arrays.copyOf(list, count);
        int[] variantOf = new int[count];
        int[] setOf = new int[count];
        int[] steps = new int[count];
        int[] exclusions = selection.exclusionsOf(pool.product);
        for (int place = 0; place < count; place++) {
            int device = devices[place];
            if (place < fresh) {
                scratch.productStamp[device] = scratch.products;
            }
            setOf[place] = sets[device];
            variantOf[place] = interned.highest(setOf[place]);
            int step = selection.step[device];
            if (exclusions.length > 0) {
                int left = leftOf(pool, selection, device, setOf[place], interned, exclusions);
                step = left == NOTHING_LEFT
                        ? lastStep(pool, selection, device, interned.of(setOf[place]), exclusions)
                        : step;
                setOf[place] = left == NOTHING_LEFT ? setOf[place] : left;
                variantOf[place] = interned.highest(setOf[place]);
            }
            if (place >= fresh) {
                step = Math.min(step, Selection.STALE);
            }
            steps[place] = pool.needsLicence ? step : Selection.NOT_LICENSABLE;
        }
        return new Installs(pool, devices, variantOf, setOf, steps, interned);
    }
}
