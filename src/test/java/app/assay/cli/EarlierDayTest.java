package app.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The position, the explanations and the evidence of an earlier day are the same bytes before and after a later
/// import.
class EarlierDayTest {

    private static final String DAY = "2026-05-31";
    private static final String SERVER_LINE = "microsoft/windows-server|standard|core";

    @TempDir
    Path folder;

    private Path earlier(CommandLineSession session) throws IOException {
        session.file(
                "devices.csv",
                "device,kind,processors,cores,host,status,lastSeen",
                "h,SERVER,2,16,,IN_SERVICE,2026-05-30",
                "v,VIRTUAL_MACHINE,1,4,h,IN_SERVICE,2026-05-30",
                "a,DESKTOP,,,,IN_SERVICE,2026-05-30",
                "b,DESKTOP,,,,IN_SERVICE,2026-05-30");
        session.file(
                "installations.csv",
                "device,title,publisher,version",
                "v,Microsoft Windows Server 2022 Standard,Microsoft Corporation,10.0.20348",
                "a,WinZip 24.0,Corel Corporation,24.0.13618",
                "b,WinZip 24.0,Corel Corporation,24.0.13618");
        return session.file(
                "entitlements.csv",
                "reference,product,edition,version,metric,kind,quantity,unitsPerPack",
                "R-01,corel/winzip,,24,device,FULL,5,1",
                "R-02,microsoft/windows-server,standard,2022,core,FULL,8,2");
    }

    private void later(CommandLineSession session) throws IOException {
        session.file(
                "devices.csv",
                "device,kind,processors,cores,host,status,lastSeen",
                "h,SERVER,2,32,,IN_SERVICE,2026-11-09",
                "v,VIRTUAL_MACHINE,1,8,h,IN_SERVICE,2026-11-09",
                "a,DESKTOP,,,,IN_SERVICE,2026-11-09",
                "b,DESKTOP,,,,RETIRED,2026-06-01");
        session.file(
                "installations.csv",
                "device,title,publisher,version",
                "v,Microsoft Windows Server 2022 Standard,Microsoft Corporation,10.0.20348",
                "a,WinZip 25.0,Corel Corporation,25.0.1",
                "a,7-Zip 22,Igor Pavlov,22.0");
        session.file(
                "entitlements.csv",
                "reference,product,edition,version,metric,kind,quantity,unitsPerPack",
                "R-02,microsoft/windows-server,standard,2022,core,FULL,1,2");
    }

    private void imports(CommandLineSession session, String day) {
        for (var file : new String[] {"devices.csv", "installations.csv", "entitlements.csv"}) {
            assertThat(session.run(
                            "import",
                            session.register(),
                            "--data-date",
                            day,
                            folder.resolve(file).toString()))
                    .as(session.told())
                    .isZero();
        }
    }

    private String position(CommandLineSession session, String name) throws IOException {
        var file = folder.resolve(name);
        assertThat(session.run("position", session.register(), "--as-at", DAY, "--csv", file.toString()))
                .isZero();
        return Files.readString(file);
    }

    private static String explanation(CommandLineSession session, String line) {
        assertThat(session.run("explain", session.register(), line, "--as-at", DAY))
                .as(session.told())
                .isZero();
        return session.printed();
    }

    /// The tables of a package that tell of the estate and of the position, by name. Where files came from, and
    /// what is
    /// remarked of later imports (a problem, an assumption), is told of the register as it is now.
    private SortedMap<String, String> evidence(CommandLineSession session, String name) throws IOException {
        var file = folder.resolve(name);
        assertThat(session.run("evidence", "export", session.register(), "--as-at", DAY, "--out", file.toString()))
                .as(session.printed())
                .isZero();
        var texts = new TreeMap<String, String>();
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : zip.stream().toList()) {
                if (entry.getName().endsWith(".csv")
                        && !entry.getName().contains("90_provenance")
                        && !entry.getName().contains("problems")
                        && !entry.getName().contains("assumptions")) {
                    texts.put(
                            entry.getName(),
                            new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return texts;
    }

    @Test
    void aLaterImportChangesNothingOfAnEarlierDay() throws IOException {
        try (var session = new CommandLineSession(folder)) {
            earlier(session);
            imports(session, DAY);
            var position = position(session, "before.csv");
            var servers = explanation(session, SERVER_LINE);
            var zips = explanation(session, "corel/winzip||device");
            var evidence = evidence(session, "before.zip");
            assertThat(position).contains("corel/winzip||device").contains(SERVER_LINE);
            assertThat(evidence.keySet())
                    .anyMatch(name -> name.contains("installs"))
                    .anyMatch(name -> name.contains("devices"))
                    .anyMatch(name -> name.contains("titles"));

            later(session);
            imports(session, "2026-11-10");

            assertThat(position(session, "after.csv")).isEqualTo(position);
            assertThat(explanation(session, SERVER_LINE)).isEqualTo(servers);
            assertThat(explanation(session, "corel/winzip||device")).isEqualTo(zips);
            assertThat(evidence(session, "after.zip")).isEqualTo(evidence);
        }
    }
}
