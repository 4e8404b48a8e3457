package app.assay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Runs the launcher in an assembled folder with programs that stand for Java and tell what they were given.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher for Windows is another script")
class LauncherScriptTest {

    private static final Path SCRIPT = Path.of("installer", "bin", "assay");

    @TempDir
    private Path folder;

    private Path launcher;
    private Path jdk25;
    private Path jdk17;

    /// What one start printed and how it ended.
    public record Outcome(int exitCode, List<String> output, String errors) {}

    @BeforeEach
    void assemble() throws IOException {
        launcher = folder.resolve("my programs/assay/bin/assay");
        Files.createDirectories(launcher.getParent());
        Files.copy(SCRIPT, launcher);
        makeExecutable(launcher);
        Files.createDirectories(home().resolve("lib"));
        jdk25 = fakeJdk("jdk 25", "25.0.3");
        jdk17 = fakeJdk("jdk17", "17.0.15");
    }

    @Test
    void argumentsArePassedAsTheyAre() throws Exception {
        var outcome = run(launcher, Map.of("ASSAY_JAVA", jdk25.toString()), "import", "a file.csv", "", "*", "$HOME");

        assertThat(outcome.output()).endsWith("app.assay.app.Main", "import", "a file.csv", "", "*", "$HOME");
        assertThat(outcome.errors()).isEmpty();
    }

    @Test
    void theExitCodeIsTheProgramsOwn() throws Exception {
        assertThat(run(launcher, Map.of("ASSAY_JAVA", jdk25.toString(), "EXIT_WITH", "7"))
                        .exitCode())
                .isEqualTo(7);
    }

    @Test
    void theProgramIsFoundBesideTheScriptAlsoThroughLinks() throws Exception {
        var near = folder.resolve("my programs/link");
        Files.createSymbolicLink(near, Path.of("assay/bin/assay"));
        var far = folder.resolve("assay");
        Files.createSymbolicLink(far, near);

        var outcome = run(far, Map.of("ASSAY_JAVA", jdk25.toString()));

        assertThat(outcome.output())
                .contains(
                        "@" + home() + "/lib/jvm.args",
                        home() + "/lib/javafx",
                        home() + "/lib/assay.jar",
                        "app.assay.app.Main");
    }

    @Test
    void theHeapIsSetOnlyWhenAsked() throws Exception {
        assertThat(run(launcher, Map.of("ASSAY_JAVA", jdk25.toString(), "ASSAY_HEAP", "512m"))
                        .output())
                .contains("-Xmx512m");
        assertThat(run(launcher, Map.of("ASSAY_JAVA", jdk25.toString())).output())
                .noneMatch(argument -> argument.startsWith("-Xm"));
    }

    @Test
    void aCommandStartsWithOptionsOfItsOwnAndTheWindowWithout() throws Exception {
        var options = "@" + home() + "/lib/command.args";
        var java = Map.of("ASSAY_JAVA", jdk25.toString());
        var register = Files.createDirectories(folder.resolve("a register"));

        assertThat(run(launcher, java, "import", "a file.csv").output())
                .containsSubsequence("@" + home() + "/lib/jvm.args", options, "app.assay.app.Main", "import");
        assertThat(run(launcher, java).output()).doesNotContain(options);
        assertThat(run(launcher, java, register.toString()).output()).doesNotContain(options);
    }

    @Test
    void theCacheOfTheStartIsUsedInItsFolderWithItsJavaAlone() throws Exception {
        var cache = home().resolve("lib/assay.aot");
        var fits = home().resolve("lib/assay.aot.for");
        Files.writeString(cache, "classes");
        var java = Map.of("ASSAY_JAVA", jdk25.toString());
        var other = Map.of("ASSAY_JAVA", fakeJdk("jdk26", "26").toString());

        assertThat(optionsOf(java)).isEmpty();
        Files.writeString(fits, home() + "\n" + jdk25 + "\n");
        assertThat(optionsOf(java))
                .containsExactly("-XX:AOTCache=" + cache, "-XX:+VerifySharedSpaces", "-Xlog:aot*=off");
        assertThat(optionsOf(other)).isEmpty();
        Files.writeString(fits, folder + "\n" + jdk25 + "\n");
        assertThat(optionsOf(java)).isEmpty();
        Files.writeString(fits, "half a key");
        assertThat(optionsOf(java)).isEmpty();
    }

    private List<String> optionsOf(Map<String, String> environment) throws Exception {
        var outcome = run(launcher, environment, "position");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.errors()).isEmpty();
        return outcome.output().stream()
                .filter(argument ->
                        argument.contains("AOT") || argument.contains("SharedSpaces") || argument.startsWith("-Xlog"))
                .toList();
    }

    @Test
    void javaMayBeNamedByItsProgramToo() throws Exception {
        var outcome =
                run(launcher, Map.of("ASSAY_JAVA", jdk25.resolve("bin/java").toString()));

        assertThat(outcome.output().getFirst()).isEqualTo(jdk25 + "/bin/java");
    }

    @Test
    void aNamedJavaThatIsTooOldIsRefused() throws Exception {
        var outcome = run(launcher, Map.of("ASSAY_JAVA", jdk17.toString()));

        assertThat(outcome.exitCode()).isEqualTo(127);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.errors()).contains("ASSAY_JAVA is " + jdk17).contains("25 or newer");
    }

    @Test
    void anOldJavaHomeIsPassedOverForTheJavaOnThePath() throws Exception {
        var outcome = run(launcher, Map.of("JAVA_HOME", jdk17.toString(), "PATH", jdk25 + "/bin:/usr/bin:/bin"));

        assertThat(outcome.output().getFirst()).isEqualTo(jdk25 + "/bin/java");
    }

    @Test
    void aFittingJavaHomeComesBeforeThePath() throws Exception {
        var other = fakeJdk("jdk26", "26");

        var outcome = run(launcher, Map.of("JAVA_HOME", other.toString(), "PATH", jdk25 + "/bin:/usr/bin:/bin"));

        assertThat(outcome.output().getFirst()).isEqualTo(other + "/bin/java");
    }

    @Test
    void theJdkOfTheBuildServesWhereNothingElseFits() throws Exception {
        Files.writeString(home().resolve("lib/jdk.home"), jdk25 + "\n");

        var outcome = run(launcher, Map.of("JAVA_HOME", jdk17.toString(), "PATH", jdk17 + "/bin:/usr/bin:/bin"));

        assertThat(outcome.output().getFirst()).isEqualTo(jdk25 + "/bin/java");
    }

    private Path home() {
        return launcher.getParent().getParent();
    }

    /// A folder like a JDK's whose program prints its own name and each argument on a line.
    private Path fakeJdk(String name, String version) throws IOException {
        var home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"none\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
        var program = home.resolve("bin/java");
        Files.writeString(program, """
                #!/bin/sh
                printf '%s\\n' "$0" "$@"
                exit ${EXIT_WITH:-0}
                """);
        makeExecutable(program);
        return home;
    }

    private static void makeExecutable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Outcome run(Path program, Map<String, String> environment, String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_HOME", "ASSAY_JAVA", "ASSAY_HEAP", "EXIT_WITH"));
        builder.environment().putAll(environment);
        var output = folder.resolve("output");
        var errors = folder.resolve("errors");
        var process = builder.redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Outcome(
                process.exitValue(),
                Files.readAllLines(output, StandardCharsets.UTF_8),
                Files.readString(errors, StandardCharsets.UTF_8));
    }
}
