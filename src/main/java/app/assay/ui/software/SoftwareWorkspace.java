package app.assay.ui.software;

import app.assay.domain.record.RecordKind;
import app.assay.domain.software.Catalogue;
import app.assay.domain.table.Filter;
import app.assay.domain.table.TableRow;
import app.assay.domain.table.TableSource;
import app.assay.service.EditRecords;
import app.assay.service.ExportEvidence;
import app.assay.service.OpenRegister;
import app.assay.service.OwnProducts;
import app.assay.service.RecogniseTitles;
import app.assay.service.Tables;
import app.assay.ui.grid.GridViewModel;
import app.assay.ui.grid.PagedGrid;
import app.assay.ui.parts.Looks;
import app.assay.ui.parts.Notice;
import app.assay.ui.parts.NoticeLine;
import app.assay.ui.parts.Saving;
import app.assay.ui.parts.TableExport;
import app.assay.ui.shell.Action;
import app.assay.ui.shell.Drill;
import app.assay.ui.shell.FormDrafts;
import app.assay.ui.shell.InspectorContent;
import app.assay.ui.shell.InspectorContent.FieldLine;
import app.assay.ui.shell.InspectorContent.Section;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.Navigator;
import app.assay.ui.shell.Workspace;
import app.assay.ui.shell.WorkspaceHeader;
import app.assay.ui.text.Texts;
import app.assay.ui.text.ValueFormat;
import app.assay.work.Progress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableIntegerValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/// Raw titles and what they are recognised as, rules, installations, products.
public final class SoftwareWorkspace implements Workspace {

    public static final String ID = "software";

    /// The pages, by the names that a [Drill] uses in lower case.
    enum Page {
        TITLES,
        RULES,
        INSTALLATIONS,
        PRODUCTS
    }

    private final SoftwareWork work;
    private final Navigator navigator;
    private final Jobs jobs;
    private final Texts texts;
    private final Notice notice;
    private final TitlesViewModel titles;
    private final RulesViewModel rules;
    private final Map<Page, PagedGrid> grids = new EnumMap<>(Page.class);
    private final Map<Page, Node> views = new EnumMap<>(Page.class);
    private final Map<Page, ToggleButton> segments = new EnumMap<>(Page.class);
    private final TableExport exports;
    private final Saving saving;
    private final BorderPane view = new BorderPane();
    private final RulesView rulesView;
    private final ProductFormViewModel products;
    private final ProductFormView productView;
    private final ObjectProperty<Page> page = new SimpleObjectProperty<>(Page.TITLES);
    private final ReadOnlyObjectWrapper<InspectorContent> inspector =
            new ReadOnlyObjectWrapper<>(InspectorContent.NOTHING);
    private final ReadOnlyIntegerWrapper waiting = new ReadOnlyIntegerWrapper(0);
    private long countedAt = -1;

    /// @param author who decides and writes rules here
    public SoftwareWorkspace(
            OpenRegister register,
            RecogniseTitles recognition,
            Tables tables,
            EditRecords edits,
            ExportEvidence evidence,
            String author,
            FormDrafts drafts,
            Navigator navigator,
            Jobs jobs,
            Texts texts) {
        this(
                new SoftwareWork(
                        register::revision,
                        register::catalogue,
                        title -> new SoftwareWork.Title(
                                recognition.title(title),
                                recognition.recognition(title),
                                recognition.explain(title),
                                recognition.proposals(title, 5)),
                        (ids, target) -> recognition.decide(ids, target, author, ""),
                        ids -> recognition.ignore(ids, author, ""),
                        recognition::reopen,
                        recognition::run,
                        recognition::preview,
                        command -> edits.apply(command, Progress.NONE),
                        id -> edits.find(RecordKind.RECOGNITION_RULE, id),
                        () -> edits.all(RecordKind.RECOGNITION_RULE),
                        tables.titles(),
                        tables.rules(),
                        tables.installations(),
                        ProductWork.of(new OwnProducts(register, edits))),
                evidence::tableTo,
                Optional.empty(),
                author,
                edits::newId,
                drafts,
                navigator,
                jobs,
                texts);
    }

