import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Puts the program together in one folder that runs from anywhere: `bin` with the launchers, `lib` with the program
/// and its libraries, `lib/javafx` with JavaFX. Files that already are as they should be are left alone, others that do
/// not belong there are removed.
///
/// Arguments: the folder to fill, the folder of launchers and argument files, the program's jar, its class path, and
/// the folder of JavaFX's jars.
public final class AssembleProgram {

    private AssembleProgram() {}

    public static void main(String[] arguments) throws IOException {
        var target = Path.of(arguments[0]);
        var installer = Path.of(arguments[1]);
        var jar = Path.of(arguments[2]);
        var libraries = jarsOf(arguments[3]);
        var javafx = Path.of(arguments[4]);

        var lib = target.resolve("lib");
        var kept = new HashSet<Path>();
        copy(jar, lib.resolve("assay.jar"), kept);
        for (var library : libraries) {
            copy(library, lib.resolve(library.getFileName()), kept);
        }
        try (var modules = Files.list(javafx)) {
            for (var module : modules.sorted().toList()) {
                copy(module, lib.resolve("javafx").resolve(module.getFileName()), kept);
            }
        }
        copy(installer.resolve("jvm.args"), lib.resolve("jvm.args"), kept);
        copy(installer.resolve("command.args"), lib.resolve("command.args"), kept);
        copy(installer.resolve("logging.properties"), lib.resolve("logging.properties"), kept);
        for (var launcher : List.of("assay", "assay.cmd")) {
            var script = target.resolve("bin").resolve(launcher);
            copy(installer.resolve("bin").resolve(launcher), script, kept);
            if (!script.toFile().setExecutable(true, false)) {
                throw new IOException("cannot make executable: " + script);
            }
        }
        // The launcher tries this last but one: the JDK of this build, which fits for sure while it stays.
        var jdk = lib.resolve("jdk.home");
        Files.writeString(jdk, System.getProperty("java.home") + "\n");
        kept.add(jdk);
        // What the step after this one makes anew when it no longer fits.
        kept.add(lib.resolve("assay.aot"));
        kept.add(lib.resolve("assay.aot.for"));
        removeOthers(target, kept);
    }

    /// The jars of a class path; JavaFX's lie beside it as modules, and folders are this build's own classes.
    private static List<Path> jarsOf(String classPath) {
        var jars = new ArrayList<Path>();
        for (var entry : classPath.split(File.pathSeparator, -1)) {
            var path = Path.of(entry);
            if (Files.isRegularFile(path) && !path.getFileName().toString().startsWith("javafx-")) {
                jars.add(path);
            }
        }
        return jars;
    }

    private static void copy(Path source, Path target, Set<Path> kept) throws IOException {
        if (!kept.add(target)) {
            throw new IOException("two files want to be " + target);
        }
        if (Files.exists(target) && Files.mismatch(source, target) == -1) {
            return;
        }
        Files.createDirectories(target.getParent());
        Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void removeOthers(Path target, Set<Path> kept) throws IOException {
        List<Path> others;
        try (var files = Files.walk(target)) {
            others = files.filter(Files::isRegularFile)
                    .filter(file -> !kept.contains(file))
                    .toList();
        }
        for (var other : others) {
            Files.delete(other);
        }
    }
}
