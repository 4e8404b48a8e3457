package app.assay.storage.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The name of this machine as it says itself; never asked of a network.
public final class MachineName {

    private static final int MOST_BYTES = 256 * 1024;
    private static final Pattern MAC_NAME =
            Pattern.compile("<key>LocalHostName</key>\\s*<string>([^<]+)</string>", Pattern.CASE_INSENSITIVE);

    private MachineName() {}

    /// @return empty when the machine does not tell
    public static String own() {
        return of(System.getenv(), Path.of("/"));
    }

    /// What the system keeps comes before what the environment says, which differs between shells and sessions.
    ///
    /// @param root of the file system
    static String of(Map<String, String> environment, Path root) {
        var windows = environment.getOrDefault("COMPUTERNAME", "").strip();
        if (!windows.isEmpty()) {
            return windows;
        }
        for (var file : List.of("proc/sys/kernel/hostname", "etc/hostname")) {
            var name = read(root.resolve(file)).strip();
            if (!name.isEmpty()) {
                return name;
            }
        }
        var mac = MAC_NAME.matcher(read(root.resolve("Library/Preferences/SystemConfiguration/preferences.plist")));
        return mac.find()
                ? mac.group(1).strip()
                : environment.getOrDefault("HOSTNAME", "").strip();
    }

    private static String read(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return ""; // another system keeps its name elsewhere
        }
    }
}
