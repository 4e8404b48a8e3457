package app.assay.ui.shell;

import app.assay.ui.text.Texts;
import app.assay.ui.theme.Icons;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/// The screen before a register is open: the sample, a new register, one that exists, those opened lately.
public final class StartView extends StackPane {

    private final StartViewModel model; // keep: bindings hold their far end weakly
    private final Texts texts;
    private final VBox recent = new VBox();
    private final VBox problem = new VBox();

    public StartView(StartViewModel model) {
        this.model = model;
        this.texts = model.texts();
        setId("start");
        getStyleClass().add("start");
        var name = new Label(texts.get("start.name"));
        name.getStyleClass().add("start-name");
        var line = new Label(texts.get("start.line"));
        line.getStyleClass().add("muted");
        var words = new VBox(name, line);
        words.setAlignment(Pos.CENTER_LEFT);
        var head = new HBox(new ProductMark(48), words);
        head.getStyleClass().add("start-head");
        head.setAlignment(Pos.CENTER_LEFT);
        var sample = choice("open-sample", Material2OutlinedMZ.PLAY_CIRCLE_OUTLINE, "start.sample", model::openSample);
        sample.getStyleClass().add("start-primary");
        var choices = new VBox(
                sample,
                choice("new-register", Material2OutlinedAL.CREATE_NEW_FOLDER, "start.new", model::newRegister),
                choice("open-register", Material2OutlinedAL.FOLDER_OPEN, "start.open", model::openRegister));
        choices.getStyleClass().add("start-choices");
        recent.getStyleClass().add("start-recent");
        model.recent().addListener((ListChangeListener<StartViewModel.Recent>) _ -> showRecent());
        showRecent();
        problem.getStyleClass().add("start-problem");
        model.problemProperty().subscribe(_ -> showProblem());
        var columns = new HBox(choices, recent);
        columns.getStyleClass().add("start-columns");
        HBox.setHgrow(recent, Priority.ALWAYS);
        var card = new VBox(head, columns, problem);
        card.getStyleClass().add("start-card");
        card.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        getChildren().setAll(card);
    }

    private Button choice(String id, Ikon icon, String key, Runnable run) {
        var title = new Label(texts.get(key));
        title.getStyleClass().add("start-choice-title");
        var detail = new Label(texts.get(key + ".detail"));
        detail.getStyleClass().add("muted");
        var content = new HBox(Icons.large(icon), new VBox(title, detail));
        content.getStyleClass().add("start-choice-content");
        content.setAlignment(Pos.CENTER_LEFT);
        var button = new Button();
        button.setGraphic(content);
        button.setId(id);
        button.getStyleClass().add("start-choice");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setAlignment(Pos.CENTER_LEFT);
        button.setAccessibleText(title.getText() + ". " + detail.getText());
        button.setOnAction(_ -> run.run());
        return button;
    }

    private void showRecent() {
        var title = new Label(texts.get("start.recent"));
        title.getStyleClass().add("inspector-section");
        recent.getChildren().setAll(title);
        if (model.recent().isEmpty()) {
            var nothing = new Label(texts.get("start.recent.nothing"));
            nothing.getStyleClass().add("muted");
            recent.getChildren().add(nothing);
        }
        int number = 1;
        for (var register : model.recent()) {
            recent.getChildren().add(line(register, number++));
        }
    }

    private Node line(StartViewModel.Recent register, int number) {
        var name = new Label(register.name());
        name.getStyleClass().add("start-choice-title");
        var detail = new Label(model.detail(register));
        detail.getStyleClass().add("muted");
        detail.setMinWidth(0);
        var button = new Button();
        button.setGraphic(new VBox(name, detail));
        button.setId("recent-" + number);
        button.getStyleClass().addAll("flat", "start-line");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setAlignment(Pos.CENTER_LEFT);
        button.setDisable(!register.there());
        button.setAccessibleText(register.name() + ", " + detail.getText());
        button.setOnAction(_ -> model.open(register));
        return button;
    }

    private void showProblem() {
        problem.getChildren().clear();
        model.problemProperty().get().ifPresent(found -> {
            var happened = new Label(found.happened());
            happened.setId("start-problem");
            happened.getStyleClass().add("problem-happened");
            happened.setWrapText(true);
            var rest = new Label(found.unharmed() + " " + found.remedy());
            rest.getStyleClass().add("muted");
            rest.setWrapText(true);
            problem.getChildren().setAll(happened, rest);
            model.wayOutProperty().get().ifPresent(way -> {
                var button = new Button(way.text());
                button.setId("action-" + way.id());
                button.setOnAction(_ -> way.run().run());
                VBox.setMargin(button, new Insets(4, 0, 0, 0));
                problem.getChildren().add(button);
            });
        });
        problem.setVisible(!problem.getChildren().isEmpty());
        problem.setManaged(problem.isVisible());
    }
}
