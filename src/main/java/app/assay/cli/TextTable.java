package app.assay.cli;

import java.util.ArrayList;
import java.util.List;

/// Columns of text under headers, numbers to the right, for a terminal.
final class TextTable {

    private static final int WIDEST = 64;

    private final List<String> headers;
    private final List<Boolean> right;
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(List<String> headers, List<Boolean> right) {
        this.headers = List.copyOf(headers);
        this.right = List.copyOf(right);
    }

    void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    String text() {
        int[] widths = new int[headers.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = headers.get(column).length();
            for (var row : rows) {
                widths[column] = Math.min(
                        WIDEST, Math.max(widths[column], row.get(column).length()));
            }
        }
        var text = new StringBuilder();
        line(text, headers, widths);
        for (int column = 0; column < widths.length; column++) {
            text.append(column == 0 ? "" : "  ").append("-".repeat(widths[column]));
        }
        text.append('\n');
        rows.forEach(row -> line(text, row, widths));
        return text.toString();
    }

    private void line(StringBuilder text, List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            var cell = cells.get(column);
            if (cell.length() > widths[column]) {
                cell = cell.substring(0, widths[column] - 1) + "…";
            }
            var pad = " ".repeat(widths[column] - cell.length());
            line.append(column == 0 ? "" : "  ").append(right.get(column) ? pad + cell : cell + pad);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }
}
