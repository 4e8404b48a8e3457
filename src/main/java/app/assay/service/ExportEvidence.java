package app.assay.service;

import app.assay.charts.BridgeChart;
import app.assay.charts.BridgeData;
import app.assay.charts.ChartImages;
import app.assay.charts.ChartTexts;
import app.assay.charts.ChartTheme;
import app.assay.charts.GapChart;
import app.assay.charts.GapData;
import app.assay.domain.position.Position;
import app.assay.domain.position.PositionSettings;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.table.TableQuery;
import app.assay.importing.secrets.SecretFiles;
import app.assay.importing.secrets.SecretText;
import app.assay.reporting.content.EvidenceContent;
import app.assay.reporting.export.TableExport;
import app.assay.reporting.pack.EvidencePackage;
import app.assay.reporting.position.ElpWorkbook;
import app.assay.reporting.verify.PackageVerifier;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.ProgramVersion;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jfree.chart.JFreeChart;

/// Hands over what others can check: the evidence package, the position's workbook, any table as a file. A file is
/// written
/// beside its place and moved there when it is whole; a failed export leaves nothing.
public final class ExportEvidence {

    private static final int CHART_WIDTH = 960;
    /// The entry comes before the file is in its place, so that none is there without it.
    private static final String ASKED = "asked for: a package with secrets as they are";

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final OpenRegister open;
    private final ComputePosition positions;
    private final Tables tables;

    public ExportEvidence(OpenRegister open, ComputePosition positions, Tables tables) {
        this.open = open;
        this.positions = positions;
        this.tables = tables;
    }

    /// What goes into a package.
    ///
    /// @param sourceFiles whether source files go along byte for byte; else only their hashes
    /// @param documents whether proofs go along byte for byte; else only their hashes
    /// @param spreadsheetTwins whether each CSV has a twin that is safe to open by double-click
    /// @param secrets what becomes of product keys, passwords and other secrets
    public record Choices(boolean sourceFiles, boolean documents, boolean spreadsheetTwins, Secrets secrets) {
        public static final Choices EVERYTHING = new Choices(true, true, true);

        /// Secrets are masked.
        public Choices(boolean sourceFiles, boolean documents, boolean spreadsheetTwins) {
            this(sourceFiles, documents, spreadsheetTwins, Secrets.MASK);
        }
    }

    /// What becomes of product keys, passwords and other secrets. Those in tables and the trail are masked unless
    /// everything is included.
    public enum Secrets {
        /// Text files go along as masked copies, other files that hold some are left out.
        MASK,
        /// Files that hold some are left out.
        LEAVE_OUT,
        /// Everything goes along as it is; package and trail say so.
        INCLUDE
    }

    /// What was done about secrets.
    ///
    /// @param files source files and documents that hold some, or could not be looked into whole
    /// @param masked those that went along as masked copies
    /// @param leftOut those that were left out
    /// @param values texts in tables and events of the trail in which some were masked
    public record SecretsSaid(Secrets choice, long files, long masked, long leftOut, long values) {}

    /// Writes the evidence package.
    ///
    /// @param file the ZIP to write; replaced when it is there
    /// @throws Fault if it cannot be written, or holds secrets as they are and the register cannot say so in its
    /// trail
    public SecretsSaid packageTo(Path file, PositionSettings settings, Choices choices, Progress progress) {
        var content = content(settings, choices, progress);
        progress.stage("evidence.write");
        var said = new AtomicReference<>(new SecretsSaid(choices.secrets(), 0, 0, 0, 0));
        WholeFile.write(file, out -> {
            var written = EvidencePackage.write(content, out, progress);
            refuseIfChanged(content);
            var secrets = written.secrets();
            said.set(new SecretsSaid(
                    choices.secrets(), secrets.files(), secrets.masked(), secrets.leftOut(), secrets.values()));
            if (choices.secrets() == Secrets.INCLUDE) {
                open.register()
                        .note(
                                "evidence.include-secrets",
                                String.valueOf(file.getFileName()),
                                ASKED,
                                Map.of("bag", written.bagId(), "files", Long.toString(secrets.files())));
            }
        });
        return Objects.requireNonNull(said.get());
    }

