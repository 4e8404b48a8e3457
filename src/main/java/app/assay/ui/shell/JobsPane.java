package app.assay.ui.shell;

import app.assay.ui.text.Texts;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The running jobs: title, how far, how fast, how long yet, and a button to end each.
final class JobsPane extends VBox {

    private final ShellViewModel model;
    private final Texts texts;

    JobsPane(ShellViewModel model) {
        this.model = model;
        this.texts = model.texts();
        setId("jobs");
        getStyleClass().addAll("overlay-panel", "jobs-pane");
        model.jobs().running().addListener((ListChangeListener<JobState>) _ -> build());
        build();
    }

    private void build() {
        var head = new Label(texts.get("jobs.title"));
        head.getStyleClass().add("panel-title");
        getChildren().setAll(head);
        var running = model.jobs().running();
        if (running.isEmpty()) {
            var nothing = new Label(texts.get("jobs.nothing"));
            nothing.getStyleClass().add("muted");
            getChildren().add(nothing);
        }
        int number = 1;
        for (var job : running) {
            getChildren().add(line(job, number++));
        }
    }

    private Node line(JobState job, int number) {
        var title = new Label(job.title());
        title.getStyleClass().add("job-title");
        title.setMinWidth(0);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        var cancel = new Button(texts.get("jobs.cancel"));
        cancel.setId("job-cancel-" + number);
        cancel.getStyleClass().add("small");
        cancel.setAccessibleText(texts.get("jobs.cancel.title", job.title()));
        cancel.setMinWidth(USE_PREF_SIZE);
        cancel.setOnAction(_ -> job.cancel());
        cancel.disableProperty().bind(job.cancelledProperty());
        var head = new HBox(title, cancel);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("job-head");
        var bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add("job-bar");
        bar.progressProperty()
                .bind(job.stepProperty().map(step -> step.share().orElse(ProgressBar.INDETERMINATE_PROGRESS)));
        var detail = new Label();
        detail.setId("job-detail-" + number);
        detail.getStyleClass().add("muted");
        detail.textProperty()
                .bind(job.cancelledProperty()
                        .flatMap(cancelled -> job.stepProperty()
                                .map(step -> cancelled ? texts.get("jobs.cancelling") : model.describe(step))));
        var line = new VBox(head, bar, detail);
        line.getStyleClass().add("job-line");
        return line;
    }
}
