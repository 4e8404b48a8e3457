package app.assay.app;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The folder in which the program remembers things on a machine for one user.
final class MachineFolder {

    private MachineFolder() {}

    /// @param environment `ASSAY_HOME` names the folder; else the system's own place is taken
    /// @param system name of the operating system
    /// @param home the user's home folder
    static Path of(Map<String, String> environment, String system, Path home) {
        return path(environment, "ASSAY_HOME").orElseGet(() -> {
            var name = system.toLowerCase(Locale.ROOT);
            if (name.startsWith("windows")) {
                return path(environment, "LOCALAPPDATA")
                        .orElseGet(() -> home.resolve("AppData").resolve("Local"))
                        .resolve("Assay");
            }
            if (name.startsWith("mac")) {
                return home.resolve("Library").resolve("Application Support").resolve("Assay");
            }
            // Relative folders are not valid there, says the specification of the variable.
            return path(environment, "XDG_STATE_HOME")
                    .filter(Path::isAbsolute)
                    .orElseGet(() -> home.resolve(".local").resolve("state"))
                    .resolve("assay");
        });
    }

    private static Optional<Path> path(Map<String, String> environment, String variable) {
        var value = environment.getOrDefault(variable, "");
        try {
            return value.isBlank() ? Optional.empty() : Optional.of(Path.of(value));
        } catch (InvalidPathException junk) {
            return Optional.empty();
        }
    }
}
