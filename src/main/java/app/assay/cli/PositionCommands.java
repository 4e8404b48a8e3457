package app.assay.cli;

import app.assay.domain.position.LineStatus;
import app.assay.domain.position.Position;
import app.assay.domain.position.PositionLine;
import app.assay.domain.position.Problem;
import app.assay.domain.position.Trace;
import app.assay.domain.table.TableQuery;
import app.assay.domain.value.Money;
import app.assay.service.ComputePosition;
import app.assay.service.EditRecords;
import app.assay.service.ExportEvidence;
import app.assay.service.OpenRegister;
import app.assay.service.RecogniseTitles;
import app.assay.service.Tables;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `recognise`, `position` and `explain`.
final class PositionCommands {

    private PositionCommands() {}

    @CommandLine.Command(
            name = "recognise",
            description = "Recognise raw titles as products and count how far that is.",
            mixinStandardHelpOptions = true)
    static final class Recognise extends Command {

        @Parameters(index = "0", paramLabel = "REGISTER", description = "Folder of the register.")
        Path folder = Path.of("");

        Recognise(CliContext context) {
            super(context);
        }

        @Override
        int run() throws Exception {
            return reading(folder, register -> {
                var recognition = new RecogniseTitles(register, new EditRecords(register));
                var summary = recognition.run(progress());
                var waiting = recognition.waitingRights();
                var document = Json.object();
                document.put("titles", summary.titles());
                document.put("recognised", summary.recognised());
                document.put("ignored", summary.ignored());
                document.put("open", summary.open());
                document.put("installations", summary.installations());
                document.put("recognisedInstallations", summary.recognisedInstallations());
                var bases = new LinkedHashMap<String, Object>();
                summary.byBasis().forEach((basis, count) -> bases.put(basis.name(), count));
                document.put("byBasis", bases);
                document.put("rulesDigest", summary.rulesDigest());
                var rights = new ArrayList<Map<String, Object>>();
                var lines = new StringBuilder();
                for (var right : waiting) {
                    var entry = Json.object();
                    entry.put("product", right.title().name());
                    entry.put("publisher", right.title().publisher());
                    entry.put("version", right.title().version());
                    entry.put("rights", right.rights());
                    entry.put("quantity", right.units().toPlainString());
                    entry.put("value", right.value().map(Money::text).orElse(""));
                    rights.add(entry);
                    lines.append(String.format(
                            Locale.ROOT,
                            "  %s: %s, %s%n",
                            Stream.of(
                                            right.title().publisher(),
                                            right.title().name(),
                                            right.title().version())
                                    .filter(text -> !text.isEmpty())
                                    .collect(Collectors.joining(" ")),
                            right.units().toPlainString(),
                            right.value().map(Money::text).orElse("no price known")));
                }
                document.put("waitingRights", rights);
                print(
                        document,
                        (waiting.isEmpty()
                                        ? ""
                                        : String.format(
                                                        Locale.ROOT,
                                                        "%,d texts of rights wait for a product and count for nothing yet:%n",
                                                        waiting.size())
                                                + lines)
                                + String.format(
                                        Locale.ROOT,
                                        "%,d raw titles: %,d recognised, %,d ignored, %,d open.%n"
                                                + "%,d installations: %,d of a recognised title.%n",
                                        summary.titles(),
                                        summary.recognised(),
                                        summary.ignored(),
                                        summary.open(),
                                        summary.installations(),
                                        summary.recognisedInstallations())
                                + (summary.open() == 0 && waiting.isEmpty()
                                        ? ""
                                        : "Decide what is open in the window (%s), or bring own products in (%s).\n"
                                                .formatted(
                                                        NextCommand.of(register.summary()
                                                                .folder()),
                                                        NextCommand.of(
                                                                "catalogue",
                                                                "import",
                                                                register.summary()
                                                                        .folder(),
                                                                "FILE"))));
                return 0;
            });
        }
    }

    @CommandLine.Command(
            name = "position",
            description = "Compute the Effective License Position and print it as a table.",
            mixinStandardHelpOptions = true)
    static final class PositionOf extends Command {

        @Parameters(index = "0", paramLabel = "REGISTER", description = "Folder of the register.")
        Path folder = Path.of("");

        @Option(names = "--as-at", paramLabel = "DATE", description = "Day whose end counts, such as 2026-06-30.")
        Optional<LocalDate> asAt = Optional.empty();

        @Option(names = "--csv", paramLabel = "F", description = "Write the lines to a CSV file.")
        Optional<Path> csv = Optional.empty();

        @Option(
                names = "--xlsx",
                paramLabel = "F",
                description = "Write the position as a workbook with live formulas.")
        Optional<Path> xlsx = Optional.empty();

        PositionOf(CliContext context) {
            super(context);
        }

