package app.assay.cli;

import app.assay.service.BackUpRegister;
import app.assay.service.OpenRegister;
import app.assay.service.RecoverRegister;
import app.assay.work.Cancelled;
import app.assay.work.Fault;
import app.assay.work.LackOfMemory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What all commands share: the context, `--json`, and how a register is opened and closed.
abstract class Command implements Callable<Integer> {

    @Option(names = "--json", description = "Print one JSON document on standard output.")
    boolean json;

    @Spec
    CommandSpec spec = CommandSpec.create();

    private final CliContext context;
    private final CliProgress progress;
    private final List<String> cautions = new ArrayList<>();

    Command(CliContext context) {
        this.context = context;
        this.progress = new CliProgress(context);
    }

    /// Does the command.
    ///
    /// @return exit code
    abstract int run() throws Exception;

    @Override
    public final Integer call() throws Exception {
        try {
            return run();
        } finally {
            progress.done();
        }
    }

    CliContext context() {
        return context;
    }

    CliProgress progress() {
        return progress;
    }

    /// Tells a person something; never part of the result.
    void tell(String message) {
        progress.done();
        context.err().println(message);
    }

    /// Tells a fault that does not end the command, with the command that helps.
    void tell(Fault fault) {
        tell(fault.sentences());
        NextCommand.after(fault, spec.commandLine().getParseResult(), context.registers())
                .forEach(command -> tell("Next: " + command));
    }

    /// Prints the result: the document for a script, the text for a person.
    void print(Map<String, ?> document, String text) {
        progress.done();
        if (json) {
            var whole = Json.object();
            whole.putAll(document);
            if (!cautions.isEmpty()) {
                whole.put("cautions", List.copyOf(cautions));
            }
            context.out().println(Json.text(whole));
        } else {
            context.out().print(text.endsWith("\n") || text.isEmpty() ? text : text + "\n");
        }
        context.out().flush();
    }

    interface Use {
        int with(OpenRegister register) throws Exception;
    }

    /// Whether a register is opened for work though another machine did not close it.
    boolean takesOver() {
        return false;
    }

    int writing(Path folder, Use use) throws Exception {
        var registers = context.registers();
        try (var register = takesOver() ? registers.takeOver(folder, progress) : registers.open(folder, progress)) {
            caution(register);
            return used(register, open -> {
                int exitCode = use.with(open);
                backUp(open);
                return exitCode;
            });
        }
    }

    /// What a command changed is in a backup when it ends. One that cannot be made is told and changes no exit
    /// code: the
    /// work itself is saved.
    private void backUp(OpenRegister register) {
        var again = NextCommand.of("register", "backup", register.summary().folder());
        try {
            new BackUpRegister(register).beforeClose(progress);
        } catch (Fault fault) {
            tell(fault.sentences());
            tell("Next: " + again);
        } catch (Cancelled cancelled) {
            tell("The backup was left out, since you cancelled. Make it with \"%s\".".formatted(again));
        }
    }

    /// Like [#reading], also where what is there is not what was saved.
    int looking(Path folder, Use use) throws Exception {
        try (var register = new RecoverRegister(context.registers()).openDamaged(folder)) {
            caution(register);
            return used(register, use);
        }
    }

    int reading(Path folder, Use use) throws Exception {
        try (var register = context.registers().openReadOnly(folder, progress)) {
            caution(register);
            return used(register, use);
        }
    }

    /// A register must know that memory ran out before it is closed.
    private static int used(OpenRegister register, Use use) throws Exception {
        try {
            return use.with(register);
        } catch (Exception | Error failure) {
            if (LackOfMemory.isBehind(failure)) {
                register.memoryRanOut();
            }
            throw failure;
        }
    }

    /// Tells, one line each, what endangers a register that was opened or made, and puts it into the document.
    void caution(OpenRegister register) {
        register.headAlarm()
                .ifPresent(alarm ->
                        caution("%s If that is meant, say so with \"%s\"; else bring the newer register back."
                                .formatted(
                                        alarm.happened(),
                                        NextCommand.of(
                                                "register",
                                                "accept-head",
                                                register.summary().folder()))));
        register.place().forEach(remark -> caution(remark.sentence()));
    }

    private void caution(String line) {
        cautions.add(line);
        tell("Caution: " + line);
    }
}
