package app.assay.reporting.position;

import app.assay.domain.position.Position;
import app.assay.domain.position.PositionLine;
import app.assay.domain.position.Problem;
import app.assay.domain.position.Trace;
import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import app.assay.files.Json;
import app.assay.files.SafeName;
import app.assay.reporting.table.Columns;
import app.assay.reporting.table.Rows;
import app.assay.reporting.table.TableData;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A position as plain tables.
public final class PositionTables {

    private PositionTables() {}

    /// The reference of a line in the workpapers: `E-2.` and its number in the position, from 1.
    public static String reference(int line) {
        return "E-2." + (line + 1);
    }

    /// Where a line's trace stands within the folder of the position, without ending.
    public static String traceFile(int number, PositionLine line) {
        return "trace/" + reference(number) + "_" + SafeName.of(line.id(), 40);
    }

    public static TableData lines(Position position) {
        return new TableData(
                "elp",
                "Effective licence position, one row per product and metric",
                List.of(
                        Columns.text("ref"),
                        Columns.text("line"),
                        Columns.text("publisher"),
                        Columns.text("product"),
                        Columns.text("edition"),
                        Columns.text("versions"),
                        Columns.code("metric"),
                        Columns.column("titles", ColumnType.INTEGER),
                        Columns.column("installations", ColumnType.INTEGER),
                        Columns.units("gross"),
                        Columns.units("reductions"),
                        Columns.units("net"),
                        Columns.units("owned"),
                        Columns.units("usable"),
                        Columns.units("covered"),
                        Columns.units("shortfall"),
                        Columns.units("surplus"),
                        Columns.column("packUnits", ColumnType.INTEGER),
                        Columns.units("toBuy"),
                        Columns.money("unitPrice"),
                        Columns.money("exposure"),
                        Columns.money("toBuyValue"),
                        Columns.money("surplusValue"),
                        Columns.code("evidenceGrade"),
                        Columns.code("status"),
                        Columns.text("problems"),
                        Columns.code("productCode"),
                        Columns.code("editionCode")),
                each -> each(
                        position,
                        (number, line) -> each.accept(row(
                                reference(number),
                                line.id(),
                                line.publisher(),
                                line.productName(),
                                line.editionName(),
                                line.versions(),
                                line.metric().text(),
                                (long) line.titles(),
                                line.installations(),
                                line.gross(),
                                reductions(line),
                                line.net(),
                                line.owned(),
                                line.usable(),
                                line.covered(),
                                line.shortfall(),
                                line.surplus(),
                                (long) line.packUnits(),
                                line.toBuy(),
                                money(line.unitPrice()),
                                money(line.exposure()),
                                money(line.toBuyValue()),
                                money(line.surplusValue()),
                                line.grade(),
                                line.status().name(),
                                problems(line.problems()),
                                line.product(),
                                line.edition()))));
    }

    public static TableData bridge(Position position) {
        return new TableData(
                "bridge",
                "Steps from what is found to what is short or left over",
                List.of(
                        Columns.text("ref"),
                        Columns.text("line"),
                        Columns.column("step", ColumnType.INTEGER),
                        Columns.code("kind"),
                        Columns.code("reason"),
                        Columns.units("units"),
                        Columns.column("installations", ColumnType.INTEGER),
                        Columns.text("rule")),
                each -> each(position, (number, line) -> {
                    for (var step : BridgeStep.of(line)) {
                        each.accept(row(
                                reference(number),
                                line.id(),
                                (long) step.number(),
                                step.kind(),
                                step.reason(),
                                step.units(),
                                step.installations().orElse(null),
                                step.rule()));
                    }
                }));
    }

    public static TableData rights(Position position) {
        return new TableData(
                "rights",
                "What became of each right in each line",
                List.of(
                        Columns.text("ref"),
                        Columns.text("line"),
                        Columns.text("entitlementId"),
                        Columns.text("entitlement"),
                        Columns.units("owned"),
                        Columns.units("usable"),
                        Columns.units("used"),
                        Columns.code("note")),
                each -> each(position, (number, line) -> {
                    for (var right : line.rights()) {
                        each.accept(row(
                                reference(number),
                                line.id(),
                                right.entitlement().toString(),
                                right.reference(),
                                right.owned(),
                                right.usable(),
                                right.used(),
                                right.note()));
                    }
                }));
    }

    public static TableData problems(Position position) {
        return new TableData(
                "problems",
                "What could not be computed or ought to be looked at",
                List.of(
                        Columns.text("ref"),
                        Columns.text("line"),
                        Columns.code("code"),
                        Columns.column("count", ColumnType.INTEGER),
                        Columns.text("message"),
                        Columns.text("examples"),
                        Columns.text("exampleList")),
                each -> {
                    for (var problem : position.problems()) {
                        each.accept(problem("", "", problem));
                    }
                    each(
                            position,
                            (number, line) -> line.problems()
                                    .forEach(problem -> each.accept(problem(reference(number), line.id(), problem))));
                });
    }

