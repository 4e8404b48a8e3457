package app.assay.ui.entitlements;

import app.assay.domain.code.EvidenceGrade;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.ui.theme.Icons;
import app.assay.ui.theme.State;
import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/// The papers of an entitlement; files can be dropped on it.
final class ProofsPane extends VBox {

    private static final PseudoClass DRAGGED = PseudoClass.getPseudoClass("dragged");

    private final ProofsViewModel model; // keep: bindings hold their far end weakly
    private final VBox papers = new VBox();
    private final HBox target = new HBox();
    private final Label problem = new Label();

    ProofsPane(ProofsViewModel model) {
        this.model = model;
        var texts = model.texts();
        getStyleClass().add("proofs");
        setId("proofs");
        var heading = new Label(texts.get("proofs.title"));
        heading.getStyleClass().add("form-heading");
        papers.setSpacing(6);
        var hint = new Label(texts.get("proofs.drop"));
        hint.setWrapText(true);
        var attach = new Button(texts.get("proofs.attach"), Icons.of(Material2OutlinedAL.ATTACH_FILE));
        attach.setId("proofs-attach");
        attach.setOnAction(_ -> choose());
        attach.setMinWidth(USE_PREF_SIZE);
        target.getStyleClass().add("drop-target");
        target.getChildren().addAll(attach, hint);
        problem.setId("proofs-problem");
        problem.getStyleClass().addAll("form-message", State.FAILED.styleClass());
        problem.setWrapText(true);
        model.problemProperty().subscribe(text -> {
            problem.setText(text.isEmpty() ? "" : State.FAILED.sign() + "  " + text);
            problem.setVisible(!text.isEmpty());
            problem.setManaged(!text.isEmpty());
        });
        getChildren().addAll(heading, papers, target, problem);
        model.shownProperty()
                .subscribe(shown -> papers.getChildren()
                        .setAll(shown.stream().map(this::paper).toList()));
        model.entitlementProperty().subscribe(id -> {
            target.setDisable(id.isEmpty());
            hint.setText(texts.get(id.isEmpty() ? "proofs.later" : "proofs.drop"));
        });
        addEventHandler(DragEvent.DRAG_OVER, this::over);
        addEventHandler(DragEvent.DRAG_EXITED, _ -> target.pseudoClassStateChanged(DRAGGED, false));
        addEventHandler(DragEvent.DRAG_DROPPED, this::dropped);
    }

    private void over(DragEvent event) {
        if (event.getDragboard().hasFiles() && model.entitlementProperty().get().isPresent()) {
            event.acceptTransferModes(TransferMode.COPY);
            target.pseudoClassStateChanged(DRAGGED, true);
            event.consume();
        }
    }

    private void dropped(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            model.attach(
                    event.getDragboard().getFiles().stream().map(File::toPath).toList());
            event.setDropCompleted(true);
            event.consume();
        }
    }

    private void choose() {
        var chooser = new FileChooser();
        chooser.setTitle(model.texts().get("proofs.attach"));
        var files = chooser.showOpenMultipleDialog(
                getScene() == null ? null : getScene().getWindow());
        if (files != null) {
            model.attach(files.stream().map(File::toPath).toList());
        }
    }

    private Node paper(RecordState proof) {
        var texts = model.texts();
        var name = new Label(proof.text("fileName"), Icons.of(Material2OutlinedAL.DESCRIPTION));
        name.setMinWidth(0);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        var copy = tool(Material2OutlinedMZ.SAVE_ALT, texts.get("proofs.copy"), "proof-copy");
        copy.setOnAction(_ -> save(proof));
        var detach = tool(Material2OutlinedAL.CLOSE, texts.get("proofs.detach"), "proof-detach");
        detach.setOnAction(_ -> model.detach(proof));
        var head = new HBox(name, copy, detach);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setSpacing(4);
        var hash = new Label(model.detail(proof));
        hash.getStyleClass().add("proof-hash");
        hash.setTooltip(new Tooltip("SHA-256 " + proof.text("sha256")));
        var words = new FieldLine(proof);
        var box = new VBox(head, hash, grade(proof), words.of("receivedFrom"), words.of("receivedOn"));
        if (model.isLost(proof)) {
            copy.setDisable(true);
            var lost = new Label(State.ATTENTION.sign() + "  " + texts.get("inspector.document.lost"));
            lost.setWrapText(true);
            lost.setId("proof-lost");
            lost.getStyleClass().addAll("field-other", State.ATTENTION.styleClass());
            box.getChildren().add(1, lost);
        }
        box.getStyleClass().add("proof");
        return box;
    }

    private static Button tool(Ikon icon, String text, String id) {
        var button = new Button();
        button.setGraphic(Icons.of(icon));
        button.setId(id);
        button.getStyleClass().addAll("flat", "tool", "small-tool");
        button.setTooltip(new Tooltip(text));
        button.setAccessibleText(text);
        return button;
    }

    private Node grade(RecordState proof) {
        var texts = model.texts();
        var box = new ComboBox<String>();
        box.setId("proof-grade");
        box.setMaxWidth(Double.MAX_VALUE);
        var none = texts.get("proofs.nograde");
        box.getItems().add(none);
        Arrays.stream(EvidenceGrade.values()).forEach(grade -> box.getItems().add(gradeName(grade)));
        box.setValue(proof.find("grade")
                .map(code -> gradeName(EvidenceGrade.valueOf(code)))
                .orElse(none));
        box.setAccessibleText(texts.column("proofs", "grade"));
        box.valueProperty()
                .subscribe((_, next) -> model.grade(
                        proof,
                        Arrays.stream(EvidenceGrade.values())
                                .filter(grade -> gradeName(grade).equals(next))
                                .findFirst()));
        return box;
    }

    /// Grades are numbered, 1 being the strongest.
    private String gradeName(EvidenceGrade grade) {
        return (List.of(EvidenceGrade.values()).indexOf(grade) + 1) + " · "
                + model.texts().code("grade", grade.name());
    }

    private void save(RecordState proof) {
        var chooser = new FileChooser();
        chooser.setTitle(model.texts().get("proofs.copy"));
        chooser.setInitialFileName(proof.text("fileName"));
        Optional.ofNullable(chooser.showSaveDialog(
                        getScene() == null ? null : getScene().getWindow()))
                .ifPresent(file -> model.copy(proof, file.toPath()));
    }

    /// Small fields of a paper, written when they are left.
    private final class FieldLine {

        private final RecordState proof;

        FieldLine(RecordState proof) {
            this.proof = proof;
        }

        Node of(String field) {
            var texts = model.texts();
            var definition = RecordKind.PROOF.field(field);
            var shown = proof.date("receivedOn")
                    .filter(_ -> field.equals("receivedOn"))
                    .map(day -> texts.values().date(day))
                    .orElse(field.equals("receivedOn") ? "" : proof.text(field));
            var text = new TextField(shown);
            text.setId("proof-" + field);
            var title = texts.column("proofs", definition.name());
            text.setPromptText(title);
            text.setAccessibleText(title);
            Runnable write = () -> {
                if (!text.getText().strip().equals(shown)) {
                    model.edit(proof, field, text.getText());
                }
            };
            text.setOnAction(_ -> write.run());
            text.focusedProperty().subscribe((had, has) -> {
                if (had && !has) {
                    write.run();
                }
            });
            text.setTooltip(new Tooltip(title));
            return text;
        }
    }
}
