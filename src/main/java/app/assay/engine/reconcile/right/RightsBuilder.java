package app.assay.engine.reconcile.right;

import app.assay.domain.code.RightKind;
import app.assay.domain.entitlement.Entitlement;
import app.assay.domain.entitlement.Metric;
import app.assay.domain.value.Quantity;
import app.assay.engine.reconcile.index.EstateIndex;
import app.assay.engine.reconcile.index.Selection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// Step 5: what the entitlements of one group give at the date.
///
/// - Outside its term a right gives nothing (`not-begun`, `ended`), nor with a term that ends before it begins
///   (`term-reversed`); outside the scope of the position nothing
///   (`out-of-scope`); of unknown quantity nothing that can be counted on (`quantity-unknown`).
/// - An OEM licence without a named device gives nothing (`device-not-named`): it belongs to the one it came with.
/// - Units are packs × units per pack; a fraction of a unit covers nothing. A site right of quantity zero gives
/// nothing,
///   any other is without limit.
/// - An upgrade or step-up consumes units of its base, one for one; whether it is applied is left to the match. It may
/// be
///   used where its base may: on the device and in the organisation unit that the base is bound to. Without a usable
/// base
///   of the same metric it gives nothing (`unattached`).
/// - Maintenance gives nothing by itself. Attached to a base it extends the version cover of as many units as it has;
/// several
///   lines on one base reach its first units, the longest first, so that yearly renewals do not add up. Maintenance
/// without
///   a base, or beyond the units of its base, is `unattached`.
public final class RightsBuilder {

    /// Rights of a group, by number, with what did not attach.
    ///
    /// @param unattached units of maintenance that reach no base unit, by entitlement
    /// @param circles rights that build on each other in a circle
    /// @param beyondBase by entitlement, units of upgrades and step-ups that their base has not; of several on one
    /// base
    ///     all are named with what they have too many together
    public record Rights(
            List<Right> all, Map<UUID, Quantity> unattached, Set<UUID> circles, Map<UUID, Long> beyondBase) {}

    /// Upgrades of upgrades beyond this are taken for a circle.
    private static final int LONGEST_CHAIN = 64;

    private final EstateIndex estate;
    private final Selection selection;
    private final LocalDate asAt;

    public RightsBuilder(EstateIndex estate, Selection selection) {
        this.estate = estate;
        this.selection = selection;
        this.asAt = selection.settings.asAt();
    }

    /// @param entitlements all entitlements of the group; those that a base names are among them or nowhere
    public Rights build(Collection<Entitlement> entitlements) {
        var sorted = entitlements.stream()
                .sorted(Comparator.comparing(Entitlement::reference).thenComparing(Entitlement::id))
                .toList();
        var byId = new HashMap<UUID, Entitlement>();
        sorted.forEach(entitlement -> byId.put(entitlement.id(), entitlement));
        var maintenance = new HashMap<UUID, List<Entitlement>>();
        for (var entitlement : sorted) {
            if (entitlement.kind() == RightKind.MAINTENANCE) {
                baseOf(entitlement, byId)
                        .ifPresent(base -> maintenance
                                .computeIfAbsent(base.id(), _ -> new ArrayList<>())
                                .add(entitlement));
            }
        }
        var numbers = new HashMap<UUID, Integer>();
        for (int number = 0; number < sorted.size(); number++) {
            numbers.put(sorted.get(number).id(), number);
        }
        var notes = new HashMap<UUID, String>();
        var unattached = new HashMap<UUID, Quantity>();
        var rights = new ArrayList<Right>();
        for (int number = 0; number < sorted.size(); number++) {
            var entitlement = sorted.get(number);
            var note = note(entitlement, byId, notes, 0);
            int base = consumesBase(entitlement)
                    ? baseOf(entitlement, byId)
                            .map(Entitlement::id)
                            .map(numbers::get)
                            .orElse(Right.NO_BASE)
                    : Right.NO_BASE;
            if (entitlement.kind() == RightKind.MAINTENANCE) {
                var loose = looseUnits(entitlement, byId);
                if (!loose.equals(Quantity.ZERO)) {
                    unattached.put(entitlement.id(), loose);
                }
            }
            long capacity = note.isEmpty() ? wholeUnits(entitlement) : 0;
            var parts = capacity > 0
                    ? parts(
                            number,
                            entitlement,
                            capacity,
                            maintenance.getOrDefault(entitlement.id(), List.of()),
                            binding(entitlement, byId).orElseThrow())
                    : List.<Part>of();
            rights.add(new Right(number, entitlement, note.isEmpty() ? base : Right.NO_BASE, capacity, parts, note));
        }
        return new Rights(List.copyOf(rights), Map.copyOf(unattached), circles(sorted, byId), beyondBase(rights));
    }

