package app.assay.reporting.table;

import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import app.assay.files.Json;
import app.assay.work.Plain;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tables as CSV, in two forms.
///
/// The *exact* form is RFC 4180 in UTF-8 with line feeds: every text is quoted, every other value is its canonical
/// text without quotes, and an unknown value is an empty field without quotes, so that it differs from the empty
/// text `""`. Nothing is changed; a program reads back what was written.
///
/// The *spreadsheet* form is for a double-click: a byte order mark, CR LF, and an apostrophe before every text that
/// a spreadsheet could take for a formula. Its last column, [#GUARDED], names the columns of the row that were
/// given an apostrophe, separated by blanks; taking the first character off those cells yields the exact text.
public final class CsvTables {

    /// Header of the last column of the spreadsheet form, by which a reader recognises it.
    public static final String GUARDED = "_guarded";

    private CsvTables() {}

    /// Which of the two forms.
    public enum Form {
        EXACT,
        SPREADSHEET
    }

    /// The text with an apostrophe before it if a spreadsheet could take it for a formula, else as it is.
    public static String guard(String text) {
        return needsGuard(text) ? "'" + text : text;
    }

    /// Takes a guard off.
    ///
    /// @throws IllegalArgumentException if the text does not begin with an apostrophe
    public static String unguard(String guarded) {
        if (!guarded.startsWith("'")) {
            throw new IllegalArgumentException("not guarded: " + guarded);
        }
        return guarded.substring(1);
    }

    /// Whether the first character that is no blank, quote, apostrophe or invisible mark would begin a formula, or
    /// a control
    /// character stands in its way.
    public static boolean needsGuard(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠' -> {
                    return true;
                }
                case '"', '\'' -> {}
                default -> {
                    boolean isUnseen = Character.isSpaceChar(c)
                            || Character.isWhitespace(c)
                            || Character.getType(c) == Character.FORMAT;
                    if (!isUnseen) {
                        return false;
                    }
                }
            }
        }
        return false;
    }

    /// Opens a table for writing and writes its header. The stream stays open when the writer is finished.
    public static RowWriter open(List<Column> columns, Form form, OutputStream out) {
        return new RowWriter(columns, form, out);
    }

    /// Writes a whole table.
    ///
    /// @return rows written, the header aside
    public static long write(TableData table, Form form, OutputStream out) throws IOException {
        try {
            var writer = open(table.columns(), form, out);
            table.rows().forEach(writer::row);
            return writer.finish();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// What the columns of a table hold, as JSON.
    public static String schema(TableData table) {
        var columns = new ArrayList<Map<String, Object>>();
        for (var column : table.columns()) {
            var facts = new LinkedHashMap<String, Object>();
            facts.put("name", column.id());
            facts.put("type", column.type().name().toLowerCase(Locale.ROOT));
            facts.put("form", form(column.type()));
            columns.add(facts);
        }
        var schema = new LinkedHashMap<String, Object>();
        schema.put("table", table.name());
        schema.put("title", table.title());
        schema.put("encoding", "UTF-8");
        schema.put("separator", ",");
        schema.put("lineEnd", "LF");
        schema.put("unknown", "an empty field without quotes; \"\" is the empty text");
        schema.put("columns", columns);
        return Json.pretty(schema);
    }

    private static String form(ColumnType type) {
        return switch (type) {
            case TEXT -> "text in quotes";
            case CODE -> "a stable code in quotes";
            case INTEGER -> "a whole number";
            case DECIMAL -> "a plain decimal with a point";
            case QUANTITY -> "a plain decimal, unlimited or unknown";
            case MONEY -> "a plain decimal, a blank and an ISO 4217 code";
            case DATE -> "an ISO 8601 date";
            case INSTANT -> "an ISO 8601 instant in UTC";
            case FLAG -> "true or false";
        };
    }

    /// Canonical text of a cell's value.
    public static String text(Object value) {
        return switch (value) {
            case BigDecimal number -> number.toPlainString();
            case Quantity quantity -> quantity.text();
            case Money money -> money.text();
            default -> value.toString();
        };
    }

    /// Writes rows one by one.
    public static final class RowWriter {

        private final List<Column> columns;
        private final Form form;
        private final Writer out;
        private long rows;

        private RowWriter(List<Column> columns, Form form, OutputStream bytes) {
            this.columns = columns;
            this.form = form;
            this.out = new BufferedWriter(new OutputStreamWriter(bytes, encoder()), 1 << 16);
            try {
                if (form == Form.SPREADSHEET) {
                    out.write('\ufeff');
                }
                for (int i = 0; i < columns.size(); i++) {
                    out.write(i == 0 ? "" : ",");
                    out.write(quoted(columns.get(i).id()));
                }
                if (form == Form.SPREADSHEET) {
                    out.write("," + quoted(GUARDED));
                }
                endRow();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// Half a character cannot be written; it becomes the sign for "no character" and not a question mark,
        /// which
        /// would be taken for what was there.
        private static CharsetEncoder encoder() {
            return StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .replaceWith("\ufffd".getBytes(StandardCharsets.UTF_8));
        }

        /// @throws IllegalArgumentException if the row has another number of cells than the table has columns
        public void row(List<@Nullable Object> cells) {
            if (cells.size() != columns.size()) {
                throw new IllegalArgumentException(Plain.text("%s cells for %s columns", cells.size(), columns.size()));
            }
            try {
                var guarded = new StringBuilder();
                for (int i = 0; i < cells.size(); i++) {
                    if (i > 0) {
                        out.write(',');
                    }
                    Object value = cells.get(i);
                    if (value == null) {
                        continue;
                    }
                    String text = text(value);
                    if (form == Form.SPREADSHEET && guardable(columns.get(i).type()) && needsGuard(text)) {
                        guarded.append(guarded.isEmpty() ? "" : " ")
                                .append(columns.get(i).id());
                        text = guard(text);
                    }
                    out.write(isText(columns.get(i).type()) || mustQuote(text) ? quoted(text) : text);
                }
                if (form == Form.SPREADSHEET) {
                    out.write(',');
                    out.write(quoted(guarded.toString()));
                }
                endRow();
                rows++;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// @return rows written, the header aside
        public long finish() {
            try {
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return rows;
        }

        private void endRow() throws IOException {
            out.write(form == Form.SPREADSHEET ? "\r\n" : "\n");
        }

        /// A negative number is a number, whatever it begins with.
        private static boolean guardable(ColumnType type) {
            return switch (type) {
                case TEXT, CODE, MONEY -> true;
                case INTEGER, DECIMAL, QUANTITY, DATE, INSTANT, FLAG -> false;
            };
        }

        private static boolean isText(ColumnType type) {
            return type == ColumnType.TEXT || type == ColumnType.CODE;
        }

        private static boolean mustQuote(String text) {
            return text.isEmpty() || text.indexOf(',') >= 0 || text.indexOf('"') >= 0;
        }

        private static String quoted(String text) {
            return '"' + text.replace("\"", "\"\"") + '"';
        }
    }
}