    SoftwareWorkspace(
            SoftwareWork work,
            TableExport.Writer writer,
            Optional<Saving> ask,
            String author,
            Supplier<UUID> newId,
            FormDrafts drafts,
            Navigator navigator,
            Jobs jobs,
            Texts texts) {
        this.work = work;
        this.navigator = navigator;
        this.jobs = jobs;
        this.texts = texts;
        notice = new Notice(texts);
        titles = new TitlesViewModel(work, jobs, texts, notice);
        rules = new RulesViewModel(work, author, newId, jobs, texts, notice);
        products = new ProductFormViewModel(work.products(), jobs, texts, notice);
        products.setOnChanged(() -> {
            countedAt = -1;
            changed();
            grid(Page.PRODUCTS).refresh();
        });
        products.setOnSavedFromTitle(
                () -> navigator.open(Drill.to(ID, grid(Page.TITLES).filters()).page("titles")));
        titles.setOnChanged(this::changed);
        rules.setOnChanged(this::changed);
        rules.keepDrafts(drafts, () -> {
            navigator.open(Drill.to(ID).page("rules"));
            showPage(Page.RULES);
        });
        products.keepDrafts(drafts, () -> {
            navigator.open(Drill.to(ID).page("products"));
            showPage(Page.PRODUCTS);
        });
        saving = ask.orElseGet(() -> Saving.over(view));
        exports = new TableExport(writer, jobs, texts, notice);
        grids.put(Page.TITLES, titleGrid());
        grids.put(Page.RULES, ruleGrid());
        grids.put(Page.INSTALLATIONS, installationGrid());
        grids.put(Page.PRODUCTS, productGrid());
        grids.forEach((key, grid) -> {
            grid.setId("software-" + name(key));
            grid.setOnExport(_ -> export());
        });
        rulesView = new RulesView(rules, grid(Page.RULES), texts);
        views.put(
                Page.TITLES,
                new TitlesView(
                        titles,
                        grid(Page.TITLES),
                        new TitlesView.Opening() {
                            @Override
                            public void installations() {
                                openInstallations();
                            }

                            @Override
                            public void rule() {
                                beginRule();
                            }

                            @Override
                            public void product() {
                                productFromTitle();
                            }
                        },
                        texts));
        views.put(Page.RULES, rulesView);
        views.put(Page.INSTALLATIONS, grid(Page.INSTALLATIONS));
        productView = new ProductFormView(products, grid(Page.PRODUCTS), texts);
        views.put(Page.PRODUCTS, productView);
        build();
    }

    private static String name(Page key) {
        return key.name().toLowerCase(Locale.ROOT);
    }

    private PagedGrid grid(Page key) {
        return Objects.requireNonNull(grids.get(key));
    }

    TitlesViewModel titles() {
        return titles;
    }

    RulesViewModel rules() {
        return rules;
    }

    Notice notice() {
        return notice;
    }

    // ---------------------------------------------------------------- building

    private PagedGrid titleGrid() {
        var made = new PagedGrid(titles.titles());
        made.setColumnWidth("title", 320);
        made.setColumnWidth("rawPublisher", 150);
        made.setColumnWidth("rawVersion", 96);
        made.setColumnWidth("devices", 80);
        made.setColumnWidth("state", 112);
        made.setEmptyState(
                texts.get("software.titles.empty"),
                Optional.of(Action.of(
                        "software-sources",
                        texts.get("software.titles.empty.action"),
                        () -> navigator.open("sources"))));
        return made;
    }

    private PagedGrid ruleGrid() {
        var made = new PagedGrid(rules.rules());
        made.setColumnWidth("order", 72);
        made.setColumnWidth("match", 120);
        made.setColumnWidth("title", 280);
        made.setEmptyState(texts.get("software.rules.empty"), Optional.empty());
        return made;
    }

    private PagedGrid installationGrid() {
        var made = new PagedGrid(new GridViewModel(work.installations(), jobs, texts));
        made.setColumnWidth("title", 280);
        made.setEmptyState(
                texts.get("software.installations.empty"),
                Optional.of(Action.of(
                        "software-sources",
                        texts.get("software.titles.empty.action"),
                        () -> navigator.open("sources"))));
        made.setOnActivate((row, column) -> {
            if (column.id().equals("title") || column.id().equals("state")) {
                navigator.open(Drill.to(ID)
                        .page("titles")
                        .record(row.id().substring(row.id().indexOf('/') + 1)));
            } else {
                navigator.open(Drill.to("devices").record(device(row)));
            }
        });
        return made;
    }

    private static String device(TableRow row) {
        return row.id().substring(0, Math.max(0, row.id().indexOf('/')));
    }

    private PagedGrid productGrid() {
        var table = ProductTable.of(work.catalogue(), work.titles(), work.products()::own);
        var made = new PagedGrid(new GridViewModel(table, jobs, texts));
        made.setColumnWidth("product", 220);
        made.setOnActivate((row, _) -> navigator.open(Drill.to(ID, productFilters(row))
                .page("installations")
                .titled(String.valueOf(row.cells().get(1)))));
        return made;
    }

