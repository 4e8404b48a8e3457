package app.assay.cli;

import app.assay.service.ComputePosition;
import app.assay.service.ExportEvidence;
import app.assay.service.OpenRegister;
import app.assay.service.Tables;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Plain;
import app.assay.work.Sentence;
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

        @Option(
                names = "--secrets",
                paramLabel = "WHAT",
                description = {
                    "What becomes of product keys, passwords and other secrets: mask (text files go along as masked"
                            + " copies, other files that hold some are left out; the default), leave-out (files that"
                            + " hold some are left out) or include (everything goes along as it is; package and trail"
                            + " say so)."
                })
        String secrets = "mask";

        Export(CliContext context) {
            super(context);
        }

        @Override
        int run() throws Exception {
            var choice = secrets();
            // What is included as it is, is said in the trail.
            return choice == ExportEvidence.Secrets.INCLUDE
                    ? writing(folder, register -> export(register, choice))
                    : reading(folder, register -> export(register, choice));
        }

        private ExportEvidence.Secrets secrets() {
            return switch (secrets) {
                case "mask" -> ExportEvidence.Secrets.MASK;
                case "leave-out" -> ExportEvidence.Secrets.LEAVE_OUT;
                case "include" -> ExportEvidence.Secrets.INCLUDE;
                default ->
                    throw new Fault(
                            FaultCode.USAGE,
                            Sentence.of("program.secrets-cannot-handled-as", secrets),
                            Sentence.of("program.no-package-was-written"),
                            Sentence.of("program.use-secrets-mask-secrets-leave"));
            };
        }

        private int export(OpenRegister register, ExportEvidence.Secrets choice) {
            var positions = new ComputePosition(register);
            var exports = new ExportEvidence(register, positions, new Tables(register, positions));
            var said = exports.packageTo(
                    out,
                    register.positionSettings(asAt),
                    new ExportEvidence.Choices(!hashesOnly, !hashesOnly, true, choice),
                    progress());
            var check = ExportEvidence.check(out, progress());
            var document = document(out, check);
            document.put(
                    "secrets",
                    Map.of(
                            "choice", secrets,
                            "files", said.files(),
                            "masked", said.masked(),
                            "leftOut", said.leftOut(),
                            "values", said.values()));
            print(document, text(out, check) + words(said));
            return check.sound() ? 0 : FaultCode.VERIFICATION_FAILED.exitCode();
        }

        private static String words(ExportEvidence.SecretsSaid said) {
            if (said.files() == 0 && said.choice() == ExportEvidence.Secrets.INCLUDE) {
                return "! secrets were not looked for in tables and trail; all is included as it is, as asked; the trail says"
                        + " so\n";
            }
            if (said.files() == 0 && said.values() == 0) {
                return "  no secrets found\n";
            }
            if (said.choice() == ExportEvidence.Secrets.INCLUDE) {
                return Plain.text(
                        "! %s with secrets included as they are, as asked; the trail says so\n",
                        said.files() + (said.files() == 1 ? " file" : " files"));
            }
            return Plain.text(
                    "  %s with secrets: %s masked, %s left out; %s masked in tables and trail\n",
                    said.files() + (said.files() == 1 ? " file" : " files"),
                    said.masked(),
                    said.leftOut(),
                    said.values());
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
        boolean isOurs = check.information().containsKey("Assay-Profile");
        if (isOurs) {
            text.append(
                            check.sound()
                                    ? "✓ what the package says of itself was recomputed and agrees"
                                    : "▼ not sound: see below")
                    .append('\n');
        }
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
        check.notChecked()
                .forEach(each -> text.append("  not checked ")
                        .append(each.path())
                        .append(": ")
                        .append(each.reason())
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
                "notChecked",
                check.notChecked().stream()
                        .map(each -> Map.of("path", each.path(), "reason", each.reason()))
                        .toList());
        document.put(
                "findings",
                check.findings().stream()
                        .map(finding ->
                                Map.of("kind", finding.kind(), "path", finding.path(), "reason", finding.reason()))
                        .toList());
        return document;
    }
}
