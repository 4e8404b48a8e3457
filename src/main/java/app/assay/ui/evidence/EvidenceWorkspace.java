package app.assay.ui.evidence;

import app.assay.domain.table.ColumnType;
import app.assay.service.ExportEvidence;
import app.assay.service.ExportEvidence.PackageFinding;
import app.assay.service.ExportEvidence.Secrets;
import app.assay.service.OpenRegister;
import app.assay.service.Tables;
import app.assay.service.table.ListTable;
import app.assay.ui.grid.PagedGrid;
import app.assay.ui.parts.Looks;
import app.assay.ui.parts.Saving;
import app.assay.ui.records.RecordForm;
import app.assay.ui.shell.Action;
import app.assay.ui.shell.Drill;
import app.assay.ui.shell.EmptyPane;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.Navigator;
import app.assay.ui.shell.ProblemPane;
import app.assay.ui.shell.Workspace;
import app.assay.ui.shell.WorkspaceHeader;
import app.assay.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/// Hands over what others can check, and checks what others hand over.
public final class EvidenceWorkspace implements Workspace {

    public static final String ID = "evidence";

    private final EvidenceViewModel model;
    private final Navigator navigator;
    private final Jobs jobs;
    private final Texts texts;
    private @Nullable Screen screen;

    /// The workspace of an open register.
    public EvidenceWorkspace(
            OpenRegister open, ExportEvidence evidence, Tables tables, Navigator navigator, Jobs jobs, Texts texts) {
        this(EvidenceDesk.of(open, evidence, tables), navigator, jobs, texts);
    }

    EvidenceWorkspace(EvidenceDesk desk, Navigator navigator, Jobs jobs, Texts texts) {
        this.model = new EvidenceViewModel(desk, jobs, texts);
        this.navigator = navigator;
        this.jobs = jobs;
        this.texts = texts;
    }

