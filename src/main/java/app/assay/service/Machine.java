package app.assay.service;

import app.assay.storage.folder.MachineName;
import java.util.Map;

/// What the program knows of the machine and remembers on it.
///
/// @param host name of the machine; empty when it does not tell
/// @param environment variables in which other programs tell where their folders are
public record Machine(MachineNotes notes, String host, Map<String, String> environment) {

    public Machine {
        environment = Map.copyOf(environment);
    }

    /// This machine, with notes that outlast the program.
    public static Machine remembering(MachineNotes notes, Map<String, String> environment) {
        return new Machine(notes, MachineName.own(), environment);
    }

    /// This machine without a memory.
    public static Machine forgetful() {
        return new Machine(MachineNotes.inMemory(), MachineName.own(), Map.of());
    }
}
