package app.assay.storage.fault.disk;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/// What becomes of an operation. Met by one operation at a time, in the order in which they happen.
@FunctionalInterface
public interface Trouble {

    /// A disk that works.
    Trouble NONE = (_, operation) -> operation.perform();

    /// The exit code of a process that was halted on purpose.
    int HALTED = 86;

    /// When a process is halted.
    enum Moment {
        BEFORE,
        HALF,
        AFTER
    }

    /// @param number 1 for the first operation that the disk ever met
    void meet(long number, Operation operation) throws IOException;

    /// One operation fails, as a bad sector or a loose cable does; all others work.
    static Trouble failingOnce(long at) {
        return (number, operation) -> {
            if (number == at) {
                throw new IOException("Input/output error");
            }
            operation.perform();
        };
    }

    /// Nothing works from one operation on.
    static Trouble failingFrom(long at) {
        return (number, operation) -> {
            if (number >= at) {
                throw new IOException("Input/output error");
            }
            operation.perform();
        };
    }

    /// The process ends without any warning at one operation.
    static Trouble haltingAt(long at, Moment moment) {
        return (number, operation) -> {
            if (number == at) {
                switch (moment) {
                    case BEFORE -> {}
                    case HALF -> operation.perform(operation.bytes().remaining() / 2);
                    case AFTER -> operation.perform();
                }
                Runtime.getRuntime().halt(HALTED);
            }
            operation.perform();
        };
    }

    /// A disk with so many bytes left: a write beyond is done in part and fails, and nothing new can be made then.
    /// What is cut off or deleted makes room again.
    static Trouble full(long bytesLeft) {
        var left = new AtomicLong(bytesLeft);
        return (_, operation) -> {
            long before = operation.kind() == Operation.Kind.DELETE ? FaultyDisk.size(operation.file()) : 0;
            switch (operation.kind()) {
                case WRITE -> {
                    long size = FaultyDisk.size(operation.file());
                    int length = operation.bytes().remaining();
                    long growth = Math.max(0, operation.position() + length - size);
                    if (growth > left.get()) {
                        int done = (int) Math.max(0, length - (growth - left.get()));
                        if (done > 0) {
                            operation.perform(done);
                        }
                        left.set(0);
                        throw new IOException("No space left on device");
                    }
                    operation.perform();
                    left.addAndGet(-growth);
                }
                case CREATE, CREATE_FOLDER -> {
                    if (left.get() <= 0) {
                        throw new IOException("No space left on device");
                    }
                    operation.perform();
                }
                case TRUNCATE -> {
                    long size = FaultyDisk.size(operation.file());
                    operation.perform();
                    left.addAndGet(Math.max(0, size - FaultyDisk.size(operation.file())));
                }
                case DELETE -> {
                    operation.perform();
                    left.addAndGet(before);
                }
                case FORCE, FORCE_FOLDER, MOVE -> operation.perform();
            }
        };
    }
}
