package app.assay.storage.installations;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Which title is installed on which device, over all loads that count, each pair once.
public interface InstallationIndex {

    /// Titles are numbered from 0 to this, exclusive, as in the snapshot.
    int titleCount();

    /// The devices that places mean: the UUIDs of `snapshot.records(DEVICE)`, in that order.
    List<UUID> deviceOrder();

    /// Places in [#deviceOrder()] of the devices that have the title, ascending, each once. Callers must not change
    /// it.
    int[] devices(int title);

    /// Those of [#devices] on which the title was last seen before a day, ascending, each once; none where nobody
    /// told
    /// when. Callers must not change it.
    int[] devicesLastSeenBefore(int title, LocalDate day);

    /// Devices with the title, by the loads that count, that are left out since the title, or the device, was seen
    /// first after the day of the snapshot.
    int seenFirstLater(int title);

    /// Titles on the device at a place of [#deviceOrder()], ascending, each once.
    int[] titles(int device);

    /// Pairs of device and title.
    long count();

    /// Pairs left out because their device is no record of that day, such as one that was seen first later.
    long unplaced();

    /// The loads that count here, the strongest last.
    List<UUID> loads();

    /// What each load says about one pair, the load that counts most first; empty when the title is not on the
    /// device. May
    /// wait for the disk.
    List<Installation> details(UUID device, int title);

    /// One load's word on one installation.
    ///
    /// @param file file within the load
    /// @param row row in that file
    record Installation(
            UUID device,
            int title,
            Optional<LocalDate> firstSeen,
            Optional<LocalDate> lastSeen,
            Optional<LocalDate> lastUsed,
            UUID load,
            String file,
            long row) {}
}
