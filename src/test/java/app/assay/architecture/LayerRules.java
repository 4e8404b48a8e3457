package app.assay.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.ObjectInputStream;
import java.lang.invoke.MethodHandles;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// The rules of the architecture. They are made for a base package, so that the same rules hold for the program and
/// are tried on the culprits of the tests.
///
/// An exception to a rule belongs in this class, beside the rule, with its reason.
final class LayerRules {

    /// What each layer may use besides itself, the JDK and libraries.
    private static final Map<String, List<String>> MAY_USE = mayUse();

    private final String base;

    LayerRules(String base) {
        this.base = base;
    }

    private static Map<String, List<String>> mayUse() {
        var arrows = new LinkedHashMap<String, List<String>>();
        arrows.put("ui", List.of("service", "charts", "domain", "work"));
        arrows.put("cli", List.of("service", "charts", "domain", "files", "work"));
        arrows.put(
                "service", List.of("storage", "importing", "reporting", "engine", "charts", "domain", "files", "work"));
        arrows.put("storage", List.of("domain", "files", "work"));
        arrows.put("importing", List.of("domain", "files", "work"));
        arrows.put("reporting", List.of("engine", "charts", "domain", "files", "work"));
        arrows.put("charts", List.of("domain", "work"));
        arrows.put("engine", List.of("domain", "files", "work"));
        arrows.put("domain", List.of("files"));
        arrows.put("files", List.of("work"));
        arrows.put("work", List.of());
        return Map.copyOf(arrows);
    }

    static Set<String> layersWithArrows() {
        return MAY_USE.keySet();
    }

