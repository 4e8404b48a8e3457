package app.assay.ui.software;

import app.assay.domain.code.RuleMatch;
import app.assay.domain.record.Command;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.software.Basis;
import app.assay.domain.software.Catalogue;
import app.assay.domain.software.Edition;
import app.assay.domain.software.Licensing;
import app.assay.domain.software.Product;
import app.assay.domain.software.ProductTarget;
import app.assay.domain.software.Publisher;
import app.assay.domain.software.RawTitle;
import app.assay.domain.software.Recognition;
import app.assay.domain.software.Release;
import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.table.TableSource;
import app.assay.service.RecogniseTitles.Proposal;
import app.assay.service.RecogniseTitles.RuleEffect;
import app.assay.service.RecogniseTitles.Summary;
import app.assay.service.Saved;
import app.assay.service.table.ListTable;
import app.assay.service.table.ListTable.Cell;
import app.assay.service.table.ListTable.Content;
import app.assay.work.Plain;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// An invented estate of titles that is really decided, ruled and previewed, in memory.
final class SampleSoftware {

    static final ProductTarget OFFICE = new ProductTarget("microsoft/office", "professional-plus", "2019");

    final AtomicLong revision = new AtomicLong(3);
    final List<RawTitle> raw = new ArrayList<>();
    final Map<Integer, Optional<ProductTarget>> decisions = new HashMap<>();
    final Map<UUID, RecordState> rules = new TreeMap<>();
    final List<Command> commands = new ArrayList<>();
    final SampleProducts products = new SampleProducts();
    int steps;

    @Nullable
    RuntimeException failing;

    private SampleSoftware() {}

    static SampleSoftware full() {
        var sample = new SampleSoftware();
        for (var text : List.of(
                "Microsoft Office Professional Plus 2019 - en-us|Microsoft Corporation|16.0.10396.20023",
                "Microsoft Office Prof. Plus 2016 (32 bit)|Microsoft Corporation|16.0.4266.1001",
                "Adobe Acrobat Reader DC MUI|Adobe Systems Incorporated|19.010.20069",
                "AutoCAD LT 2020 - Deutsch|Autodesk|24.0.45.0",
                "Contoso Payroll Client|Contoso Ltd.|4.1",
                "Harbour Crane Control 7.2|Harbour Systems|7.2.118",
                "Java 8 Update 202 (64-bit)|Oracle Corporation|8.0.2020.8",
                "Microsoft Visio Professional 2016|Microsoft Corporation|16.0.4266.1001",
                "Realtek High Definition Audio Driver|Realtek Semiconductor Corp.|6.0.1.8158",
                "VLC media player|VideoLAN|3.0.8")) {
            var parts = text.split("\\|", -1);
            sample.raw.add(new RawTitle(sample.raw.size(), parts[0], parts[1], parts[2], ""));
        }
        sample.decisions.put(7, Optional.of(new ProductTarget("microsoft/visio", "professional", "2016")));
        sample.decisions.put(8, Optional.empty());
        sample.rule(10, RuleMatch.PREFIX, "AutoCAD LT", "autodesk/autocad");
        return sample;
    }

    static SampleSoftware empty() {
        return new SampleSoftware();
    }

    private void rule(int order, RuleMatch match, String title, String product) {
        var id = UUID.nameUUIDFromBytes(title.getBytes(StandardCharsets.UTF_8));
        rules.put(
                id,
                RecordState.of(
                        RecordKind.RECOGNITION_RULE,
                        id,
                        Map.of(
                                "order",
                                Integer.toString(order),
                                "match",
                                match.name(),
                                "title",
                                title,
                                "product",
                                product,
                                "author",
                                "mb")));
    }

    SoftwareWork work() {
        return new SoftwareWork(
                revision::get,
                SampleSoftware::catalogue,
                this::title,
                (ids, target) -> step(() -> ids.forEach(id -> decisions.put(id, Optional.of(target)))),
                ids -> step(() -> ids.forEach(id -> decisions.put(id, Optional.empty()))),
                ids -> step(() -> ids.forEach(decisions::remove)),
                _ -> summary(),
                (rule, _) -> preview(rule),
                this::change,
                id -> Optional.ofNullable(rules.get(id)),
                () -> List.copyOf(rules.values()),
                titles(),
                ruleTable(),
                installations(),
                products);
    }