    private static List<@Nullable Object> problem(String reference, String line, Problem problem) {
        return row(
                reference,
                line,
                problem.code(),
                problem.count(),
                problem.message(),
                String.join("; ", problem.examples()),
                Json.line(problem.examples()));
    }

    /// Columns of a trace.
    public static final String TRACE_TITLE = "Why a line says what it says, consumer by consumer";

    public static final List<Column> TRACE = List.of(
            Columns.code("kind"),
            Columns.text("id"),
            Columns.text("name"),
            Columns.text("unit"),
            Columns.units("units"),
            Columns.code("notCounted"),
            Columns.units("uncovered"),
            Columns.text("facts"),
            Columns.text("rules"),
            Columns.text("rights"),
            Columns.text("why"));

    public static List<@Nullable Object> trace(Trace.Consumer consumer) {
        return row(
                consumer.kind().name(),
                consumer.id(),
                consumer.name(),
                consumer.unitName(),
                consumer.units(),
                consumer.notCounted(),
                consumer.uncovered(),
                facts(consumer),
                String.join("; ", consumer.rules()),
                covers(consumer),
                consumer.why());
    }

    static String facts(Trace.Consumer consumer) {
        return consumer.facts().stream()
                .map(fact -> fact.name() + " = " + fact.value())
                .collect(Collectors.joining("; "));
    }

    static String covers(Trace.Consumer consumer) {
        return consumer.covers().stream()
                .map(cover -> cover.reference() + " × " + cover.units().text()
                        + (cover.rule().isEmpty() ? "" : " (" + cover.rule() + ")"))
                .collect(Collectors.joining("; "));
    }

    public static String problems(List<Problem> problems) {
        return problems.stream().map(Problem::message).collect(Collectors.joining(" "));
    }

    /// Units that all reductions take; unknown when one of them is.
    static Quantity reductions(PositionLine line) {
        Quantity sum = line.gross().isKnown() ? Quantity.ZERO : Quantity.UNKNOWN;
        for (var reduction : line.reductions()) {
            sum = sum.plus(reduction.units());
        }
        return sum;
    }

    /// One step of a line's bridge.
    ///
    /// @param number from 1
    /// @param kind `found`, `reduction`, `needed`, `covered`, `short`, `owned`, `usable`, `surplus`
    /// @param units what the step adds to (or, below zero, takes from) the running level; the figure itself for
    ///     totals
    /// @param running whether the step belongs to the sum from found to short
    record BridgeStep(
            int number,
            String kind,
            String reason,
            Quantity units,
            Optional<Long> installations,
            String rule,
            boolean running) {

        static List<BridgeStep> of(PositionLine line) {
            var steps = new ArrayList<BridgeStep>();
            steps.add(new BridgeStep(
                    1, "found", "", line.gross(), Optional.of(line.installations()), "Found before reductions", true));
            for (var reduction : line.reductions()) {
                steps.add(new BridgeStep(
                        steps.size() + 1,
                        "reduction",
                        reduction.reason(),
                        negative(reduction.units()),
                        Optional.of(reduction.installations()),
                        reduction.rule(),
                        true));
            }
            add(steps, "needed", line.net(), "Found less reductions", false);
            add(steps, "covered", negative(line.covered()), "Covered by rights", true);
            add(steps, "short", line.shortfall(), "Needed less covered", false);
            add(steps, "owned", line.owned(), "Granted by all rights, in term or not", false);
            add(steps, "usable", line.usable(), "Granted by rights that can be used at the date", false);
            add(steps, "surplus", line.surplus(), "Usable and needed by nothing", false);
            return steps;
        }

        private static void add(List<BridgeStep> steps, String kind, Quantity units, String rule, boolean running) {
            steps.add(new BridgeStep(steps.size() + 1, kind, "", units, Optional.empty(), rule, running));
        }

        private static Quantity negative(Quantity units) {
            return units instanceof Quantity.Known(BigDecimal known) ? Quantity.of(known.negate()) : units;
        }
    }

    /// Something done with each line and its number.
    interface EachLine {
        void line(int number, PositionLine line);
    }

    static void each(Position position, EachLine each) {
        for (int i = 0; i < position.lines().size(); i++) {
            each.line(i, position.lines().get(i));
        }
    }

    public static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }

    private static @Nullable Money money(Optional<Money> amount) {
        return amount.orElse(null);
    }

    /// Feeds a list.
    public static Rows rows(List<List<@Nullable Object>> rows) {
        return (Consumer<List<@Nullable Object>> each) -> rows.forEach(each);
    }
}
