package app.assay.ui.trail;

import app.assay.domain.record.ChangeText;
import app.assay.domain.table.Column;
import app.assay.domain.table.FacetValue;
import app.assay.domain.table.TablePage;
import app.assay.domain.table.TableQuery;
import app.assay.domain.table.TableRow;
import app.assay.domain.table.TableSource;
import app.assay.ui.text.Texts;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The trail as screens show it: the days in its changes in the language of the screen.
final class ChangeWords implements TableSource {

    static final String COLUMN = "change";

    private static final Map<String, String> KEYS = Map.of(
            "there from", "trail.change.begins",
            "there before", "trail.change.nolongerbegins",
            "no longer from", "trail.change.nolonger",
            "from", "trail.change.from",
            "before", "trail.change.before",
            "until", "trail.change.until");
    private static final Pattern DAY = Pattern.compile(
            "(there from|there before|no longer from|from|before|until)" + ChangeText.JOINT + "(\\d{4}-\\d\\d-\\d\\d)");

    private final TableSource trail;
    private final Texts texts;

    ChangeWords(TableSource trail, Texts texts) {
        this.trail = trail;
        this.texts = texts;
    }

    /// A change, as [ChangeText] tells it, in the language of the screen.
    static String of(String change, Texts texts) {
        return DAY.matcher(change).replaceAll(found -> {
            try {
                return Matcher.quoteReplacement(texts.get(
                        KEYS.getOrDefault(found.group(1), "trail.change.from"),
                        texts.values().date(LocalDate.parse(found.group(2)))));
            } catch (DateTimeParseException _) {
                return Matcher.quoteReplacement(found.group());
            }
        });
    }

    @Override
    public String name() {
        return trail.name();
    }

    @Override
    public List<Column> columns() {
        return trail.columns();
    }

    @Override
    public long revision() {
        return trail.revision();
    }

    @Override
    public TablePage page(TableQuery query, long from, int size) {
        var page = trail.page(query, from, size);
        return new TablePage(
                page.revision(),
                page.from(),
                page.matching(),
                page.total(),
                page.rows().stream().map(this::told).toList());
    }

    private TableRow told(TableRow row) {
        var columns = columns();
        var cells = new ArrayList<@Nullable Object>(row.cells());
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).id().equals(COLUMN) && cells.get(i) instanceof String change) {
                cells.set(i, of(change, texts));
            }
        }
        return new TableRow(row.id(), cells);
    }

    @Override
    public List<FacetValue> facet(String column, TableQuery query, int most) {
        return trail.facet(column, query, most);
    }

    @Override
    public void forEach(TableQuery query, Consumer<TableRow> each) {
        trail.forEach(query, row -> each.accept(told(row)));
    }
}
