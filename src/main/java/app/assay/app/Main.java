package app.assay.app;

import app.assay.cli.CliContext;
import app.assay.cli.Program;
import app.assay.service.Machine;
import app.assay.service.MachineNotes;
import app.assay.service.Registers;
import app.assay.work.FailureText;
import app.assay.work.ProgramVersion;
import app.assay.work.TemporaryFiles;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// Starts the program: a command when the first argument names one, else the window.
public final class Main {

    private static final int FAULT_OF_THE_PROGRAM = 1;
    private static final int CANCELLED = 6;
    private static final long SECONDS_TO_END = 60;
    private static final long PAUSE_NANOS = 50_000_000;

    private Main() {}

    public static void main(String[] arguments) {
        int exitCode;
        var cancelled = new AtomicBoolean();
        var over = new CountDownLatch(1);
        var end = new AtomicReference<Runnable>(() -> {});
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endWell(cancelled, end, over), "end-well"));
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        // The JDK's own handler prints messages, and those of a database carry values of rows.
        Thread.setDefaultUncaughtExceptionHandler((_, failure) -> err.print(FailureText.trace(failure)));
        // What killed processes left is taken away beside the work; nobody waits for it.
        Thread.ofPlatform().daemon().name("sweep").start(TemporaryFiles::sweep);
        try (var threads = new Threads()) {
            var clock = Clock.systemUTC();
            var version = ProgramVersion.current();
            var home = MachineFolder.of(
                    System.getenv(), System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", ".")));
            var machine = Machine.remembering(MachineNotes.in(home), System.getenv());
            var registers = new Registers(clock, actor(), version, threads.writer(), threads.readers(), machine);
            var context = new CliContext(
                    registers,
                    out,
                    err,
                    cancelled::get,
                    Optional.ofNullable(System.console())
                            .map(java.io.Console::isTerminal)
                            .orElse(false));
            var window = new WindowStart(registers, threads, clock);
            end.set(window::end);
            var program = new Program(
                    context,
                    Map.of(
                            "demo",
                            new DemoCommand(context, register -> window.open(Optional.of(register), Optional.empty())),
                            "rehearse",
                            new RehearseCommand(registers, err, window::rehearse)));
            if (program.knows(arguments) || arguments.length > 1) {
                exitCode = run(program, arguments, err);
            } else if (Display.isThere()) {
                showWindow(
                        window,
                        new SingleInstance(home.resolve("window"), clock),
                        arguments.length == 0 ? Optional.empty() : Optional.of(Path.of(arguments[0])),
                        err);
                exitCode = 0;
            } else {
                err.println("There is no display here for the window. Use a command; \"assay --help\" lists them.");
                exitCode = Program.usage();
            }
        } finally {
            // Also after a failure: the end of the program waits for it.
            out.flush();
            TemporaryFiles.end();
            over.countDown();
        }
        if (!cancelled.get()) {
            System.exit(exitCode);
        }
    }

    /// Shows the window here, or lets the one that is open already show the register.
    private static void showWindow(
            WindowStart window, SingleInstance instance, Optional<Path> register, PrintStream err) {
        try (instance) {
            boolean first = instance.isFirst();
            if (!first && instance.handOver(register, System::nanoTime, () -> LockSupport.parkNanos(PAUSE_NANOS))) {
                return;
            }
            // The other one may have come to its end meanwhile.
            first = instance.isFirst();
            if (!first) {
                err.println("Assay is open already but does not answer, so another window is opened.");
            }
            window.open(register, first ? Optional.of(instance) : Optional.empty());
        }
    }

    private static int run(Program program, String[] arguments, PrintStream err) {
        try {
            return program.run(arguments);
        } catch (OutOfMemoryError full) {
            err.println("There was not enough memory. The register is as it was before the last command that finished."
                    + " Give more with the variable ASSAY_HEAP, such as ASSAY_HEAP=2g.");
            return FAULT_OF_THE_PROGRAM;
        } catch (Error broken) {
            err.println("A fault of the program: " + FailureText.brief(broken)
                    + ". The register is as it was before the last command that finished.");
            return FAULT_OF_THE_PROGRAM;
        }
    }

    /// Ctrl+C asks the running job to end and waits for the register to be closed, so that nothing is left to
    /// recover.
    private static void endWell(AtomicBoolean cancelled, AtomicReference<Runnable> end, CountDownLatch over) {
        if (over.getCount() == 0) {
            return;
        }
        cancelled.set(true);
        Optional.ofNullable(end.get()).ifPresent(Runnable::run);
        try {
            if (over.await(SECONDS_TO_END, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(CANCELLED);
            }
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException("nothing of this program interrupts", unexpected);
        }
    }

    private static String actor() {
        return Optional.ofNullable(System.getProperty("user.name"))
                .filter(name -> !name.isBlank())
                .orElse("analyst");
    }
}
