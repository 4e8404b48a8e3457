package app.assay.importing;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.source.RejectReason;
import app.assay.domain.source.RejectedRow;
import app.assay.domain.source.RowMeaning;
import app.assay.importing.format.ReadOptions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lists of measured use.
class UsageRowsTest {

    @TempDir
    Path folder;

    @Test
    void aSessionHasABeginningAnEndAndSomebody() {
        var sink = usage("""
                product,user,start,end
                Draw,ann,2026-03-01 08:00,2026-03-01T10:30:05+02:00
                Draw,,2026-03-01 08:00,2026-03-01 09:00
                Draw,bob,2026-03-01 11:15 PM,2026-03-02
                """);

        assertThat(sink.facts.stream().filter(fact -> fact.startsWith("USAGE")))
                .containsExactly(
                        "USAGE {from=2026-03-01T08:00:00Z, kind=SESSION, product=Draw, until=2026-03-01T08:30:05Z, user=ann, value=1}",
                        "USAGE {from=2026-03-01T23:15:00Z, kind=SESSION, product=Draw, until=2026-03-03T00:00:00Z, user=bob, value=1}");
        assertThat(sink.rejects).extracting(RejectedRow::reason).containsExactly(RejectReason.MISSING);
    }

    @Test
    void aDayWithAValueLastsTheWholeDay() {
        var sink = usage("""
                product;license server;day;value;kind
                Draw;lic1;01.03.2026;12,5;Spitze
                Draw;lic1;02.03.2026;7;
                """);

        assertThat(sink.records)
                .containsExactly(
                        Map.of(
                                "product", "Draw",
                                "device", "lic1",
                                "from", "2026-03-01T00:00:00Z",
                                "until", "2026-03-02T00:00:00Z",
                                "value", "12.5",
                                "kind", "PEAK"),
                        Map.of(
                                "product", "Draw",
                                "device", "lic1",
                                "from", "2026-03-02T00:00:00Z",
                                "until", "2026-03-03T00:00:00Z",
                                "value", "7"));
    }

    @Test
    void whatCannotBeUnderstoodIsLeftOutAndNeverTakenForASessionOrZero() {
        var sink = usage("""
                product,user,start,end,value,kind
                Draw,ann,2026-03-01 08:00,2026-03-01 10:00,x,PEAK
                Draw,ann,2026-03-01 08:00,2026-03-01 10:00,-1,PEAK
                Draw,ann,2026-03-01 08:00,2026-03-01 10:00,,PEAK
                Draw,ann,2026-03-01 08:00,soon,1,PEAK
                Draw,ann,2026-03-01 25:00,2026-03-01 10:00,1,PEAK
                Draw,ann,2026-03-01 08:00,2026-03-01 10:00,1,often
                ,ann,2026-03-01 08:00,2026-03-01 10:00,1,PEAK
                """);

        assertThat(sink.records).isEmpty();
        assertThat(sink.rejects)
                .extracting(RejectedRow::reason)
                .containsExactly(
                        RejectReason.NOT_A_NUMBER,
                        RejectReason.OUT_OF_RANGE,
                        RejectReason.MISSING,
                        RejectReason.NOT_A_DATE,
                        RejectReason.NOT_A_DATE,
                        RejectReason.UNKNOWN_CODE,
                        RejectReason.MISSING);
    }

    @Test
    void aTableOfMeasurementsIsKnownByItsHeaders() {
        var sink = Tables.read(folder, "product,day,value,kind\nDraw,2026-03-01,3,PEAK\n", ReadOptions.NONE);

        assertThat(sink.records).hasSize(1);
    }

    private RecordingSink usage(String table) {
        return Tables.read(folder, table, ReadOptions.as(RowMeaning.USAGE));
    }
}