    /// Writes the position as a workbook with live formulas.
    public void workbookTo(Path file, PositionSettings settings, Progress progress) {
        var content = content(settings, Choices.EVERYTHING, progress);
        progress.stage("evidence.workbook");
        WholeFile.write(file, out -> {
            ElpWorkbook.write(content, out, progress);
            refuseIfChanged(content);
        });
    }

    /// Writes rows of any table.
    ///
    /// @param columns ids of the columns to write, in order; empty for all
    /// @param format `csv`, `csv-spreadsheet` or `xlsx`
    public void tableTo(
            Path file,
            app.assay.domain.table.TableSource table,
            TableQuery query,
            List<String> columns,
            String format,
            Progress progress) {
        var chosen = switch (format) {
            case "csv" -> TableExport.Format.CSV;
            case "csv-spreadsheet" -> TableExport.Format.CSV_SPREADSHEET;
            case "xlsx" -> TableExport.Format.XLSX;
            default ->
                throw new Fault(
                        FaultCode.USAGE,
                        Sentence.of("program.table-cannot-written-as", format),
                        Sentence.of("program.nothing-was-written"),
                        Sentence.of("program.use-csv-csv-spreadsheet-or"));
        };
        var at = open.register().changedAt();
        WholeFile.write(file, out -> TableExport.write(table, query, columns, chosen, at, out, progress));
    }

    /// Writes the gap chart and the bridge of a position as SVG and PNG into a folder.
    public void chartsTo(Path folder, Position position) {
        var texts = ChartTexts.forExport();
        var gap = GapChart.of(GapData.of(position), ChartTheme.LIGHT, texts);
        image(folder.resolve("gap"), gap.chart(), gap.preferredHeight());
        var bridge = BridgeChart.of(BridgeData.of(position), ChartTheme.LIGHT, texts);
        image(folder.resolve("bridge"), bridge.chart(), 420);
    }

    private static void image(Path stem, JFreeChart chart, int height) {
        var svg = ChartImages.svg(chart, CHART_WIDTH, height);
        var png = ChartImages.png(chart, CHART_WIDTH, height, 2);
        WholeFile.write(stem.resolveSibling(stem.getFileName() + ".svg"), out -> out.write(svg));
        WholeFile.write(stem.resolveSibling(stem.getFileName() + ".png"), out -> out.write(png));
    }

    private EvidenceContent content(PositionSettings settings, Choices choices, Progress progress) {
        var snapshot = open.snapshot().at(settings.asAt());
        var info = open.register().info();
        var computed = positions.compute(settings, progress);
        var registerSettings = open.settings();
        var recognised = open.recognised(snapshot, progress);
        var organisation = registerSettings.text(Settings.ORGANISATION);
        return new EvidenceContent(
                new EvidenceContent.Register(
                        info.id(),
                        info.name(),
                        snapshot.revision(),
                        open.register().changedAt(),
                        info.zone()),
                new EvidenceContent.Paper(
                        organisation.isEmpty() ? info.name() : organisation,
                        "all",
                        1,
                        registerSettings.text(Settings.PREPARED_BY),
                        "",
                        "draft",
                        "confidential",
                        open.applicationVersion()),
                new EvidenceContent.CatalogueFacts(
                        recognised.catalogue().name(), recognised.catalogue().version(), recognised.digest()),
                new EvidenceContent.Choices(
                        choices.sourceFiles(),
                        choices.documents(),
                        choices.spreadsheetTwins(),
                        EvidenceContent.Secrets.valueOf(choices.secrets().name())),
                computed.position(),
                line -> Optional.of(positions.explain(settings, line.id(), progress)),
                snapshot::records,
                record -> meaning(open.rights(snapshot, progress), record),
                List.of(
                        new EvidenceContent.ExtraTable(
                                "30_deployment/installs",
                                "Installations",
                                tables.installationsAt(settings.asAt()),
                                TableQuery.ALL),
                        new EvidenceContent.ExtraTable(
                                "60_recognition/titles",
                                "Raw titles and what they are",
                                tables.titlesAt(settings.asAt()),
                                TableQuery.ALL),
                        new EvidenceContent.ExtraTable(
                                "90_provenance/rejected",
                                "Rejected rows of all imports",
                                tables.rejected(Optional.empty()),
                                TableQuery.ALL)),
                snapshot.loads(),
                each -> open.register().forEachEvent(each),
                sha256 -> HASH.matcher(sha256).matches()
                                && open.register().blobs().has(sha256)
                        ? Optional.of(open.register().blobs().open(sha256))
                        : Optional.empty(),
                redaction(progress),
                assumptions());
    }

