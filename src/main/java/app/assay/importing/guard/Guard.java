package app.assay.importing.guard;

import app.assay.work.Cancelled;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Sentence;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The boundary around a parser: whatever it throws leaves as a fault that names the file.
public final class Guard {

    private Guard() {}

    @FunctionalInterface
    public interface Work {
        void run() throws IOException;
    }

    @FunctionalInterface
    public interface Call<T> {
        T call() throws IOException;
    }

    public static void run(String file, Work work) {
        Guard.<Boolean>call(file, () -> {
            work.run();
            return true;
        });
    }

    public static <T> T call(String file, Call<T> call) {
        try {
            return call.call();
        } catch (Fault | Cancelled told) {
            throw told;
        } catch (IOException | UncheckedIOException failed) {
            throw inside(failed).orElseGet(() -> Faults.unreadable(file, failed));
        } catch (StackOverflowError | OutOfMemoryError exhausted) {
            // A trace as deep as the file is kept out; that memory ran out is what a register under it must know.
            throw Faults.fault(
                    FaultCode.INPUT_OVER_LIMIT,
                    file,
                    Sentence.of("import.file-asks-for-more-memory"),
                    Sentence.of("import.if-file-what-you-expect-split-import"),
                    exhausted instanceof OutOfMemoryError ? exhausted : null);
        }
    }

    private static java.util.Optional<RuntimeException> inside(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof Fault || cause instanceof Cancelled) {
                return java.util.Optional.of((RuntimeException) cause);
            }
        }
        return java.util.Optional.empty();
    }
}
