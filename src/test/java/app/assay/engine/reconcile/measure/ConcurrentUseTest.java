package app.assay.engine.reconcile.measure;

import static app.assay.engine.reconcile.Positions.line;
import static app.assay.engine.reconcile.Positions.problem;
import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.code.UsageKind;
import app.assay.domain.value.Quantity;
import app.assay.engine.reconcile.Reconciler;
import app.assay.fixtures.Facts;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConcurrentUseTest {

    private static final String CAD = "ash/cad";
    private static final String LINE = "ash/cad||concurrent";

    private static Facts right(Facts facts, String terms) {
        facts.right("R", CAD).metric("concurrent" + terms).quantity(2);
        return facts;
    }

    private static void session(Facts facts, String who, String from, String until) {
        facts.used(CAD, UsageKind.SESSION, "2026-03-" + from + ":00Z", "2026-03-" + until + ":00Z", "1", who, "");
    }

    private static void peak(Facts facts, String server, String day, String value) {
        if (!server.isEmpty()) {
            facts.device(server);
        }
        facts.used(
                CAD,
                UsageKind.PEAK,
                day + "T00:00:00Z",
                java.time.LocalDate.parse(day).plusDays(1) + "T00:00:00Z",
                value,
                "",
                server);
    }

    static Stream<MetricCase> cases() {
        return Stream.of(
                new MetricCase("three sessions, two at once", "2", facts -> {
                    right(facts, "");
                    session(facts, "ann", "01T08:00", "01T10:00");
                    session(facts, "bob", "01T09:00", "01T11:00");
                    session(facts, "cid", "01T10:00", "01T12:00");
                }),
                new MetricCase("one ends as the next begins", "1", facts -> {
                    right(facts, "");
                    session(facts, "ann", "01T08:00", "01T10:00");
                    session(facts, "bob", "01T10:00", "01T11:00");
                }),
                new MetricCase("two sessions of one person at once", "1", facts -> {
                    right(facts, "");
                    session(facts, "ann", "01T08:00", "01T10:00");
                    session(facts, "ann", "01T09:00", "01T11:00");
                }),
                new MetricCase("a session of a moment", "2", facts -> {
                    right(facts, "");
                    session(facts, "ann", "01T08:00", "01T10:00");
                    session(facts, "bob", "01T09:00", "01T09:00");
                }),
                new MetricCase("the largest peak of the days", "7", facts -> {
                    right(facts, "");
                    peak(facts, "", "2026-03-01", "4");
                    peak(facts, "", "2026-03-02", "7");
                    peak(facts, "", "2026-03-03", "5");
                }),
                new MetricCase("peaks of two servers on one day are added, those of other days are not", "9", facts -> {
                    right(facts, "");
                    peak(facts, "lic1", "2026-03-01", "4");
                    peak(facts, "lic2", "2026-03-01", "5");
                    peak(facts, "lic1", "2026-03-02", "8");
                }),
                new MetricCase("of two peaks of one server the larger", "5", facts -> {
                    right(facts, "");
                    peak(facts, "lic1", "2026-03-01", "4");
                    peak(facts, "lic1", "2026-03-01", "5");
                }),
                new MetricCase("12.2 is rounded up once", "13", facts -> {
                    right(facts, "");
                    peak(facts, "lic1", "2026-03-01", "6.1");
                    peak(facts, "lic2", "2026-03-01", "6.1");
                }),
                new MetricCase(
                        "measured, and nobody used it", "0", facts -> peak(right(facts, ""), "", "2026-03-01", "0")),
                new MetricCase(
                        "nobody measured: not zero",
                        "usage-unknown",
                        facts -> right(facts, "").device("pc").has(CAD)),
                new MetricCase(
                        "sums and averages tell no peak",
                        "usage-unknown",
                        facts -> right(facts, "")
                                .used(CAD, UsageKind.SUM, "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z", "90", "", "")
                                .used(
                                        CAD,
                                        UsageKind.AVERAGE,
                                        "2026-03-01T00:00:00Z",
                                        "2026-03-02T00:00:00Z",
                                        "3",
                                        "",
                                        "")
                                .used(CAD, null, "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z", "3", "", "")),
                new MetricCase("what is measured after the day does not count", "4", facts -> {
                    right(facts, "");
                    peak(facts, "", "2026-03-31", "4");
                    peak(facts, "", "2026-04-01", "9");
                }),
                new MetricCase("only the last 30 days: 2 March counts, 1 March does not", "4", facts -> {
                    right(facts, "(days=30)");
                    peak(facts, "", "2026-03-01", "9");
                    peak(facts, "", "2026-03-02", "4");
                }),
                new MetricCase(
                        "nothing in the last 30 days",
                        "usage-unknown",
                        facts -> peak(right(facts, "(days=30)"), "", "2026-02-01", "9")),
                new MetricCase("what ends before it begins does not count", "1", facts -> {
                    right(facts, "");
                    session(facts, "ann", "01T08:00", "01T10:00");
                    session(facts, "bob", "01T11:00", "01T08:30");
                }),
                new MetricCase("the larger of measured peak and sessions", "3", facts -> {
                    right(facts, "");
                    session(facts, "ann", "01T08:00", "01T10:00");
                    session(facts, "bob", "01T09:00", "01T11:00");
                    peak(facts, "", "2026-03-01", "3");
                }));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eachCaseHolds(MetricCase example) {
        example.holds(LINE);
    }

    @Test
    void thePeakItsInstantAndWhoMayUseItAreNamed() {
        var facts = right(new Facts(), "");
        session(facts, "ann", "01T08:00", "01T10:00");
        session(facts, "bob", "01T09:00", "01T11:00");
        session(facts, "cid", "01T09:30", "01T09:45");
        facts.assign(CAD, "ann").assign(CAD, "bob").assign(CAD, "cid").assign(CAD, "dora");

        var line = line(facts, LINE);
        var trace = new Reconciler().explain(facts.build(), LINE);

        assertThat(line.shortfall()).isEqualTo(Quantity.of(1));
        assertThat(problem(line, "concurrent-peak").message())
                .isEqualTo("The peak of use was 3 at 2026-03-01T09:30:00Z, measured from 2026-03-01T08:00:00Z until"
                        + " 2026-03-01T11:00:00Z; 4 people or devices are assigned and may use it.");
        assertThat(trace.consumers())
                .extracting(
                        consumer -> consumer.name() + " " + consumer.uncovered().text())
                .containsExactly("ann 0", "bob 0", "cid 1");
        assertThat(trace.consumers().getFirst().facts().getFirst().value()).isEqualTo("2026-03-01T09:30:00Z");
    }
}
