package app.assay.work;

import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The world failed: a file is hostile, a register is locked, a disk is full. Told to the analyst in three sentences,
/// in
/// the language of whoever shows them; its message and what it says by itself is English.
public final class Fault extends RuntimeException implements Worded {

    @Serial
    private static final long serialVersionUID = 1L;

    private final FaultCode code;
    private final transient Said said;

    /// The three sentences of a fault.
    ///
    /// @param happened what happened, with file and place
    /// @param unharmed what is unharmed
    /// @param remedy what the analyst can do now
    public record Said(Sentence happened, Sentence unharmed, Sentence remedy) {}

    /// @param happened what happened, with file and place
    /// @param unharmed what is unharmed
    /// @param remedy what the analyst can do now
    public Fault(FaultCode code, Sentence happened, Sentence unharmed, Sentence remedy, @Nullable Throwable cause) {
        super(happened.english(), cause);
        this.code = code;
        this.said = new Said(happened, unharmed, remedy);
    }

    public Fault(FaultCode code, Sentence happened, Sentence unharmed, Sentence remedy) {
        this(code, happened, unharmed, remedy, null);
    }

    public FaultCode code() {
        return code;
    }

    /// Its sentences, for a reader of any language.
    public Said said() {
        return said;
    }

    @Override
    public Sentence words() {
        return said.happened();
    }

    /// What happened, with file and place.
    public String happened() {
        return said.happened().english();
    }

    public String unharmed() {
        return said.unharmed().english();
    }

    public String remedy() {
        return said.remedy().english();
    }

    /// The three sentences as one line.
    public String sentences() {
        return String.join(" ", List.of(happened(), unharmed(), remedy()));
    }
}
