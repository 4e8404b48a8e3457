package app.assay.storage.engine.h2;

import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.FilterInfo;
import java.io.ObjectInputFilter.Status;

/// What the database engine may do in this process. Must be set before the engine's first class is loaded, which reads
/// it once; `installer/jvm.args` says the same for every start of the program and of the tests.
final class EngineSettings {

    /// No class has this name, so no class is allowed.
    static final String NO_CLASS = "app.assay.NoClassMayBeNamedByADatabase";

    private EngineSettings() {}

    static void apply() {
        // Classes that SQL may name: triggers, functions, drivers of linked tables.
        System.setProperty("h2.allowedClasses", NO_CLASS);
        if (ObjectInputFilter.Config.getSerialFilter() == null) {
            ObjectInputFilter.Config.setSerialFilter(EngineSettings::refuse);
        }
    }

    /// Nothing of this program is a serialised object, and nothing may become one.
    private static Status refuse(FilterInfo object) {
        return Status.REJECTED;
    }
}
