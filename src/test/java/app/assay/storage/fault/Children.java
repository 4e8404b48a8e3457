package app.assay.storage.fault;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/// Starts processes that work with a register and end badly. They start in less than half the time by a cache of their
/// classes, which is made once for each state of the class path and kept in `target/children`.
public final class Children {

    private static final Path KEPT = Path.of("target", "children");
    private static final String CACHE = "classes.aot";
    /// Goes through what children do, so that their classes are known.
    private static final String REHEARSAL = "app.assay.service.Rehearsal";

    private static final Duration OLD = Duration.ofHours(2);
    private static final int MEGABYTES = 256;
    private static final int MINUTES_TO_END = 5;

    /// The folder with the jars and the cache, once this process looked for it.
    private static Optional<Path> made = Optional.empty();

    private final Class<?> main;
    private final List<String> options;
    private final Redirect errors;

    private Children(Class<?> main, List<String> options, Redirect errors) {
        this.main = main;
        this.options = options;
        this.errors = errors;
    }

    /// @param main whose main method the children run
    public static Children of(Class<?> main) {
        return new Children(main, List.of("-XX:+UseSerialGC"), Redirect.INHERIT);
    }

    /// The same children, whose complaints on their way are nobody's business.
    public Children quiet() {
        return new Children(main, options, Redirect.DISCARD);
    }

    /// Children that notice soon that their memory is full, instead of searching it for room for minutes.
    public static Children impatient(Class<?> main) {
        return new Children(
                main, List.of("-XX:+UseParallelGC", "-XX:GCTimeLimit=80", "-XX:GCHeapFreeLimit=10"), Redirect.INHERIT);
    }

    public Process start(List<String> arguments) throws IOException, InterruptedException {
        return start(MEGABYTES, arguments);
    }

    public Process start(int megabytes, List<String> arguments) throws IOException, InterruptedException {
        var folder = cached();
        var all = new ArrayList<>(options);
        if (Files.exists(folder.resolve(CACHE))) {
            all.add("-XX:AOTCache=" + folder.resolve(CACHE));
        }
        return process(megabytes, all, classPath(folder), main.getName(), arguments)
                .redirectError(errors)
                .start();
    }

    private static ProcessBuilder process(
            int megabytes, List<String> options, List<String> classPath, String main, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx" + megabytes + "m",
                "-XX:TieredStopAtLevel=1",
                "-Duser.timezone=UTC",
                // What the machine has to say is no part of what a child tells.
                "-Xlog:disable",
                "-Xlog:all=warning:stderr",
                "-Djava.util.logging.config.file=" + Path.of("installer", "logging.properties")));
        command.addAll(options);
        command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), main));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    /// Waits for the end of a process; one that hangs is a failure of its own.
    public static int end(Process process) throws InterruptedException {
        if (!process.waitFor(MINUTES_TO_END, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            throw new IllegalStateException("the process hung");
        }
        return process.exitValue();
    }

    private static List<Path> places() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .toList();
    }

    /// The class path of the children: only classes in jars can be cached.
    private static List<String> classPath(Path folder) {
        var path = new ArrayList<String>();
        for (var place : places()) {
            path.add((Files.isDirectory(place) ? folder.resolve("classes-" + path.size() + ".jar") : place).toString());
        }
        return path;
    }

    /// Makes the cache if nobody made it yet. The tests run in two processes: one waits for the other.
    private static synchronized Path cached() throws IOException, InterruptedException {
        if (made.isPresent()) {
            return made.get();
        }
        var folder = Files.createDirectories(KEPT.toAbsolutePath().resolve(stamp()));
        var cache = folder.resolve(CACHE);
        made = Optional.of(folder);
        if (Files.exists(cache)) {
            return folder;
        }
        try (var lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = lock.lock()) {
            if (!Files.exists(cache)) {
                removeOld(folder);
                make(folder, cache);
            }
        }
        return folder;
    }

    /// Each takes a hundred megabytes; those that are not much older than this one may be in use.
    private static void removeOld(Path folder) throws IOException {
        var young = Files.getLastModifiedTime(folder).toInstant().minus(OLD);
        try (var others = Files.list(KEPT.toAbsolutePath())) {
            for (var other : others.filter(other -> !other.equals(folder)).toList()) {
                if (Files.getLastModifiedTime(other).toInstant().isBefore(young)) {
                    Folders.remove(other);
                }
            }
        }
    }

    private static void make(Path folder, Path cache) throws IOException, InterruptedException {
        var classPath = classPath(folder);
        var places = places();
        for (int at = 0; at < classPath.size(); at++) {
            if (Files.isDirectory(places.get(at))) {
                jar(places.get(at), Path.of(classPath.get(at)));
            }
        }
        var part = folder.resolve(CACHE + ".part");
        var work = Files.createTempDirectory("rehearsal-");
        var errors = folder.resolve("rehearsal.txt");
        try {
            var process = process(
                            MEGABYTES,
                            List.of("-XX:+UseSerialGC", "-XX:AOTCacheOutput=" + part),
                            classPath,
                            REHEARSAL,
                            List.of(work.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(errors.toFile())
                    .start();
            int status = end(process);
            if (status != 0) {
                throw new IllegalStateException(
                        "the rehearsal ended with %s and said: %s".formatted(status, Files.readString(errors)));
            }
        } finally {
            Folders.remove(work);
        }
        if (Files.exists(part)) { // else this virtual machine makes none, and the children take longer to start
            Files.move(part, cache, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void jar(Path classes, Path jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(classes)) {
            out.setLevel(0);
            for (var file : files.sorted().toList()) {
                var name = classes.relativize(file).toString().replace(File.separatorChar, '/');
                boolean isFolder = Files.isDirectory(file);
                if (!name.isEmpty()) {
                    out.putNextEntry(new JarEntry(isFolder ? name + "/" : name));
                    if (!isFolder) {
                        Files.copy(file, out);
                    }
                    out.closeEntry();
                }
            }
        }
    }

    /// Tells one state of the class path from another.
    private static String stamp() throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var machine : List.of("java.home", "java.vm.version")) {
                digest.update(System.getProperty(machine).getBytes(StandardCharsets.UTF_8));
            }
            for (var place : places()) {
                try (var files = Files.exists(place) ? Files.walk(place) : Stream.<Path>empty()) {
                    files.filter(Files::isRegularFile)
                            .sorted()
                            .forEach(file -> digest.update(line(file).getBytes(StandardCharsets.UTF_8)));
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String line(Path file) {
        try {
            return "%s %s %s%n".formatted(file, Files.size(file), Files.getLastModifiedTime(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
