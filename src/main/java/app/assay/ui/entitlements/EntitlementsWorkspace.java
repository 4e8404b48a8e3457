package app.assay.ui.entitlements;

import app.assay.domain.record.RecordKind;
import app.assay.domain.table.TableSource;
import app.assay.service.AttachProofs;
import app.assay.service.EditRecords;
import app.assay.service.InspectRecords;
import app.assay.service.OpenRegister;
import app.assay.service.Tables;
import app.assay.ui.records.RecordDesk;
import app.assay.ui.records.RecordForm;
import app.assay.ui.records.RecordInspector;
import app.assay.ui.records.RecordsPage;
import app.assay.ui.shell.Action;
import app.assay.ui.shell.Drill;
import app.assay.ui.shell.FormDrafts;
import app.assay.ui.shell.InspectorContent;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.Navigator;
import app.assay.ui.shell.Workspace;
import app.assay.ui.shell.WorkspaceHeader;
import app.assay.ui.text.Texts;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/// Entitlements written by hand, pasted or imported, with agreements, purchases, exclusions and assignments beside
/// them.
public final class EntitlementsWorkspace implements Workspace {

    public static final String ID = "entitlements";

    private final Function<RecordKind, TableSource> tables;
    private final RecordDesk desk;
    private final ProofDesk proofs;
    private final FormDrafts drafts;
    private final Navigator navigator;
    private final Jobs jobs;
    private final Texts texts;
    private final EntitlementsViewModel model;
    private final Map<RecordKind, RecordsPage> pages = new EnumMap<>(RecordKind.class);
    private final ReadOnlyStringWrapper rows = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper selection = new ReadOnlyStringWrapper("");
    private final Map<RecordKind, ToggleButton> tabs = new EnumMap<>(RecordKind.class);
    private final ToggleGroup tabGroup = new ToggleGroup();
    private final Button begin = new Button();
    private @Nullable BorderPane view;

    /// The workspace of an open register.
    public EntitlementsWorkspace(
            OpenRegister open,
            Tables tables,
            EditRecords edits,
            AttachProofs proofs,
            InspectRecords inspect,
            FormDrafts drafts,
            Navigator navigator,
            Jobs jobs,
            Texts texts) {
        this(
                kind -> switch (kind) {
                    case ENTITLEMENT -> tables.entitlements();
                    case AGREEMENT -> tables.agreements();
                    case PURCHASE -> tables.purchases();
                    case EXCLUSION -> tables.exclusions();
                    case ASSIGNMENT -> tables.assignments();
                    default -> throw new IllegalArgumentException("no page of " + kind);
                },
                RecordDesk.of(open, edits),
                ProofDesk.of(proofs),
                inspect::sources,
                drafts,
                navigator,
                jobs,
                texts);
    }

