package app.assay.cli;

import app.assay.service.Registers;
import java.io.PrintStream;
import java.util.function.BooleanSupplier;

/// What the commands need from the program around them.
///
/// @param out standard output: results only
/// @param err standard error: messages and progress
/// @param cancelled whether the user asked for the command to end (Ctrl+C)
/// @param interactive whether a person watches standard error
public record CliContext(
        Registers registers, PrintStream out, PrintStream err, BooleanSupplier cancelled, boolean interactive) {}
