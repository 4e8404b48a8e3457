package app.assay.cli;

import app.assay.service.EditRecords;
import app.assay.service.OpenRegister;
import app.assay.service.OwnProducts;
import app.assay.service.OwnProducts.Entry;
import app.assay.service.OwnProducts.Fate;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Plain;
import app.assay.work.Sentence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `catalogue list`, `catalogue diff`, `catalogue import`, `catalogue export`.
final class CatalogueCommands {

    private CatalogueCommands() {}

    @CommandLine.Command(
            name = "catalogue",
            description = "The products of a register: list, compare, import, export.",
            synopsisSubcommandLabel = "COMMAND",
            mixinStandardHelpOptions = true)
    static final class Group {}

    private static OwnProducts products(OpenRegister register) {
        return new OwnProducts(register, new EditRecords(register));
    }

    private static Map<String, Object> document(Entry entry) {
        var one = Json.object();
        one.put("key", entry.key());
        one.put("publisher", entry.publisherName());
        one.put("product", entry.name());
        one.put(
                "licensing",
                entry.product().map(known -> known.licensing().name()).orElse(""));
        one.put("metric", entry.product().map(known -> known.metric()).orElse(""));
        one.put(
                "editions",
                entry.product().map(known -> known.editions().size()).orElse(0));
        one.put(
                "releases",
                entry.product().map(known -> known.releases().size()).orElse(0));
        one.put("own", entry.record().isPresent());
        one.put("shipped", entry.shippedToo());
        one.put("inForce", entry.inForce());
        one.put(
                "findings",
                entry.findings().stream()
                        .map(finding -> {
                            var told = Json.object();
                            told.put("code", finding.code().name());
                            told.put("message", finding.message());
                            return told;
                        })
                        .toList());
        return one;
    }

    @CommandLine.Command(
            name = "list",
            description = "List the products of the catalogue in force.",
            mixinStandardHelpOptions = true)
    static final class Show extends Command {

        @Parameters(index = "0", paramLabel = "REGISTER", description = "Folder of the register.")
        Path folder = Path.of("");

        @Option(names = "--own", description = "Only the analyst's own products, also those not in force.")
        boolean own;

        Show(CliContext context) {
            super(context);
        }

        @Override
        int run() throws Exception {
            return reading(folder, register -> {
                var entries =
                        own ? products(register).own() : products(register).all();
                var document = Json.object();
                document.put("revision", register.revision());
                document.put("count", entries.size());
                document.put(
                        "products",
                        entries.stream().map(CatalogueCommands::document).toList());
                print(document, text(entries));
                return 0;
            });
        }

        private static String text(List<Entry> entries) {
            if (entries.isEmpty()) {
                return "No own product was made yet.";
            }
            var table = new TextTable(
                    List.of("Key", "Publisher", "Product", "Own", "In force", "Told"),
                    List.of(false, false, false, false, false, false));
            for (var entry : entries) {
                table.row(List.of(
                        entry.key(),
                        entry.publisherName(),
                        entry.name(),
                        entry.record().isPresent() ? "own" : "",
                        entry.inForce() ? "yes" : "no",
                        String.join(
                                " ",
                                entry.findings().stream()
                                        .map(finding -> finding.message())
                                        .toList())));
            }
            return table.text();
        }
    }

    @CommandLine.Command(
            name = "diff",
            description = "Show field by field what own products say otherwise than the shipped catalogue.",
            mixinStandardHelpOptions = true)
    static final class Diff extends Command {

        @Parameters(index = "0", paramLabel = "REGISTER", description = "Folder of the register.")
        Path folder = Path.of("");

        Diff(CliContext context) {
            super(context);
        }

        @Override
        int run() throws Exception {
            return reading(folder, register -> {
                var rows = new ArrayList<Map<String, Object>>();
                var table =
                        new TextTable(List.of("Key", "Field", "Shipped", "Own"), List.of(false, false, false, false));
                for (var entry : products(register).own()) {
                    for (var difference : entry.differences()) {
                        var row = Json.object();
                        row.put("key", entry.key());
                        row.put("field", difference.field());
                        row.put("shipped", difference.shipped());
                        row.put("own", difference.own());
                        rows.add(row);
                        table.row(List.of(entry.key(), difference.field(), difference.shipped(), difference.own()));
                    }
                }
                var document = Json.object();
                document.put("differences", rows);
                print(
                        document,
                        rows.isEmpty() ? "No own product says otherwise than the shipped catalogue." : table.text());
                return 0;
            });
        }
    }