    private static List<Filter> productFilters(TableRow row) {
        return List.of(
                new Filter.OneOf(
                        "productPublisher", List.of(String.valueOf(row.cells().get(0))), false),
                new Filter.OneOf("product", List.of(String.valueOf(row.cells().get(1))), false));
    }

    private void build() {
        view.setId("software");
        view.getStyleClass().add("software");
        Looks.dress(view);
        var group = new ToggleGroup();
        var line = new HBox();
        line.getStyleClass().add("segments");
        for (var key : Page.values()) {
            var segment = new ToggleButton(texts.get("workspace.software." + name(key)));
            segment.setId("software-page-" + name(key));
            segment.setToggleGroup(group);
            segment.getStyleClass()
                    .add(
                            switch (key) {
                                case TITLES -> "left-pill";
                                case RULES, INSTALLATIONS -> "center-pill";
                                case PRODUCTS -> "right-pill";
                            });
            segment.setOnAction(_ -> {
                segment.setSelected(true);
                navigator.open(Drill.to(ID, filters(key)).page(name(key)));
                if (page.get() != key) {
                    showPage(key);
                }
            });
            segments.put(key, segment);
            line.getChildren().add(segment);
        }
        view.setTop(new VBox(new NoticeLine(notice, texts), line));
        page.subscribe(this::showPage);
        titles.titleProperty().subscribe(_ -> inspect());
        grid(Page.INSTALLATIONS).focusedRowProperty().subscribe(_ -> inspect());
        grid(Page.PRODUCTS).focusedRowProperty().subscribe(row -> {
            row.map(TableRow::id).map(ProductTable::keyOf).ifPresent(products::open);
            inspect();
        });
        page.subscribe(_ -> inspect());
    }

    @SuppressWarnings("ReferenceEquality") // the very node that stands there
    private void showPage(Page key) {
        page.set(key);
        var segment = segments.get(key);
        if (segment != null) {
            segment.setSelected(true);
        }
        var node = views.get(key);
        if (node != null && view.getCenter() != node) {
            view.setCenter(node);
        }
    }

    // ---------------------------------------------------------------- doing

    private void openInstallations() {
        titles.titleProperty()
                .get()
                .ifPresent(title -> navigator.open(Drill.to(ID, TitlesViewModel.installationsOf(title.raw()))
                        .page("installations")
                        .titled(title.raw().name())));
    }

    private void beginRule() {
        titles.titleProperty().get().ifPresent(title -> {
            var target = titles.choice().targetProperty().get();
            navigator.open(Drill.to(ID).page("rules"));
            showPage(Page.RULES);
            rules.begin(title.raw(), target);
            rulesView.focusEditor();
        });
    }

    private void productFromTitle() {
        titles.titleProperty().get().ifPresent(title -> {
            navigator.open(Drill.to(ID).page("products"));
            showPage(Page.PRODUCTS);
            products.begin(title.raw().id());
            productView.focusForm();
        });
    }

    private void newProduct() {
        navigator.open(Drill.to(ID).page("products"));
        showPage(Page.PRODUCTS);
        products.begin();
        productView.focusForm();
    }

    private void importProducts() {
        var chooser = new FileChooser();
        chooser.setTitle(texts.get("software.ownproduct.import"));
        var scene = view.getScene();
        var file = chooser.showOpenDialog(scene == null ? null : scene.getWindow());
        if (file != null) {
            navigator.open(Drill.to(ID).page("products"));
            showPage(Page.PRODUCTS);
            products.choose(file.toPath());
        }
    }

    private void exportProducts() {
        saving.ask(
                        texts.get("software.ownproduct.export"),
                        "products.json",
                        List.of(new Saving.Kind(texts.get("software.ownproduct.file"), "json")))
                .ifPresent(products::export);
    }

    ProductFormViewModel products() {
        return products;
    }

    private void newRule() {
        navigator.open(Drill.to(ID).page("rules"));
        showPage(Page.RULES);
        rules.begin();
        rulesView.focusEditor();
    }

    private void recognise() {
        jobs.start(
                texts.get("software.recognise.job"),
                work.run()::apply,
                counts -> {
                    waiting.set(counts.open());
                    notice.tell(texts.get(
                            "software.recognise.done",
                            counts.recognised(),
                            counts.titles(),
                            counts.open(),
                            counts.ignored()));
                    refresh();
                },
                notice::fail);
    }

