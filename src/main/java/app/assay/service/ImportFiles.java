package app.assay.service;

import app.assay.domain.record.Command;
import app.assay.domain.record.RecordKind;
import app.assay.domain.source.FactSink;
import app.assay.domain.source.ImportBalance;
import app.assay.domain.source.Load;
import app.assay.domain.source.LoadState;
import app.assay.domain.source.Place;
import app.assay.domain.source.RowMeaning;
import app.assay.importing.Detected;
import app.assay.importing.Formats;
import app.assay.importing.format.ReadOptions;
import app.assay.importing.guard.Limits;
import app.assay.importing.profile.DateOrder;
import app.assay.importing.profile.DecimalMark;
import app.assay.importing.profile.MappingProfile;
import app.assay.importing.profile.TargetField;
import app.assay.importing.secrets.SecretFiles;
import app.assay.importing.table.TablePreview;
import app.assay.storage.backup.Backup;
import app.assay.storage.folder.Received;
import app.assay.storage.folder.StoredBlob;
import app.assay.storage.loads.LoadRequest;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.LackOfMemory;
import app.assay.work.Plain;
import app.assay.work.Progress;
import app.assay.work.Reason;
import app.assay.work.Sentence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Takes files in: says what they are, shows how they would be read, reads them whole or not at all.
public final class ImportFiles {

    private static final int PREVIEW_ROWS = 50;
    private static final double NANOSECONDS = 1e9;

    /// Parts of a file name that tell a date and not a source, such as `2026-11` or `20261115`.
    private static final Pattern DATE_IN_NAME = Pattern.compile("[-_. ]*(19|20)\\d{2}([-_.]?\\d{2}){1,2}(?!\\d)");

    private static final String MEANING = "meaning";
    private static final String PROFILE = "profile";
    private static final String DEVICE = "device";
    private static final String PROGRAM = LoadRequest.BESIDE + "program";
    private static final String MAPPING = LoadRequest.BESIDE + "mapping";
    private static final String FOLDER = "folder";

    private final OpenRegister open;
    private final Formats formats;

    public ImportFiles(OpenRegister open) {
        this.open = open;
        this.formats = Formats.shipped();
    }

    /// What a file is, without a register.
    ///
    /// @throws Fault `INPUT_…` when it cannot be read or is of no known format
    public static ImportPreview detect(Path file) {
        return detect(file, Map.of(), Progress.NONE);
    }

    /// What a file is, without a register.
    ///
    /// @param limits value by the code of a limit of reading, such as `200` by `json-depth`
    /// @throws Fault as [#detect(Path)], and `USAGE` if there is no such limit
    public static ImportPreview detect(Path file, Map<String, String> limits, Progress progress) {
        var detected = Formats.shipped().detect(file, Limits.of(limits), progress);
        return new ImportPreview(
                detected.format(),
                detected.confidence(),
                sourceOf(file),
                detected.note(),
                Optional.empty(),
                Optional.empty());
    }

    /// What a file is and how it would be read.
    ///
    /// @throws Fault `INPUT_…` when it cannot be read or is of no known format
    public ImportPreview preview(ImportPlan plan) {
        var detected = formats.detect(plan.file(), Limits.of(plan.limits()), Progress.NONE);
        var source = plan.source().orElse(sourceOf(plan.file()));
        if (!detected.isTable()) {
            return new ImportPreview(
                    detected.format(),
                    detected.confidence(),
                    source,
                    detected.note(),
                    Optional.empty(),
                    Optional.of(day(plan, true)));
        }
        var table = formats.preview(plan.file(), options(plan, detected), PREVIEW_ROWS);
        return new ImportPreview(
                detected.format(),
                detected.confidence(),
                source,
                detected.note(),
                Optional.of(proposal(table)),
                Optional.of(day(
                        plan,
                        table.meaning().map(RowMeaning.INSTALLATIONS::equals).orElse(true))));
    }

