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

/// Lists of who reaches which server.
class AccessRowsTest {

    @TempDir
    Path folder;

    @Test
    void aServerIsReachedByAPersonADeviceOrAPersonAtADevice() {
        var sink = Tables.read(folder, """
                server,username,client,product,from,until
                srv,ann,pc1,Windows Server,2026-01-01,2026-06-30
                srv,bob,,,,
                srv,,till,,,
                """, ReadOptions.NONE);

        assertThat(sink.records)
                .containsExactly(
                        Map.of(
                                "server", "srv",
                                "user", "ann",
                                "device", "pc1",
                                "product", "Windows Server",
                                "from", "2026-01-01",
                                "until", "2026-06-30"),
                        Map.of("server", "srv", "user", "bob"),
                        Map.of("server", "srv", "device", "till"));
    }

    @Test
    void whatNamesNoServerNobodyOrADayThatIsNoneIsLeftOut() {
        var sink = Tables.read(folder, """
                server,user,device,until
                ,ann,pc1,
                srv,,,
                srv,ann,,soon
                """, ReadOptions.as(RowMeaning.ACCESS));

        assertThat(sink.records).isEmpty();
        assertThat(sink.rejects)
                .extracting(RejectedRow::reason)
                .containsExactly(RejectReason.MISSING, RejectReason.MISSING, RejectReason.NOT_A_DATE);
    }

    @Test
    void aListOfDevicesOrInstallationsIsNotTakenForAccess() {
        var devices = Tables.read(folder, "server,user,cores\nsrv,ann,8\n", ReadOptions.NONE);
        var installs = Tables.read(folder, "server,title,version,user\nsrv,Draw,1,ann\n", ReadOptions.NONE);

        assertThat(devices.facts).allMatch(fact -> fact.startsWith("DEVICE"));
        assertThat(installs.facts).allMatch(fact -> fact.startsWith("INSTALLATION"));
    }
}
