package app.assay.ui.shell;

import app.assay.ui.text.Texts;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.collections.WeakListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;

/// A job that the whole window waits for: what it does, how far it is, and a button to end it.
public final class WorkPane extends VBox {

    private final String title;
    private final Jobs jobs;
    private final Texts texts;
    private final ProgressBar bar = new ProgressBar();
    private final Label detail = new Label();
    private final Button cancel = new Button();
    private final ListChangeListener<JobState> follower = _ -> follow();

    /// @param title of the job, as it was started with
    /// @param sentence what happens to the register meanwhile
    /// @param ending ends the job
    public WorkPane(String title, String sentence, Action ending, Jobs jobs, Texts texts) {
        this.title = title;
        this.jobs = jobs;
        this.texts = texts;
        setId("work");
        getStyleClass().add("work-pane");
        setAlignment(Pos.CENTER);
        var head = new Label(title);
        head.setId("work-title");
        head.getStyleClass().add("work-title");
        var told = new Label(sentence);
        told.getStyleClass().add("muted");
        told.setWrapText(true);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add("job-bar");
        detail.setId("work-detail");
        detail.getStyleClass().add("muted");
        detail.setWrapText(true);
        detail.setText(texts.get("jobs.begins"));
        cancel.setText(ending.text());
        cancel.setId("action-" + ending.id());
        cancel.setOnAction(_ -> ending.run().run());
        var card = new VBox(head, told, bar, detail, cancel);
        card.getStyleClass().add("work-card");
        card.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        getChildren().setAll(card);
        jobs.running().addListener(new WeakListChangeListener<>(follower));
        follow();
    }

    /// Puts the focus on the button, so that the keyboard can end the job.
    public void focus() {
        cancel.requestFocus();
    }

    private void follow() {
        jobs.running().stream()
                .filter(job -> job.title().equals(title))
                .reduce((_, newest) -> newest)
                .ifPresent(this::show);
    }

    private void show(JobState job) {
        bar.progressProperty()
                .bind(job.stepProperty().map(step -> step.share().orElse(ProgressBar.INDETERMINATE_PROGRESS)));
        detail.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> job.cancelledProperty().get()
                                ? texts.get("jobs.cancelling")
                                : JobWords.describe(job.stepProperty().get(), texts),
                        job.cancelledProperty(),
                        job.stepProperty()));
        cancel.disableProperty().bind(job.cancelledProperty());
    }
}