    private static Set<UUID> circles(List<Entitlement> sorted, Map<UUID, Entitlement> byId) {
        var circles = new HashSet<UUID>();
        for (var entitlement : sorted) {
            var next = entitlement.base();
            for (int step = 0; step < LONGEST_CHAIN && next.isPresent(); step++) {
                if (next.get().equals(entitlement.id())) {
                    circles.add(entitlement.id());
                }
                next = Optional.ofNullable(byId.get(next.get())).flatMap(Entitlement::base);
            }
        }
        return circles;
    }

    private static Map<UUID, Long> beyondBase(List<Right> rights) {
        var onBase = new HashMap<Integer, List<Right>>();
        for (var right : rights) {
            if (right.base() != Right.NO_BASE && right.capacity() < Part.UNLIMITED) {
                onBase.computeIfAbsent(right.base(), _ -> new ArrayList<>()).add(right);
            }
        }
        var beyond = new HashMap<UUID, Long>();
        onBase.forEach((base, upgrades) -> {
            long units = upgrades.stream().mapToLong(Right::capacity).sum();
            long more = units - rights.get(base).capacity();
            if (more > 0) {
                upgrades.forEach(upgrade -> beyond.put(upgrade.entitlement().id(), more));
            }
        });
        return beyond;
    }

    public static boolean consumesBase(Entitlement entitlement) {
        return entitlement.kind() == RightKind.UPGRADE || entitlement.kind() == RightKind.STEP_UP;
    }

    private static Optional<Entitlement> baseOf(Entitlement entitlement, Map<UUID, Entitlement> byId) {
        return entitlement
                .base()
                .filter(base -> !base.equals(entitlement.id()))
                .flatMap(base -> Optional.ofNullable(byId.get(base)))
                .filter(base -> base.kind() != RightKind.MAINTENANCE);
    }

    /// Why the units cannot be used, empty when they can. The chain of bases may be damaged and run in a circle.
    private String note(Entitlement entitlement, Map<UUID, Entitlement> byId, Map<UUID, String> known, int depth) {
        var found = known.get(entitlement.id());
        if (found != null) {
            return found;
        }
        var note = ownNote(entitlement);
        if (note.isEmpty() && consumesBase(entitlement)) {
            boolean attached = depth < LONGEST_CHAIN
                    && baseOf(entitlement, byId)
                            .filter(base -> isCountedAlike(entitlement, base))
                            .map(base -> note(base, byId, known, depth + 1))
                            .map(String::isEmpty)
                            .orElse(false)
                    && binding(entitlement, byId).isPresent();
            note = attached ? "" : "unattached";
        } else if (note.isEmpty() && entitlement.kind() == RightKind.MAINTENANCE) {
            note = baseOf(entitlement, byId).isPresent() ? "maintenance" : "unattached";
        }
        known.put(entitlement.id(), note);
        return note;
    }

    /// An upgrade consumes as many units of its base as it has itself; units of another metric are none of them.
    private static boolean isCountedAlike(Entitlement upgrade, Entitlement base) {
        return upgrade.metric().code().equals(base.metric().code());
    }

    /// Where units may be used.
    private record Binding(Optional<UUID> unit, Optional<UUID> device) {}

