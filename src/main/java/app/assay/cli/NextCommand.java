package app.assay.cli;

import app.assay.service.RecoverRegister;
import app.assay.service.Registers;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.ParseResult;

/// Which command helps after one that ended with a fault, written out with the paths of the one that failed, so that it
/// can be copied. Sentences of faults are those of the window, too, and speak of its pages.
final class NextCommand {

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_@%+=:,./~^-]+");

    private NextCommand() {}

    /// A command as one types it: words with blanks or other signs of a shell in quotes.
    static String of(Object... words) {
        return java.util.Arrays.stream(words)
                .map(word -> word(String.valueOf(word)))
                .collect(Collectors.joining(" ", "assay ", ""));
    }

    private static String word(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /// @param parsed the command line as it was understood
    /// @return the commands that may help, the likeliest first; empty when none does
    static List<String> after(Fault fault, ParseResult parsed, Registers registers) {
        var command = parsed;
        while (command.hasSubcommand()) {
            command = command.subcommand();
        }
        return new Failed(command, parsed.originalArgs(), registers).next(fault);
    }

    private record Failed(ParseResult command, List<String> arguments, Registers registers) {

        private Optional<Path> path(String label) {
            return command.matchedPositionals().stream()
                    .filter(positional -> positional.paramLabel().equals(label))
                    .<Object>map(positional -> positional.getValue())
                    .filter(Path.class::isInstance)
                    .map(Path.class::cast)
                    .findFirst();
        }

        private boolean is(String name) {
            return command.commandSpec().name().equals(name);
        }

        List<String> next(Fault fault) {
            var register = path("REGISTER");
            var found = new ArrayList<String>();
            if (is("restore") && command.commandSpec().parent() != null) {
                restore(fault, found);
            } else {
                register.ifPresent(folder -> next(fault.code(), folder, fault, found));
            }
            if (fault.code() == FaultCode.REGISTER_NEWER_FORMAT) {
                found.add(of("--version"));
            }
            return found;
        }

        private void restore(Fault fault, List<String> found) {
            var backup = path("BACKUP").orElse(Path.of("BACKUP"));
            var target = path("TARGET").orElse(Path.of("TARGET"));
            switch (fault.code()) {
                case BACKUP_UNREADABLE -> {
                    var folder = backup.toAbsolutePath().normalize().getParent();
                    var register = folder == null ? null : folder.getParent();
                    if (register != null && Files.isRegularFile(register.resolve("register.assay"))) {
                        found.add(of("register", "inspect", register));
                    }
                }
                case REGISTER_NOT_FOUND -> found.add(of("register", "restore", backup, target));
                case REGISTER_EXISTS ->
                    found.add(of("register", "restore", backup, new RecoverRegister(registers).proposedTarget(target)));
                default -> {}
            }
        }

        private void next(FaultCode code, Path register, Fault fault, List<String> found) {
            switch (code) {
                case REGISTER_DAMAGED -> {
                    if (is("dump")) {
                        found.add(of("register", "dump", register, "--damaged"));
                    }
                    found.add(of("register", "inspect", register));
                }
                case REGISTER_NOT_FOUND ->
                    found.add(
                            RecoverRegister.isOfUse(register, code)
                                    ? of("register", "inspect", register)
                                    : of("register", "create", register));
                case REGISTER_EXISTS -> {
                    if (Files.isRegularFile(register.resolve("register.assay"))) {
                        found.add(of("register", "info", register));
                    }
                }
                case REGISTER_LOCKED -> {
                    if (isHeldElsewhere(register) && command.commandSpec().findOption("--take-over") != null) {
                        var again = new ArrayList<Object>(arguments);
                        again.add("--take-over");
                        found.add(of(again.toArray()));
                    }
                }
                case REGISTER_READ_ONLY ->
                    // An older format is brought on by whatever opens the register for work.
                    found.add(of(
                            "register",
                            fault.remedy().startsWith("Open it for work once") ? "backup" : "info",
                            register));
                case BACKUP_FAILED, DISK_FULL -> {
                    if (is("backup")) {
                        found.add(of("register", "backup", register));
                    }
                }
                case NOTHING_TO_UNDO -> found.add(of("register", "history", register));
                case CHANGE_REFUSED ->
                    found.add(is("retry") ? of("rejected", register) : of("register", "history", register));
                case INPUT_NEEDS_MAPPING -> {
                    if (is("import")) {
                        found.add(of(
                                        "import",
                                        register,
                                        path("FILE").map(Path::toString).orElse("FILE"))
                                + " --as KIND --profile PROFILE");
                    }
                }
                default -> {}
            }
        }

        private boolean isHeldElsewhere(Path register) {
            try {
                return registers.heldElsewhere(register).isPresent();
            } catch (Fault gone) {
                return false;
            }
        }
    }
}