    /// How the day of an import stands to the position, once it is known what the import holds.
    public ImportPreview.DataDay day(ImportPlan plan, ImportOutcome outcome) {
        var snapshot = open.snapshot();
        var load = outcome.load().stream()
                .flatMap(id ->
                        snapshot.loads().stream().filter(known -> known.id().equals(id)))
                .findFirst();
        if (load.isEmpty()) {
            return day(
                    plan, plan.meaning().map(RowMeaning.INSTALLATIONS::equals).orElse(true));
        }
        var known = load.get();
        var asAt = open.positionSettings(Optional.empty()).asAt();
        return new ImportPreview.DataDay(
                snapshot.dayOf(known),
                known.dataDate().isPresent(),
                asAt,
                open.settings().asAt().isPresent(),
                open.today(),
                snapshot.hasInstallations(known),
                CountedLoads.at(snapshot, asAt).get(known.id()) == CountedLoads.Standing.AFTER_DAY);
    }

    private ImportPreview.DataDay day(ImportPlan plan, boolean installations) {
        var snapshot = open.snapshot();
        var source = plan.source().orElse(sourceOf(plan.file()));
        var day = plan.dataDate().orElseGet(open::today);
        var asAt = open.positionSettings(Optional.empty()).asAt();
        return new ImportPreview.DataDay(
                day,
                plan.dataDate().isPresent(),
                asAt,
                open.settings().asAt().isPresent(),
                open.today(),
                installations,
                snapshot.loadsAt(asAt).stream()
                        .anyMatch(load -> load.source().equals(source)
                                && snapshot.dayOf(load).isBefore(day)));
    }

    private static ImportPreview.TableProposal proposal(TablePreview table) {
        var layout = table.layout();
        return new ImportPreview.TableProposal(
                layout.encoding(),
                String.valueOf(layout.separator()),
                layout.sheet(),
                layout.sheets(),
                layout.headerRow(),
                table.meaning(),
                table.columns().stream()
                        .map(column ->
                                new ImportPreview.ColumnProposal(column.header(), column.field(), column.confidence()))
                        .toList(),
                table.rows().stream().map(TablePreview.Row::cells).toList(),
                table.findings().stream()
                        .map(finding -> new ImportPreview.Finding(
                                finding.code(), finding.column(), finding.words(), finding.blocking()))
                        .toList(),
                table.meaning()
                        .map(meaning -> TargetField.of(meaning).stream()
                                .map(field -> new ImportPreview.TargetChoice(field.name(), field.needed()))
                                .toList())
                        .orElse(List.of()));
    }

    /// Reads a file and counts what it would change; writes nothing.
    public ImportOutcome dryRun(ImportPlan plan, Progress progress) {
        return run(plan, true, true, progress);
    }

    /// Imports a file: whole and durable when it returns, or nothing at all.
    ///
    /// @throws Fault when the file is refused or the register cannot be written; nothing was imported then
    /// @throws app.assay.work.Cancelled when the user ended it; nothing was imported then
    public ImportOutcome run(ImportPlan plan, Progress progress) {
        return run(plan, false, true, progress);
    }

    /// As [#run(ImportPlan, Progress)], but an import of which too many rows are rejected is not published: it ends
    /// as
    /// [ImportOutcome.State#HELD] with its balance, for the analyst to decide.
    public ImportOutcome runUnlessManyAreRejected(ImportPlan plan, Progress progress) {
        return run(plan, false, false, progress);
    }

    private ImportOutcome run(ImportPlan plan, boolean dryRun, boolean acceptRejected, Progress progress) {
        long began = System.nanoTime();
        progress.stage("import.detect");
        var detected = formats.detect(plan.file(), Limits.of(plan.limits()), progress);
        var options = options(plan, detected);
        var source = plan.source().orElse(sourceOf(plan.file()));
        progress.stage("import.keep");
        // Copied aside: what is refused or cancelled leaves nothing among the kept files.
        try (var received = receive(plan.file(), dryRun)) {
            var request = request(plan, detected, options, source, received.blob(), dryRun);
            var before = open.register().alreadyPublished(request);
            if (before.isPresent() && !mayDiffer(before.get(), request)) {
                restoreKept(received);
                return unchanged(plan.file().toString(), detected, before.get(), began);
            }
            if (before.isPresent()) {
                // What is read again tells of the day of which it told; it corrects the reading, not the day.
                var day = plan.dataDate().or(() -> before.map(open.register()::dayOf));
                request = request.withDataDate(day);
            }
            var reading = new Reading(
                    plan.file(),
                    plan.file().toString(),
                    detected,
                    options,
                    request,
                    Optional.of(received),
                    before,
                    began);
            return read(reading, acceptRejected, progress);
        }
    }

