package app.assay.storage.fault.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/// Interrupts every thread of the process but those that own the database, again and again while a morning runs, and
/// prints how often and what broke.
final class Chaos {

    /// An interrupt falls after so many operations on the disk.
    private static final int OPERATIONS_BETWEEN = 7;

    private static final int TRIES = 20;

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
        int refused = 0;
        int closures = 0;
        for (int round = 0; count(interrupts) < wanted; round++) {
            try (var disk = new FaultyDisk();
                    var desk = new Desk(disk.at(folder.resolve("r" + round)))) {
                var session = Session.morning();
                session.run(desk, 0, 1, _ -> {});
                disk.trouble((number, operation) -> {
                    if (number % OPERATIONS_BETWEEN == 0 && chaos.isAlive()) {
                        moments.release();
                    }
                    operation.perform();
                });
                for (int step = 1; step < session.length(); step++) {
                    int failures = failures(session, desk, step);
                    refused += failures;
                    closures += failures == TRIES ? 1 : 0;
                }
                disk.trouble(Trouble.NONE);
                closures += isWhole(session, desk, moments) ? 0 : 1;
            }
        }
        System.out.printf("%d %d %d%n", count(interrupts), refused, closures);
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
    private static int failures(Session session, Desk desk, int step) throws IOException {
        for (int failures = 0; failures < TRIES; failures++) {
            try {
                session.run(desk, step, step + 1, _ -> {});
                return failures;
            } catch (RuntimeException e) {
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
            if (!name.equals(Desk.WRITER) && !name.startsWith(Desk.READER) && !thread.equals(Thread.currentThread())) {
                thread.interrupt();
            }
        }
    }
}
