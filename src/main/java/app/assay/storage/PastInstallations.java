package app.assay.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Installations of former days, read when asked for; the last few are kept.
final class PastInstallations {

    private static final int KEPT = 2;

    private record Past(List<StoredLoad> loads, InstallationData data) {}

    private final Database database;
    private final List<Past> kept = new ArrayList<>();

    PastInstallations(Database database) {
        this.database = database;
    }

    /// @param key the loads in an order of their own
    /// @param loads the same loads, the weakest first
    synchronized PlacedInstallations of(
            List<StoredLoad> key, List<StoredLoad> loads, List<UUID> order, int titleCount) {
        for (var past : kept) {
            if (past.loads().equals(key)) {
                return new PlacedInstallations(past.data(), order, titleCount, database);
            }
        }
        var data = database.read(dsl -> InstallationData.read(dsl, loads, order, titleCount));
        kept.addFirst(new Past(key, data));
        while (kept.size() > KEPT) {
            kept.removeLast();
        }
        return new PlacedInstallations(data, order, titleCount, database);
    }
}
