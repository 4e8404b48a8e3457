package app.assay.storage.engine.known;

import app.assay.storage.engine.Engine;
import app.assay.storage.engine.h2.H2Engine;

/// Which engine keeps a register: the one place that knows them all.
public final class Engines {

    private static final Engine H2 = new H2Engine();

    private Engines() {}

    /// The engine of registers that are folders with a database file in them.
    public static Engine ofFolders() {
        return H2;
    }
}
