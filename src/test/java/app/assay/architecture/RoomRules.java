package app.assay.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The rooms of the larger layers. They are made for a base package, so that the same rules hold for the program and
/// are tried on the culprits of the tests.
final class RoomRules {

    /// How many classes may know each other in a circle, unless they are one sealed family.
    private static final int LARGEST_CIRCLE = 3;

    /// The rooms of a layer from the ground up: each may use itself and those before it. The last one is the
    /// layer's
    /// own package, in which everything is put together.
    private static final Map<String, List<String>> ROOMS = rooms();

    /// The classes of a layer that other layers may use; the others are public for its own rooms alone.
    private static final Map<String, List<String>> DOORS = doors();

    private final String base;

    RoomRules(String base) {
        this.base = base;
    }

    private static Map<String, List<String>> rooms() {
        var rooms = new LinkedHashMap<String, List<String>>();
        rooms.put(
                "storage",
                List.of(
                        "folder",
                        "engine",
                        "engine.h2",
                        "engine.known",
                        "rows",
                        "installations",
                        "witness",
                        "records",
                        "tables",
                        "commit",
                        "loads",
                        "check",
                        "migration",
                        "backup",
                        ""));
        rooms.put(
                "importing",
                List.of(
                        "guard",
                        "syntax",
                        "profile",
                        "value",
                        "format",
                        "table",
                        "formats.inventory",
                        "formats.tag",
                        "formats.bill",
                        "formats.packages",
                        "formats.text",
                        "formats.workbook",
                        "secrets",
                        "catalogue",
                        ""));
        rooms.put("reporting", List.of("table", "content", "sheet", "export", "", "position", "pack", "verify"));
        rooms.put("engine.reconcile", List.of("index", "measure", "right", "pool", "demand", "programme", "match", ""));
        return Map.copyOf(rooms);
    }

    private static Map<String, List<String>> doors() {
        var doors = new LinkedHashMap<String, List<String>>();
        doors.put(
                "storage",
                List.of(
                        "OpenMode",
                        "Recovery",
                        "Register",
                        "RegisterInfo",
                        "backup.Backup",
                        "backup.Backups",
                        "backup.Restore",
                        "check.VerifyReport",
                        "engine.BinaryBinding",
                        "engine.RegisterContext",
                        "engine.h2.OrderedFilePath",
                        "folder.Blobs",
                        "folder.Drafts",
                        "folder.MachineName",
                        "folder.Received",
                        "folder.StoredBlob",
                        "installations.DayColumn",
                        "installations.DeviceRows",
                        "installations.InstallationBuffer",
                        "installations.InstallationIndex",
                        "installations.PackedForm",
                        "loads.LoadRequest",
                        "loads.StagedLoad",
                        "records.CommitResult",
                        "records.FieldSource",
                        "records.RegisterSnapshot",
                        "tables.InstallationTable",
                        "tables.InstallationView",
                        "witness.TrailEnd"));
        doors.put(
                "importing",
                List.of(
                        "Detected",
                        "Formats",
                        "ProductRows",
                        "catalogue.CatalogueFile",
                        "format.Detection",
                        "format.Family",
                        "format.Format",
                        "format.Look",
                        "format.ReadOptions",
                        "formats.text.PastedTable",
                        "formats.workbook.WorkbookCells",
                        "guard.Head",
                        "guard.Input",
                        "guard.Limit",
                        "guard.Limits",
                        "profile.DateOrder",
                        "profile.DecimalMark",
                        "profile.MappingProfile",
                        "profile.TableLayout",
                        "profile.TargetField",
                        "secrets.SecretCounts",
                        "secrets.SecretFiles",
                        "secrets.SecretKind",
                        "secrets.SecretText",
                        "table.HeaderWords",
                        "table.TablePreview"));
        doors.put(
                "reporting",
                List.of(
                        "content.EvidenceContent",
                        "export.TableExport",
                        "pack.EvidencePackage",
                        "position.ElpWorkbook",
                        "table.CsvTables",
                        "verify.PackageLimits",
                        "verify.PackageVerifier",
                        "verify.VerificationReport"));
        doors.put("engine.reconcile", List.of("PositionDigest", "Prepared", "Reconciler"));
        return Map.copyOf(doors);
    }

