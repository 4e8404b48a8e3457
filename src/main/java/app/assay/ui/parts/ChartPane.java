package app.assay.ui.parts;

import app.assay.charts.ChartTheme;
import java.awt.geom.Rectangle2D;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.fx.FXGraphics2D;
import org.jfree.fx.FXHints;
import org.jspecify.annotations.Nullable;

/// A chart on screen: drawn in the colours of the window at the screen's own resolution, followed by mouse and
/// keyboard. Arrows go from one thing in it to the next, Enter or a click opens its rows.
public final class ChartPane extends Region {

    private static final double LIGHTER_THAN_GROUND = 0.5;

    private final Canvas canvas = new Canvas();
    /// Tells the colour of text, hence whether the window is dark.
    private final Label probe = new Label("x");

    private final Tooltip tooltip = new Tooltip();
    private final ReadOnlyObjectWrapper<Optional<String>> pointed = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Function<ChartTheme, ChartPicture> maker;
    private Function<String, String> words = key -> key;
    private Consumer<String> opening = _ -> {};
    private Optional<String> chosen = Optional.empty();
    private ChartTheme theme = ChartTheme.LIGHT;
    private @Nullable ChartPicture picture;
    private ChartRenderingInfo info = new ChartRenderingInfo();

    /// @param maker makes the chart in given colours; asked on the drawing thread
    public ChartPane(Function<ChartTheme, ChartPicture> maker) {
        this.maker = maker;
        getStyleClass().add("chart-pane");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        probe.setManaged(false);
        probe.setMouseTransparent(true);
        probe.setOpacity(0);
        probe.getStyleClass().add("chart-probe");
        canvas.setManaged(false);
        getChildren().addAll(probe, canvas);
        probe.textFillProperty().subscribe(paint -> {
            if (paint instanceof Color colour) {
                var next = colour.getBrightness() > LIGHTER_THAN_GROUND ? ChartTheme.DARK : ChartTheme.LIGHT;
                if (!next.equals(theme)) {
                    theme = next;
                    picture = null;
                    requestLayout();
                }
            }
        });
        focusedProperty().subscribe(_ -> draw());
        addEventHandler(MouseEvent.MOUSE_MOVED, moved -> point(keyAt(moved), moved));
        addEventHandler(MouseEvent.MOUSE_EXITED, _ -> point(Optional.empty(), null));
        addEventHandler(MouseEvent.MOUSE_CLICKED, clicked -> {
            requestFocus();
            keyAt(clicked).ifPresent(opening);
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /// Shows another chart.
    public void show(Function<ChartTheme, ChartPicture> next) {
        maker = next;
        picture = null;
        pointed.set(Optional.empty());
        requestLayout();
    }

    /// What a click or Enter on a thing does.
    public void setOnOpen(Consumer<String> open) {
        opening = open;
    }

    /// Words for a thing that is pointed at, for the tooltip and for screen readers.
    public void setWords(Function<String, String> told) {
        words = told;
    }

    /// Marks the thing whose rows are shown elsewhere.
    public void choose(Optional<String> key) {
        if (!chosen.equals(key)) {
            chosen = key;
            draw();
        }
    }

    /// The thing under the mouse or the keyboard.
    public ReadOnlyObjectProperty<Optional<String>> pointedProperty() {
        return pointed.getReadOnlyProperty();
    }

    @Override
    protected void layoutChildren() {
        double width = Math.max(0, snapSizeX(getWidth()) - snappedLeftInset() - snappedRightInset());
        double height = Math.max(0, snapSizeY(getHeight()) - snappedTopInset() - snappedBottomInset());
        canvas.relocate(snappedLeftInset(), snappedTopInset());
        canvas.setWidth(width);
        canvas.setHeight(height);
        draw();
    }

    private void draw() {
        double width = canvas.getWidth();
        double height = canvas.getHeight();
        if (width < 1 || height < 1) {
            return;
        }
        var now = picture;
        if (now == null) {
            now = maker.apply(theme);
            picture = now;
            setAccessibleText(title(now));
        }
        var context = canvas.getGraphicsContext2D();
        context.clearRect(0, 0, width, height);
        var graphics = new FXGraphics2D(context);
        graphics.setRenderingHint(FXHints.KEY_USE_FX_FONT_METRICS, true);
        graphics.setZeroStrokeWidth(0.1);
        info = new ChartRenderingInfo();
        now.chart().draw(graphics, new Rectangle2D.Double(0, 0, width, height), info);
        graphics.dispose();
        chosen.flatMap(key -> boundsOf(key)).ifPresent(place -> {
            context.setStroke(fx(theme.muted()));
            context.setLineWidth(1);
            context.strokeRect(place.getX() + 0.5, place.getY() + 0.5, place.getWidth() - 1, place.getHeight() - 1);
        });
        pointed.get().flatMap(key -> boundsOf(key)).ifPresent(place -> {
            var wash = fx(theme.text());
            context.setFill(new Color(wash.getRed(), wash.getGreen(), wash.getBlue(), 0.06));
            context.fillRect(place.getX(), place.getY(), place.getWidth(), place.getHeight());
            if (isFocused()) {
                context.setStroke(fx(theme.surplus()));
                context.setLineWidth(2);
                context.strokeRect(place.getX() + 1, place.getY() + 1, place.getWidth() - 2, place.getHeight() - 2);
            }
        });
    }

    private Optional<Rectangle2D> boundsOf(String key) {
        return picture == null ? Optional.empty() : picture.boundsOf(info, key);
    }

    private Optional<String> keyAt(MouseEvent event) {
        return picture == null
                ? Optional.empty()
                : picture.keyAt(info, event.getX() - canvas.getLayoutX(), event.getY() - canvas.getLayoutY());
    }

    private void point(Optional<String> key, @Nullable MouseEvent at) {
        if (key.equals(pointed.get())) {
            return;
        }
        pointed.set(key);
        if (key.isPresent()) {
            var told = words.apply(key.get());
            setAccessibleText((picture == null ? "" : title(picture) + ". ") + told);
            if (at != null) {
                tooltip.setText(told);
                Tooltip.install(this, tooltip);
            }
        } else {
            Tooltip.uninstall(this, tooltip);
        }
        draw();
    }

    private void key(KeyEvent pressed) {
        if (picture == null || pressed.isShortcutDown() || pressed.isAltDown()) {
            return;
        }
        var keys = picture.keys();
        int here = pointed.get().map(keys::indexOf).orElse(-1);
        switch (pressed.getCode()) {
            case UP, LEFT -> step(Math.max(0, here - 1));
            case DOWN, RIGHT -> step(Math.min(keys.size() - 1, here + 1));
            case HOME -> step(0);
            case END -> step(keys.size() - 1);
            case ENTER -> pointed.get().ifPresent(opening);
            default -> {
                return;
            }
        }
        pressed.consume();
    }

    private void step(int number) {
        if (picture != null && number >= 0 && number < picture.keys().size()) {
            point(Optional.of(picture.keys().get(number)), null);
        }
    }

    private static String title(ChartPicture shown) {
        var text = new StringBuilder();
        for (int i = 0; i < shown.chart().getSubtitleCount(); i++) {
            if (shown.chart().getSubtitle(i) instanceof org.jfree.chart.title.TextTitle title) {
                text.append(text.isEmpty() ? "" : ". ").append(title.getText());
            }
        }
        return text.toString();
    }

    private static Color fx(java.awt.Color colour) {
        return Color.rgb(colour.getRed(), colour.getGreen(), colour.getBlue());
    }
}
