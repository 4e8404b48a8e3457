package app.assay.storage.fault.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// Interrupts every thread of the process but those that own the database, again and again while a morning runs, and
/// prints how often and what broke.
///
/// The engine's own threads are spared as well: nothing in the program can reach them, and one that is interrupted in a
/// write closes the file under the engine, which may then never end closing.
final class Chaos {

    /// An interrupt falls after so many operations on the disk, and up to as many more: at a fixed distance each
    /// try to
    /// open would be hit at the same place.
    private static final int OPERATIONS_BETWEEN = 12;

    private static final int TRIES = 20;
    private static final List<String> ENGINE = List.of("H2", "MVStore");

    private Chaos() {}

    static void run(Path folder, int wanted) throws IOException {
        var moments = new Semaphore(0);
        var interrupts = new int[1];
        var chaos = Thread.ofPlatform().name("chaos").daemon().start(() -> {
            while (true) {
                moments.acquireUninterruptibly();
                interruptOthers();
                synchronized (interrupts) {
                    interrupts[0]++;
                }
            }
        });
        var random = new Random(1);
        var next = new AtomicLong();
        int refused = 0;
        int closures = 0;
        for (int round = 0; count(interrupts) < wanted; round++) {
            try (var disk = new FaultyDisk();
                    var desk = new Desk(disk.at(folder.resolve("r" + round)))) {
                var session = Session.morning();
                moments.drainPermits();
                // The interrupt that was under way falls before the program begins.
                closures += failures(session, desk, 0, moments) == TRIES ? 1 : 0;
                next.set(0);
                disk.trouble((number, operation) -> {
                    if (number >= next.get() && chaos.isAlive()) {
                        next.set(number + OPERATIONS_BETWEEN + random.nextInt(OPERATIONS_BETWEEN));
                        moments.release();
                    }
                    operation.perform();
                });
                for (int step = 1; step < session.length(); step++) {
                    int failures = failures(session, desk, step, moments);
                    refused += failures;
                    closures += failures == TRIES ? 1 : 0;
                }
                disk.trouble(Trouble.NONE);
                closures += isWhole(session, desk, moments) ? 0 : 1;
            }
        }
        System.out.printf("%s %s %s%n", count(interrupts), refused, closures);
    }

    /// Whether all of the morning is there, once the last interrupt has fallen.
    private static boolean isWhole(Session session, Desk desk, Semaphore moments) {
        for (int tries = 0; tries < TRIES; tries++) {
            moments.drainPermits();
            Thread.interrupted();
            try {
                if (!desk.isOpen()) {
                    desk.open();
                }
                boolean whole = Facts.of(desk.register()).equals(session.expected(session.length()));
                desk.closeRegister();
                return whole;
            } catch (RuntimeException e) {
                System.err.println("at the end: " + Verdict.trace(e));
            }
        }
        return false;
    }

    /// Does a step, again where an interrupt of this very thread made it fail: the register must take it then.
    private static int failures(Session session, Desk desk, int step, Semaphore moments) throws IOException {
        for (int failures = 0; failures < TRIES; failures++) {
            try {
                session.run(desk, step, step + 1, _ -> {});
                return failures;
            } catch (RuntimeException e) {
                moments.drainPermits();
                Thread.interrupted();
                System.err.println(session.step(step).name() + ": " + Verdict.trace(e));
            }
        }
        return TRIES;
    }

    private static int count(int[] interrupts) {
        synchronized (interrupts) {
            return interrupts[0];
        }
    }

    private static void interruptOthers() {
        for (var thread : Thread.getAllStackTraces().keySet()) {
            var name = thread.getName();
            if (!name.equals(Desk.WRITER)
                    && !name.startsWith(Desk.READER)
                    && ENGINE.stream().noneMatch(name::startsWith)
                    && !thread.equals(Thread.currentThread())) {
                thread.interrupt();
            }
        }
    }
}
