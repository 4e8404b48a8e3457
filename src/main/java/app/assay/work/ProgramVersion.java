package app.assay.work;

import java.util.Optional;

/// The version of this program.
public final class ProgramVersion {

    private ProgramVersion() {}

    /// The version that the build wrote into the program; `in development` where it runs from classes.
    public static String current() {
        return Optional.ofNullable(ProgramVersion.class.getPackage().getImplementationVersion())
                .orElse("in development");
    }
}