    /// Other layers use a layer by its doors.
    ArchRule usedByItsDoors(String layer) {
        var doors = DOORS.getOrDefault(layer, List.of()).stream()
                .map(name -> base + "." + layer + "." + name)
                .toList();
        return noClasses()
                .that(DescribedPredicate.not(in(layer)))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are no doors of " + layer,
                        type -> in(layer).test(type.getBaseComponentType())
                                && !doors.contains(
                                        outermost(type.getBaseComponentType()).getName())))
                .as("%s is used by its doors alone".formatted(layer));
    }

    static SortedSet<String> layersWithRooms() {
        return new TreeSet<>(ROOMS.keySet());
    }

    /// The classes of a layer's rooms use only rooms below their own.
    ArchRule order(String layer) {
        var rooms = ROOMS.getOrDefault(layer, List.of());
        return classes()
                .that(in(layer))
                .should(new ArchCondition<JavaClass>("use only rooms below their own") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        int own = rooms.indexOf(room(layer, type));
                        for (var dependency : type.getDirectDependenciesFromSelf()) {
                            var target = dependency.getTargetClass().getBaseComponentType();
                            if (in(layer).test(target)) {
                                int other = rooms.indexOf(room(layer, target));
                                if (own >= 0 && other > own) {
                                    events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                                }
                            }
                        }
                    }
                })
                .as("the rooms of %s, from the ground: %s".formatted(layer, rooms));
    }

    /// Every class of a layer is in one of its rooms, and no room is empty.
    ArchRule everyClassIsInARoom(String layer) {
        var rooms = ROOMS.getOrDefault(layer, List.of());
        return classes()
                .that(in(layer))
                .should(new ArchCondition<JavaClass>("be in a room") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        if (!rooms.contains(room(layer, type))) {
                            events.add(SimpleConditionEvent.violated(
                                    type, "%s is in no room of %s".formatted(type.getName(), layer)));
                        }
                    }
                })
                .as("every class of %s is in a room".formatted(layer));
    }

    /// Which rooms of a layer hold classes.
    SortedSet<String> roomsWithClasses(String layer, Iterable<JavaClass> all) {
        var found = new TreeSet<String>();
        for (var type : all) {
            if (in(layer).test(type)) {
                found.add(room(layer, type));
            }
        }
        return found;
    }

    static SortedSet<String> roomsOf(String layer) {
        return new TreeSet<>(ROOMS.getOrDefault(layer, List.of()));
    }

    /// One engine alone is known by name, and only where it is chosen.
    ArchRule onlyItsRoomKnowsTheEngine() {
        var h2 = base + ".storage.engine.h2";
        return noClasses()
                .that()
                .resideOutsideOfPackages(h2, base + ".storage.engine.known")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "belong to the engine",
                        type -> type.getPackageName().equals(h2)
                                || (type.getPackageName() + ".").startsWith("org.h2.")))
                .as("H2 is known to its own room alone, which is chosen in one place");
    }

    /// Classes that know each other in a circle are read together: so many at most.
    ArchRule circlesAreSmall() {
        return classes()
                .should(new ArchCondition<JavaClass>("be in no large circle") {
                    private final Map<String, SortedSet<String>> circles = new HashMap<>();

                    @Override
                    public void init(Collection<JavaClass> all) {
                        circles.putAll(circles(all));
                    }

                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        var circle = circles.get(type.getName());
                        if (circle != null) {
                            events.add(SimpleConditionEvent.violated(
                                    type,
                                    "%s is in a circle of %s classes: %s"
                                            .formatted(type.getName(), circle.size(), circle)));
                        }
                    }
                })
                .as("no circle of more than %s classes that are no sealed family".formatted(LARGEST_CIRCLE));
    }

    private Map<String, SortedSet<String>> circles(Collection<JavaClass> all) {
        var uses = new TreeMap<String, Set<String>>();
        var types = new HashMap<String, JavaClass>();
        for (var type : all) {
            var from = outermost(type);
            types.put(from.getName(), from);
            var to = uses.computeIfAbsent(from.getName(), _ -> new HashSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(Dependency::getTargetClass)
                    .map(JavaClass::getBaseComponentType)
                    .map(RoomRules::outermost)
                    .map(JavaClass::getName)
                    .filter(name -> name.startsWith(base + ".") && !name.equals(from.getName()))
                    .forEach(to::add);
        }
        var large = new HashMap<String, SortedSet<String>>();
        for (var circle : strong(uses)) {
            if (circle.size() > LARGEST_CIRCLE && !isSealedFamily(circle, types)) {
                circle.forEach(name -> large.put(name, circle));
            }
        }
        return large;
    }

    /// Whether one of them is sealed and the others are what it permits.
    private static boolean isSealedFamily(Set<String> circle, Map<String, JavaClass> types) {
        return circle.stream().map(types::get).map(JavaClass::reflect).anyMatch(type -> {
            if (!type.isSealed()) {
                return false;
            }
            var family = new HashSet<String>();
            family.add(type.getName());
            for (var permitted : type.getPermittedSubclasses()) {
                family.add(permitted.getName());
            }
            return family.containsAll(circle);
        });
    }

    private static JavaClass outermost(JavaClass type) {
        var outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }

    /// The strongly connected parts of a graph, by Kosaraju's two walks.
    private static List<SortedSet<String>> strong(Map<String, Set<String>> uses) {
        var usedBy = new HashMap<String, Set<String>>();
        uses.forEach((from, targets) -> targets.stream()
                .filter(uses::containsKey)
                .forEach(to -> usedBy.computeIfAbsent(to, _ -> new HashSet<>()).add(from)));
        var finished = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (var start : uses.keySet()) {
            walk(start, uses, seen, finished);
        }
        var parts = new ArrayList<SortedSet<String>>();
        var placed = new HashSet<String>();
        for (var start : finished.reversed()) {
            var part = new ArrayList<String>();
            walk(start, usedBy, placed, part);
            if (!part.isEmpty()) {
                parts.add(new TreeSet<>(part));
            }
        }
        return parts;
    }

    /// Walks depth first; adds each name when all that it leads to was added.
    private static void walk(String start, Map<String, Set<String>> ways, Set<String> seen, List<String> finished) {
        record Step(String name, boolean isDone) {}
        var open = new ArrayDeque<Step>();
        open.push(new Step(start, false));
        while (!open.isEmpty()) {
            var step = open.pop();
            if (step.isDone()) {
                finished.add(step.name());
            } else if (seen.add(step.name())) {
                open.push(new Step(step.name(), true));
                for (var next : ways.getOrDefault(step.name(), Set.of())) {
                    if (!seen.contains(next)) {
                        open.push(new Step(next, false));
                    }
                }
            }
        }
    }

    private DescribedPredicate<JavaClass> in(String layer) {
        return JavaClass.Predicates.resideInAPackage(base + "." + layer + "..");
    }

    /// The room of a class within a layer; empty for the layer's own package.
    private String room(String layer, JavaClass type) {
        var name = type.getPackageName().substring((base + "." + layer).length());
        return name.isEmpty() ? "" : name.substring(1);
    }
}
