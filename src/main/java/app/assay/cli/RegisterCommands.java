package app.assay.cli;

import app.assay.domain.record.RecordKind;
import app.assay.service.HeadAlarm;
import app.assay.service.OpenRegister;
import app.assay.service.RegisterSummary;
import app.assay.service.Registers;
import app.assay.work.FaultCode;
import app.assay.work.Plain;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `register create`, `register info`, `register verify`, `register accept-head`.
final class RegisterCommands {

    private RegisterCommands() {}

    @CommandLine.Command(
            name = "register",
            description = "Make, show and check registers.",
            mixinStandardHelpOptions = true)
    static final class Group {}

    @CommandLine.Command(
            name = "create",
            description = "Make a register in a new or empty folder.",
            mixinStandardHelpOptions = true)
    static final class Create extends Command {

        @Parameters(index = "0", paramLabel = "REGISTER", description = "Folder of the new register.")
        Path folder = Path.of("");

        @Option(names = "--name", description = "Name of the register; the folder's name when absent.")
        Optional<String> name = Optional.empty();

        @Option(names = "--zone", description = "Time zone in which a day of the register ends, such as Europe/Berlin.")
        Optional<ZoneId> zone = Optional.empty();

        Create(CliContext context) {
            super(context);
        }

        @Override
        int run() {
            var called = name.orElseGet(
                    () -> String.valueOf(folder.toAbsolutePath().normalize().getFileName()));
            try (var register = context().registers().create(folder, called, zone.orElseGet(ZoneId::systemDefault))) {
                caution(register);
                var summary = register.summary();
                print(document(summary), "Made the register \"%s\" in %s.".formatted(summary.name(), folder));
            }
            return 0;
        }
    }

    @CommandLine.Command(
            name = "info",
            description = "Show what a register is and holds.",
            mixinStandardHelpOptions = true)
    static final class Show extends Command {

        @Parameters(index = "0", paramLabel = "REGISTER", description = "Folder of the register.")
        Path folder = Path.of("");

        Show(CliContext context) {
            super(context);
        }

        @Override
        int run() throws Exception {
            return reading(folder, register -> {
                var document = RegisterCommands.document(register.summary());
                register.headAlarm().ifPresent(alarm -> document.put("headAlarm", RegisterCommands.document(alarm)));
                print(document, text(register));
                return 0;
            });
        }

        private static String text(OpenRegister register) {
            var summary = register.summary();
            var text = new StringBuilder();
            line(text, "Register", summary.name());
            line(text, "Identity", summary.id());
            line(text, "Folder", summary.folder());
            line(text, "Time zone", summary.zone());
            line(text, "Format", summary.format());
            line(text, "Made", summary.created());
            line(text, "Revision", summary.revision());
            line(text, "Imports", summary.loads());
            line(text, "Raw titles", summary.titles());
            line(text, "Installations", summary.installations());
            for (var kind : RecordKind.values()) {
                int count = summary.records().getOrDefault(kind, 0);
                if (count > 0) {
                    var words = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                    line(text, Character.toUpperCase(words.charAt(0)) + words.substring(1) + " records", count);
                }
            }
            line(text, "Database bytes", summary.fileBytes());
            line(text, "Trail entries", summary.trailLength());
            line(text, "Trail head", summary.trailHead());
            register.headAlarm().ifPresent(alarm -> {
                line(text, "Seen before, entries", alarm.seenLength());
                line(text, "Seen before, head", alarm.seenHash());
                line(text, "Seen before, on", alarm.seenAt());
                line(text, "Not the trail seen before", alarm.happened());
            });
            return text.toString();
        }

        private static void line(StringBuilder text, String name, Object value) {
            text.append(String.format(Locale.ROOT, "%-26s %s%n", name, value));
        }
    }

    @CommandLine.Command(
            name = "verify",
            description = "Recompute every hash and digest of a register.",
            mixinStandardHelpOptions = true)
    static final class Verify extends Command {

        @Parameters(index = "0", paramLabel = "REGISTER", description = "Folder of the register.")
        Path folder = Path.of("");

        @Option(
                names = "--head",
                paramLabel = "HASH",
                description =
                        "Say also which entry of the trail has this hash: the head that a report or package prints,"
                                + " whole or its first 16 digits.")
        Optional<String> head = Optional.empty();

        Verify(CliContext context) {
            super(context);
        }