    private Saved step(Runnable deciding) {
        if (failing != null) {
            throw failing;
        }
        steps++;
        deciding.run();
        return new Saved(true, revision.incrementAndGet(), List.of());
    }

    private Saved change(Command command) {
        commands.add(command);
        return step(() -> command.edits().forEach(edit -> {
            if (edit.delete()) {
                rules.remove(edit.id());
            } else {
                rules.put(edit.id(), RecordState.of(edit.kind(), edit.id(), edit.values()));
            }
        }));
    }

    private SoftwareWork.Title title(int id) {
        var found = recognition(id);
        return new SoftwareWork.Title(
                raw.get(id),
                found,
                found.state() == Recognition.State.OPEN
                        ? "Nothing says for sure what \"%s\" is."
                                .formatted(raw.get(id).name())
                        : "\"%s\" is what it is by %s.".formatted(raw.get(id).name(), found.detail()),
                proposals(id));
    }

    private List<Proposal> proposals(int id) {
        return raw.get(id).name().contains("Office")
                ? List.of(
                        new Proposal(OFFICE, 0.94, "its words are office, professional, plus"),
                        new Proposal(new ProductTarget("microsoft/office", "professional-plus", "2016"), 0.81, "words"),
                        new Proposal(new ProductTarget("microsoft/visio", "professional", ""), 0.32, "one word"))
                : List.of();
    }

    Recognition recognition(int id) {
        var decision = decisions.get(id);
        if (decision != null) {
            return new Recognition(
                    decision.isPresent() ? Recognition.State.RECOGNISED : Recognition.State.IGNORED,
                    decision,
                    Basis.MANUAL,
                    1,
                    "a decision of mb");
        }
        return rules.values().stream()
                .filter(rule -> fits(rule, raw.get(id)))
                .findFirst()
                .map(rule -> new Recognition(
                        Recognition.State.RECOGNISED,
                        Optional.of(
                                new ProductTarget(rule.text("product"), rule.text("edition"), rule.text("release"))),
                        Basis.USER_RULE,
                        1,
                        "the rule \"" + rule.text("title") + "\""))
                .orElse(Recognition.OPEN);
    }

    private static boolean fits(RecordState rule, RawTitle title) {
        var name = title.name().toLowerCase(Locale.ROOT);
        var text = rule.text("title").toLowerCase(Locale.ROOT);
        return switch (RuleMatch.valueOf(rule.text("match"))) {
            case LITERAL -> name.equals(text);
            case PREFIX -> name.startsWith(text);
            case CONTAINS -> name.contains(text);
            case PATTERN -> name.matches(text);
        };
    }

    private RuleEffect preview(RecordState rule) {
        var changed = raw.stream()
                .filter(title -> fits(rule, title) && recognition(title.id()).state() == Recognition.State.OPEN)
                .toList();
        return new RuleEffect(
                changed.size(),
                changed.stream().mapToLong(title -> devices(title.id())).sum(),
                changed.stream().map(RawTitle::name).toList());
    }

    private Summary summary() {
        int open = (int) raw.stream()
                .filter(title -> recognition(title.id()).state() == Recognition.State.OPEN)
                .count();
        return new Summary(raw.size(), raw.size() - open, 0, open, 0, 0, Map.of(), "00");
    }

    static long devices(int id) {
        return 412L / (id + 1);
    }

    static Catalogue catalogue() {
        return new Catalogue(
                "sample",
                "1",
                List.of(
                        new Publisher("adobe", "Adobe", List.of()),
                        new Publisher("autodesk", "Autodesk", List.of()),
                        new Publisher("microsoft", "Microsoft", List.of())),
                List.of(
                        product("adobe/acrobat", "adobe", "Acrobat"),
                        product("autodesk/autocad", "autodesk", "AutoCAD"),
                        product("microsoft/office", "microsoft", "Office"),
                        product("microsoft/visio", "microsoft", "Visio"),
                        product("microsoft/visual-studio", "microsoft", "Visual Studio")));
    }

    private static Product product(String key, String publisher, String name) {
        return new Product(
                key,
                publisher,
                name,
                name,
                "Productivity",
                Licensing.LICENSABLE,
                "device",
                List.of(),
                List.of(),
                List.of(
                        new Edition("standard", "Standard", 1, List.of()),
                        new Edition("professional", "Professional", 2, List.of()),
                        new Edition("professional-plus", "Professional Plus", 3, List.of())),
                List.of(release("2016", 1), release("2019", 2)),
                List.of(),
                false);
    }

