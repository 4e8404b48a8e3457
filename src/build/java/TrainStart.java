import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Makes the cache from which the program starts: lets it rehearse once (`rehearse`, on the sample and an invented
/// estate, without a display), and keeps what the Java runtime learnt of it, the classes linked and what code is much
/// used.
///
/// The program starts without a cache as well, only slower. So a cache that cannot be made is told and is no failure of
/// the build, and an old one that no longer fits is taken away.
///
/// Arguments: the folder of the program, the cache's file in it, the home of the Java runtime or a file that names it,
/// the sample's folder, and the options with which the program is started; `PROGRAM` in them stands for the program's
/// folder.
public final class TrainStart {

    private static final long MOST_MINUTES = 10;

    private TrainStart() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            train(arguments);
        } catch (IOException | RuntimeException reason) {
            System.err.println("The program starts without a cache, since none could be made: " + reason);
        }
    }

    private static void train(String[] arguments) throws IOException, InterruptedException {
        // As the launcher will name it: the runtime compares paths as texts.
        var program = Path.of(arguments[0]).toRealPath();
        var cache = program.resolve(arguments[1]);
        var runtime = home(Path.of(arguments[2]));
        var sample = Path.of(arguments[3]).toAbsolutePath();
        var options = List.of(arguments).subList(4, arguments.length).stream()
                .map(option -> named(option, program))
                .toList();
        // The launcher uses the cache for this folder and this runtime alone: for others the runtime would refuse it,
        // and
        // start more slowly than with none.
        var fits = cache.resolveSibling(cache.getFileName() + ".for");
        var key = program + "\n" + runtime + "\n";
        if (isNew(cache, fits, key)) {
            return;
        }
        Files.deleteIfExists(fits);
        Files.deleteIfExists(cache);
        var work = Files.createTempDirectory("assay-rehearsal");
        try {
            var made = work.resolve("start.aot");
            var told = work.resolve("told.txt");
            if (!rehearse(made, told, sample, work, runtime, options) || !Files.isRegularFile(made)) {
                System.err.println("The program starts without a cache, since none could be made:");
                if (Files.isRegularFile(told)) {
                    // Byte for byte: the runtime writes in the machine's own encoding.
                    Files.copy(told, System.err);
                }
                return;
            }
            Files.move(made, cache, StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(fits, key);
        } catch (IOException failed) {
            Files.deleteIfExists(fits);
            Files.deleteIfExists(cache);
            throw failed;
        } finally {
            delete(work);
        }
    }

    private static String named(String option, Path program) {
        return option.contains("PROGRAM")
                ? option.replace('/', File.separatorChar).replace("PROGRAM", program.toString())
                : option;
    }

    private static Path home(Path place) throws IOException {
        return Files.isDirectory(place)
                ? place.toRealPath()
                : Path.of(Files.readString(place).strip());
    }

    /// Whether the cache is younger than all that the program consists of.
    private static boolean isNew(Path cache, Path fits, String key) throws IOException {
        if (!Files.isRegularFile(cache)
                || !Files.isRegularFile(fits)
                || !Files.readString(fits).equals(key)) {
            return false;
        }
        var made = Files.getLastModifiedTime(cache);
        try (var files = Files.walk(cache.getParent())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (!file.equals(fits) && Files.getLastModifiedTime(file).compareTo(made) > 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean rehearse(Path made, Path told, Path sample, Path work, Path runtime, List<String> options)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(runtime.resolve("bin").resolve("java").toString());
        command.add("-XX:AOTCacheOutput=" + made);
        command.add("-XX:+UseSerialGC");
        command.addAll(options);
        // Nothing of the rehearsal is seen by, or remembered for, the user of this machine.
        command.addAll(List.of(
                "-Djava.util.prefs.userRoot=" + work.resolve("preferences"),
                "-Dglass.platform=Headless",
                "-Dprism.order=sw",
                "app.assay.app.Main",
                "rehearse",
                "--window",
                "--sample",
                sample.toString(),
                "--out",
                work.resolve("out").toString()));
        var start = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(told.toFile());
        start.environment().put("ASSAY_HOME", work.resolve("home").toString());
        // Options from outside would make another cache, or none.
        for (var name : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "JDK_AOT_VM_OPTIONS")) {
            start.environment().remove(name);
        }
        var process = start.start();
        var ending = new Thread(() -> end(process));
        Runtime.getRuntime().addShutdownHook(ending);
        try {
            return process.waitFor(MOST_MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0;
        } finally {
            end(process);
            Runtime.getRuntime().removeShutdownHook(ending);
        }
    }

    /// Ends the rehearsal and the process that puts the cache together after it.
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path done, IOException failed) throws IOException {
                Files.delete(done);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