    /// A load that counts has its file again, if that was lost or damaged meanwhile.
    private static void restoreKept(Received received) {
        received.keep();
        received.settle();
    }

    /// Whether reading the same bytes again may say something else: rows were left out, or another program read
    /// them.
    /// A load that no longer counts is left alone; reading it again would put it before what came later.
    private boolean mayDiffer(Load before, LoadRequest request) {
        boolean otherProgram =
                !LoadRequest.line(before.options(), PROGRAM).equals(LoadRequest.line(request.options(), PROGRAM));
        return open.register().isCurrent(before.id()) && (before.balance().rejected() > 0 || otherProgram);
    }

    private ImportOutcome unchanged(String path, Detected detected, Load before, long began) {
        var balance = before.balance();
        var remarks = new LoadRemarks(open);
        return new ImportOutcome(
                path,
                detected.format(),
                detected.confidence(),
                before.source(),
                open.register().isCurrent(before.id())
                        ? ImportOutcome.State.ALREADY_IMPORTED
                        : ImportOutcome.State.SUPERSEDED,
                Optional.of(before.id()),
                new ImportBalance(balance.read(), 0, 0, balance.read() - balance.rejected(), balance.rejected(), 0),
                before.warnings(),
                secondsSince(began),
                Optional.empty(),
                remarks.groups(before.id()),
                remarks.rejected(before.id(), LoadRemarks.MOST),
                remarks.warnings(before.id(), LoadRemarks.MOST));
    }

    /// Reads the kept file of a load again, with the program, the profile and the catalogue of today, as the next
    /// load
    /// of its source: rows that were left out and pass now come in, those that still do not are told again.
    ///
    /// @return [ImportOutcome.State#ALREADY_IMPORTED] when it says what it said before; nothing is written then
    /// @throws Fault `CHANGE_REFUSED` when there is no such load, when it was taken back, or when a later load of
    /// its
    ///     source counts; as [#run] otherwise
    public ImportOutcome retry(UUID load, boolean dryRun, Progress progress) {
        long began = System.nanoTime();
        var before = open.snapshot().loads().stream()
                .filter(known -> known.id().equals(load) && known.state() == LoadState.PUBLISHED)
                .findFirst()
                .orElseThrow(() -> new Fault(
                        FaultCode.CHANGE_REFUSED,
                        Sentence.of("import.there-no-such-import-or"),
                        Sentence.of("import.nothing-was-changed"),
                        Sentence.of("import.choose-one-from-list-imports")));
        if (!open.register().isCurrent(load)) {
            throw new Fault(
                    FaultCode.CHANGE_REFUSED,
                    Sentence.of("import.later-import-source-counts-not", before.source(), before.file()),
                    Sentence.of("import.nothing-was-changed"),
                    Sentence.of("import.try-rows-later-import-again"));
        }
        try (var kept = KeptFile.of(open.register().blobs(), before)) {
            progress.stage("import.detect");
            var limits = Limits.of(limits(before));
            var detected = formats.detect(kept.path(), limits, progress);
            var options = new ReadOptions(
                    LoadRequest.line(before.options(), MEANING).map(RowMeaning::valueOf),
                    profileOf(before),
                    LoadRequest.line(before.options(), DEVICE),
                    limits);
            var meaning = before.meaning();
            var request = new LoadRequest(
                    before.source(),
                    before.file(),
                    before.modified(),
                    new StoredBlob(before.sha256(), before.bytes()),
                    before.format().equals(FOLDER) ? FOLDER : detected.format(),
                    meaning,
                    before.profile(),
                    canonical(options),
                    Optional.of(open.register().dayOf(before)),
                    before.suppliedBy(),
                    dryRun);
            var reading = new Reading(
                    kept.path(),
                    before.file(),
                    detected,
                    options,
                    request,
                    Optional.empty(),
                    Optional.of(before),
                    began);
            return read(reading, false, progress);
        }
    }