    private static Release release(String key, int rank) {
        return new Release(key, key, rank, List.of(), List.of(), Optional.empty(), Optional.empty());
    }

    private TableSource titles() {
        return new ListTable<>(
                "titles",
                () -> new Content<>(
                        revision.get(),
                        raw.stream()
                                .sorted(Comparator.comparingLong((RawTitle title) -> devices(title.id()))
                                        .reversed())
                                .toList()),
                title -> Integer.toString(title.id()),
                List.of(
                        cell(Column.of("title", ColumnType.TEXT), RawTitle::name),
                        cell(Column.of("rawPublisher", ColumnType.TEXT).faceted(), RawTitle::publisher),
                        cell(Column.of("rawVersion", ColumnType.TEXT), RawTitle::version),
                        cell(Column.of("devices", ColumnType.INTEGER), title -> devices(title.id())),
                        cell(
                                Column.of("state", ColumnType.CODE).faceted(),
                                title -> recognition(title.id()).state().name()),
                        cell(
                                Column.of("publisher", ColumnType.TEXT).faceted(),
                                title -> recognition(title.id())
                                        .target()
                                        .map(target -> catalogue().publisherNameOf(target.product()))
                                        .orElse(null)),
                        cell(
                                Column.of("product", ColumnType.TEXT).faceted(),
                                title -> recognition(title.id())
                                        .target()
                                        .map(target -> catalogue().productName(target.product()))
                                        .orElse(null)),
                        cell(
                                Column.of("basis", ColumnType.CODE).faceted(),
                                title -> recognition(title.id()).basis().name())));
    }

    private TableSource ruleTable() {
        return new ListTable<>(
                "rules",
                () -> new Content<>(
                        revision.get(),
                        rules.values().stream()
                                .sorted(Comparator.comparingInt(
                                        rule -> rule.integer("order").orElse(0)))
                                .toList()),
                rule -> rule.id().toString(),
                List.of(
                        cell(Column.of("order", ColumnType.INTEGER), rule ->
                                (long) rule.integer("order").orElse(0)),
                        cell(Column.of("match", ColumnType.CODE), rule -> rule.text("match")),
                        cell(Column.of("title", ColumnType.TEXT), rule -> rule.text("title")),
                        cell(Column.of("product", ColumnType.TEXT), rule -> rule.text("product")),
                        cell(Column.of("author", ColumnType.TEXT), rule -> rule.text("author"))));
    }

    private record Row(int device, RawTitle title) {}

    private TableSource installations() {
        var rows = IntStream.range(0, raw.isEmpty() ? 0 : 40)
                .boxed()
                .flatMap(device -> raw.stream().map(title -> new Row(device, title)))
                .toList();
        return new ListTable<>(
                "installations",
                () -> new Content<>(revision.get(), rows),
                row -> UUID.nameUUIDFromBytes(("pc" + row.device()).getBytes(StandardCharsets.UTF_8)) + "/"
                        + row.title().id(),
                List.of(
                        cell(Column.of("device", ColumnType.TEXT), row -> Plain.text("pc-%04d", row.device())),
                        cell(
                                Column.of("title", ColumnType.TEXT),
                                row -> row.title().name()),
                        cell(
                                Column.of("publisher", ColumnType.TEXT).faceted(),
                                row -> row.title().publisher()),
                        cell(
                                Column.of("version", ColumnType.TEXT),
                                row -> row.title().version()),
                        cell(Column.of("lastSeen", ColumnType.DATE), _ -> LocalDate.of(2026, 3, 1)),
                        cell(
                                Column.of("productPublisher", ColumnType.TEXT).faceted(),
                                row -> recognition(row.title().id())
                                        .target()
                                        .map(target -> catalogue().publisherNameOf(target.product()))
                                        .orElse(null)),
                        cell(
                                Column.of("product", ColumnType.TEXT).faceted(),
                                row -> recognition(row.title().id())
                                        .target()
                                        .map(target -> catalogue().productName(target.product()))
                                        .orElse(null)),
                        cell(
                                Column.of("state", ColumnType.CODE).faceted(),
                                row -> recognition(row.title().id()).state().name())));
    }

    private static <R> Cell<R> cell(Column column, Function<R, @Nullable Object> value) {
        return new Cell<>(column, value);
    }
}
