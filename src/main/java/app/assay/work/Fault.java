package app.assay.work;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// The world failed: a file is hostile, a register is locked, a disk is full. Told to the analyst in three sentences.
public final class Fault extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final FaultCode code;
    private final String unharmed;
    private final String remedy;

    /// @param happened what happened, with file and place
    /// @param unharmed what is unharmed
    /// @param remedy what the analyst can do now
    public Fault(FaultCode code, String happened, String unharmed, String remedy, @Nullable Throwable cause) {
        super(happened, cause);
        this.code = code;
        this.unharmed = unharmed;
        this.remedy = remedy;
    }

    public Fault(FaultCode code, String happened, String unharmed, String remedy) {
        this(code, happened, unharmed, remedy, null);
    }

    public FaultCode code() {
        return code;
    }

    /// What happened, with file and place.
    public String happened() {
        return String.valueOf(getMessage());
    }

    public String unharmed() {
        return unharmed;
    }

    public String remedy() {
        return remedy;
    }

    /// The three sentences as one line.
    public String sentences() {
        return happened() + " " + unharmed + " " + remedy;
    }
}