    private static Optional<EvidenceContent.Meaning> meaning(RecognisedRights rights, RecordState record) {
        if (record.kind() == RecordKind.EXCLUSION && record.text("product").isEmpty()) {
            return Optional.empty(); // of all products
        }
        var right = rights.of(record);
        var target = right.target();
        return Optional.of(new EvidenceContent.Meaning(
                right.standing(),
                target.product(),
                target.edition(),
                target.release(),
                right.recognition().target().map(rights::name).orElse(""),
                record.kind() == RecordKind.ENTITLEMENT ? right.metric().text() : "",
                record.kind() == RecordKind.ENTITLEMENT ? right.metricNote() : ""));
    }

    private EvidenceContent.Redaction redaction(Progress progress) {
        return new EvidenceContent.Redaction() {
            @Override
            public String text(String name, String text) {
                return SecretText.masked(name, text, _ -> {});
            }

            @Override
            public EvidenceContent.Look look(String sha256) throws IOException {
                var look = SecretFiles.look(() -> open.register().blobs().open(sha256), progress);
                return new EvidenceContent.Look(
                        look.counts().words(), look.counts().isPartlyUnread(), look.isText());
            }

            @Override
            public void mask(String sha256, OutputStream out) throws IOException {
                SecretFiles.mask(() -> open.register().blobs().open(sha256), out, progress);
            }
        };
    }

    /// Everything that is handed over together tells of one revision.
    private void refuseIfChanged(EvidenceContent content) {
        if (open.revision() != content.register().revision()) {
            throw new Fault(
                    FaultCode.CHANGE_REFUSED,
                    Sentence.of("program.register-was-changed-while-its"),
                    Sentence.of("program.no-file-was-written"),
                    Sentence.of("program.export-again-when-change-done"));
        }
    }

    /// What the settings, which the report shows by itself, do not say.
    private static List<String> assumptions() {
        return List.of(
                "Devices, users, units, rights, exclusions and installations are as they were on that day: of each source the latest load by that day counts.",
                "A list of which nobody told the day counts for earlier days too where its source has nothing earlier.",
                "What the analyst said of a record holds on every day, also where it was learnt after the day of the position; so do proofs and decisions about titles.");
    }

    /// What a check of a package found.
    ///
    /// @param bagId SHA-256 of the tag manifest: the name of these very bytes
    /// @param complete whether everything listed is there and nothing else
    /// @param valid whether it is complete and every hash agrees
    /// @param sound whether nothing at all is wrong
    /// @param signature `none` for packages of this version
    /// @param information fields of the package's own description
    /// @param notChecked what was not checked, and why
    public record PackageCheck(
            String name,
            String bagId,
            boolean complete,
            boolean valid,
            boolean sound,
            String signature,
            long files,
            long bytes,
            SortedMap<String, String> information,
            List<PackageFinding> findings,
            List<NotChecked> notChecked) {
        public PackageCheck {
            findings = List.copyOf(findings);
            notChecked = List.copyOf(notChecked);
        }
    }

    /// Something that could not be recomputed, or that no hash covers; a package can be sound with it.
    public record NotChecked(String path, String reason) {}

    /// @param kind `MISSING`, `EXTRA`, `ALTERED` …
    public record PackageFinding(String kind, String path, String reason) {}

    /// Checks any package, ZIP or folder, without writing anything and without a register.
    public static PackageCheck check(Path zipOrFolder, Progress progress) {
        var report = PackageVerifier.verify(zipOrFolder, ProgramVersion.current(), progress);
        return new PackageCheck(
                report.name(),
                report.bagId(),
                report.complete(),
                report.valid(),
                report.sound(),
                report.signature(),
                report.files(),
                report.bytes(),
                report.information(),
                report.findings().stream()
                        .map(finding -> new PackageFinding(finding.kind().name(), finding.path(), finding.reason()))
                        .toList(),
                report.notChecked().stream()
                        .map(each -> new NotChecked(each.path(), each.reason()))
                        .toList());
    }
}