    EvidenceViewModel model() {
        return model;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Group group() {
        return Group.PROVE;
    }

    @Override
    public Ikon icon() {
        return Material2OutlinedMZ.VERIFIED_USER;
    }

    @Override
    public WorkspaceHeader header() {
        return WorkspaceHeader.of(texts.get("workspace.evidence"))
                .primary(Action.of("export-evidence", texts.get("evidence.export"), this::export))
                .secondary(
                        Action.of("verify-package", texts.get("evidence.verify"), this::verifyFile),
                        Action.of("verify-folder", texts.get("evidence.verifyfolder"), this::verifyFolder));
    }

    private void export() {
        Saving.over(screen())
                .ask(
                        texts.get("evidence.export"),
                        model.proposedName(),
                        List.of(new Saving.Kind(texts.get("evidence.zip"), "zip")))
                .ifPresent(model::export);
    }

    private void verifyFile() {
        var chooser = new FileChooser();
        chooser.setTitle(texts.get("evidence.verify"));
        var file = chooser.showOpenDialog(
                screen().getScene() == null ? null : screen().getScene().getWindow());
        if (file != null) {
            model.verify(file.toPath());
        }
    }

    private void verifyFolder() {
        var chooser = new DirectoryChooser();
        chooser.setTitle(texts.get("evidence.verifyfolder"));
        var folder = chooser.showDialog(
                screen().getScene() == null ? null : screen().getScene().getWindow());
        if (folder != null) {
            model.verify(folder.toPath());
        }
    }

    @Override
    public Node view() {
        return screen();
    }

    private Screen screen() {
        var made = screen;
        if (made == null) {
            made = new Screen();
            screen = made;
        }
        return made;
    }

    @Override
    public void show(Drill place) {
        model.refresh();
    }

    @Override
    public void refresh() {
        model.refresh();
    }

    /// Left what goes in, right what came out.
    private final class Screen extends BorderPane {

        private final Label scope = wrapped("");
        private final VBox contents = new VBox();
        private final ToggleGroup secrets = new ToggleGroup();

        Screen() {
            setId("evidence");
            Looks.dress(this);
            getStylesheets().add(RecordForm.styles());
            setLeft(choices());
            model.factsProperty().subscribe(_ -> tell());
            model.asAtProperty().subscribe(_ -> tell());
            for (var choice : List.of(model.sourceFilesProperty(), model.documentsProperty(), model.twinsProperty())) {
                choice.subscribe(_ -> tell());
            }
            model.resultProperty().subscribe(_ -> body());
            model.problemProperty().subscribe(_ -> body());
            model.workingProperty().subscribe(_ -> body());
            body();
        }

        private Node choices() {
            var day = new TextField();
            day.setId("evidence-asat");
            day.setPrefColumnCount(10);
            day.textProperty().bindBidirectional(model.asAtProperty());
            day.textProperty()
                    .subscribe(_ -> day.pseudoClassStateChanged(
                            PseudoClass.getPseudoClass("refused"), model.day().isEmpty()));
            var label = new Label(texts.get("evidence.asat"));
            label.getStyleClass().add("form-label");
            label.setLabelFor(day);
            var line = new HBox(label, day);
            line.getStyleClass().add("step-line");
            contents.setSpacing(3);
            var all = new VBox(
                    heading("evidence.what"),
                    scope,
                    line,
                    check("evidence-sources", "evidence.sources", model.sourceFilesProperty()),
                    check("evidence-documents", "evidence.documents", model.documentsProperty()),
                    check("evidence-twins", "evidence.twins", model.twinsProperty()),
                    heading("evidence.secrets"),
                    secret("evidence-secrets-mask", "evidence.secrets.mask", Secrets.MASK),
                    secret("evidence-secrets-leaveout", "evidence.secrets.leaveout", Secrets.LEAVE_OUT),
                    secret("evidence-secrets-include", "evidence.secrets.include", Secrets.INCLUDE),
                    heading("evidence.contents"),
                    contents,
                    links());
            all.getStyleClass().add("import-steps");
            var scroll = new ScrollPane(all);
            scroll.setFitToWidth(true);
            scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
            scroll.getStyleClass().add("form-scroll");
            scroll.setPrefWidth(380);
            scroll.setMinWidth(380);
            return scroll;
        }

        private Node links() {
            var row = new HBox(
                    link("evidence-open-sources", "workspace.sources", "sources"),
                    link("evidence-open-entitlements", "workspace.entitlements", "entitlements"),
                    link("evidence-open-trail", "workspace.trail", "trail"));
            row.setSpacing(4);
            return row;
        }

        private Node link(String id, String key, String workspace) {
            var button = new Button(texts.get(key));
            button.setId(id);
            button.getStyleClass().add("flat");
            button.setOnAction(_ -> navigator.open(workspace));
            return button;
        }

        private CheckBox check(String id, String key, BooleanProperty choice) {
            var box = new CheckBox(texts.get(key));
            box.setId(id);
            box.setWrapText(true);
            box.selectedProperty().bindBidirectional(choice);
            return box;
        }

        private RadioButton secret(String id, String key, Secrets choice) {
            var button = new RadioButton(texts.get(key));
            button.setId(id);
            button.setWrapText(true);
            button.setToggleGroup(secrets);
            button.setSelected(model.secretsProperty().get() == choice);
            button.selectedProperty().subscribe(chosen -> {
                if (chosen) {
                    model.secretsProperty().set(choice);
                }
            });
            return button;
        }

        private Label heading(String key) {
            var label = wrapped(texts.get(key));
            label.getStyleClass().setAll("label", "step-heading");
            return label;
        }

        private void tell() {
            scope.setText(model.scope());
            contents.getChildren()
                    .setAll(model.contents().stream()
                            .map(part -> wrapped("·  " + part))
                            .toList());
        }

        private void body() {
            var problem = model.problemProperty().get();
            if (model.workingProperty().get()) {
                setCenter(new EmptyPane(
                        texts.get("evidence.working"),
                        Optional.of(Action.of("cancel-evidence", texts.get("import.cancel"), model::cancel))));
            } else if (problem.isPresent()) {
                setCenter(new ProblemPane(problem.get()));
            } else {
                setCenter(model.resultProperty()
                        .get()
                        .map(this::result)
                        .orElseGet(() -> new EmptyPane(
                                texts.get("evidence.empty"),
                                Optional.of(Action.of(
                                        "export-here",
                                        texts.get("evidence.export"),
                                        EvidenceWorkspace.this::export)))));
            }
        }

        private Node result(EvidenceViewModel.Result found) {
            var title = new Label(texts.get(
                    found.written() ? "evidence.written" : "evidence.checked",
                    found.check().name()));
            title.getStyleClass().add("page-title");
            title.setId("evidence-result");
            var bag = copyable(
                    "evidence-bagid", texts.get("evidence.bagid", found.check().bagId()));
            var place = copyable("evidence-path", found.place().toAbsolutePath().toString());
            var nodes = new ArrayList<Node>(List.of(title, place, bag));
            found.lights().forEach(light -> nodes.add(light(light)));
            nodes.add(heading("evidence.stranger"));
            nodes.add(wrapped(texts.get("evidence.stranger.how")));
            nodes.add(copyable("evidence-command", "sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt"));
            var top = new VBox();
            top.getStyleClass().add("evidence-result");
            top.getChildren().setAll(nodes);
            top.setMinHeight(Region.USE_PREF_SIZE);
            var all = new ArrayList<>(found.check().findings());
            found.check()
                    .notChecked()
                    .forEach(each -> all.add(new PackageFinding("NOT_CHECKED", each.path(), each.reason())));
            if (all.isEmpty()) {
                return top;
            }
            var findings = new PagedGrid(findings(all), jobs, texts);
            findings.setStatusLineShown(true);
            findings.model().facetsShownProperty().set(false);
            VBox.setVgrow(findings, Priority.ALWAYS);
            return new VBox(top, findings);
        }

        private ListTable<PackageFinding> findings(List<PackageFinding> found) {
            var numbered = List.copyOf(found);
            return new ListTable<>(
                    "packageFindings",
                    () -> new ListTable.Content<>(0, numbered),
                    finding -> finding.kind() + "/" + finding.path() + "/" + finding.reason(),
                    List.of(
                            new ListTable.Cell<>(
                                    app.assay.domain.table.Column.of("findingKind", ColumnType.CODE)
                                            .faceted(),
                                    PackageFinding::kind),
                            new ListTable.Cell<>(
                                    app.assay.domain.table.Column.of("path", ColumnType.TEXT), PackageFinding::path),
                            new ListTable.Cell<>(
                                    app.assay.domain.table.Column.of("reason", ColumnType.TEXT),
                                    PackageFinding::reason)));
        }

        private Node light(EvidenceViewModel.Light light) {
            var sign = new Label(light.state().sign() + "  " + light.title());
            sign.getStyleClass().addAll("light-title", light.state().styleClass());
            var text = wrapped(light.text());
            var box = new VBox(sign, text);
            box.getStyleClass().add("light");
            box.setId("light-" + light.state().name().toLowerCase(java.util.Locale.ROOT));
            return box;
        }

        private Label wrapped(String text) {
            var label = new Label(text);
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE); // the list below gives way, not the text
            label.getStyleClass().add("plain-text");
            return label;
        }

        private Node copyable(String id, String text) {
            var field = new TextField(text);
            field.setId(id);
            field.setEditable(false);
            field.getStyleClass().add("copyable");
            return field;
        }
    }
}
