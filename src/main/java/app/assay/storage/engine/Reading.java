package app.assay.storage.engine;

import java.util.function.Function;
import org.jooq.DSLContext;

/// Where tables are read: the register as it is, or as it was at one moment.
public interface Reading {

    /// Runs on a thread for reading.
    <T> T read(Function<DSLContext, T> work);
}
