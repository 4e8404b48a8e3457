package app.assay.work;

import java.nio.file.Files;
import java.nio.file.Path;

/// A process that makes temporary files, tells so, and lives until it is killed or its input ends.
final class TemporaryHolder {

    private TemporaryHolder() {}

    /// Arguments: a folder for what lies beside a target, and "ending" for a process that ends while something lies
    /// there.
    public static void main(String[] arguments) throws Exception {
        var target = Path.of(arguments[0]);
        if (arguments.length > 1) {
            Files.writeString(TemporaryFiles.beside(target, "unfinished"), "half");
            TemporaryFiles.end();
            System.out.println("made");
            System.out.flush();
            System.in.read();
            return;
        }
        Files.writeString(TemporaryFiles.file("texts", ".tmp"), "texts");
        Files.writeString(TemporaryFiles.folder("evidence").resolve("part"), "part");
        var restoring = Files.createDirectory(TemporaryFiles.beside(target, "restoring"));
        Files.writeString(restoring.resolve("register.mv.db"), "rows");
        Files.writeString(TemporaryFiles.beside(target, "unfinished"), "half");
        TemporaryFiles.beside(target, "never"); // its owner ended before it was made
        System.out.println("made");
        System.out.flush();
        System.in.read();
    }
}
