package app.assay.ui.shell;

import app.assay.ui.text.Texts;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The palette on screen.
final class PalettePane extends VBox {

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final PaletteViewModel model;
    private final Texts texts;
    private final Runnable close;
    private final TextField words = new TextField();
    private final VBox lines = new VBox();
    private final ScrollPane scroll = new ScrollPane(lines);
    private final Label nothing = new Label();

    PalettePane(PaletteViewModel model, Texts texts, Runnable close) {
        this.model = model;
        this.texts = texts;
        this.close = close;
        setId("palette");
        getStyleClass().addAll("overlay-panel", "palette");
        words.setId("palette-words");
        words.setPromptText(texts.get("palette.prompt"));
        words.textProperty().bindBidirectional(model.wordsProperty());
        words.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        lines.getStyleClass().add("palette-lines");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("palette-scroll");
        nothing.getStyleClass().addAll("muted", "palette-nothing");
        nothing.setText(texts.get("palette.nothing"));
        getChildren().setAll(words, scroll);
        model.entries().addListener((ListChangeListener<PaletteViewModel.Entry>) _ -> build());
        model.chosenProperty().subscribe(_ -> mark());
        build();
    }

    @Override
    public void requestFocus() {
        words.requestFocus();
        words.end();
    }

    private void key(KeyEvent pressed) {
        switch (pressed.getCode()) {
            case DOWN -> model.move(1);
            case UP -> model.move(-1);
            case ENTER -> run();
            case ESCAPE -> close.run();
            default -> {
                return;
            }
        }
        pressed.consume();
    }

    private void run() {
        model.choice().ifPresent(entry -> {
            close.run();
            entry.run().run();
        });
    }

    private void build() {
        lines.getChildren().clear();
        int number = 0;
        for (var entry : model.entries()) {
            lines.getChildren().add(line(entry, number++));
        }
        if (model.entries().isEmpty()) {
            lines.getChildren().add(nothing);
        }
        mark();
    }

    private Node line(PaletteViewModel.Entry entry, int number) {
        var title = new Label(entry.title());
        title.getStyleClass().add("palette-title");
        title.setMinWidth(0);
        var detail = new Label(entry.detail());
        detail.getStyleClass().add("muted");
        detail.setMinWidth(0);
        detail.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(detail, Priority.ALWAYS);
        var keys = new Label(entry.keys().isEmpty() ? "" : Keys.shown(entry.keys(), texts));
        keys.getStyleClass().add("keys");
        keys.setMinWidth(USE_PREF_SIZE);
        keys.setVisible(!entry.keys().isEmpty());
        keys.setManaged(!entry.keys().isEmpty());
        var kind = new Label(entry.kind());
        kind.getStyleClass().addAll("muted", "palette-kind");
        kind.setMinWidth(USE_PREF_SIZE);
        var line = new HBox(title, detail, keys, kind);
        line.setAlignment(Pos.CENTER_LEFT);
        line.setId("palette-line-" + number);
        line.getStyleClass().add("palette-line");
        line.setOnMouseClicked(_ -> {
            model.chosenProperty().set(number);
            run();
        });
        return line;
    }

    private void mark() {
        int chosen = model.chosenProperty().get();
        for (int i = 0; i < lines.getChildren().size(); i++) {
            lines.getChildren()
                    .get(i)
                    .pseudoClassStateChanged(
                            CHOSEN, i == chosen && !model.entries().isEmpty());
        }
        if (chosen >= 0 && chosen < lines.getChildren().size() && lines.getHeight() > scroll.getHeight()) {
            var line = lines.getChildren().get(chosen).getBoundsInParent();
            double hidden = lines.getHeight() - scroll.getViewportBounds().getHeight();
            double top = scroll.getVvalue() * hidden;
            double bottom = top + scroll.getViewportBounds().getHeight();
            if (line.getMinY() < top) {
                scroll.setVvalue(line.getMinY() / hidden);
            } else if (line.getMaxY() > bottom) {
                scroll.setVvalue((line.getMaxY() - scroll.getViewportBounds().getHeight()) / hidden);
            }
        }
    }
}