        @Override
        int run() throws Exception {
            return reading(folder, register -> {
                var positions = new ComputePosition(register);
                var settings = register.positionSettings(asAt);
                var computed = positions.compute(settings, progress());
                var tables = new Tables(register, positions);
                var exports = new ExportEvidence(register, positions, tables);
                if (csv.isPresent()) {
                    exports.tableTo(
                            csv.get(), tables.position(() -> settings), TableQuery.ALL, List.of(), "csv", progress());
                    tell("Wrote %s.".formatted(csv.get()));
                }
                if (xlsx.isPresent()) {
                    exports.workbookTo(xlsx.get(), settings, progress());
                    tell("Wrote %s.".formatted(xlsx.get()));
                }
                print(document(computed.revision(), computed.position()), text(register, computed.position()));
                return 0;
            });
        }
    }

    private static String shown(Optional<Money> money) {
        return money.filter(some -> some.amount().signum() > 0)
                .map(PositionCommands::money)
                .orElse("");
    }

    /// The position as a table for a terminal.
    static String text(OpenRegister register, Position position) {
        // What whole packs cost stands beside what is short only where the two differ.
        boolean withPacks = position.lines().stream()
                .anyMatch(line ->
                        line.toBuyValue().isPresent() && !line.toBuyValue().equals(line.exposure()));
        var headers = new ArrayList<>(List.of(
                "publisher",
                "product",
                "edition",
                "metric",
                "found",
                "needed",
                "usable",
                "short",
                "surplus",
                "exposure",
                "status"));
        var areNumbers =
                new ArrayList<>(List.of(false, false, false, false, true, true, true, true, true, true, false));
        if (withPacks) {
            headers.add(headers.size() - 1, "in packs");
            areNumbers.add(areNumbers.size() - 1, true);
        }
        var table = new TextTable(headers, areNumbers);
        for (var line : position.lines()) {
            var cells = new ArrayList<>(List.of(
                    line.publisher(),
                    line.productName(),
                    line.editionName(),
                    line.metric().code(),
                    line.gross().text(),
                    line.net().text(),
                    line.usable().text(),
                    line.shortfall().text(),
                    line.surplus().text(),
                    shown(line.exposure()),
                    status(line.status())));
            if (withPacks) {
                cells.add(cells.size() - 1, shown(line.toBuyValue()));
            }
            table.row(cells);
        }
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                "Position of \"%s\" as at %s: %,d lines.%n%n",
                register.summary().name(),
                position.settings().asAt(),
                position.lines().size()));
        text.append(table.text());
        var problems = new ArrayList<String>();
        position.lines()
                .forEach(line ->
                        line.problems().forEach(problem -> problems.add(name(line) + ": " + problem.message())));
        position.problems().forEach(problem -> problems.add(problem.message()));
        if (position.unrecognisedTitles() > 0) {
            problems.add(String.format(
                    Locale.ROOT,
                    "%,d raw titles on %,d installations are not recognised yet and count for nothing; decide them in the window (%s) or bring own products in (%s).",
                    position.unrecognisedTitles(),
                    position.unrecognisedInstallations(),
                    NextCommand.of(register.summary().folder()),
                    NextCommand.of("catalogue", "import", register.summary().folder(), "FILE")));
        }
        if (!problems.isEmpty()) {
            text.append('\n');
            problems.forEach(problem -> text.append("? ").append(problem).append('\n'));
        }
        return text.toString();
    }

    /// Publisher and product, the publisher once where the product's name begins with it.
    private static String name(PositionLine line) {
        var name = line.productName().startsWith(line.publisher())
                ? line.productName()
                : line.publisher() + " " + line.productName();
        return line.editionName().isEmpty() ? name : name + " " + line.editionName();
    }

    static String status(LineStatus status) {
        return switch (status) {
            case SHORT -> "▼ short";
            case SURPLUS -> "▲ surplus";
            case COMPLIANT -> "✓ compliant";
            case NOT_COMPUTABLE -> "? not computable";
            case UNLIMITED -> "∞ unlimited";
        };
    }

    private static String money(Money money) {
        return money.rounded().text();
    }

    static Map<String, Object> document(long revision, Position position) {
        var document = Json.object();
        document.put("revision", revision);
        document.put("asAt", position.settings().asAt().toString());
        document.put("digest", position.digest());
        document.put("unrecognisedTitles", position.unrecognisedTitles());
        document.put("unrecognisedInstallations", position.unrecognisedInstallations());
        document.put(
                "lines",
                position.lines().stream().map(PositionCommands::document).toList());
        document.put(
                "problems",
                position.problems().stream().map(PositionCommands::document).toList());
        return document;
    }

    static Map<String, Object> document(PositionLine line) {
        var document = Json.object();
        document.put("line", line.id());
        document.put("publisher", line.publisher());
        document.put("product", line.productName());
        document.put("productKey", line.product());
        document.put("edition", line.edition());
        document.put("metric", line.metric().text());
        document.put("status", line.status().name());
        document.put("installations", line.installations());
        document.put("gross", line.gross().text());
        var reductions = new ArrayList<Map<String, Object>>();
        for (var reduction : line.reductions()) {
            var entry = Json.object();
            entry.put("reason", reduction.reason());
            entry.put("units", reduction.units().text());
            entry.put("installations", reduction.installations());
            entry.put("rule", reduction.rule());
            reductions.add(entry);
        }
        document.put("reductions", reductions);
        document.put("net", line.net().text());
        document.put("owned", line.owned().text());
        document.put("usable", line.usable().text());
        document.put("covered", line.covered().text());
        document.put("shortfall", line.shortfall().text());
        document.put("surplus", line.surplus().text());
        document.put("toBuy", line.toBuy().text());
        document.put("packUnits", line.packUnits());
        document.put("unitPrice", line.unitPrice().map(Money::text).orElse(""));
        document.put("exposure", line.exposure().map(PositionCommands::money).orElse(""));
        document.put(
                "toBuyValue", line.toBuyValue().map(PositionCommands::money).orElse(""));
        document.put("grade", line.grade());
        document.put(
                "problems",
                line.problems().stream().map(PositionCommands::document).toList());
        return document;
    }

    private static Map<String, Object> document(Problem problem) {
        var document = Json.object();
        document.put("code", problem.code());
        document.put("count", problem.count());
        document.put("examples", problem.examples());
        document.put("message", problem.message());
        return document;
    }

    @CommandLine.Command(
            name = "explain",
            description = "Say of one line of the position why it is what it is, unit by unit.",
            mixinStandardHelpOptions = true)
    static final class Explain extends Command {

        @Parameters(index = "0", paramLabel = "REGISTER", description = "Folder of the register.")
        Path folder = Path.of("");

        @Parameters(
                index = "1",
                paramLabel = "LINE",
                description = "Id of the line, or the beginning of a product's name.")
        String line = "";

        @Option(names = "--as-at", paramLabel = "DATE", description = "Day whose end counts, such as 2026-06-30.")
        Optional<LocalDate> asAt = Optional.empty();

        Explain(CliContext context) {
            super(context);
        }

        @Override
        int run() throws Exception {
            return reading(folder, register -> {
                var positions = new ComputePosition(register);
                var settings = register.positionSettings(asAt);
                var position = positions.compute(settings, progress()).position();
                var id = position.lines().stream()
                        .filter(each -> each.id().equals(line)
                                || (each.publisher() + " " + each.productName())
                                        .toLowerCase(Locale.ROOT)
                                        .startsWith(line.toLowerCase(Locale.ROOT))
                                || each.productName()
                                        .toLowerCase(Locale.ROOT)
                                        .startsWith(line.toLowerCase(Locale.ROOT)))
                        .map(PositionLine::id)
                        .findFirst()
                        .orElse(line);
                var trace = positions.explain(settings, id, progress());
                print(document(trace), text(trace));
                return 0;
            });
        }

        private static String text(Trace trace) {
            var text = new StringBuilder();
            text.append(trace.line().id()).append('\n');
            trace.sentences().forEach(sentence -> text.append(sentence).append('\n'));
            trace.line()
                    .problems()
                    .forEach(problem ->
                            text.append("? ").append(problem.message()).append('\n'));
            text.append('\n');
            for (var consumer : trace.consumers()) {
                text.append(consumer.notCounted().isEmpty() ? "  " : "∅ ")
                        .append(consumer.name())
                        .append(": ")
                        .append(consumer.why())
                        .append('\n');
            }
            return text.toString();
        }

        private static Map<String, Object> document(Trace trace) {
            var document = PositionCommands.document(trace.line());
            document.put("sentences", trace.sentences());
            var consumers = new ArrayList<Map<String, Object>>();
            for (var consumer : trace.consumers()) {
                var entry = Json.object();
                entry.put("kind", consumer.kind().name());
                entry.put("id", consumer.id());
                entry.put("name", consumer.name());
                entry.put("unit", consumer.unitName());
                entry.put("units", consumer.units().text());
                entry.put("notCounted", consumer.notCounted());
                var facts = new ArrayList<Map<String, Object>>();
                consumer.facts().forEach(fact -> facts.add(Map.of("name", fact.name(), "value", fact.value())));
                entry.put("facts", facts);
                entry.put("rules", consumer.rules());
                var covers = new ArrayList<Map<String, Object>>();
                for (var cover : consumer.covers()) {
                    var each = Json.object();
                    each.put("entitlement", cover.entitlement());
                    each.put("reference", cover.reference());
                    each.put("units", cover.units().text());
                    each.put("rule", cover.rule());
                    covers.add(each);
                }
                entry.put("covers", covers);
                entry.put("uncovered", consumer.uncovered().text());
                entry.put("why", consumer.why());
                consumers.add(entry);
            }
            document.put("consumers", consumers);
            return document;
        }
    }
}
