package app.assay.ui.grid;

import java.util.ArrayList;
import java.util.List;

/// Blocks of cells on the clipboard as spreadsheets write and read them: tabs between cells, line ends between rows,
/// quotes around a cell that has one of these in it.
public final class Tsv {

    private Tsv() {}

    static String cell(String text) {
        return text.indexOf('\t') < 0 && text.indexOf('\n') < 0 && text.indexOf('\r') < 0 && !text.startsWith("\"")
                ? text
                : '"' + text.replace("\"", "\"\"") + '"';
    }

    /// A block of these rows, which [#read] reads back as they are.
    public static String write(List<List<String>> rows) {
        var block = new StringBuilder();
        for (var row : rows) {
            for (int i = 0; i < row.size(); i++) {
                block.append(i == 0 ? "" : "\t").append(cell(row.get(i)));
            }
            block.append('\n');
        }
        return block.toString();
    }

    /// The cells of a block; the line end that spreadsheets put after the last row makes no row.
    public static List<List<String>> read(String block) {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        boolean begun = false;
        for (int i = 0; i < block.length(); i++) {
            char c = block.charAt(i);
            if (quoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (i + 1 < block.length() && block.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"' && cell.isEmpty()) {
                quoted = true;
                begun = true;
            } else if (c == '\t') {
                row.add(cell.toString());
                cell.setLength(0);
                begun = true;
            } else if (c == '\n' || c == '\r') {
                if (c == '\r' && i + 1 < block.length() && block.charAt(i + 1) == '\n') {
                    i++;
                }
                row.add(cell.toString());
                rows.add(List.copyOf(row));
                row.clear();
                cell.setLength(0);
                begun = false;
            } else {
                cell.append(c);
                begun = true;
            }
        }
        if (begun) {
            row.add(cell.toString());
            rows.add(List.copyOf(row));
        }
        return rows;
    }
}
