package app.assay.importing.table;

import app.assay.importing.format.ReadOptions;
import app.assay.importing.guard.Texts;
import app.assay.importing.profile.DateOrder;
import app.assay.importing.profile.MappingProfile;
import app.assay.importing.profile.TableLayout;
import app.assay.importing.value.Row;
import app.assay.importing.value.RowSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Makes previews of tables.
public final class Previews {

    public static final int LONGEST_CELL = 500;

    private Previews() {}

    public static TablePreview of(String format, TablePlan plan, ReadOptions options, RowSource source, int rows) {
        var first = new ArrayList<TablePreview.Row>();
        for (Row row = source.next(); row != null && first.size() < rows; row = source.next()) {
            if (row.number() > plan.layout().headerRow() && !row.isBlank()) {
                List<String> cells = TablePlanner.cells(row).stream()
                        .map(cell -> Texts.cut(cell, LONGEST_CELL))
                        .toList();
                first.add(new TablePreview.Row(row.number(), cells));
            }
        }
        List<TablePreview.Column> columns = plan.columns().stream()
                .map(column -> new TablePreview.Column(
                        column.index(), column.header(), column.field(), column.confidence(), column.dateOrder()))
                .toList();
        return new TablePreview(
                format,
                plan.layout(),
                plan.meaning(),
                plan.meaningConfidence(),
                columns,
                first,
                plan.findings(),
                proposal(plan, options));
    }

    private static Optional<MappingProfile> proposal(TablePlan plan, ReadOptions options) {
        if (plan.meaning().isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> columns = new LinkedHashMap<>();
        plan.columns().forEach(column -> columns.put(column.header(), column.field()));
        TableLayout layout = plan.layout();
        boolean workbook = !layout.sheets().isEmpty();
        Optional<MappingProfile> told = options.profile();
        return Optional.of(new MappingProfile(
                told.map(MappingProfile::name).orElse(""),
                plan.meaning(),
                workbook ? Optional.empty() : Optional.of(layout.encoding()),
                workbook ? Optional.empty() : Optional.of(layout.separator()),
                workbook ? Optional.empty() : Optional.of(layout.quote()),
                OptionalInt.of(layout.headerRow()),
                workbook ? Optional.of(layout.sheet()) : Optional.empty(),
                told.flatMap(MappingProfile::decimalMark)
                        .or(() -> plan.columns().stream()
                                .flatMap(column -> column.decimalMark().stream())
                                .findFirst()),
                told.flatMap(MappingProfile::dateOrder).or(() -> oneOrder(plan)),
                told.flatMap(MappingProfile::currency),
                columns,
                told.map(MappingProfile::constants).orElse(Map.of())));
    }

    /// The order of all date columns, when they agree.
    private static Optional<DateOrder> oneOrder(TablePlan plan) {
        List<DateOrder> orders = plan.columns().stream()
                .flatMap(column -> column.dateOrder().stream())
                .distinct()
                .toList();
        return orders.size() == 1 ? Optional.of(orders.getFirst()) : Optional.empty();
    }
}
