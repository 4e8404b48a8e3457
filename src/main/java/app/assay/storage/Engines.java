package app.assay.storage;

/// Which engine keeps a register: the one place that knows them all.
final class Engines {

    private static final Engine H2 = new H2Engine();

    private Engines() {}

    /// The engine of registers that are folders with a database file in them.
    static Engine ofFolders() {
        return H2;
    }
}
