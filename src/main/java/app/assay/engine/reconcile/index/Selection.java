package app.assay.engine.reconcile.index;

import app.assay.domain.code.Environment;
import app.assay.domain.code.LifeCycleStatus;
import app.assay.domain.entitlement.Exclusion;
import app.assay.domain.estate.Device;
import app.assay.domain.position.PositionSettings;
import app.assay.work.Plain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Steps 1 and 3: which devices are in scope at the date, and which reduction takes a device or an installation out.
///
/// Every reduction has a place in one fixed order; what several would take out is taken out by the first:
///
/// 1. `duplicate`: the same person or device assigned twice
/// 2. `not-licensable`: free, open source, component, update
/// 3. `out-of-service`: life-cycle status other than in service or unknown
/// 4. `stale`: last seen longer ago than the setting allows (a device never seen by date is not stale, nor one that was
///    last seen before it was first seen: its days say nothing)
/// 5. `environment`: the environments that the settings exempt
/// 6. `excluded`: the analyst's exclusions, each by itself, by reference and UUID
/// 7. `assigned`: installations of people who hold an assignment, which counts instead
/// 8. `suite-component`: what a suite found on the same device contains
///
/// Further reductions, `suite-component` by a suite that was not found but is licensed and `alternative`, follow from
/// the
/// match.
public final class Selection {

    public static final int DUPLICATE = 0;
    public static final int NOT_LICENSABLE = 1;
    public static final int OUT_OF_SERVICE = 2;
    public static final int STALE = 3;
    public static final int ENVIRONMENT = 4;
    static final int FIRST_EXCLUSION = 5;

    /// The step of what no step takes out.
    public static final int COUNTED = Integer.MAX_VALUE;

    /// One step.
    ///
    /// @param reason the stable code
    /// @param rule in plain words
    public record Step(String reason, String rule) {}

    public final PositionSettings settings;

    /// By device: whether it was there at the date (not seen first later) and lies in the unit of the settings.
    public final boolean[] inScope;

    /// By device: the step that takes it out whatever the product, or [#COUNTED].
    public final int[] step;

    public final List<Step> steps;

    public final int assigned;
    public final int suite;

    private final List<Exclusion> exclusions;
    private final boolean[][] excludedDevices;
    private final Map<String, int[]> exclusionsByProduct = new HashMap<>();
    private final int[] exclusionsOfAnyProduct;

    public Selection(EstateIndex estate, PositionSettings settings, List<Exclusion> allExclusions) {
        this.settings = settings;
        int scope = estate.unitNumber(settings.unit());
        int count = estate.devices.size();
        inScope = new boolean[count];
        for (int device = 0; device < count; device++) {
            inScope[device] = wasThere(estate.devices.get(device), settings)
                    && isUnitInScope(estate, settings, scope, estate.unit[device]);
        }
        exclusions = allExclusions.stream()
                .filter(exclusion -> isInForce(exclusion, settings))
                .sorted(Comparator.comparing(Exclusion::reference).thenComparing(Exclusion::id))
                .toList();
        steps = steps(settings, exclusions);
        assigned = FIRST_EXCLUSION + exclusions.size();
        suite = assigned + 1;
        step = new int[count];
        for (int device = 0; device < count; device++) {
            step[device] = stepOf(estate.devices.get(device), settings);
        }
        excludedDevices = new boolean[exclusions.size()][];
        var ofAny = new ArrayList<Integer>();
        var ofProduct = new HashMap<String, List<Integer>>();
        for (int place = 0; place < exclusions.size(); place++) {
            var exclusion = exclusions.get(place);
            excludedDevices[place] = devicesOf(estate, exclusion);
            if (!exclusion.product().isEmpty()) {
                ofProduct
                        .computeIfAbsent(exclusion.product(), _ -> new ArrayList<>())
                        .add(place);
            } else if (!exclusion.edition().isEmpty()) {
                ofAny.add(place);
            } else {
                takeOut(excludedDevices[place], FIRST_EXCLUSION + place);
            }
        }
        exclusionsOfAnyProduct = ofAny.stream().mapToInt(Integer::intValue).toArray();
        ofProduct.forEach((product, places) -> {
            var all = new ArrayList<>(places);
            all.addAll(ofAny);
            all.sort(null);
            exclusionsByProduct.put(
                    product, all.stream().mapToInt(Integer::intValue).toArray());
        });
    }

    /// Whether facts of a unit belong to the position.
    public boolean isUnitInScope(EstateIndex estate, int unit) {
        return isUnitInScope(estate, settings, estate.unitNumber(settings.unit()), unit);
    }

    private static boolean wasThere(Device device, PositionSettings settings) {
        return device.isSeenReversed()
                || device.firstSeen().filter(settings.asAt()::isBefore).isEmpty();
    }

    private static boolean isUnitInScope(EstateIndex estate, PositionSettings settings, int scope, int unit) {
        if (settings.unit().isEmpty()) {
            return true;
        }
        return scope != EstateIndex.NONE && unit != EstateIndex.NONE && estate.isWithin(unit, scope);
    }

    /// The exclusions that name a product, or an edition of any product; most products have none.
    public int[] exclusionsOf(String product) {
        return exclusionsByProduct.getOrDefault(product, exclusionsOfAnyProduct);
    }

