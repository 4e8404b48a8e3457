package app.assay.ui.software;

import app.assay.domain.software.Recognition;
import app.assay.ui.grid.PagedGrid;
import app.assay.ui.shell.Problem;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.Icons;
import app.assay.ui.theme.State;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/// The queue of titles and, under it, what the selected title is, may be, and is decided to be. Decides nothing.
final class TitlesView extends BorderPane {

    private static final int MOST_PROPOSALS = 5;

    private final TitlesViewModel model; // keep: bindings hold their far end weakly
    private final Texts texts;
    private final PagedGrid grid;
    private final Label name = new Label();
    private final Label state = new Label();
    private final Label explanation = new Label();
    private final FlowPane proposals = new FlowPane();
    private final ProductField product;
    private final Button decide;
    private final Button ignore;
    private final Button reopen;
    private final VBox bar = new VBox();
    private final Runnable begin;

    /// What the view asks of its workspace.
    interface Opening {
        void installations();

        void rule();

        /// Begins a new product with what the title tells.
        void product();
    }

    TitlesView(TitlesViewModel model, PagedGrid grid, Opening opening, Texts texts) {
        this.model = model;
        this.grid = grid;
        this.texts = texts;
        name.setId("title-name");
        name.getStyleClass().add("title-name");
        name.setMinWidth(0);
        state.setId("title-state");
        state.setMinWidth(Region.USE_PREF_SIZE);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var rows = button("title-installations", "software.title.installations", Material2OutlinedAL.COMPUTER);
        rows.setOnAction(_ -> opening.installations());
        var rule = button("title-rule", "software.title.rule", Material2OutlinedAL.ADD);
        rule.setOnAction(_ -> opening.rule());
        var own = button("title-new-product", "software.title.newproduct", Material2OutlinedAL.ADD);
        own.setOnAction(_ -> opening.product());
        begin = opening::product;
        var head = new HBox(name, state, space, rows, rule, own);
        head.getStyleClass().add("title-head");
        head.setAlignment(Pos.CENTER_LEFT);
        explanation.setId("title-explanation");
        explanation.getStyleClass().add("title-explanation");
        explanation.setWrapText(true);
        proposals.setId("title-proposals");
        proposals.getStyleClass().add("proposals");
        product = new ProductField(model.choice(), "title", texts);
        HBox.setHgrow(product, Priority.ALWAYS);
        decide = new Button();
        decide.setId("title-decide");
        decide.getStyleClass().add("accent");
        decide.setMinWidth(Region.USE_PREF_SIZE);
        decide.setOnAction(_ -> model.decideChoice());
        ignore = button("title-ignore", "software.title.ignore", Material2OutlinedAL.BLOCK);
        ignore.setOnAction(_ -> model.ignore());
        reopen = button("title-reopen", "software.title.reopen", Material2OutlinedMZ.UNDO);
        reopen.setOnAction(_ -> model.reopen());
        var line = new HBox(product, decide, ignore, reopen);
        line.getStyleClass().add("title-decision");
        line.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("title-bar");
        bar.setId("title-bar");
        bar.getChildren().setAll(head, explanation, proposals, line);
        setCenter(grid);
        setBottom(bar);
        grid.setOnActivate((_, column) -> {
            if (column.id().equals("devices")) {
                opening.installations();
            } else {
                product.focusSearch();
            }
        });
        model.titleProperty().subscribe(this::show);
        model.problemProperty()
                .subscribe(problem -> problem.map(Problem::sentences).ifPresent(told -> {
                    explanation.setText(told);
                    bar.setVisible(true);
                    bar.setManaged(true);
                }));
        model.titles().selectionStatusProperty().subscribe(_ -> name());
        model.titles().focusedRowProperty().subscribe(_ -> name());
        model.choice().targetProperty().subscribe(_ -> name());
        model.decidingProperty().subscribe(_ -> name());
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    private Button button(String id, String key, org.kordamp.ikonli.Ikon icon) {
        var made = new Button(texts.get(key), Icons.of(icon));
        made.setId(id);
        made.setMinWidth(Region.USE_PREF_SIZE);
        return made;
    }

    private void name() {
        long count = model.selected();
        decide.setText(texts.get("software.title.decide", count));
        boolean busy = model.decidingProperty().get();
        decide.setDisable(busy || model.choice().targetProperty().get().isEmpty());
        ignore.setDisable(busy);
        reopen.setDisable(busy);
    }

    private void show(Optional<SoftwareWork.Title> now) {
        bar.setVisible(now.isPresent());
        bar.setManaged(now.isPresent());
        name();
        if (now.isEmpty()) {
            return;
        }
        var title = now.get();
        var raw = title.raw();
        name.setText(raw.publisher().isEmpty() ? raw.name() : raw.name() + "  ·  " + raw.publisher());
        name.setTooltip(new Tooltip(raw.name() + "\n" + raw.publisher() + "\n" + raw.version()));
        var code = title.recognition().state().name();
        var sign = State.ofCode(code);
        state.setText(sign.map(found -> found.sign() + "  ").orElse("") + texts.code("state", code));
        state.getStyleClass().setAll("label", "title-state");
        sign.ifPresent(found -> state.getStyleClass().add(found.styleClass()));
        explanation.setText(title.explanation());
        proposals.getChildren().clear();
        boolean isOpen = title.recognition().state() == Recognition.State.OPEN;
        for (int place = 0; place < Math.min(MOST_PROPOSALS, title.proposals().size()); place++) {
            proposals.getChildren().add(proposal(title, place));
        }
        boolean any = !proposals.getChildren().isEmpty();
        if (!any && isOpen) {
            var none = new Label(texts.get("software.title.noproposal"));
            none.getStyleClass().add("title-explanation");
            proposals.getChildren().add(none);
        }
        proposals.setVisible(any || isOpen);
        proposals.setManaged(any || isOpen);
        ignore.setVisible(title.recognition().state() != Recognition.State.IGNORED);
        ignore.setManaged(ignore.isVisible());
        reopen.setVisible(!isOpen);
        reopen.setManaged(!isOpen);
    }

    private Button proposal(SoftwareWork.Title title, int place) {
        var offered = title.proposals().get(place);
        var words = model.choice().name(offered.target());
        var key = new Label("Alt+" + (place + 1));
        key.getStyleClass().add("proposal-key");
        var score = new Label(texts.values().percent(offered.score()));
        score.getStyleClass().add("proposal-score");
        var made = new Button();
        made.setId("proposal-" + (place + 1));
        var content = new HBox(6, key, new Label(words), score);
        content.setAlignment(Pos.CENTER_LEFT);
        made.setGraphic(content);
        made.getStyleClass().add("proposal");
        made.setTooltip(new Tooltip(offered.why()));
        made.setAccessibleText(words + ", " + texts.values().percent(offered.score()) + ", " + offered.why());
        made.setOnAction(_ -> model.accept(place));
        return made;
    }

    private void key(KeyEvent pressed) {
        if (pressed.isAltDown() && !pressed.isShortcutDown()) {
            int place = switch (pressed.getCode()) {
                case DIGIT1, NUMPAD1 -> 0;
                case DIGIT2, NUMPAD2 -> 1;
                case DIGIT3, NUMPAD3 -> 2;
                case DIGIT4, NUMPAD4 -> 3;
                case DIGIT5, NUMPAD5 -> 4;
                default -> -1;
            };
            if (place >= 0) {
                model.accept(place);
                pressed.consume();
            }
            return;
        }
        boolean typing = pressed.getTarget() instanceof TextInputControl;
        if (typing || pressed.isShortcutDown() || pressed.isShiftDown()) {
            if (typing && pressed.getCode() == KeyCode.ESCAPE) {
                grid.focusTable();
            }
            return;
        }
        if (pressed.getCode() == KeyCode.I) {
            model.ignore();
            pressed.consume();
        } else if (pressed.getCode() == KeyCode.P) {
            begin.run();
            pressed.consume();
        } else if (pressed.getCode() == KeyCode.O) {
            model.reopen();
            pressed.consume();
        }
    }
}
