package app.assay.engine.reconcile.pool;

import app.assay.domain.software.Product;
import app.assay.engine.reconcile.index.EstateIndex;
import app.assay.engine.reconcile.measure.CoreMeasure;
import app.assay.engine.reconcile.right.Covers;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which parts of an option may cover a consumer: by edition and version, unit, bound device, and maintenance where a
/// virtual machine is licensed by itself. Answers are bit sets over the parts of the group.
public final class Eligibility {

    private final EstateIndex estate;
    private final Option option;
    private final BitSet[] byVariant;

    /// By unit number + 1: class of units that the same scoped rights serve.
    private final int[] classOfUnit;

    private final BitSet[] byUnitClass;
    private final BitSet virtual;
    private final BitSet unbound;

    /// Parts that permit any number of virtual machines on a licensed host, whatever its cores.
    private final BitSet anyMachines = new BitSet();

    private final Map<Integer, BitSet> bound = new HashMap<>();
    private final BitSet boundDevices = new BitSet();

    public Eligibility(EstateIndex estate, Option option, Pool pool, Covers covers, LocalDate asAt) {
        this.estate = estate;
        this.option = option;
        byVariant = new BitSet[Math.max(1, pool.variants.size())];
        for (int variant = 0; variant < byVariant.length; variant++) {
            byVariant[variant] = new BitSet();
        }
        var all = new BitSet();
        virtual = new BitSet();
        unbound = new BitSet();
        var scopes = new TreeSet<Integer>();
        boolean onlyIfMaintained = option.measure instanceof CoreMeasure core && core.virtualOnlyIfMaintained();
        for (int place = 0; place < option.parts.size(); place++) {
            var part = option.parts.get(place);
            int number = option.partNumbers[place];
            all.set(number);
            var entitlement = part.entitlement();
            for (int variant = 0; variant < pool.variants.size(); variant++) {
                var found = pool.variants.get(variant);
                if (Covers.edition(entitlement, pool.definition, found.edition())
                        && covers.version(part, pool.versions, found.version())) {
                    byVariant[variant].set(number);
                }
            }
            if (!onlyIfMaintained || part.isMaintained(asAt)) {
                virtual.set(number);
            }
            if (part.isMaintained(asAt) || !isLimitedByCores(pool, entitlement.edition())) {
                anyMachines.set(number);
            }
            if (part.boundDevice().isPresent()) {
                int device = estate.deviceNumber(part.boundDevice());
                bound.computeIfAbsent(device, _ -> new BitSet()).set(number);
                boundDevices.set(device);
            } else {
                unbound.set(number);
            }
            part.unit().ifPresent(_ -> scopes.add(estate.unitNumber(part.unit())));
        }
        classOfUnit = new int[estate.units.size() + 1];
        byUnitClass = unitClasses(option, all, scopes);
    }

    private static boolean isLimitedByCores(Pool pool, String edition) {
        return pool.definition.map(Product::editions).orElse(List.of()).stream()
                .anyMatch(known -> known.machineForEachCore()
                        && (edition.isEmpty() || known.key().equals(edition)));
    }

    /// Takes away the parts whose virtual machines on a host are limited by the cores licensed there.
    ///
    /// @return whether any was taken away
    public boolean dropLimitedByCores(BitSet parts) {
        int before = parts.cardinality();
        parts.and(anyMachines);
        return parts.cardinality() < before;
    }

    /// Parts that cover a variant as far as edition and version go.
    public BitSet ofVariant(int variant) {
        return byVariant[variant];
    }

    private BitSet[] unitClasses(Option option, BitSet all, Set<Integer> scopes) {
        if (scopes.isEmpty()) {
            return new BitSet[] {all};
        }
        var classes = new HashMap<BitSet, Integer>();
        for (int unit = EstateIndex.NONE; unit < estate.units.size(); unit++) {
            var served = new BitSet();
            for (int place = 0; place < option.parts.size(); place++) {
                var scope = option.parts.get(place).unit();
                if (scope.isEmpty() || estate.isWithin(unit, estate.unitNumber(scope))) {
                    served.set(option.partNumbers[place]);
                }
            }
            classOfUnit[unit + 1] = classes.computeIfAbsent(served, _ -> classes.size());
        }
        var sets = new BitSet[classes.size()];
        classes.forEach((set, number) -> sets[number] = set);
        return sets;
    }

    /// Parts that may be used for a variant, wherever it is; never changed.
    public BitSet partsOf(int variant) {
        return byVariant[variant];
    }

    public int unitClasses() {
        return byUnitClass.length;
    }

    public int unitClass(int unit) {
        return classOfUnit[unit + 1];
    }

    /// Whether some right is bound to the device, so that it is a consumer of its own.
    public boolean isBound(int device) {
        return boundDevices.get(device);
    }

    public boolean hasBound() {
        return !boundDevices.isEmpty();
    }

    /// Parts that may cover the product on a device.
    public BitSet ofDevice(int variant, int device) {
        var parts = ofVariant(variant, estate.unit[device]);
        restrict(parts, device, estate.virtual[device]);
        return parts;
    }

    /// Leaves the parts that may be used for a whole physical machine.
    public void restrictToHost(BitSet parts, int host) {
        parts.and(byUnitClass[unitClass(estate.unit[host])]);
        restrict(parts, host, false);
    }

    /// Parts that may cover a person; a right bound to a device never does.
    public BitSet ofUser(int variant, int unit) {
        var parts = ofVariant(variant, unit);
        parts.and(unbound);
        return parts;
    }

    /// Parts that may cover an assigned person or device. An assignment tells no version.
    ///
    /// @param device the assigned device, or −1
    public BitSet ofAssignment(String edition, int unit, int device) {
        var parts = new BitSet();
        for (int place = 0; place < option.parts.size(); place++) {
            if (Covers.edition(option.parts.get(place).entitlement(), option.line.pool.definition, edition)) {
                parts.set(option.partNumbers[place]);
            }
        }
        parts.and(byUnitClass[unitClass(unit)]);
        if (device == EstateIndex.NONE) {
            parts.and(unbound);
        } else {
            restrict(parts, device, false);
        }
        return parts;
    }

    private BitSet ofVariant(int variant, int unit) {
        var parts = (BitSet) byVariant[variant].clone();
        parts.and(byUnitClass[unitClass(unit)]);
        return parts;
    }

    /// Leaves the parts that a device may use by its unit, by what is bound to it, and by being virtual.
    public void restrictToDevice(BitSet parts, int device) {
        parts.and(byUnitClass[unitClass(estate.unit[device])]);
        restrict(parts, device, estate.virtual[device]);
    }

    public void restrictToUser(BitSet parts, int unit) {
        parts.and(byUnitClass[unitClass(unit)]);
        parts.and(unbound);
    }

    private void restrict(BitSet parts, int device, boolean isVirtual) {
        if (isVirtual) {
            parts.and(virtual);
        }
        if (boundDevices.get(device)) {
            var allowed = (BitSet) unbound.clone();
            allowed.or(bound.getOrDefault(device, new BitSet()));
            parts.and(allowed);
        } else {
            parts.and(unbound);
        }
    }

    @Override
    public String toString() {
        return Arrays.toString(byVariant);
    }
}
