package app.assay.service.table;

import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import org.jspecify.annotations.Nullable;

/// The canonical text of a cell, the same in every locale.
public final class CellText {

    private CellText() {}

    /// Empty for an unknown cell.
    public static String of(@Nullable Object cell) {
        return switch (cell) {
            case null -> "";
            case Quantity quantity -> quantity.text();
            case Money money -> money.text();
            case java.math.BigDecimal decimal -> decimal.toPlainString();
            default -> cell.toString();
        };
    }
}
