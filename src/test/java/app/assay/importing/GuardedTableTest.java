package app.assay.importing;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.importing.format.ReadOptions;
import app.assay.importing.table.TablePreview;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The form that this program writes for spreadsheets is read without its guards, and no other table is changed.
@SuppressWarnings("StringConcatToTextBlock") // line ends are what is tried
class GuardedTableTest {

    private static final String GUARDED = "\ufeff\"device\",\"title\",\"publisher\",\"lastSeen\",\"_guarded\"\r\n"
            + "\"'-PC0\",\"'=1+1\",\"plain\",2026-01-02,\"device title\"\r\n"
            + "\"'tis\",\"'quoted'\",\"'@x\",,\"publisher\"\r\n"
            + "\"pc-2\",\"Zoom\",\"\",,\"\"\r\n";

    @TempDir
    Path folder;

    @Test
    void the_guards_come_off_the_cells_that_the_last_column_names_and_off_no_other() {
        assertThat(Tables.read(folder, GUARDED, ReadOptions.NONE).facts)
                .containsExactly(
                        "INSTALLATION -PC0|=1+1|plain||||2026-01-02",
                        "INSTALLATION 'tis|'quoted'|@x",
                        "INSTALLATION pc-2|Zoom");
    }

    @Test
    void the_mark_is_no_column_of_the_table() throws Exception {
        Path file = Files.writeString(folder.resolve("g.csv"), GUARDED);
        TablePreview preview = Formats.shipped().preview(file, ReadOptions.NONE, 5);
        assertThat(preview.columns())
                .extracting(TablePreview.Column::header)
                .containsExactly("device", "title", "publisher", "lastSeen");
        assertThat(preview.rows().getFirst().cells()).containsExactly("-PC0", "=1+1", "plain", "2026-01-02");
    }

    @Test
    void a_table_that_a_spreadsheet_wrote_anew_is_still_known() {
        String again = GUARDED.replace("\ufeff", "")
                .replace("\"", "")
                .replace(',', ';')
                .replace("\r", "");
        assertThat(Tables.read(folder, again, ReadOptions.NONE).facts)
                .first()
                .asString()
                .contains("-PC0|=1+1");
    }

    @Test
    void apostrophes_of_any_other_table_stay() {
        for (String other : new String[] {
            GUARDED.replace("_guarded", "guarded"),
            GUARDED.replace("_guarded", "_guarded_"),
            "\"_guarded\",\"device\",\"title\"\n\"device\",\"'-PC0\",\"'=1+1\"\n",
            "device,title\n'-PC0,'=1+1\n",
            "report\ndevice,title,_guarded\n'-PC0,'=1+1,device title\n"
        }) {
            assertThat(Tables.read(folder, other, ReadOptions.NONE).facts.getFirst())
                    .as(other)
                    .contains("'-PC0|'=1+1");
        }
    }

    @Test
    void a_row_with_more_cells_than_the_mark_allows_is_rejected_and_a_changed_cell_is_taken_as_it_is() {
        String changed =
                GUARDED + "\"pc-3\",\"Visio\",\"\",,\"\",\"more\"\r\n" + "\"pc-4\",\"Teams\",\"\",,\"title\"\r\n";
        var sink = Tables.read(folder, changed, ReadOptions.NONE);
        assertThat(sink.rejects).hasSize(1);
        assertThat(sink.facts).last().isEqualTo("INSTALLATION pc-4|Teams");
    }
}
