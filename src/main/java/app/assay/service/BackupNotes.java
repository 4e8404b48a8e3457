package app.assay.service;

import java.util.Optional;
import java.util.UUID;

/// What is remembered of a register on this machine.
public interface BackupNotes {
    Optional<String> get(UUID register, String name);

    /// An empty text takes the note away.
    void put(UUID register, String name, String text);
}
