package app.assay.cli;

import picocli.CommandLine.Option;

/// A command that opens a register for work.
abstract class WritingCommand extends Command {

    @Option(
            names = "--take-over",
            description = "Open the register though another machine opened it and did not close it.")
    boolean takeOver;

    WritingCommand(CliContext context) {
        super(context);
    }

    @Override
    final boolean takesOver() {
        return takeOver;
    }
}