    private static Map<String, String> limits(Load load) {
        var limits = new LinkedHashMap<String, String>();
        load.options().lines().filter(line -> line.startsWith("limit.")).forEach(line -> {
            int place = line.indexOf('=');
            limits.put(line.substring("limit.".length(), place), line.substring(place + 1));
        });
        return limits;
    }

    /// The mapping with which a load is read again: the one that has its name today, or else the one it was read
    /// with.
    private Optional<MappingProfile> profileOf(Load load) {
        if (LoadRequest.line(load.options(), PROFILE).isEmpty()) {
            return Optional.empty();
        }
        boolean saved = profiles().contains(load.profile());
        if (saved) {
            return Optional.of(profile(load.profile()));
        }
        var mapping = LoadRequest.line(load.options(), MAPPING);
        if (mapping.isEmpty()) {
            throw new Fault(
                    FaultCode.INPUT_NEEDS_MAPPING,
                    Sentence.of("import.was-read-with-mapping-older", load.file()),
                    Sentence.of("import.nothing-was-changed"),
                    Sentence.of("import.import-file-again-with-mapping"));
        }
        return Optional.of(MappingProfile.fromJson(mapping.get(), load.profile()));
    }

    /// A file about to be read into the register.
    ///
    /// @param path the file
    /// @param shown what it is called
    /// @param received its bytes, to be kept when it is published; empty when they are kept already
    /// @param before the load of the same bytes that is read again
    private record Reading(
            Path path,
            String shown,
            Detected detected,
            ReadOptions options,
            LoadRequest request,
            Optional<Received> received,
            Optional<Load> before,
            long began) {

        /// Whether a reading says what the load before said.
        boolean saysTheSame(ImportBalance balance) {
            return before.isPresent()
                    && balance.added() == 0
                    && balance.changed() == 0
                    && balance.vanished() == 0
                    && balance.rejected() == before.get().balance().rejected();
        }
    }

    private ImportOutcome read(Reading reading, boolean acceptRejected, Progress progress) {
        boolean dryRun = reading.request().dryRun();
        var detected = reading.detected();
        try (var staged = open.register().stage(reading.request())) {
            try {
                progress.stage("import.read");
                formats.read(reading.path(), detected, reading.options(), staged, progress);
                progress.stopIfCancelled();
                tellSecrets(reading, staged, progress);
                progress.stage("import.count");
                var balance = staged.finish(progress);
                boolean same = reading.saysTheSame(balance);
                // Reading again must not put fewer rows in the place of more without anybody having agreed.
                boolean accepted = acceptRejected
                        || reading.before()
                                .filter(before ->
                                        balance.rejected() <= before.balance().rejected())
                                .isPresent();
                boolean held = !same && !dryRun && !accepted && balance.isManyRejected();
                Optional<UUID> load = same ? reading.before().map(Load::id) : Optional.empty();
                if (same || dryRun || held) {
                    staged.discard();
                    if (same) {
                        reading.received().ifPresent(ImportFiles::restoreKept);
                    }
                } else {
                    progress.stopIfCancelled();
                    if (balance.read() > BackUpRegister.ROWS_OF_A_LARGE_IMPORT) {
                        new BackUpRegister(open).before(Backup.Kind.IMPORT, progress);
                    }
                    progress.stopIfCancelled();
                    progress.stage("import.publish");
                    reading.received().ifPresent(Received::keep);
                    staged.publish();
                    reading.received().ifPresent(Received::settle);
                    load = Optional.of(staged.id());
                }
                return new ImportOutcome(
                        reading.shown(),
                        detected.format(),
                        detected.confidence(),
                        reading.request().source(),
                        same
                                ? ImportOutcome.State.ALREADY_IMPORTED
                                : held
                                        ? ImportOutcome.State.HELD
                                        : dryRun ? ImportOutcome.State.DRY_RUN : ImportOutcome.State.PUBLISHED,
                        load,
                        balance,
                        staged.warnings(),
                        secondsSince(reading.began()),
                        reading.before().map(Load::id),
                        staged.warningGroups(),
                        staged.firstRejected(),
                        staged.firstWarnings());
            } catch (Fault fault) {
                if (LackOfMemory.isBehind(fault)) {
                    open.memoryRanOut(); // before anything more is written
                    throw new Fault(
                            fault.code(),
                            fault.said().happened(),
                            fault.said().unharmed(),
                            Sentence.of(
                                    "import.close-register-open-again",
                                    fault.said().remedy().clause()),
                            fault);
                }
                throw fault;
            } catch (OutOfMemoryError full) {
                open.memoryRanOut();
                throw full;
            }
        }
    }

