package app.assay.ui.theme;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// Icons in the colour of the text beside them.
public final class Icons {

    private Icons() {}

    /// A new node of 16 px, drawn in the colour of the text around it.
    public static FontIcon of(Ikon ikon) {
        return FontIcon.of(ikon);
    }

    /// A new node with the style class `large-icon`, for the rail.
    public static FontIcon large(Ikon ikon) {
        var icon = FontIcon.of(ikon);
        icon.getStyleClass().add("large-icon");
        return icon;
    }
}