    EntitlementsWorkspace(
            Function<RecordKind, TableSource> tables,
            RecordDesk desk,
            ProofDesk proofs,
            BiFunction<RecordKind, UUID, List<InspectRecords.Said>> sources,
            FormDrafts drafts,
            Navigator navigator,
            Jobs jobs,
            Texts texts) {
        this.tables = tables;
        this.desk = desk;
        this.proofs = proofs;
        this.drafts = drafts;
        this.navigator = navigator;
        this.jobs = jobs;
        this.texts = texts;
        this.model =
                new EntitlementsViewModel(new RecordInspector(desk, sources, texts), proofs, navigator, jobs, texts);
        // A page is made when it is first needed, which may be by a draft of it.
        for (var kind : EntitlementsViewModel.PAGES) {
            for (var form : RecordsPage.FORMS) {
                drafts.onContinue(form, kind, draft -> {
                    page(kind);
                    drafts.continueWith(draft);
                });
            }
        }
    }

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
        return Material2OutlinedAL.CARD_MEMBERSHIP;
    }

    @Override
    public WorkspaceHeader header() {
        return new WorkspaceHeader(
                        model.titleProperty(), rows.getReadOnlyProperty(), Optional.empty(), List.of(), List.of())
                .primary(Action.of("new-entitlement", texts.get("records.begin.ENTITLEMENT"), () -> {
                            open(RecordKind.ENTITLEMENT);
                            page(RecordKind.ENTITLEMENT).begin();
                        })
                        .icon(Material2OutlinedAL.ADD))
                .secondary(
                        Action.of("paste-new", texts.get("entitlements.paste"), this::paste),
                        Action.of(
                                "duplicate-record",
                                texts.get("records.duplicate"),
                                () -> current().duplicate()),
                        Action.of(
                                "delete-records",
                                texts.get("entitlements.delete"),
                                () -> current().deleteSelected()));
    }

    @Override
    public List<Action> actions() {
        return EntitlementsViewModel.PAGES.stream()
                .map(kind -> Action.of(
                        "new-" + kind.name().toLowerCase(java.util.Locale.ROOT),
                        texts.get("records.begin." + kind.name()),
                        () -> {
                            open(kind);
                            page(kind).begin();
                        }))
                .toList();
    }

    @Override
    public Node view() {
        var made = view;
        if (made == null) {
            made = new BorderPane();
            made.setId("entitlements");
            made.getStylesheets().add(RecordForm.styles());
            made.setTop(tabRow());
            view = made;
            open(model.pageProperty().get());
        }
        return made;
    }

    private Node tabRow() {
        var row = new HBox();
        row.getStyleClass().add("tab-row");
        for (var kind : EntitlementsViewModel.PAGES) {
            var tab = new ToggleButton(texts.get("records.tab." + kind.name()));
            tab.setId("tab-" + kind.name().toLowerCase(java.util.Locale.ROOT));
            tab.setToggleGroup(tabGroup);
            tab.setOnAction(_ -> {
                tab.setSelected(true);
                navigator.open(Drill.to(ID)
                        .page(EntitlementsViewModel.pageName(kind))
                        .titled(kind == RecordKind.ENTITLEMENT ? "" : texts.get("records.tab." + kind.name())));
                open(kind);
            });
            tabs.put(kind, tab);
            row.getChildren().add(tab);
        }
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        begin.setId("tab-new");
        begin.setOnAction(_ -> current().begin());
        row.getChildren().addAll(space, begin);
        return row;
    }

    private void paste() {
        current().openPaste();
    }

    RecordsPage current() {
        return page(model.pageProperty().get());
    }

    private void open(RecordKind kind) {
        model.open(kind);
        var page = page(kind);
        rows.unbind();
        rows.bind(page.grid().rowsStatusProperty());
        selection.unbind();
        selection.bind(page.grid().selectionStatusProperty());
        if (view != null) {
            view.setCenter(page);
        }
        var tab = tabs.get(kind);
        if (tab != null) {
            tab.setSelected(true);
        }
        begin.setText(texts.get("records.begin." + kind.name()));
        boolean own = kind != RecordKind.ENTITLEMENT;
        begin.setVisible(own);
        begin.setManaged(own);
        inspect(page);
    }

    private void inspect(RecordsPage page) {
        model.inspect(page.kind(), page.grid().focusedRowProperty().get().map(row -> UUID.fromString(row.id())));
    }

    private RecordsPage page(RecordKind kind) {
        return pages.computeIfAbsent(kind, this::make);
    }

    private RecordsPage make(RecordKind kind) {
        var page = new RecordsPage(kind, tables.apply(kind), desk, jobs, texts, groups(kind), form -> {
            if (kind != RecordKind.ENTITLEMENT) {
                return List.of();
            }
            var papers = new ProofsViewModel(desk, proofs, jobs, texts);
            form.recordProperty().subscribe(papers::show);
            papers.setOnChanged(this::refresh);
            return List.of(new ProofsPane(papers));
        });
        page.keepDrafts(
                drafts,
                () -> navigator.open(Drill.to(ID)
                        .page(EntitlementsViewModel.pageName(kind))
                        .titled(kind == RecordKind.ENTITLEMENT ? "" : texts.get("records.tab." + kind.name()))));
        page.grid().focusedRowProperty().subscribe(_ -> {
            if (model.pageProperty().get() == kind) {
                inspect(page);
            }
        });
        return page;
    }

    private static List<RecordForm.Group> groups(RecordKind kind) {
        return switch (kind) {
            case ENTITLEMENT ->
                List.of(
                        new RecordForm.Group(
                                "form.what",
                                List.of(
                                        "reference",
                                        "product",
                                        "publisher",
                                        "edition",
                                        "version",
                                        "kind",
                                        "base",
                                        "versionCover",
                                        "editionsCovered")),
                        new RecordForm.Group(
                                "form.howmany", List.of("metric", "quantity", "unitsPerPack", "unitPrice")),
                        new RecordForm.Group(
                                "form.when",
                                List.of(
                                        "start",
                                        "end",
                                        "maintenanceUntil",
                                        "unit",
                                        "boundDevice",
                                        "agreement",
                                        "purchase",
                                        "partNumber",
                                        "note")));
            case AGREEMENT ->
                List.of(
                        new RecordForm.Group("form.agreement", List.of("reference", "name", "publisher", "programme")),
                        new RecordForm.Group("form.term", List.of("start", "end", "noticeBy", "note")));
            case PURCHASE ->
                List.of(
                        new RecordForm.Group(
                                "form.order", List.of("reference", "agreement", "orderedOn", "invoice", "supplier")),
                        new RecordForm.Group(
                                "form.item",
                                List.of("partNumber", "description", "quantity", "unitPrice", "unit", "note")));
            case EXCLUSION ->
                List.of(
                        new RecordForm.Group(
                                "form.excluded",
                                List.of(
                                        "reference",
                                        "product",
                                        "publisher",
                                        "edition",
                                        "device",
                                        "unit",
                                        "environment")),
                        new RecordForm.Group(
                                "form.reason",
                                List.of("reason", "explanation", "evidence", "approvedBy", "validUntil")));
            default ->
                List.of(
                        new RecordForm.Group(
                                "form.assigned",
                                List.of("product", "publisher", "edition", "version", "plan", "user", "device")),
                        new RecordForm.Group("form.term", List.of("from", "until", "lastActivity", "note")));
        };
    }

    @Override
    public void show(Drill place) {
        var kind = EntitlementsViewModel.pageOf(place);
        open(kind);
        var page = page(kind);
        page.grid().setFilters(place.filters());
        place.record().ifPresent(page.grid()::reveal);
    }

    @Override
    public Drill left(Drill opened) {
        var page = current();
        return new Drill(
                ID,
                EntitlementsViewModel.pageName(page.kind()),
                page.grid().filters(),
                page.grid().focusedRowProperty().get().map(row -> row.id()),
                opened.title());
    }

    @Override
    public ObservableValue<InspectorContent> inspector() {
        return model.contentProperty();
    }

    @Override
    public ObservableValue<String> rowsStatus() {
        return rows.getReadOnlyProperty();
    }

    @Override
    public ObservableValue<String> selectionStatus() {
        return selection.getReadOnlyProperty();
    }

    @Override
    public void refresh() {
        current().refresh();
        inspect(current());
    }
}