    /// Warns of product keys, passwords and other secrets by count and kind; nothing of them is ever told.
    private static void tellSecrets(Reading reading, FactSink sink, Progress progress) {
        progress.stage("import.secrets");
        try (var walk = Files.walk(reading.path())) {
            for (var file : (Iterable<Path>) walk.filter(Files::isRegularFile).sorted()::iterator) {
                var look = SecretFiles.look(() -> Files.newInputStream(file), progress);
                String name = file.equals(reading.path())
                        ? reading.shown()
                        : reading.path().relativize(file).toString();
                if (look.counts().total() > 0) {
                    sink.warning(
                            Place.ofFile(name),
                            "secrets",
                            Plain.text(
                                    "The file holds secrets: %s. Evidence packages mask them or leave the file out; the kept file"
                                            + " in the register holds them as they are.",
                                    look.counts().words()));
                }
            }
        } catch (UncheckedIOException failed) {
            throw unreadable(reading.path(), Objects.requireNonNull(failed.getCause()));
        } catch (IOException failed) {
            throw unreadable(reading.path(), failed);
        }
    }

    private static double secondsSince(long began) {
        return (System.nanoTime() - began) / NANOSECONDS;
    }

    /// Takes a finished import back as one step.
    ///
    /// @throws Fault `CHANGE_REFUSED` naming what rests on it
    public void takeBack(UUID load, String reason) {
        open.register().withdraw(load, reason);
    }

    /// Keeps a mapping under a name, for the next file of its kind.
    ///
    /// @throws Fault `USAGE` if the name is blank, `INPUT_NEEDS_MAPPING` if the meaning of a row is still open
    public Saved saveProfile(String wanted, ImportPlan plan) {
        var name = wanted.strip();
        if (name.isEmpty()) {
            throw new Fault(
                    FaultCode.USAGE,
                    Sentence.of("import.mapping-profile-needs-name-saved"),
                    Sentence.of("import.nothing-was-changed"),
                    Sentence.of("import.give-name-such-as-tool"));
        }
        var detected = formats.detect(plan.file(), Limits.of(plan.limits()), Progress.NONE);
        var table = formats.preview(plan.file(), options(plan, detected), 1);
        var profile = table.proposal()
                .orElseThrow(() -> new Fault(
                        FaultCode.INPUT_NEEDS_MAPPING,
                        Sentence.of(
                                "import.not-decided-what-row-means", plan.file().getFileName()),
                        Sentence.of("import.nothing-was-changed"),
                        Sentence.of("import.choose-what-row-means-then")))
                .withName(name);
        var edits = new EditRecords(open);
        var known = edits.all(RecordKind.MAPPING_PROFILE).stream()
                .filter(state -> state.text("name").equals(name))
                .findFirst();
        return edits.apply(
                new Command(
                        "profile.save",
                        name,
                        "",
                        List.of(Command.Edit.set(
                                RecordKind.MAPPING_PROFILE,
                                known.map(state -> state.id()).orElseGet(edits::newId),
                                Map.of("name", name, "definition", profile.toJson())))),
                Progress.NONE);
    }

