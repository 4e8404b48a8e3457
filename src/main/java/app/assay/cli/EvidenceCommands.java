package app.assay.cli;

import app.assay.service.ComputePosition;
import app.assay.service.ExportEvidence;
import app.assay.service.Tables;
import app.assay.work.FaultCode;
import app.assay.work.Plain;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `evidence export` and `evidence verify`.
final class EvidenceCommands {

    private EvidenceCommands() {}

    @CommandLine.Command(
            name = "evidence",
            description = "Write and check evidence packages.",
            mixinStandardHelpOptions = true)
    static final class Group {}

    @CommandLine.Command(name = "export", description = "Write an evidence package.", mixinStandardHelpOptions = true)
    static final class Export extends Command {

        @Parameters(index = "0", paramLabel = "REGISTER", description = "Folder of the register.")
        Path folder = Path.of("");

        @Option(names = "--out", required = true, paramLabel = "ZIP", description = "The package to write.")
        Path out = Path.of("");

        @Option(names = "--as-at", paramLabel = "DATE", description = "Day whose end counts, such as 2026-06-30.")
        Optional<LocalDate> asAt = Optional.empty();

        @Option(names = "--hashes-only", description = "Hand over only the hashes of source files and documents.")
        boolean hashesOnly;

        Export(CliContext context) {
            super(context);
        }

        @Override
        int run() throws Exception {
            return reading(folder, register -> {
                var positions = new ComputePosition(register);
                var exports = new ExportEvidence(register, positions, new Tables(register, positions));
                exports.packageTo(
                        out,
                        register.positionSettings(asAt),
                        new ExportEvidence.Choices(!hashesOnly, !hashesOnly, true),
                        progress());
                var check = ExportEvidence.check(out, progress());
                print(document(out, check), text(out, check));
                return check.sound() ? 0 : FaultCode.VERIFICATION_FAILED.exitCode();
            });
        }
    }

    @CommandLine.Command(
            name = "verify",
            description = "Check an evidence package, offline and without changing it.",
            mixinStandardHelpOptions = true)
    static final class Verify extends Command {

        @Parameters(index = "0", paramLabel = "ZIP|FOLDER", description = "The package.")
        Path file = Path.of("");

        Verify(CliContext context) {
            super(context);
        }

        @Override
        int run() {
            var check = ExportEvidence.check(file, progress());
            print(document(file, check), text(file, check));
            return check.sound() ? 0 : FaultCode.VERIFICATION_FAILED.exitCode();
        }
    }

    private static String text(Path file, ExportEvidence.PackageCheck check) {
        var text = new StringBuilder();
        text.append(file).append('\n');
        text.append(check.complete() ? "✓ complete" : "▼ not complete").append('\n');
        text.append(check.valid() ? "✓ every hash agrees" : "▼ not valid").append('\n');
        text.append("  signature: ").append(check.signature()).append('\n');
        text.append(Plain.text("  %,d files, %,d bytes, bag %s%n", check.files(), check.bytes(), check.bagId()));
        check.findings()
                .forEach(finding -> text.append("  ")
                        .append(finding.kind())
                        .append(' ')
                        .append(finding.path())
                        .append(": ")
                        .append(finding.reason())
                        .append('\n'));
        return text.toString();
    }

    private static Map<String, Object> document(Path file, ExportEvidence.PackageCheck check) {
        var document = Json.object();
        document.put("path", file.toString());
        document.put("name", check.name());
        document.put("bagId", check.bagId());
        document.put("complete", check.complete());
        document.put("valid", check.valid());
        document.put("sound", check.sound());
        document.put("signature", check.signature());
        document.put("files", check.files());
        document.put("bytes", check.bytes());
        document.put("information", check.information());
        document.put(
                "findings",
                check.findings().stream()
                        .map(finding ->
                                Map.of("kind", finding.kind(), "path", finding.path(), "reason", finding.reason()))
                        .toList());
        return document;
    }
}
