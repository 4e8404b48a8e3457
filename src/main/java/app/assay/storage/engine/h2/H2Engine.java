package app.assay.storage.engine.h2;

import app.assay.storage.engine.Database;
import app.assay.storage.engine.Database.Access;
import app.assay.storage.engine.Engine;
import app.assay.storage.engine.RegisterContext;
import app.assay.storage.folder.RegisterFolder;
import org.h2.engine.Constants;

/// Registers as one file of H2 each, which one process at a time has open for work.
public final class H2Engine implements Engine {

    @Override
    public Database open(RegisterFolder folder, Access access, RegisterContext context) {
        return H2Database.open(folder, access, context);
    }

    @Override
    public Database create(RegisterFolder folder, int minor, RegisterContext context) {
        return H2Database.create(folder, minor, context);
    }

    @Override
    public String version() {
        return "H2 " + Constants.VERSION;
    }
}