    private void export() {
        var key = page.get();
        exports.export(
                saving,
                texts.get("software.export." + name(key)),
                source(key),
                grid(key).model().query(),
                grid(key).shownColumns());
    }

    private TableSource source(Page key) {
        return switch (key) {
            case TITLES -> work.titles();
            case RULES -> work.ruleTable();
            case INSTALLATIONS -> work.installations();
            case PRODUCTS -> ProductTable.of(work.catalogue(), work.titles(), work.products()::own);
        };
    }

    private void changed() {
        count();
        grids.forEach((key, grid) -> {
            if (key != page.get() && grid.model().readyProperty().get()) {
                grid.refresh();
            }
        });
    }

    /// Reads the catalogue and counts open titles, once per revision.
    private void count() {
        long revision = work.revision().getAsLong();
        if (revision == countedAt) {
            return;
        }
        countedAt = revision;
        record Counted(Catalogue catalogue, int open) {}
        jobs.quiet(
                progress -> new Counted(
                        work.catalogue().get(), work.run().apply(progress).open()),
                counted -> {
                    titles.choice().setCatalogue(counted.catalogue());
                    rules.choice().setCatalogue(counted.catalogue());
                    waiting.set(counted.open());
                },
                failure -> {
                    countedAt = -1;
                    notice.fail(failure);
                });
    }

    // ---------------------------------------------------------------- inspector

    private void inspect() {
        inspector.set(
                switch (page.get()) {
                    case TITLES ->
                        titles.titleProperty().get().map(this::inspectTitle).orElse(InspectorContent.NOTHING);
                    case INSTALLATIONS -> inspectRow(Page.INSTALLATIONS, "software.installation", "title");
                    case PRODUCTS -> inspectRow(Page.PRODUCTS, "software.product", "product");
                    case RULES -> InspectorContent.NOTHING;
                });
    }

    private InspectorContent inspectTitle(SoftwareWork.Title title) {
        var raw = title.raw();
        var found = title.recognition();
        var devices = titles.titles()
                .focusedRowProperty()
                .get()
                .flatMap(row -> cell(Page.TITLES, row, "devices"))
                .orElse(ValueFormat.UNKNOWN);
        var fields = new ArrayList<FieldLine>();
        fields.add(FieldLine.of(texts.column("titles", "rawPublisher"), known(raw.publisher())));
        fields.add(FieldLine.of(texts.column("titles", "rawVersion"), known(raw.version())));
        fields.add(FieldLine.of(texts.column("titles", "code"), known(raw.code())));
        fields.add(FieldLine.of(texts.column("titles", "devices"), devices)
                .opening(Drill.to(ID, TitlesViewModel.installationsOf(raw))
                        .page("installations")
                        .titled(raw.name())));
        var recognised = List.of(
                FieldLine.of(
                        texts.get("software.recognisedas"),
                        found.target().map(titles.choice()::name).orElse(ValueFormat.UNKNOWN)),
                FieldLine.of(
                        texts.column("titles", "basis"),
                        texts.code("basis", found.basis().name())),
                FieldLine.of(texts.get("software.detail"), known(found.detail())));
        return InspectorContent.of(
                        texts.get("software.title"),
                        raw.name(),
                        List.of(new Section("", fields), new Section(texts.get("software.recognition"), recognised)))
                .state(found.state().name(), title.explanation())
                .actions(
                        Action.of(
                                "software-title-installations",
                                texts.get("software.title.installations"),
                                this::openInstallations),
                        Action.of("software-title-rule", texts.get("software.title.rule"), this::beginRule));
    }

    private InspectorContent inspectRow(Page key, String kind, String titleColumn) {
        var row = grid(key).focusedRowProperty().get();
        if (row.isEmpty()) {
            return InspectorContent.NOTHING;
        }
        var source = grid(key).model().columns();
        var fields = new ArrayList<FieldLine>();
        for (int place = 0; place < source.size(); place++) {
            var column = source.get(place);
            var line = FieldLine.of(
                    grid(key).model().title(column),
                    texts.values().cell(column, row.get().cells().get(place)));
            if (key == Page.INSTALLATIONS && column.id().equals("device")) {
                line = line.opening(Drill.to("devices").record(device(row.get())));
            } else if (key == Page.PRODUCTS && column.id().equals("installations")) {
                line = line.opening(Drill.to(ID, productFilters(row.get())).page("installations"));
            }
            fields.add(line);
        }
        return InspectorContent.of(
                texts.get(kind),
                cell(key, row.get(), titleColumn).orElse(ValueFormat.UNKNOWN),
                List.of(new Section("", fields)));
    }

