package app.assay.ui.position;

import app.assay.domain.position.Position;
import app.assay.domain.position.PositionLine;
import app.assay.domain.position.Problem;
import app.assay.domain.position.RightUse;
import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.table.TableSource;
import app.assay.service.table.ListTable;
import app.assay.service.table.ListTable.Cell;
import app.assay.service.table.ListTable.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The small tables beside a line: its rights and what is wrong.
final class PositionTables {

    /// A problem and what it concerns.
    ///
    /// @param number place in the list, its identity
    private record Concern(int number, String concerns, Problem problem) {}

    private PositionTables() {}

    /// What became of each entitlement in a line.
    public static TableSource rights(List<RightUse> rights, long revision) {
        var content = new Content<>(revision, rights);
        return new ListTable<>(
                "rights",
                () -> content,
                right -> right.entitlement().toString(),
                List.of(
                        new Cell<RightUse>(Column.of("reference", ColumnType.TEXT), RightUse::reference),
                        new Cell<RightUse>(Column.of("owned", ColumnType.QUANTITY), RightUse::owned),
                        new Cell<RightUse>(Column.of("usable", ColumnType.QUANTITY), RightUse::usable),
                        new Cell<RightUse>(Column.of("used", ColumnType.QUANTITY), RightUse::used),
                        new Cell<RightUse>(
                                Column.of("note", ColumnType.CODE).faceted(),
                                right -> right.note().isEmpty() ? null : right.note())));
    }

    /// The problems of a line, then those that concern no single line.
    ///
    /// @param words what a problem says
    public static TableSource problems(
            List<PositionLine> lines, List<Position> positions, long revision, Function<Problem, String> words) {
        var all = new ArrayList<Concern>();
        lines.forEach(line -> line.problems().forEach(problem -> all.add(new Concern(all.size(), "LINE", problem))));
        positions.forEach(position ->
                position.problems().forEach(problem -> all.add(new Concern(all.size(), "POSITION", problem))));
        var content = new Content<>(revision, all);
        return new ListTable<>(
                "problems",
                () -> content,
                concern -> Integer.toString(concern.number()),
                List.of(
                        new Cell<Concern>(Column.of("concerns", ColumnType.CODE).faceted(), Concern::concerns),
                        new Cell<Concern>(
                                Column.of("message", ColumnType.TEXT), concern -> words.apply(concern.problem())),
                        new Cell<Concern>(
                                Column.of("count", ColumnType.INTEGER),
                                concern -> concern.problem().count()),
                        new Cell<Concern>(
                                Column.of("examples", ColumnType.TEXT),
                                concern -> concern.problem().examples().isEmpty()
                                        ? null
                                        : String.join(", ", concern.problem().examples()))));
    }
}
