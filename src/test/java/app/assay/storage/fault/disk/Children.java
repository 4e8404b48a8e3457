package app.assay.storage.fault.disk;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/// Starts processes that work with a register and end badly.
final class Children {

    private static final int MEGABYTES = 256;
    private static final int MINUTES_TO_END = 5;
    private static final String SMALL = "-XX:+UseSerialGC";

    private final List<String> options;
    private final String classPath;

    private Children(List<String> options, String classPath) {
        this.options = options;
        this.classPath = classPath;
    }

    static Children ordinary() {
        return new Children(List.of(SMALL), System.getProperty("java.class.path"));
    }

    /// Children that notice soon that their memory is full, instead of searching it for room for minutes.
    static Children impatient() {
        return new Children(List.of("-XX:+UseParallelGC", "-XX:GCTimeLimit=80"), System.getProperty("java.class.path"));
    }

    /// Children that start in half the time, by an archive of their classes, which takes as long to make as two of
    /// them.
    ///
    /// @param rehearsal what a child does so that its classes are known; it ends by itself
    static Children quick(Path folder, List<String> rehearsal) throws IOException, InterruptedException {
        var archive = folder.resolve("classes.jsa");
        // Only classes in jars can be archived.
        var places = new ArrayList<String>();
        for (var place : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            var path = Path.of(place);
            places.add(
                    Files.isDirectory(path)
                            ? jar(path, folder.resolve("classes-" + places.size() + ".jar"))
                                    .toString()
                            : place);
        }
        var classPath = String.join(File.pathSeparator, places);
        var first = new Children(List.of(SMALL, "-XX:ArchiveClassesAtExit=" + archive), classPath);
        if (end(first.start(MEGABYTES, rehearsal)) != 0) {
            throw new IllegalStateException("the rehearsal failed");
        }
        return new Children(List.of(SMALL, "-XX:SharedArchiveFile=" + archive), classPath);
    }

    private static Path jar(Path classes, Path jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(classes)) {
            out.setLevel(0);
            for (var file : files.toList()) {
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
        return jar;
    }

    Process start(List<String> arguments) throws IOException {
        return start(MEGABYTES, arguments);
    }

    /// @param arguments as [Child] takes them
    Process start(int megabytes, List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx" + megabytes + "m", "-XX:TieredStopAtLevel=1", "-Duser.timezone=UTC"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, Child.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// Waits for the end of a process; one that hangs is a failure of its own.
    static int end(Process process) throws InterruptedException {
        if (!process.waitFor(MINUTES_TO_END, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            throw new IllegalStateException("the process hung");
        }
        return process.exitValue();
    }
}