    /// Names of the saved profiles, in order.
    public List<String> profiles() {
        return open.snapshot().records(RecordKind.MAPPING_PROFILE).stream()
                .map(state -> state.text("name"))
                .toList();
    }

    /// The source that a file's name suggests: the name without ending and without dates, since next month's file
    /// of the
    /// same kind is the next load of the same source.
    static String sourceOf(Path file) {
        var name = Optional.ofNullable(file.toAbsolutePath().normalize().getFileName())
                .map(Path::toString)
                .orElse("import");
        int dot = name.lastIndexOf('.');
        var stem = dot > 0 ? name.substring(0, dot) : name;
        var plain = DATE_IN_NAME.matcher(stem).replaceAll("").strip();
        return plain.isEmpty() ? stem : plain;
    }

    private Received receive(Path file, boolean dryRun) {
        try {
            var blobs = open.register().blobs();
            FolderArchive.Keep keep = dryRun ? blobs::measure : blobs::receive;
            return Files.isDirectory(file) ? FolderArchive.pack(file, keep) : keep.of(file);
        } catch (IOException failed) {
            throw unreadable(file, failed);
        }
    }

    private static Fault unreadable(Path file, IOException failed) {
        return new Fault(
                FaultCode.INPUT_UNREADABLE,
                Sentence.of("import.cannot-read", file, Reason.told(failed)),
                Sentence.of("import.register-was-not-changed"),
                Sentence.of("import.check-file-still-there-may"),
                failed);
    }

    private LoadRequest request(
            ImportPlan plan, Detected detected, ReadOptions options, String source, StoredBlob blob, boolean dryRun) {
        try {
            var file = plan.file();
            Optional<Instant> modified =
                    Optional.of(Files.getLastModifiedTime(file).toInstant());
            var meaning = options.meaning().or(() -> options.profile().flatMap(MappingProfile::meaning));
            return new LoadRequest(
                    source,
                    String.valueOf(file.getFileName()),
                    modified,
                    blob,
                    detected.format(),
                    meaning.map(RowMeaning::name).orElse(""),
                    options.profile().map(MappingProfile::name).orElse(""),
                    canonical(options),
                    plan.dataDate(),
                    plan.suppliedBy(),
                    dryRun);
        } catch (IOException failed) {
            throw unreadable(plan.file(), failed);
        }
    }

    private String canonical(ReadOptions options) {
        var text = new StringBuilder();
        options.meaning().ifPresent(meaning -> line(text, MEANING, meaning.name()));
        options.profile().ifPresent(profile -> line(text, PROFILE, profile.digest()));
        options.device().ifPresent(device -> line(text, DEVICE, device));
        text.append(options.limits().changes());
        line(text, PROGRAM, open.applicationVersion());
        options.profile().ifPresent(profile -> line(text, MAPPING, profile.toJson()));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append('=').append(value.replaceAll("\\R", " ")).append('\n');
    }

    private ReadOptions options(ImportPlan plan, Detected detected) {
        var options = ReadOptions.NONE.withLimits(Limits.of(plan.limits()));
        if (plan.device().isPresent()) {
            options = options.withDevice(plan.device().get());
        }
        if (!detected.isTable()) {
            return options;
        }
        Optional<MappingProfile> profile = plan.profile().map(this::profile);
        var meaning = plan.meaning().or(() -> profile.flatMap(MappingProfile::meaning));
        boolean changed = !plan.columns().isEmpty()
                || plan.encoding().isPresent()
                || plan.separator().isPresent()
                || plan.sheet().isPresent()
                || plan.headerRow().isPresent()
                || plan.dateOrder().isPresent()
                || plan.decimalMark().isPresent()
                || plan.currency().isPresent();
        if (profile.isEmpty() && !changed) {
            return new ReadOptions(meaning, Optional.empty(), options.device(), options.limits());
        }
        var mapped = profile.orElseGet(MappingProfile::unnamed);
        // With something set beside it, it is not the profile of that name any more: read again, it is used as it was.
        var used = changed ? changed(mapped, plan).withName("") : mapped;
        return new ReadOptions(meaning, Optional.of(used), options.device(), options.limits());
    }

