package app.assay.storage.check;

import app.assay.storage.folder.Faults;
import app.assay.storage.folder.RegisterFolder;
import app.assay.storage.rows.UnknownKind;
import app.assay.work.Cancelled;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Sentence;
import java.util.function.Supplier;

/// Tells what cannot be read in a register.
public final class RegisterReading {

    private RegisterReading() {}

    /// Whatever rows of a damaged file make of those who read them is told as damage: a text that is no date, a
    /// code
    /// that is none was never written so.
    public static <T> T of(RegisterFolder folder, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (Fault fault) {
            throw fault.getCause() instanceof UnknownKind kind ? unknown(folder, kind, fault) : fault;
        } catch (Cancelled e) {
            throw e;
        } catch (UnknownKind e) {
            throw unknown(folder, e, Faults.unreadable(folder.path(), e));
        } catch (RuntimeException e) {
            throw Faults.unreadable(folder.path(), e);
        }
    }

    /// A kind of record that this program does not know: in a file that is, byte for byte, the one that was closed,
    /// a
    /// newer program wrote it. Formats stay the same when a kind is added, so their numbers do not tell.
    ///
    /// @param otherwise what is told when the file may be damaged
    private static Fault unknown(RegisterFolder folder, UnknownKind unknown, Fault otherwise) {
        if (!SealedState.of(folder).isSure()) {
            return otherwise;
        }
        return new Fault(
                FaultCode.REGISTER_NEWER_FORMAT,
                Sentence.of("register.register-holds-records-kind-made", folder.path(), unknown.kind()),
                Sentence.of("register.nothing-in-was-changed"),
                Sentence.of("register.open-with-newer-program"),
                unknown);
    }
}
