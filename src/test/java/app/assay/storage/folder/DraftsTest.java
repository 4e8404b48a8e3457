package app.assay.storage.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.domain.draft.Draft;
import app.assay.domain.record.RecordKind;
import app.assay.work.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DraftsTest {

    private static final UUID ID = new UUID(1, 2);

    @TempDir
    Path folder;

    private Drafts drafts() {
        return new Drafts(folder.resolve("drafts"), false);
    }

    private static Draft draft(UUID id, String at, Map<String, String> values) {
        return new Draft(
                id,
                "record",
                RecordKind.ENTITLEMENT,
                Optional.of(new UUID(3, 4)),
                "ENT-7",
                new TreeMap<>(values),
                new TreeMap<>(Map.of("quantity", "8")),
                12,
                Instant.parse(at));
    }

    private static Draft draft(Map<String, String> values) {
        return draft(ID, "2026-11-15T14:02:00Z", values);
    }

    @Test
    void aDraftIsReadBackAsItWasTypedAlsoWhereItIsNoQuantityAtAll() {
        var kept = draft(Map.of("quantity", "a dozen\t\"or so\"\n\u0000😀", "note", ""));
        drafts().keep(kept);

        var found = drafts().all();

        assertThat(found.drafts()).containsExactly(kept);
        assertThat(found.setAside()).isEmpty();
    }

    @Test
    void aDraftReplacesTheOneBeforeAndIsGoneWhenItIsRemoved() {
        drafts().keep(draft(Map.of("quantity", "1")));
        drafts().keep(draft(Map.of("quantity", "12")));
        drafts().keep(draft(new UUID(9, 9), "2026-11-15T15:00:00Z", Map.of("note", "later")));

        assertThat(drafts().all().drafts())
                .extracting(draft -> draft.values().toString())
                .containsExactly("{note=later}", "{quantity=12}");

        drafts().remove(ID);
        drafts().remove(ID);

        assertThat(drafts().all().drafts()).extracting(Draft::subject).hasSize(1);
    }

    @Test
    void nobodyButTheOwnerMayReadADraft() throws IOException {
        drafts().keep(draft(Map.of("note", "salary of the director")));

        var file = folder.resolve("drafts").resolve(ID + ".json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("drafts"))))
                .isEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"format\":\"1\"}",
                "{\"format\":\"2\",\"id\":\"00000000-0000-0001-0000-000000000002\"}",
                "{\"format\":\"1\",\"id\":\"00000000-0000-0001-0000-000000000003\",\"form\":\"record\"}",
                "{\"at\":\"noon\",\"base\":{},\"form\":\"record\",\"format\":\"1\","
                        + "\"id\":\"00000000-0000-0001-0000-000000000002\",\"kind\":\"ENTITLEMENT\",\"record\":\"\","
                        + "\"revision\":\"1\",\"subject\":\"\",\"values\":{}}",
                "{\"at\":\"2026-11-15T14:02:00Z\",\"base\":{},\"form\":\"record\",\"format\":\"1\","
                        + "\"id\":\"00000000-0000-0001-0000-000000000002\",\"kind\":\"SPACESHIP\",\"record\":\"\","
                        + "\"revision\":\"1\",\"subject\":\"\",\"values\":{}}",
                "{\"at\":\"2026-11-15T14:02:00Z\",\"base\":{},\"form\":\"record\",\"format\":\"1\","
                        + "\"id\":\"00000000-0000-0001-0000-000000000002\",\"kind\":\"ENTITLEMENT\",\"record\":\"\","
                        + "\"revision\":\"1\",\"subject\":\"\",\"values\":{\"note\":7}}"
            })
    void whatIsNoDraftIsSetAsideAndToldAndNeverDeleted(String content) throws IOException {
        var place = Files.createDirectory(folder.resolve("drafts"));
        var name = ID + ".json";
        Files.writeString(place.resolve(name), content);

        var found = drafts().all();

        assertThat(found.drafts()).isEmpty();
        assertThat(found.setAside()).containsExactly(name + ".unreadable");
        assertThat(place.resolve(name + ".unreadable")).hasContent(content);

        Files.writeString(place.resolve(name), content);
        assertThat(drafts().all().setAside()).containsExactly(name + ".unreadable-2");
        assertThat(place.resolve(name + ".unreadable")).hasContent(content);
    }

    @Test
    void aDraftThatIsTooLongIsRefusedAndTheOneBeforeStays() {
        drafts().keep(draft(Map.of("note", "short")));

        assertThatThrownBy(() -> drafts().keep(draft(Map.of("note", "x".repeat(Drafts.MOST_BYTES)))))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("8 MiB");

        assertThat(drafts().all().drafts()).containsExactly(draft(Map.of("note", "short")));
    }

    @Test
    void aFileOfAnotherSizeOrALinkIsNotReadAsADraft() throws IOException {
        drafts().keep(draft(Map.of("note", "here")));
        var place = folder.resolve("drafts");
        var other = new UUID(5, 5);
        Files.move(place.resolve(ID + ".json"), folder.resolve("elsewhere.json"));
        Files.createSymbolicLink(place.resolve(other + ".json"), folder.resolve("elsewhere.json"));

        assertThat(drafts().all().drafts()).isEmpty();
        assertThat(folder.resolve("elsewhere.json")).exists();
    }

    @Test
    void aRegisterThatIsOnlyLookedAtKeepsNothingAndRenamesNothing() throws IOException {
        var place = Files.createDirectory(folder.resolve("drafts"));
        Files.writeString(place.resolve(ID + ".json"), "{");
        var looking = new Drafts(place, true);

        assertThat(looking.all().setAside()).isEmpty();
        assertThatThrownBy(() -> looking.keep(draft(Map.of()))).isInstanceOf(Fault.class);
        looking.remove(ID);

        assertThat(place.resolve(ID + ".json")).hasContent("{");
    }

    @Test
    void theHalfWrittenFileOfACrashHidesNoDraft() throws IOException {
        drafts().keep(draft(Map.of("note", "whole")));
        Files.writeString(folder.resolve("drafts").resolve(ID + ".json.new"), "{\"at");

        assertThat(drafts().all().drafts()).containsExactly(draft(Map.of("note", "whole")));
        drafts().keep(draft(Map.of("note", "whole again")));
        assertThat(drafts().all().drafts()).containsExactly(draft(Map.of("note", "whole again")));
    }
}
