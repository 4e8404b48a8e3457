package app.assay.ui.trail;

import app.assay.domain.table.Column;
import app.assay.domain.table.TableQuery;
import app.assay.domain.table.TableSource;
import app.assay.ui.shell.Jobs;
import app.assay.ui.text.Texts;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;

/// The hash of the newest entry, which stands for all before it; to be copied into a paper that others keep.
final class TrailHeadLine extends HBox {

    private static final int SHOWN = 16;

    private record Head(String sequence, String hash) {}

    private final TableSource trail;
    private final Jobs jobs;
    private final Texts texts;
    private final Consumer<Exception> failed;
    private final Label head = new Label();
    private final Label entry = new Label();
    private Optional<Head> shown = Optional.empty();

    /// @param trail the latest entry first
    TrailHeadLine(TableSource trail, Jobs jobs, Texts texts, Consumer<Exception> failed) {
        this.trail = trail;
        this.jobs = jobs;
        this.texts = texts;
        this.failed = failed;
        setId("trail-head-line");
        getStyleClass().add("trail-head");
        var name = new Label(texts.get("trail.head"));
        name.getStyleClass().add("muted");
        head.setId("trail-head");
        entry.getStyleClass().add("muted");
        var copy = new Button(texts.get("trail.head.copy"));
        copy.setId("trail-head-copy");
        copy.getStyleClass().add("small");
        copy.setOnAction(_ -> shown.ifPresent(found -> {
            var content = new ClipboardContent();
            content.putString(found.hash());
            Clipboard.getSystemClipboard().setContent(content);
        }));
        getChildren().setAll(name, head, entry, copy);
        show(Optional.empty());
    }

    void refresh() {
        jobs.quiet(_ -> newest(), this::show, failed);
    }

    private Optional<Head> newest() {
        var columns = trail.columns().stream().map(Column::id).toList();
        return trail.page(TableQuery.ALL, 0, 1).rows().stream()
                .findFirst()
                .map(row -> new Head(
                        String.valueOf(row.cells().get(columns.indexOf("sequence"))),
                        String.valueOf(row.cells().get(columns.indexOf("hash")))));
    }

    private void show(Optional<Head> found) {
        shown = found;
        setVisible(found.isPresent());
        setManaged(found.isPresent());
        found.ifPresent(newest -> {
            head.setText(
                    newest.hash().substring(0, Math.min(SHOWN, newest.hash().length())));
            head.setTooltip(new Tooltip(newest.hash()));
            entry.setText(texts.get("trail.head.entry", number(newest.sequence())));
        });
    }

    private static long number(String sequence) {
        return Long.parseLong(sequence);
    }
}