    ArchRule layer(String layer) {
        var allowed = Stream.concat(Stream.of(layer), MAY_USE.getOrDefault(layer, List.of()).stream())
                .map(this::in)
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(in(layer))
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage(base + "..")).or(resideInAnyPackage(allowed)))
                .as("%s uses only %s".formatted(layer, MAY_USE.get(layer)));
    }

    ArchRule everyClassIsInALayer() {
        var layers = Stream.concat(Stream.of("app"), MAY_USE.keySet().stream())
                .map(this::in)
                .toArray(String[]::new);
        return classes().should().resideInAnyPackage(layers).as("every class is in a layer");
    }

    ArchRule domainAndWorkNeedOnlyTheJdk() {
        return classes()
                .that()
                .resideInAnyPackage(in("domain"), in("work"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", base + "..")
                .as("domain and work need only the JDK");
    }

    ArchRule databaseOnlyInStorage() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(in("storage"), in("app"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jooq..", "org.h2..", "org.flywaydb..", "java.sql..", "javax.sql..")
                .as("jOOQ, Flyway, JDBC and H2 only in storage and app");
    }

    ArchRule workbooksOnlyInImportingAndReporting() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(in("importing"), in("reporting"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.poi..", "org.dhatim..")
                .as("POI and fastexcel only in importing and reporting");
    }

    ArchRule windowOnlyInUi() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(in("ui"), in("app"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javafx..")
                .as("JavaFX only in ui and app");
    }

    ArchRule viewModelsKnowNoScene() {
        return noClasses()
                .that(inside(simpleNameEndsWith("ViewModel")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javafx.scene..")
                .as("a view model knows no javafx.scene");
    }

    ArchRule onlyAppMakesThreads() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(in("app"))
                .should()
                .accessTargetWhere(access("makes a thread", LayerRules::makesThread))
                .orShould()
                .beAssignableTo(Thread.class)
                .as("only app makes threads");
    }

    ArchRule temporaryFilesAreMadeInOnePlace() {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName(base + ".work.TemporaryFiles")
                .should()
                .accessTargetWhere(access("makes a file among those of all programs", LayerRules::makesTemporaryFile))
                .as("temporary files are made by TemporaryFiles, or in a folder of the caller's");
    }

    ArchRule onlyShellCallsRunLater() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(in("ui.shell"))
                .should()
                .accessTargetWhere(access(
                        "calls runLater",
                        access -> access.getTargetOwner().getName().equals("javafx.application.Platform")
                                && access.getTarget().getName().equals("runLater")))
                .as("only ui.shell calls runLater");
    }

    ArchRule timeComesFromAClock() {
        return noClasses()
                .should()
                .accessTargetWhere(access("asks the machine for the time", this::asksMachineForTime))
                .as("the time comes from a Clock, which only app makes");
    }

    ArchRule nothingIsInterrupted() {
        return noClasses()
                .should()
                .accessTargetWhere(access("interrupts", LayerRules::interrupts))
                .as("nothing is interrupted: cancel is a flag");
    }

    ArchRule nothingIsAskedOfANetwork() {
        return noClasses()
                .should()
                .dependOnClassesThat(describe("talk to a network", LayerRules::talksToNetwork))
                .orShould()
                .accessTargetWhere(access(
                        "opens what an address names",
                        access -> access.getTargetOwner().isEquivalentTo(URL.class)
                                && access.getTarget().getName().startsWith("open")))
                .as("nothing is asked of a network");
    }

    ArchRule noForeignCodeRuns() {
        return noClasses()
                .should()
                .dependOnClassesThat(describe("load or run code", LayerRules::runsForeignCode))
                .orShould()
                .accessTargetWhere(access("loads or starts code", LayerRules::loadsOrStartsCode))
                .as("no class is looked up by name, no object deserialised, no script or program started");
    }

    ArchRule noStaticMutableState() {
        return fields().that()
                .areStatic()
                .should(new ArchCondition<JavaField>("be final and of a type that does not change") {
                    @Override
                    public void check(JavaField field, ConditionEvents events) {
                        var isFinal = field.getModifiers().contains(JavaModifier.FINAL);
                        if (!isFinal || isMutable(field.getRawType())) {
                            events.add(SimpleConditionEvent.violated(
                                    field, field.getFullName() + " is static and can change"));
                        }
                    }
                })
                .as("no static mutable state");
    }

    ArchRule everyPackageIsNullMarked() {
        return classes()
                .should(new ArchCondition<JavaClass>("be in a package marked @NullMarked") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                            events.add(SimpleConditionEvent.violated(
                                    type, type.getName() + " is in a package without @NullMarked"));
                        }
                    }
                })
                .as("every package is @NullMarked");
    }

    ArchRule packagesAreFreeOfCycles() {
        return slices().matching(base + ".(**)").should().beFreeOfCycles();
    }

    private String in(String layer) {
        return base + "." + layer + "..";
    }

    /// The classes that fit, and whatever is nested in them.
    private static DescribedPredicate<JavaClass> inside(DescribedPredicate<JavaClass> outer) {
        return DescribedPredicate.describe(outer.getDescription(), type -> {
            JavaClass current = type;
            while (true) {
                if (outer.test(current)) {
                    return true;
                }
                var enclosing = current.getEnclosingClass();
                if (enclosing.isEmpty()) {
                    return false;
                }
                current = enclosing.get();
            }
        });
    }

    private static DescribedPredicate<JavaClass> describe(String description, Predicate<JavaClass> test) {
        return DescribedPredicate.describe(description, test);
    }

    private static DescribedPredicate<JavaClass> simpleNameEndsWith(String end) {
        return DescribedPredicate.describe(
                "simple name ends with " + end, type -> type.getSimpleName().endsWith(end));
    }

    private static DescribedPredicate<JavaAccess<?>> access(String description, Predicate<JavaAccess<?>> test) {
        return DescribedPredicate.describe(description, test);
    }

    private static boolean makesThread(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        var name = access.getTarget().getName();
        var isConstructor = name.equals("<init>");
        if (owner.isAssignableTo(Thread.class)) {
            return isConstructor
                    || Set.of("start", "ofPlatform", "ofVirtual", "startVirtualThread")
                            .contains(name);
        }
        if (owner.isAssignableTo(Executors.class)) {
            return true;
        }
        if (owner.isAssignableTo(CompletableFuture.class)) {
            return name.endsWith("Async");
        }
        return isConstructor
                && (owner.isAssignableTo(ExecutorService.class)
                        || owner.isAssignableTo(Timer.class)
                        || owner.getName().equals("javafx.concurrent.Service"));
    }

    private static boolean makesTemporaryFile(JavaAccess<?> access) {
        var owner = access.getTargetOwner().getName();
        return access.getTarget().getName().startsWith("createTemp")
                && (owner.equals("java.io.File")
                        || (owner.equals("java.nio.file.Files")
                                && parameters(access)
                                        .noneMatch(
                                                parameter -> parameter.getName().equals("java.nio.file.Path"))));
    }

    private boolean asksMachineForTime(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        var name = access.getTarget().getName();
        if (owner.isAssignableTo(Clock.class)) {
            // The program's one clock is made where everything is put together.
            return name.startsWith("system") && !resideInAPackage(in("app")).test(access.getOriginOwner());
        }
        if (owner.getPackageName().startsWith("java.time") && name.equals("now")) {
            return parameters(access).noneMatch(parameter -> parameter.isEquivalentTo(Clock.class));
        }
        return switch (owner.getName()) {
            case "java.lang.System" -> name.equals("currentTimeMillis");
            case "java.util.Date" ->
                name.equals("<init>") && parameters(access).findAny().isEmpty();
            case "java.util.Calendar", "java.util.GregorianCalendar" -> name.equals("getInstance");
            default -> false;
        };
    }

    private static Stream<JavaClass> parameters(JavaAccess<?> access) {
        return access.getTarget() instanceof com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget unit
                ? unit.getRawParameterTypes().stream()
                : Stream.empty();
    }

    /// An address may be named: the program's own resources have one.
    private static boolean talksToNetwork(JavaClass type) {
        var name = type.getName();
        if (type.getPackageName().equals("java.net")) {
            return !Set.of("URI", "URISyntaxException", "URL").contains(type.getSimpleName());
        }
        return Stream.of("java.net.http.", "javax.net.", "java.rmi.", "javax.naming.", "javafx.scene.web.")
                        .anyMatch(name::startsWith)
                || name.matches("java\\.nio\\.channels\\..*(?:Socket|Datagram|Multicast).*")
                || name.equals("java.awt.Desktop")
                || name.equals("javafx.application.HostServices");
    }

    private static boolean runsForeignCode(JavaClass type) {
        return Stream.of("javax.script.", "javax.tools.", "org.h2.tools.", "org.h2.api.")
                        .anyMatch(type.getName()::startsWith)
                || Stream.of(
                                ObjectInputStream.class,
                                ProcessBuilder.class,
                                URLClassLoader.class,
                                ServiceLoader.class,
                                java.beans.XMLDecoder.class)
                        .anyMatch(type::isAssignableTo);
    }

    private static boolean loadsOrStartsCode(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        return switch (access.getTarget().getName()) {
            case "forName" -> owner.isEquivalentTo(Class.class);
            case "loadClass", "defineClass" ->
                owner.isAssignableTo(ClassLoader.class) || owner.isEquivalentTo(MethodHandles.Lookup.class);
            case "exec", "load", "loadLibrary" ->
                owner.isEquivalentTo(Runtime.class) || owner.isEquivalentTo(System.class);
            default -> false;
        };
    }

    private static boolean interrupts(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        return switch (access.getTarget().getName()) {
            case "interrupt" -> owner.isAssignableTo(Thread.class);
            case "shutdownNow" -> owner.isAssignableTo(ExecutorService.class);
            // Whether true is passed cannot be seen here, and cancel(false) would leave the caller guessing too.
            case "cancel" ->
                owner.isAssignableTo(Future.class) || owner.getName().startsWith("javafx.concurrent.");
            default -> false;
        };
    }

    /// Whether a field's own type says that it can change. An interface such as `List` does not say.
    private static boolean isMutable(JavaClass type) {
        if (type.getPackageName().equals("java.util.concurrent.atomic")) {
            return true;
        }
        if (type.isAssignableTo(StringBuilder.class) || type.isAssignableTo(java.util.Random.class)) {
            return true;
        }
        return !type.isInterface()
                && type.getPackageName().startsWith("java.util")
                && (type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class));
    }
}