    private Optional<String> cell(Page key, TableRow row, String column) {
        var columns = grid(key).model().columns();
        for (int place = 0; place < columns.size(); place++) {
            if (columns.get(place).id().equals(column)) {
                return Optional.of(
                        texts.values().cell(columns.get(place), row.cells().get(place)));
            }
        }
        return Optional.empty();
    }

    private static String known(String text) {
        return text.isEmpty() ? ValueFormat.UNKNOWN : text;
    }

    // ---------------------------------------------------------------- workspace

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Group group() {
        return Group.WORK;
    }

    @Override
    public Ikon icon() {
        return Material2OutlinedAL.APPS;
    }

    @Override
    public WorkspaceHeader header() {
        return WorkspaceHeader.of(texts.get("workspace.software"))
                .counting(rowsStatus())
                .secondary(
                        Action.of("software-recognise", texts.get("software.recognise"), this::recognise)
                                .icon(Material2OutlinedMZ.REFRESH)
                                .keys("F5"),
                        Action.of("software-new-rule", texts.get("software.rule.new"), this::newRule)
                                .icon(Material2OutlinedAL.ADD)
                                .keys("Shortcut+N"),
                        Action.of("software-export", texts.get("software.export"), this::export)
                                .icon(Material2OutlinedMZ.SAVE_ALT)
                                .keys("Shortcut+E"));
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void show(Drill place) {
        count();
        var key = page(place);
        showPage(key);
        var grid = grid(key);
        var filters = place.filters();
        if (key == Page.TITLES
                && place.page().isEmpty()
                && filters.isEmpty()
                && place.record().isEmpty()) {
            // The queue: what waits for a decision.
            filters = filters(key);
        }
        if (!grid.filters().equals(filters)) {
            grid.model().setFilters(filters);
        } else {
            grid.refresh();
        }
        place.record().ifPresent(grid::reveal);
    }

    /// The filters of a page as they are, or as they begin: the queue shows what is open.
    private List<Filter> filters(Page key) {
        boolean begins =
                key == Page.TITLES && !grid(key).model().readyProperty().get();
        return begins ? List.of(TitlesViewModel.OPEN) : grid(key).filters();
    }

    private static Page page(Drill place) {
        for (var key : Page.values()) {
            if (name(key).equals(place.page())) {
                return key;
            }
        }
        return Page.TITLES;
    }

    @Override
    public Drill left(Drill opened) {
        var key = page.get();
        return new Drill(
                ID,
                name(key),
                grid(key).filters(),
                grid(key).focusedRowProperty().get().map(TableRow::id),
                opened.title());
    }

    @Override
    public ObservableValue<InspectorContent> inspector() {
        return inspector.getReadOnlyProperty();
    }

    @Override
    public ObservableValue<String> rowsStatus() {
        return page.flatMap(key -> grid(key).rowsStatusProperty());
    }

    @Override
    public ObservableValue<String> selectionStatus() {
        return page.flatMap(key -> grid(key).selectionStatusProperty());
    }

    @Override
    public ObservableIntegerValue waiting() {
        return waiting.getReadOnlyProperty();
    }

    @Override
    public List<Action> actions() {
        return List.of(
                Action.of("software-product-from-title", texts.get("software.title.newproduct"), this::productFromTitle)
                        .keys("Shortcut+Shift+N")
                        .enabledWhen(Bindings.createBooleanBinding(
                                () -> page.get() == Page.TITLES
                                        && titles.titleProperty().get().isPresent(),
                                page,
                                titles.titleProperty())),
                Action.of("software-new-product", texts.get("software.ownproduct.new"), this::newProduct),
                Action.of("software-import-products", texts.get("software.ownproduct.import"), this::importProducts),
                Action.of("software-export-products", texts.get("software.ownproduct.export"), this::exportProducts),
                Action.of("software-rule-from-title", texts.get("software.title.rule"), this::beginRule)
                        .keys("Shortcut+Shift+R")
                        .enabledWhen(Bindings.createBooleanBinding(
                                () -> page.get() == Page.TITLES
                                        && titles.titleProperty().get().isPresent(),
                                page,
                                titles.titleProperty())),
                Action.of(
                        "software-open-titles",
                        texts.get("software.show.open"),
                        () -> navigator.open(Drill.to(ID, TitlesViewModel.OPEN).page("titles"))));
    }

    @Override
    public void refresh() {
        count();
        if (page.get() == Page.TITLES) {
            titles.refresh();
        } else if (page.get() == Page.RULES) {
            rules.refresh();
        } else {
            grid(page.get()).refresh();
        }
        products.refreshed();
    }
}
