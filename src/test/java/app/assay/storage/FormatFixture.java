package app.assay.storage;

import app.assay.domain.draft.Draft;
import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.Field;
import app.assay.domain.record.RecordKind;
import app.assay.domain.source.Place;
import app.assay.domain.source.RejectReason;
import app.assay.domain.source.RejectedRow;
import app.assay.storage.backup.Backup;
import app.assay.storage.backup.Restore;
import app.assay.storage.engine.RegisterContext;
import app.assay.storage.folder.RegisterFolder;
import app.assay.storage.loads.LoadRequest;
import app.assay.storage.loads.StagedLoad;
import app.assay.work.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Makes the fixtures of a format, once, when the format is released: a register and a backup with something of
/// everything, and what they say. Run with the folder to write to:
///
/// ```
/// java … app.assay.storage.FormatFixture src/test/resources/app/assay/storage
/// ```
///
/// makes `register-format-1.2.zip`, `backup-format-1.2.zip` and a telling (`.json`) of each, named by the format of the
/// program that it is compiled with. What a released program made is never made again: it stays as it is.
final class FormatFixture {

    private static final LocalDate DAY = LocalDate.of(2026, 2, 1);
    private static final int LONG = 600_000;

    private final Path home;
    private final RegisterContext context;

    private FormatFixture(Path home, RegisterContext context) {
        this.home = home;
        this.context = context;
    }

    public static void main(String[] arguments) throws IOException {
        var to = Path.of(arguments[0]);
        var work = Files.createTempDirectory("fixture");
        try (var threads = new Threads()) {
            var home = work.resolve("r");
            var fixture = new FormatFixture(home, threads.context(new Steps()));
            fixture.make();
            var format = "%s.%s".formatted(RegisterFolder.FORMAT_MAJOR, RegisterFolder.FORMAT_MINOR);
            try (var register = Register.open(home, OpenMode.READ_ONLY, threads.context())) {
                var messages = register.verify(Progress.NONE).messages();
                if (!messages.isEmpty()) {
                    throw new IOException(messages.toString());
                }
                Files.writeString(
                        to.resolve("register-format-%s.json".formatted(format)), Telling.write(Telling.of(register)));
            }
            zip(home, to.resolve("register-format-%s.zip".formatted(format)), FormatFixture::isOfTheRegister);
            zip(home.resolve("backups"), to.resolve("backup-format-%s.zip".formatted(format)), _ -> true);
            var back = work.resolve("back");
            Path backup;
            try (var files = Files.newDirectoryStream(home.resolve("backups"), "*.zip")) {
                backup = files.iterator().next();
            }
            Restore.run(backup, back, Optional.empty(), threads.context(), Progress.NONE);
            try (var register = Register.open(back, OpenMode.READ_ONLY, threads.context())) {
                Files.writeString(
                        to.resolve("backup-format-%s.json".formatted(format)), Telling.write(Telling.of(register)));
            }
        }
    }

    /// A clock that goes on a second with each look.
    private static final class Steps extends Clock {

