package app.assay.app;

import app.assay.service.RecoverRegister;
import app.assay.ui.shell.StartViewModel.Recent;
import app.assay.work.FaultCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.prefs.BackingStoreException;
import java.util.prefs.Preferences;

/// The registers that were open before, kept in the preferences of the user.
final class RecentRegisters {

    private static final int MOST = 8;

    private final Preferences node;

    RecentRegisters(Preferences node) {
        this.node = node;
    }

    /// Those of the user who runs the program.
    static RecentRegisters ofUser() {
        return new RecentRegisters(Preferences.userRoot().node("app/assay/recent"));
    }

    /// The newest first.
    List<Recent> all() {
        var recent = new ArrayList<Recent>();
        for (int place = 0; place < MOST; place++) {
            var folder = node.get("folder." + place, "");
            if (!folder.isEmpty()) {
                var path = Path.of(folder);
                recent.add(new Recent(
                        node.get("name." + place, folder),
                        path,
                        Instant.ofEpochMilli(node.getLong("opened." + place, 0)),
                        Files.exists(path.resolve("register.assay"))
                                || RecoverRegister.isOfUse(path, FaultCode.REGISTER_NOT_FOUND)));
            }
        }
        return recent;
    }

    void remember(String name, Path folder, Instant now) {
        var path = folder.toAbsolutePath().normalize();
        var recent = new ArrayList<Recent>();
        recent.add(new Recent(name, path, now, true));
        all().stream().filter(known -> !known.folder().equals(path)).forEach(recent::add);
        for (int place = 0; place < MOST; place++) {
            if (place < recent.size()) {
                node.put("folder." + place, recent.get(place).folder().toString());
                node.put("name." + place, recent.get(place).name());
                node.putLong("opened." + place, recent.get(place).opened().toEpochMilli());
            } else {
                node.remove("folder." + place);
            }
        }
        try {
            node.flush();
        } catch (BackingStoreException unwritable) {
            // A list of recent registers that cannot be kept is no reason to disturb anybody.
            System.Logger log = System.getLogger(RecentRegisters.class.getName());
            log.log(System.Logger.Level.DEBUG, "recent registers are not kept", unwritable);
        }
    }
}