    @CommandLine.Command(
            name = "import",
            description = "Take in products from a catalogue file (JSON) or a table (CSV, XLSX), as one step.",
            mixinStandardHelpOptions = true)
    static final class Import extends WritingCommand {

        @Parameters(index = "0", paramLabel = "REGISTER", description = "Folder of the register.")
        Path folder = Path.of("");

        @Parameters(index = "1", paramLabel = "FILE", description = "The catalogue file or table.")
        Path file = Path.of("");

        @Option(names = "--dry-run", description = "Only say what would be done.")
        boolean dryRun;

        Import(CliContext context) {
            super(context);
        }

        @Override
        int run() throws Exception {
            return dryRun ? reading(folder, this::imported) : writing(folder, this::imported);
        }

        private int imported(OpenRegister register) {
            var products = products(register);
            var plan = products.plan(file, progress());
            var document = Json.object();
            document.put("file", plan.file());
            document.put("dryRun", dryRun);
            for (var fate : Fate.values()) {
                document.put(name(fate), plan.count(fate));
            }
            document.put("remarks", plan.remarks());
            document.put(
                    "items",
                    plan.items().stream()
                            .map(item -> {
                                var one = Json.object();
                                one.put("place", item.place());
                                one.put("name", item.name());
                                one.put("key", item.key());
                                one.put("fate", name(item.fate()));
                                one.put("reason", item.reason());
                                return one;
                            })
                            .toList());
            if (!dryRun) {
                var saved = products.apply(plan, progress());
                if (!saved.done()) {
                    throw new Fault(
                            FaultCode.CHANGE_REFUSED,
                            saved.findings().stream()
                                    .filter(finding -> finding.blocking())
                                    .map(finding -> Sentence.verbatim(finding.message()))
                                    .findFirst()
                                    .orElseGet(() -> Sentence.of("program.products-cannot-be-taken-in")),
                            Sentence.of("program.nothing-was-changed"),
                            Sentence.of("program.change-what-uses-product-first"));
                }
                document.put("revision", saved.revision());
            }
            print(document, text(plan));
            return 0;
        }

        private String text(OwnProducts.Plan plan) {
            var text = new StringBuilder(Plain.text(
                    "%s%s new, %s changed, %s as before, %s kept aside, %s refused.%n",
                    dryRun ? "Would be: " : "",
                    plan.count(Fate.NEW),
                    plan.count(Fate.CHANGED),
                    plan.count(Fate.SAME),
                    plan.count(Fate.KEPT_ASIDE),
                    plan.count(Fate.REFUSED)));
            for (var item : plan.items()) {
                if (!item.reason().isEmpty()) {
                    text.append(Plain.text(
                            "%s, %s (%s): %s%n",
                            item.place(), item.name().isEmpty() ? "-" : item.name(), name(item.fate()), item.reason()));
                }
            }
            plan.remarks().forEach(remark -> text.append(remark).append('\n'));
            return text.toString();
        }

        private static String name(Fate fate) {
            return switch (fate) {
                case NEW -> "new";
                case CHANGED -> "changed";
                case SAME -> "same";
                case KEPT_ASIDE -> "keptAside";
                case REFUSED -> "refused";
            };
        }
    }

    @CommandLine.Command(
            name = "export",
            description = "Write own products, or the whole catalogue in force, as a catalogue file.",
            mixinStandardHelpOptions = true)
    static final class Export extends Command {

        @Parameters(index = "0", paramLabel = "REGISTER", description = "Folder of the register.")
        Path folder = Path.of("");

        @Parameters(index = "1", paramLabel = "FILE", description = "File to write; it must not be there yet.")
        Path file = Path.of("");

        @Option(names = "--all", description = "The whole catalogue in force, shipped products too.")
        boolean all;

        Export(CliContext context) {
            super(context);
        }

        @Override
        int run() throws Exception {
            return reading(folder, register -> {
                var products = products(register);
                if (Files.exists(file)) {
                    throw new Fault(
                            FaultCode.USAGE,
                            Sentence.of("program.there-already", file),
                            Sentence.of("program.nothing-was-written"),
                            Sentence.of("program.choose-file-not-there-yet"));
                }
                products.export(file, all);
                var count = all ? products.all().size() : products.own().size();
                var document = Json.object();
                document.put("file", file.toString());
                document.put("products", count);
                print(
                        document,
                        Plain.text("%s %s written to %s.", count, Plain.of(count, "product", "products"), file));
                return 0;
            });
        }
    }
}