    /// An upgrade is bound as its base is, and as itself; empty when both exclude each other.
    private Optional<Binding> binding(Entitlement entitlement, Map<UUID, Entitlement> byId) {
        var unit = entitlement.unit();
        var device = entitlement.boundDevice();
        var current = entitlement;
        for (int depth = 0; depth < LONGEST_CHAIN && consumesBase(current); depth++) {
            var base = baseOf(current, byId);
            if (base.isEmpty()) {
                break;
            }
            current = base.get();
            if (current.boundDevice().isPresent()) {
                if (device.isPresent() && !device.equals(current.boundDevice())) {
                    return Optional.empty();
                }
                device = current.boundDevice();
            }
            if (current.unit().isPresent()) {
                if (unit.isEmpty() || isWithin(current.unit(), unit)) {
                    unit = current.unit();
                } else if (!isWithin(unit, current.unit())) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new Binding(unit, device));
    }

    private boolean isWithin(Optional<UUID> inner, Optional<UUID> outer) {
        return inner.equals(outer) || estate.isWithin(estate.unitNumber(inner), estate.unitNumber(outer));
    }

    private String ownNote(Entitlement entitlement) {
        var term = entitlement.term();
        if (term.isReversed()) {
            return "term-reversed";
        }
        if (term.first().map(asAt::isBefore).orElse(false)) {
            return "not-begun";
        }
        if (term.last().map(asAt::isAfter).orElse(false) && entitlement.kind() != RightKind.MAINTENANCE) {
            return "ended";
        }
        if (isOutOfScope(entitlement)) {
            return "out-of-scope";
        }
        if (entitlement.kind() == RightKind.OEM && entitlement.boundDevice().isEmpty()) {
            return "device-not-named";
        }
        if (entitlement.metric() instanceof Metric.Other || entitlement.kind() == RightKind.MAINTENANCE) {
            return "";
        }
        return switch (entitlement.quantity()) {
            case Quantity.Unknown() -> "quantity-unknown";
            case Quantity.Known(var packs) -> packs.signum() < 0 ? "quantity-negative" : "";
            case Quantity.Unlimited() -> "";
        };
    }

    /// A right of a unit that has nothing in common with the unit of the position, or whose unit or device is not
    /// there.
    private boolean isOutOfScope(Entitlement entitlement) {
        if (entitlement.unit().isPresent()) {
            int unit = estate.unitNumber(entitlement.unit());
            if (unit == EstateIndex.NONE) {
                return true;
            }
            if (selection.settings.unit().isPresent()) {
                int scope = estate.unitNumber(selection.settings.unit());
                if (scope == EstateIndex.NONE || (!estate.isWithin(unit, scope) && !estate.isWithin(scope, unit))) {
                    return true;
                }
            }
        }
        if (entitlement.boundDevice().isPresent()) {
            int device = estate.deviceNumber(entitlement.boundDevice());
            return device == EstateIndex.NONE || !selection.inScope[device];
        }
        return false;
    }

    static long wholeUnits(Entitlement entitlement) {
        long units = whole(entitlement.units());
        // a site is licensed or it is not: a cancelled line of quantity zero licenses none
        return entitlement.metric() instanceof Metric.PerSite && units > 0 ? Part.UNLIMITED : units;
    }

    private static long whole(Quantity units) {
        return switch (units) {
            case Quantity.Known(var known) ->
                known.setScale(0, RoundingMode.FLOOR)
                        .max(BigDecimal.ZERO)
                        .min(BigDecimal.valueOf(Part.UNLIMITED - 1))
                        .longValueExact();
            case Quantity.Unlimited() -> Part.UNLIMITED;
            case Quantity.Unknown() -> 0;
        };
    }

    private List<Part> parts(
            int number, Entitlement entitlement, long capacity, List<Entitlement> maintenance, Binding binding) {
        // By last day, latest first: how many of the first units it reaches.
        var reach = new TreeMap<LocalDate, Long>(Comparator.reverseOrder());
        if (!isMaintenanceReversed(entitlement)) {
            entitlement.maintenanceUntil().ifPresent(until -> reach.merge(until, capacity, Long::max));
        }
        for (var line : maintenance) {
            if (!line.term().isReversed()
                    && !isMaintenanceReversed(line)
                    && !line.term().first().map(asAt::isBefore).orElse(false)) {
                var until = line.maintenanceUntil().or(() -> line.term().last()).orElse(LocalDate.MAX);
                reach.merge(until, Math.min(capacity, whole(line.units())), Long::max);
            }
        }
        var parts = new ArrayList<Part>();
        long placed = 0;
        for (var entry : reach.entrySet()) {
            if (entry.getValue() > placed) {
                parts.add(new Part(
                        number,
                        entitlement,
                        portion(capacity, placed, entry.getValue()),
                        Optional.of(entry.getKey()),
                        binding.unit(),
                        binding.device()));
                placed = entry.getValue();
            }
        }
        if (placed < capacity) {
            parts.add(new Part(
                    number,
                    entitlement,
                    portion(capacity, placed, capacity),
                    Optional.empty(),
                    binding.unit(),
                    binding.device()));
        }
        return parts;
    }

    /// Whether the maintenance ends before the right begins; then it gives nothing.
    public static boolean isMaintenanceReversed(Entitlement entitlement) {
        return entitlement
                .term()
                .first()
                .flatMap(begin -> entitlement.maintenanceUntil().filter(begin::isAfter))
                .isPresent();
    }

    /// Units from `placed` to `end`; what is left of an unlimited right is unlimited.
    private static long portion(long capacity, long placed, long end) {
        return capacity >= Part.UNLIMITED && end >= capacity ? Part.UNLIMITED : end - placed;
    }

    /// Units of a maintenance line beyond those of its base; all of them when it has none.
    private static Quantity looseUnits(Entitlement maintenance, Map<UUID, Entitlement> byId) {
        var base = baseOf(maintenance, byId);
        if (base.isEmpty()) {
            return maintenance.units();
        }
        if (maintenance.units() instanceof Quantity.Known(var units)
                && base.get().units() instanceof Quantity.Known(var baseUnits)) {
            return Quantity.of(units.subtract(baseUnits).max(BigDecimal.ZERO));
        }
        return Quantity.ZERO;
    }
}
