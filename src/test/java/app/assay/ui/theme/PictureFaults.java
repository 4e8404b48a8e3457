package app.assay.ui.theme;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TreeView;
import javafx.scene.control.skin.TableColumnHeader;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.text.Text;

/// What nobody should see in a picture of a screen: the name of a text instead of the text, words that are cut off, a
/// control that lies outside the window.
final class PictureFaults {

    /// Bounds are rounded to pixels.
    private static final double PIXEL = 1.5;

    private final Scene scene;
    private final TreeSet<String> found = new TreeSet<>();

    private PictureFaults(Scene scene) {
        this.scene = scene;
    }

    /// The faults of a shown scene, in words; on the drawing thread.
    static List<String> of(Scene scene) {
        var faults = new PictureFaults(scene);
        faults.look(scene.getRoot(), false);
        return new ArrayList<>(faults.found);
    }

    /// @param isScrolled whether the node lies in what can be scrolled, so that a part of it may be out of sight
    private void look(Node node, boolean isScrolled) {
        if (!node.isVisible() || node.getOpacity() == 0) {
            return;
        }
        if (node instanceof Labeled labeled) {
            lookAtText(labeled.getText(), labeled);
            // Cells and headings of tables are as wide as people make them; their text is shown whole on hovering.
            boolean mayBeCut = isScrolled
                    || node instanceof IndexedCell<?>
                    || labeled.getTooltip() != null; // which shows it whole
            if (!mayBeCut && labeled.isTextTruncated()) {
                found.add("cut off: " + labeled.getText() + " " + where(node));
            }
        } else if (node instanceof Text text) {
            lookAtText(text.getText(), text);
        } else if (node instanceof TextInputControl input) {
            lookAtText(input.getText(), input);
            lookAtText(input.getPromptText(), input);
        }
        if (!isScrolled && (node instanceof Labeled || node instanceof TextInputControl) && isOutside(node)) {
            found.add("outside: " + (node instanceof Labeled labeled ? labeled.getText() : "") + " " + where(node));
        }
        if (node instanceof Parent parent) {
            boolean scrolls = isScrolled
                    || node.getClip() != null
                    || node instanceof ScrollPane
                    || node instanceof TableView<?>
                    || node instanceof TreeView<?>
                    || node instanceof TableColumnHeader
                    || node instanceof VirtualFlow<?>;
            parent.getChildrenUnmodifiable().forEach(child -> look(child, scrolls));
        }
    }

    private void lookAtText(String text, Node node) {
        if (text != null && text.contains("‹") && text.contains("›")) {
            found.add("without words: " + text + " " + where(node));
        }
    }

    private boolean isOutside(Node node) {
        Bounds bounds = node.localToScene(node.getLayoutBounds());
        return bounds.getWidth() > 0
                && (bounds.getMaxX() > scene.getWidth() + PIXEL
                        || bounds.getMaxY() > scene.getHeight() + PIXEL
                        || bounds.getMinX() < -PIXEL
                        || bounds.getMinY() < -PIXEL);
    }

    private static String where(Node node) {
        var place = new StringBuilder();
        for (Node at = node; at != null; at = at.getParent()) {
            place.append(place.isEmpty() ? "(" : " in ").append(at.getClass().getSimpleName());
            if (at.getId() != null) {
                return place.append(" #").append(at.getId()).append(")").toString();
            }
        }
        return place.append(")").toString();
    }
}
