package app.assay.service;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.service.PlaceRemark.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterPlaceTest {

    private static List<PlaceRemark> remarks(String path) {
        return remarks(path, Map.of(), Set.of(), List.of(), "ext4");
    }

    private static List<PlaceRemark> remarks(
            String path, Map<String, String> environment, Set<String> there, List<String> names, String fileSystem) {
        return new RegisterPlace(
                        path, environment, (folder, name) -> there.contains(folder + "|" + name), names, fileSystem)
                .remarks();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            C:\\Users\\anna\\OneDrive\\registers\\harbour                    | ONEDRIVE
            C:\\Users\\anna\\OneDrive - Harbour Ltd\\registers               | ONEDRIVE
            /Users/anna/Library/CloudStorage/OneDrive-Personal/harbour       | ONEDRIVE
            /people/anna/Dropbox/harbour                                     | DROPBOX
            /people/anna/Dropbox (Harbour)/harbour                           | DROPBOX
            /Users/anna/Library/Mobile Documents/com~apple~CloudDocs/harbour | ICLOUD
            C:\\Users\\anna\\iCloudDrive\\harbour                            | ICLOUD
            /Users/anna/Library/CloudStorage/GoogleDrive-a@b.example/My Drive/h | GOOGLE_DRIVE
            G:\\My Drive\\harbour                                            | GOOGLE_DRIVE
            G:\\Meine Ablage\\harbour                                        | GOOGLE_DRIVE
            /people/anna/Google Drive/harbour                                | GOOGLE_DRIVE
            /people/anna/Nextcloud/harbour                                   | NEXTCLOUD
            /people/anna/nextcloud2/harbour                                  | NEXTCLOUD
            /people/anna/ownCloud/harbour                                    | OWNCLOUD
            /Users/anna/Library/CloudStorage/Box-Box/harbour                 | CLOUD_STORAGE
            \\\\filer\\registers\\harbour                                    | NETWORK
            //filer/registers/harbour                                        | NETWORK
            """)
    void aSyncedOrDistantPlaceIsKnownByItsPath(String path, Kind kind) {
        assertThat(remarks(path)).singleElement().satisfies(remark -> {
            assertThat(remark.kind()).isEqualTo(kind);
            assertThat(path).contains(remark.detail());
            assertThat(remark.sentence()).contains("local disk").contains(remark.detail());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/people/anna/registers/harbour",
                "C:\\Users\\anna\\Documents\\harbour",
                "/people/anna/onedriven/harbour",
                "/srv/dropboxes/harbour",
                "/people/anna/my drives/harbour",
                "/people/anna/CloudStorage/harbour",
                "/",
                "C:\\"
            })
    void anOrdinaryFolderIsLeftInPeace(String path) {
        assertThat(remarks(path)).isEmpty();
    }

    @Test
    void aSyncedFolderOfAnyNameIsKnownByWhatItsProgramLeft() {
        var path = "/data/team/harbour";
        assertThat(remarks(path, Map.of(), Set.of("/data/team|.stfolder"), List.of(), ""))
                .containsExactly(new PlaceRemark(Kind.SYNCTHING, "/data/team"));
        assertThat(remarks(path, Map.of(), Set.of("/data|.dropbox.cache"), List.of(), ""))
                .containsExactly(new PlaceRemark(Kind.DROPBOX, "/data"));
        assertThat(remarks("C:\\data\\harbour", Map.of(), Set.of("C:\\data|.owncloudsync.log"), List.of(), ""))
                .containsExactly(new PlaceRemark(Kind.OWNCLOUD, "C:\\data"));
        assertThat(remarks(path, Map.of(), Set.of("/data/other|.stfolder"), List.of(), ""))
                .isEmpty();
    }

    @Test
    void aOneDriveFolderOfAnyNameIsKnownByTheEnvironment() {
        var environment = Map.of("OneDriveCommercial", "D:\\Work\\", "OneDrive", "");
        assertThat(remarks("d:\\work\\harbour", environment, Set.of(), List.of(), "NTFS"))
                .containsExactly(new PlaceRemark(Kind.ONEDRIVE, "D:\\Work\\"));
        assertThat(remarks("D:\\Workshop\\harbour", environment, Set.of(), List.of(), "NTFS"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nfs4", "cifs", "smb3", "CIFS", "fuse.sshfs", "9p"})
    void aNetworkPlaceIsKnownByItsFileSystem(String fileSystem) {
        assertThat(remarks("/mnt/r", Map.of(), Set.of(), List.of(), fileSystem))
                .containsExactly(new PlaceRemark(Kind.NETWORK, fileSystem));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "register (conflicted copy 2026-11-15 120000).mv.db",
                "register (Anna's conflicted copy 2026-11-15).mv.db",
                "register.mv (QUAY-7's conflicted copy 2026-11-15).db",
                "register.mv.sync-conflict-20261115-120000-ABCDEFG.db",
                "register (In Konflikt stehende Kopie 2026-11-15).mv.db",
                "register.seal_conflict-20261115-120000.json",
                "register (1).mv.db",
                "register 2.mv.db",
                "register.mv-LAPTOP-7.db",
                "register-LAPTOP-7.assay",
                "register.assay.sync-conflict-20261115-120000-ABCDEFG"
            })
    void aConflictCopyIsFound(String name) {
        assertThat(remarks("/r", Map.of(), Set.of(), List.of("blobs", name, "register.mv.db"), ""))
                .containsExactly(new PlaceRemark(Kind.CONFLICT_COPY, name));
    }

    @Test
    void theFilesOfARegisterAreNoConflictCopies() {
        var names = List.of(
                "register.assay",
                "register.mv.db",
                "register.seal.json",
                "register.seal.json.new",
                "register.lock",
                "register.trace.db",
                "register.mv.db.damaged-20261115T120000Z",
                "register.key.json",
                "blobs",
                "backups",
                "journal",
                "drafts",
                "scratch");
        assertThat(remarks("/r", Map.of(), Set.of(), names, "")).isEmpty();
    }

    @Test
    void severalRemarksComeInOneOrder() {
        assertThat(remarks("//filer/Dropbox/Nextcloud/r", Map.of(), Set.of(), List.of("register (1).mv.db"), "cifs"))
                .extracting(PlaceRemark::kind)
                .containsExactly(Kind.DROPBOX, Kind.NEXTCLOUD, Kind.NETWORK, Kind.CONFLICT_COPY);
    }

    @Test
    void aFolderOfThisMachineIsLookedAtEvenBeforeItIsThere(@TempDir Path folder) throws Exception {
        var register = folder.resolve("Dropbox").resolve("team").resolve("harbour");
        assertThat(RegisterPlace.remarks(register, Map.of())).containsExactly(new PlaceRemark(Kind.DROPBOX, "Dropbox"));
        Files.createDirectories(register);
        Files.createFile(register.resolve("register (1).mv.db"));
        Files.createDirectory(folder.resolve(".stfolder"));
        assertThat(RegisterPlace.remarks(register, Map.of()))
                .extracting(PlaceRemark::kind)
                .containsExactly(Kind.DROPBOX, Kind.SYNCTHING, Kind.CONFLICT_COPY);
    }
}