        private final AtomicLong seconds =
                new AtomicLong(Instant.parse("2026-03-01T12:00:00Z").getEpochSecond());

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochSecond(seconds.getAndIncrement());
        }
    }

    /// The reserve holds nothing but zeros, and the lock is a process's.
    private static boolean isOfTheRegister(String name) {
        return !name.startsWith("backups/") && !name.equals("register.lock") && !name.equals("register.reserve");
    }

    private static void zip(Path folder, Path to, Predicate<String> taken) throws IOException {
        try (var files = Files.walk(folder);
                var zip = new ZipOutputStream(Files.newOutputStream(to), StandardCharsets.UTF_8)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var name = folder.relativize(file).toString().replace('\\', '/');
                if (taken.test(name)) {
                    var entry = new ZipEntry(name);
                    entry.setTimeLocal(LocalDateTime.of(1980, 2, 1, 0, 0));
                    zip.putNextEntry(entry);
                    Files.copy(file, zip);
                    zip.closeEntry();
                }
            }
        }
    }

    private void make() throws IOException {
        try (var register = Register.create(home, "Häfen & Söhne", Threads.ZONE, context)) {
            scans(register);
            rights(register);
            everyKind(register);
            rightsAsTheirFilesSaid(register);
            ownProducts(register);
            edits(register);
            register.backups().make(Backup.Kind.REQUEST, Progress.NONE);
            afterwards(register);
        }
    }

    private static UUID id(int number) {
        return new UUID(0x4000, 0x8000_0000_0000_0000L | number);
    }

    /// Inventories of two sources: a second one of the first source with rows that are the same, changed, new and
    /// gone,
    /// rows without a device, rejected rows and warnings.
    private void scans(Register register) throws IOException {
        for (int step = 1; step <= 2; step++) {
            try (var staged = stage(register, "scan", "", step, Optional.of(DAY.plusDays(step)))) {
                staged.file("first.csv");
                for (int device = 0; device < 6 - step; device++) {
                    staged.record(
                            device,
                            RecordKind.DEVICE,
                            Map.of(
                                    "name",
                                    "PC" + device,
                                    "serial",
                                    "S-" + device,
                                    "kind",
                                    "DESKTOP",
                                    "cores",
                                    device == 2 && step == 2 ? "8" : "4",
                                    "unit",
                                    "Haus " + device % 2,
                                    "user",
                                    "Ärger, Udo",
                                    "operatingSystem",
                                    "Windows 11 😀"));
                    for (int title = 0; title < 4; title++) {
                        // One title is gone at the second time on one device, one came on another, one has another day.
                        if (!(step == 2 && device == 1 && title == 3) && !(step == 1 && device == 0 && title == 2)) {
                            staged.installation(
                                    device * 10L + title,
                                    "PC" + device,
                                    "Tool " + title,
                                    "Acme",
                                    "1." + title,
                                    title == 0 ? "msi:{A}" : "",
                                    20_000,
                                    20_100 + (title == 1 ? step : 0),
                                    title == 3 ? 20_050 : app.assay.domain.source.FactSink.NO_DAY);
                        }
                    }
                }
                staged.file("second.csv");
                staged.installation(
                        1, "", "Tool without a device", "", "", "", app.assay.domain.source.FactSink.NO_DAY, 1, 2);
                staged.installation(2, "Only named", "Tool 1", "Acme", "1.1", "", 5, 6, 7);
                staged.rejected(new RejectedRow(
                        new Place("second.csv", "Tabelle1", 99, "title"),
                        RejectReason.TOO_LONG,
                        "found",
                        "raw;\"row\""));
                staged.rejected(
                        new RejectedRow(new Place("second.csv", "", 100, ""), RejectReason.MALFORMED, "", "ä\t😀"));
                staged.warning(new Place("first.csv", "", 3, "version"), "odd", "an odd version");
                staged.finish(Progress.NONE);
                staged.publish();
            }
        }
        try (var staged = stage(register, "other scan", "", 3, Optional.empty())) {
            staged.record(
                    1,
                    RecordKind.DEVICE,
                    Map.of("name", "PC0", "serial", "S-0", "model", "other words", "host", "VM host"));
            staged.installation(2, "PC0", "Tool 1", "Acme", "1.1", "", 1, 20_200, 3);
            staged.finish(Progress.NONE);
            staged.publish();
        }
        UUID wrong;
        try (var staged = stage(register, "wrong scan", "", 4, Optional.of(DAY))) {
            staged.record(1, RecordKind.DEVICE, Map.of("name", "Not ours"));
            staged.installation(2, "Not ours", "Tool 9", "Acme", "9", "", 1, 2, 3);
            staged.finish(Progress.NONE);
            wrong = staged.publish().revision() > 0 ? staged.id() : new UUID(0, 0);
        }
        register.withdraw(wrong, "of another company");
    }

    /// Records of other kinds by file.
    private void rights(Register register) throws IOException {
        var kinds = new LinkedHashMap<RecordKind, List<String>>();
        kinds.put(RecordKind.ORGANISATION_UNIT, List.of("name", "parent"));
        kinds.put(RecordKind.USER, List.of("name", "login", "email", "unit"));
        kinds.put(RecordKind.AGREEMENT, List.of("reference", "publisher", "end"));
        kinds.put(RecordKind.PURCHASE, List.of("reference", "agreement", "quantity", "unitPrice"));
        kinds.put(
                RecordKind.ENTITLEMENT,
                List.of(
                        "reference",
                        "product",
                        "metric",
                        "kind",
                        "quantity",
                        "agreement",
                        "purchase",
                        "unit",
                        "boundDevice"));
        kinds.put(RecordKind.ASSIGNMENT, List.of("product", "user", "device", "from"));
        int step = 10;
        for (var kind : kinds.entrySet()) {
            try (var staged =
                    stage(register, "list of " + kind.getKey(), kind.getKey().name(), step++, Optional.of(DAY))) {
                for (int row = 1; row <= 3; row++) {
                    var values = new HashMap<String, String>();
                    for (var name : kind.getValue()) {
                        values.put(name, said(kind.getKey().field(name), row));
                    }
                    staged.record(row, kind.getKey(), values);
                }
                staged.finish(Progress.NONE);
                staged.publish();
            }
        }
    }

    /// Rights, purchases and agreements as lists of vendors tell them: products, editions and versions as the file
    /// says
    /// them, publishers beside them, one that nobody knows, rows that were left out, warnings of several sorts,
    /// read
    /// with a profile, and the same file once more after something that decides about its rows changed.
    private void rightsAsTheirFilesSaid(Register register) throws IOException {
        for (int step = 30; step <= 31; step++) {
            var blob = register.blobs().store(new ByteArrayInputStream("rights".getBytes(StandardCharsets.UTF_8)));
            var request = new LoadRequest(
                    "vendor's list",
                    "Rechte März.xlsx",
                    Optional.of(Instant.parse("2026-02-20T08:30:00Z")),
                    blob,
                    "xlsx",
                    RecordKind.ENTITLEMENT.name(),
                    "vendor's profile",
                    "decimal=,\nsheet=Tabelle 1\n%sprogram=1.0-test%s".formatted(LoadRequest.BESIDE, step),
                    Optional.of(DAY.plusDays(20)),
                    "Ärger, Udo",
                    false);
            try (var staged = register.stage(request)) {
                staged.file("Rechte März.xlsx");
                staged.record(
                        2,
                        RecordKind.ENTITLEMENT,
                        Map.of(
                                "reference", "PO-10a",
                                "publisher", "Häfen Werke GmbH",
                                "product", "Planer für Häfen 😀",
                                "edition", "Klein- & Mittelbetrieb",
                                "version", "2.x",
                                "metric", "je Anlegeplatz",
                                "kind", "FULL",
                                "quantity", "50",
                                "partNumber", "00012-ä",
                                "unitPrice", "1200.50 EUR"));
                staged.record(
                        3,
                        RecordKind.ENTITLEMENT,
                        Map.of(
                                "reference", "PO-11",
                                "publisher", "Acme",
                                "product", "Acme Tool 1",
                                "version", "2016",
                                "metric", "device",
                                "quantity", "unlimited",
                                "agreement", "agreement of nobody"));
                staged.record(
                        4,
                        RecordKind.PURCHASE,
                        Map.of(
                                "reference", "B-1",
                                "description", "Planer, 3 Stück\nmit Wartung",
                                "partNumber", "007",
                                "quantity", "3",
                                "unitPrice", "99.99 CHF"));
                staged.record(
                        5,
                        RecordKind.AGREEMENT,
                        Map.of("reference", "V-1", "publisher", "Häfen Werke GmbH", "end", "2028-12-31"));
                if (step == 31) {
                    staged.record(
                            6,
                            RecordKind.ENTITLEMENT,
                            Map.of("reference", "PO-12", "product", "Acme Tool 2", "quantity", "unknown"));
                }
                var reasons = List.of(RejectReason.values());
                for (int at = 0; at < reasons.size(); at++) {
                    staged.rejected(new RejectedRow(
                            new Place("Rechte März.xlsx", "Tabelle 1", 100 + at, "Menge"),
                            reasons.get(at),
                            "zwölf",
                            "PO-%s\tzwölf\t\"ä\n😀\"".formatted(at)));
                }
                staged.rejected(new RejectedRow(
                        new Place("Rechte März.xlsx", "Tabelle 1", 200, ""),
                        RejectReason.TOO_LONG,
                        "x".repeat(200),
                        "y".repeat(5_000)));
                staged.warning(
                        new Place("Rechte März.xlsx", "Tabelle 1", 3, "Version"), "version.unknown", "nobody knows it");
                staged.warning(new Place("Rechte März.xlsx", "Notizen", 0, ""), "sheet.skipped", "not read");
                staged.warning(new Place("", "", 0, ""), "day.after", "");
                staged.finish(Progress.NONE);
                staged.publish();
            }
        }
    }

    /// Products of the analyst's own with every part that a definition has, a suite of them, one that nothing can
    /// read,
    /// and what rests on them.
    private void ownProducts(Register register) {
        var planner = """
                {"key":"haefen-werke/planer","publisher":"haefen-werke","name":"Planer für Häfen","family":"Planer",\
                "titles":["Planer für Häfen*"],"licensing":"LICENSED","metric":"installation",\
                "editions":[{"key":"klein","name":"Klein","aliases":["KMU"]}],\
                "releases":[{"key":"2","name":"2","aliases":["2."]}],\
                "publisherName":"Häfen Werke GmbH","publisherAliases":["HW"],"waiting":true}""";
        var suite = """
                {"key":"haefen-werke/suite","publisher":"haefen-werke","name":"Suite 😀","licensing":"LICENSED",\
                "components":[{"product":"haefen-werke/planer"}]}""";
        apply(
                register,
                "catalogue.import",
                "products.csv",
                Edit.set(RecordKind.PRODUCT, id(200), Map.of("key", "haefen-werke/planer", "definition", planner)),
                Edit.set(RecordKind.PRODUCT, id(201), Map.of("key", "haefen-werke/suite", "definition", suite)),
                Edit.set(RecordKind.PRODUCT, id(202), Map.of("key", "a/b", "definition", "{\"colour\":")));
        apply(
                register,
                "product.edit",
                "Planer für Häfen",
                Edit.set(RecordKind.PRODUCT, id(200), Map.of("definition", planner.replace(",\"waiting\":true", ""))));
        apply(register, "product.delete", "a/b", Edit.delete(RecordKind.PRODUCT, id(202)));
        apply(
                register,
                "title.decide",
                "Tool 3",
                Edit.set(
                        RecordKind.TITLE_DECISION,
                        id(210),
                        Map.of(
                                "title", "Tool 3",
                                "publisher", "Acme",
                                "version", "1.3",
                                "product", "haefen-werke/planer",
                                "edition", "klein",
                                "release", "2")),
                Edit.set(
                        RecordKind.RECOGNITION_RULE,
                        id(211),
                        Map.of("order", "1", "match", "CONTAINS", "title", "tool", "ignore", "true")),
                Edit.set(
                        RecordKind.ENTITLEMENT,
                        id(212),
                        Map.of(
                                "reference", "own right",
                                "product", "haefen-werke/suite",
                                "metric", "installation",
                                "kind", "FULL",
                                "quantity", "5")),
                Edit.set(
                        RecordKind.EXCLUSION,
                        id(213),
                        Map.of(
                                "reference", "X-1",
                                "product", "haefen-werke/planer",
                                "environment", "TEST",
                                "reason", "TEST_OR_DEVELOPMENT",
                                "explanation", "tests only")));
    }

    /// A text as files and forms say it; references by name.
    private static String said(Field field, int number) {
        return switch (field.type()) {
            case TEXT -> field.name() + " " + number;
            case INTEGER -> Integer.toString(number);
            case DECIMAL -> number + ".5";
            case QUANTITY -> number == 2 ? "unlimited" : Integer.toString(number * 100);
            case MONEY -> number + ".99 EUR";
            case DATE -> "2027-01-0" + number;
            case INSTANT -> "2026-01-0%sT10:00:00Z".formatted(number);
            case FLAG -> "true";
            case CODE -> field.codes().get(number % field.codes().size());
            case METRIC -> "installation";
            case REFERENCE -> "reference %s".formatted(number);
            case PRODUCT -> "acme-tool-" + number;
        };
    }

    /// A record made here of every kind, with every field.
    private void everyKind(Register register) {
        for (var kind : RecordKind.values()) {
            var values = new HashMap<String, String>();
            for (var field : kind.fields()) {
                values.put(
                        field.name(),
                        field.target()
                                .map(target -> id(100 + place(target)).toString())
                                .orElseGet(() -> said(field, 4)
                                        + (field.type() == app.assay.domain.record.FieldType.TEXT
                                                ? " ä\n\"😀\""
                                                : "")));
            }
            apply(register, "record.make", kind.name(), Edit.set(kind, id(100 + place(kind)), values));
        }
    }

    private void edits(Register register) throws IOException {
        var snapshot = register.snapshot();
        // What a file says, corrected by hand.
        var device = snapshot.records(RecordKind.DEVICE).getFirst().id();
        var entitlement = snapshot.records(RecordKind.ENTITLEMENT).getLast().id();
        apply(
                register,
                "device.edit",
                "note",
                Edit.set(RecordKind.DEVICE, device, Map.of("note", "by hand", "cores", "16")));
        apply(register, "device.edit", "note", Edit.set(RecordKind.DEVICE, device, Map.of("cores", "")));
        apply(
                register,
                "entitlement.edit",
                "several",
                Edit.set(RecordKind.ENTITLEMENT, entitlement, Map.of("quantity", "7")),
                Edit.set(RecordKind.ENTITLEMENT, id(1), Map.of("reference", "E-1", "quantity", "unknown")),
                Edit.set(RecordKind.ENTITLEMENT, id(2), Map.of("reference", "E-2", "base", id(1).toString())));
        apply(register, "entitlement.delete", "E-2", Edit.delete(RecordKind.ENTITLEMENT, id(2)));
        // A proof with its kept file.
        var proof = register.blobs().store(new ByteArrayInputStream("an invoice".getBytes(StandardCharsets.UTF_8)));
        apply(
                register,
                "proof.attach",
                "invoice.pdf",
                Edit.set(
                        RecordKind.PROOF,
                        id(3),
                        Map.of(
                                "fileName", "invoice.pdf",
                                "sha256", proof.sha256(),
                                "bytes", Long.toString(proof.bytes()),
                                "entitlement", id(1).toString())));
        // A change that is longer than its column.
        apply(
                register,
                "device.edit",
                "long",
                Edit.set(
                        RecordKind.DEVICE,
                        id(4),
                        Map.of("name", "long " + "a".repeat(LONG), "note", "b".repeat(LONG))));
        register.note("trail.accept-head", "head", "seen", Map.of("head", "1"));
        apply(register, "entitlement.edit", "E-1", Edit.set(RecordKind.ENTITLEMENT, id(1), Map.of("quantity", "11")));
        register.undo();
        register.redo();
        apply(register, "entitlement.edit", "E-1", Edit.set(RecordKind.ENTITLEMENT, id(1), Map.of("quantity", "12")));
        register.undo();
    }

    /// What is in the journal and in no backup, and ends with something to redo.
    private void afterwards(Register register) throws IOException {
        apply(
                register,
                "entitlement.edit",
                "E-5",
                Edit.set(RecordKind.ENTITLEMENT, id(5), Map.of("reference", "E-5", "note", "after the backup")));
        apply(
                register,
                "setting.edit",
                "as at",
                Edit.set(RecordKind.SETTING, id(6), Map.of("name", "asAt", "value", "2026-03-01")));
        apply(register, "setting.edit", "as at", Edit.set(RecordKind.SETTING, id(6), Map.of("value", "2026-03-02")));
        register.undo();
        register.drafts()
                .keep(new Draft(
                        id(50),
                        "record",
                        RecordKind.ENTITLEMENT,
                        Optional.of(id(1)),
                        "E-1",
                        new TreeMap<>(Map.of("note", "half")),
                        new TreeMap<>(Map.of("note", "ä\n😀")),
                        register.info().revision(),
                        context.clock().instant()));
        register.drafts()
                .keep(new Draft(
                        id(51),
                        "product",
                        RecordKind.PRODUCT,
                        Optional.empty(),
                        "",
                        new TreeMap<>(Map.of("name", "Half a product", "titles", "Half*\nZwölf*")),
                        new TreeMap<>(),
                        register.info().revision(),
                        context.clock().instant()));
    }

    private static void apply(Register register, String action, String subject, Edit... edits) {
        register.apply(new Command(action, subject, "because", List.of(edits)), Progress.NONE);
    }

    private static StagedLoad stage(Register register, String source, String meaning, int step, Optional<LocalDate> day)
            throws IOException {
        var blob = register.blobs()
                .store(new ByteArrayInputStream((source + step).repeat(20).getBytes(StandardCharsets.UTF_8)));
        return register.stage(Threads.request(source, meaning, blob, day, false));
    }

    /// The fixture of format 1.1 holds identities made of these places: a kind that comes later is added at the
    /// end.
    private static int place(RecordKind kind) {
        return java.util.Arrays.asList(RecordKind.values()).indexOf(kind);
    }
}