    /// The step that takes an installation out, or [#COUNTED].
    public int stepOf(int device, String edition, int[] productExclusions) {
        int first = step[device];
        for (int place : productExclusions) {
            if (FIRST_EXCLUSION + place >= first) {
                break;
            }
            if (excludedDevices[place][device] && editionFits(exclusions.get(place), edition)) {
                return FIRST_EXCLUSION + place;
            }
        }
        return first;
    }

    /// The step that takes an assignment of a user out, or [#COUNTED]: exclusions that name its product, edition or
    /// unit.
    public int stepOfUserAssignment(EstateIndex estate, String product, String edition, int unit) {
        for (int place = 0; place < exclusions.size(); place++) {
            var exclusion = exclusions.get(place);
            boolean fits = (exclusion.product().isEmpty() || exclusion.product().equals(product))
                    && editionFits(exclusion, edition)
                    && exclusion.device().isEmpty()
                    && exclusion.environment().isEmpty()
                    && (exclusion.unit().isEmpty()
                            || (unit != EstateIndex.NONE
                                    && estate.isWithin(unit, estate.unitNumber(exclusion.unit()))));
            if (fits) {
                return FIRST_EXCLUSION + place;
            }
        }
        return COUNTED;
    }

    private static boolean editionFits(Exclusion exclusion, String edition) {
        return exclusion.edition().isEmpty() || exclusion.edition().equals(edition);
    }

    private void takeOut(boolean[] matching, int place) {
        for (int device = 0; device < matching.length; device++) {
            if (matching[device] && place < step[device]) {
                step[device] = place;
            }
        }
    }

    /// An exclusion without any condition would take out everything; it takes out nothing.
    private static boolean isInForce(Exclusion exclusion, PositionSettings settings) {
        boolean conditioned = !exclusion.product().isEmpty()
                || !exclusion.edition().isEmpty()
                || exclusion.device().isPresent()
                || exclusion.unit().isPresent()
                || exclusion.environment().isPresent();
        return conditioned
                && exclusion
                        .validUntil()
                        .map(end -> !settings.asAt().isAfter(end))
                        .orElse(true);
    }

    private static boolean[] devicesOf(EstateIndex estate, Exclusion exclusion) {
        boolean[] matching = new boolean[estate.devices.size()];
        int unit = estate.unitNumber(exclusion.unit());
        if (exclusion.unit().isPresent() && unit == EstateIndex.NONE) {
            return matching;
        }
        if (exclusion.device().isPresent()) {
            int device = estate.deviceNumber(exclusion.device());
            if (device != EstateIndex.NONE) {
                matching[device] = fits(estate, exclusion, unit, device);
            }
            return matching;
        }
        for (int device = 0; device < matching.length; device++) {
            matching[device] = fits(estate, exclusion, unit, device);
        }
        return matching;
    }

    private static boolean fits(EstateIndex estate, Exclusion exclusion, int unit, int device) {
        return (unit == EstateIndex.NONE || estate.isWithin(estate.unit[device], unit))
                && exclusion
                        .environment()
                        .map(environment ->
                                environment == estate.devices.get(device).environment())
                        .orElse(true);
    }

    private static int stepOf(Device device, PositionSettings settings) {
        if (device.status() != LifeCycleStatus.IN_SERVICE && device.status() != LifeCycleStatus.UNKNOWN) {
            return OUT_OF_SERVICE;
        }
        boolean stale = !device.isSeenReversed()
                && device.lastSeen()
                        .map(seen -> seen.plusDays(settings.staleAfterDays()).isBefore(settings.asAt()))
                        .orElse(false);
        if (stale) {
            return STALE;
        }
        return settings.exemptEnvironments().contains(device.environment()) ? ENVIRONMENT : COUNTED;
    }

    private static List<Step> steps(PositionSettings settings, List<Exclusion> exclusions) {
        var steps = new ArrayList<Step>();
        steps.add(new Step("duplicate", "the same person or device holds the product twice"));
        steps.add(new Step("not-licensable", "free, open source, a component or an update needs no licence"));
        steps.add(new Step("out-of-service", "only devices in service or of unknown status count"));
        steps.add(new Step(
                "stale",
                Plain.text("last seen more than %s days before %s", settings.staleAfterDays(), settings.asAt())));
        steps.add(new Step("environment", "exempt environments: " + names(settings)));
        for (var exclusion : exclusions) {
            steps.add(new Step("excluded", ruleOf(exclusion)));
        }
        steps.add(new Step("assigned", "the person's assignment counts instead"));
        steps.add(new Step("suite-component", "a suite found on the same device contains it"));
        return List.copyOf(steps);
    }

    private static String names(PositionSettings settings) {
        var names = settings.exemptEnvironments().stream()
                .sorted()
                .map(Environment::name)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static String ruleOf(Exclusion exclusion) {
        var rule = new StringBuilder("exclusion ").append(exclusion.reference()).append(", ");
        rule.append(exclusion.reason().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        if (!exclusion.explanation().isEmpty()) {
            rule.append(": ").append(exclusion.explanation());
        }
        if (!exclusion.approvedBy().isEmpty()) {
            rule.append(" (approved by ").append(exclusion.approvedBy()).append(')');
        }
        return rule.toString();
    }

    @Override
    public String toString() {
        return "Selection" + Arrays.toString(steps.toArray());
    }
}