        @Override
        int run() throws Exception {
            return looking(folder, register -> {
                // Asked first: a hash that is none is told before the long check.
                var entry = head.flatMap(printed -> Registers.entryOf(register, printed));
                var found = Registers.verify(register, progress());
                var differences = new ArrayList<>(found.differences());
                if (head.isPresent() && entry.isEmpty()) {
                    differences.add("No entry of this register's trail has the hash %s.".formatted(head.orElse("")));
                }
                Map<String, Object> document = Json.object();
                document.put("intact", differences.isEmpty());
                document.put("trailEntries", found.trailEntries());
                document.put("packedRows", found.packedRows());
                document.put("files", found.files());
                document.put("loads", found.loads());
                document.put("trailHead", register.summary().trailHead());
                entry.ifPresent(number -> document.put("headIsEntry", number));
                document.put("differences", differences);
                document.put(
                        "details",
                        found.details().stream()
                                .map(one -> Map.of(
                                        "table", one.table(),
                                        "row", one.row(),
                                        "field", one.field(),
                                        "message", one.message()))
                                .toList());
                print(
                        document,
                        text(register, found, differences, entry)
                                + (differences.isEmpty()
                                        ? ""
                                        : "\nNext: " + NextCommand.of("register", "inspect", folder)));
                return differences.isEmpty() ? 0 : FaultCode.VERIFICATION_FAILED.exitCode();
            });
        }

        private static String text(
                OpenRegister register,
                Registers.Verification found,
                List<String> differences,
                Optional<Long> headIsEntry) {
            var said = headIsEntry
                    .map(number -> Plain.text("The head given is entry %,d of this register's trail.%n", number))
                    .orElse("");
            return said
                    + (differences.isEmpty()
                            ? Plain.text(
                                    "Intact: %,d trail entries, %,d packed rows, %,d kept files, %,d imports agree. Trail head %s.",
                                    found.trailEntries(),
                                    found.packedRows(),
                                    found.files(),
                                    found.loads(),
                                    register.summary().trailHead())
                            : "Not intact:\n  " + String.join("\n  ", differences));
        }
    }

    @CommandLine.Command(
            name = "accept-head",
            description = "Take a register as it is, though this machine saw another trail of it before.",
            mixinStandardHelpOptions = true)
    static final class AcceptHead extends WritingCommand {

        @Parameters(index = "0", paramLabel = "REGISTER", description = "Folder of the register.")
        Path folder = Path.of("");

        @Option(names = "--reason", description = "Why that is right; kept in the trail.")
        String reason = "";

        AcceptHead(CliContext context) {
            super(context);
        }

        @Override
        int run() throws Exception {
            return writing(folder, register -> {
                var alarm = register.headAlarm();
                register.acceptHead(reason);
                var document = RegisterCommands.document(register.summary());
                alarm.ifPresent(told -> document.put("accepted", RegisterCommands.document(told)));
                print(
                        document,
                        "Accepted; the trail says so. Trail head %s."
                                .formatted(register.summary().trailHead()));
                return 0;
            });
        }
    }

    static Map<String, Object> document(HeadAlarm alarm) {
        var document = Json.object();
        document.put("happened", alarm.happened());
        document.put("seenLength", alarm.seenLength());
        document.put("seenHead", alarm.seenHash());
        document.put("seenAt", alarm.seenAt().toString());
        document.put("foundLength", alarm.foundLength());
        document.put("foundHead", alarm.foundHash());
        return document;
    }

    static Map<String, Object> document(RegisterSummary summary) {
        var document = Json.object();
        document.put("id", summary.id().toString());
        document.put("name", summary.name());
        document.put("folder", summary.folder().toString());
        document.put("zone", summary.zone().getId());
        document.put("format", summary.format());
        document.put("created", summary.created().toString());
        document.put("revision", summary.revision());
        document.put("readOnly", summary.readOnly());
        document.put("imports", summary.loads());
        document.put("titles", summary.titles());
        document.put("installations", summary.installations());
        var records = new LinkedHashMap<String, Object>();
        for (var kind : RecordKind.values()) {
            records.put(kind.name(), summary.records().getOrDefault(kind, 0));
        }
        document.put("records", records);
        document.put("fileBytes", summary.fileBytes());
        document.put("trailLength", summary.trailLength());
        document.put("trailHead", summary.trailHead());
        return document;
    }
}