    private static MappingProfile changed(MappingProfile profile, ImportPlan plan) {
        var changed = plan.meaning().map(profile::withMeaning).orElse(profile);
        if (!plan.columns().isEmpty()) {
            var columns = new LinkedHashMap<>(changed.columns());
            columns.putAll(plan.columns());
            changed = changed.withColumns(columns);
        }
        if (plan.encoding().isPresent()) {
            changed = changed.withEncoding(plan.encoding().get());
        }
        if (plan.separator().filter(text -> text.length() == 1).isPresent()) {
            changed = changed.withSeparator(plan.separator().get().charAt(0));
        }
        if (plan.sheet().isPresent()) {
            changed = changed.withSheet(plan.sheet().get());
        }
        if (plan.headerRow().isPresent()) {
            changed = changed.withHeaderRow(plan.headerRow().getAsInt());
        }
        if (plan.dateOrder().isPresent()) {
            changed = changed.withDateOrder(
                    one(DateOrder.class, "date order", plan.dateOrder().get()));
        }
        if (plan.decimalMark().isPresent()) {
            changed = changed.withDecimalMark(
                    one(DecimalMark.class, "decimal mark", plan.decimalMark().get()));
        }
        if (plan.currency().isPresent()) {
            changed = changed.withCurrency(currency(plan.currency().get()));
        }
        return changed;
    }

    private static <E extends Enum<E>> E one(Class<E> codes, String what, String code) {
        return Arrays.stream(codes.getEnumConstants())
                .filter(known -> known.name().equals(code))
                .findFirst()
                .orElseThrow(() -> new Fault(
                        FaultCode.USAGE,
                        Sentence.of("import.there-no", what, code),
                        Sentence.of("import.nothing-was-imported"),
                        Sentence.of("import.use-one", List.of(codes.getEnumConstants()))));
    }

    private static String currency(String code) {
        try {
            return Currency.getInstance(code.strip().toUpperCase(Locale.ROOT)).getCurrencyCode();
        } catch (IllegalArgumentException unknown) {
            throw new Fault(
                    FaultCode.USAGE,
                    Sentence.of("import.there-no-currency", code),
                    Sentence.of("import.nothing-was-imported"),
                    Sentence.of("import.use-code-three-letters-iso"),
                    unknown);
        }
    }

    private MappingProfile profile(String nameOrFile) {
        var saved = open.snapshot().records(RecordKind.MAPPING_PROFILE).stream()
                .filter(state -> state.text("name").equals(nameOrFile))
                .findFirst();
        if (saved.isPresent()) {
            return MappingProfile.fromJson(saved.get().text("definition"), nameOrFile);
        }
        var file = Path.of(nameOrFile);
        if (Files.isRegularFile(file)) {
            try {
                return MappingProfile.fromJson(Files.readString(file), nameOrFile);
            } catch (IOException failed) {
                throw new Fault(
                        FaultCode.INPUT_UNREADABLE,
                        Sentence.of("import.profile-cannot-read", nameOrFile, Reason.told(failed)),
                        Sentence.of("import.nothing-was-imported"),
                        Sentence.of("import.check-file"),
                        failed);
            }
        }
        throw new Fault(
                FaultCode.USAGE,
                Sentence.of("import.there-no-mapping-profile", nameOrFile),
                Sentence.of("import.nothing-was-imported"),
                profiles().isEmpty()
                        ? Sentence.of("import.save-profile-on-import-page")
                        : Sentence.of("import.use-one", String.join(", ", profiles())));
    }

    /// The day of the position as it is: that the analyst set, or else that the data tell of.
    public LocalDate asAt() {
        return open.positionSettings(Optional.empty()).asAt();
    }

    /// The day a load describes when nobody told: for the import page to propose.
    public LocalDate today() {
        return open.today();
    }
}
