package app.assay.importing.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.importing.Formats;
import app.assay.importing.Tables;
import app.assay.importing.Zips;
import app.assay.importing.format.ReadOptions;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Plain;
import app.assay.work.Sentence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("locales")
class LimitsTest {

    private static final String TABLE = "device,title\npc-1,Zoom\npc-2,Teams\npc-3,Visio\n";
    private static final String TAG =
            "<SoftwareIdentity xmlns='http://standards.iso.org/iso/19770/-2/2015/schema.xsd' name='abc' tagId='b'>"
                    + "<a><b><c x='1' y='2' z='3'/></b></a></SoftwareIdentity>";
    private static final String INVENTORY =
            "<REQUEST><CONTENT><HARDWARE><NAME>computer</NAME></HARDWARE></CONTENT></REQUEST>";
    private static final String JSON =
            "{\"content\":{\"hardware\":{\"name\":\"computer\",\"memory\":123456},\"softwares\":[{\"a\":[[1]]}]}}";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Limit.class)
    void no_usual_value_is_beyond_its_ceiling(Limit limit) {
        assertThat(limit.usual()).isBetween(1L, limit.ceiling());
        assertThat(Limits.of(Map.of(limit.code(), Long.toString(limit.ceiling())))
                        .of(limit))
                .isEqualTo(limit.ceiling());
        assertThatThrownBy(() -> Limits.of(Map.of(limit.code(), Long.toString(limit.ceiling() + 1))))
                .isInstanceOfSatisfying(Fault.class, fault -> {
                    assertThat(fault.code()).isEqualTo(FaultCode.USAGE);
                    assertThat(fault.remedy()).contains(Plain.text("%,d", limit.ceiling()));
                });
    }

    @ParameterizedTest
    @CsvSource({
        "table-bytes, 2147483648, 8589934592",
        "workbook-bytes, 524288000, 2147483648",
        "old-workbook-bytes, 134217728, 536870912",
        "tag-bytes, 4194304, 16777216",
        "rows, 20000000, 100000000",
        "columns, 1000, 16384",
        "field-characters, 262144, 1048576",
        "record-characters, 1048576, 8388608",
        "archive-entries, 250000, 1000000",
        "archive-bytes, 4294967296, 17179869184",
        "entry-bytes, 1073741824, 4294967296",
        "archive-ratio, 200, 1000",
        "archive-depth, 1, 2",
        "xml-depth, 100, 100",
        "xml-attributes, 200, 200",
        "xml-elements, 1000000, 1000000",
        "json-depth, 64, 200",
        "json-text-characters, 1048576, 20971520",
        "json-number-digits, 64, 1000"
    })
    void the_table_of_limits_is_kept(String code, long usual, long ceiling) {
        Limit limit = Limit.valueOf(code.replace('-', '_').toUpperCase(java.util.Locale.ROOT));
        assertThat(limit.code()).isEqualTo(code);
        assertThat(limit.usual()).isEqualTo(usual);
        assertThat(limit.ceiling()).isEqualTo(ceiling);
    }

    @Test
    void values_have_binary_units() {
        var limits = Limits.of(Map.of("table-bytes", "3GiB", "json-text-characters", "2 MiB", "columns", "16KiB"));
        assertThat(limits.of(Limit.TABLE_BYTES)).isEqualTo(3L << 30);
        assertThat(limits.of(Limit.JSON_TEXT_CHARACTERS)).isEqualTo(2L << 20);
        assertThat(limits.of(Limit.COLUMNS)).isEqualTo(16_384);
        assertThat(limits.changes().lines()).hasSize(3);
        assertThat(Limits.DEFAULT.changes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "many", "1e3", "1 GB", "999999999999999GiB", "99999999999999999999"})
    void what_is_no_value_is_refused(String value) {
        assertThatThrownBy(() -> Limits.of(Map.of("rows", value)))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.USAGE));
    }

    @Test
    void an_unknown_limit_is_told_with_all_that_there_are() {
        assertThatThrownBy(() -> Limits.of(Map.of("colums", "5")))
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> assertThat(fault.sentences())
                                .contains("\"colums\"", "columns", "archive-ratio", "json-depth"));
    }

    /// A table beyond the first mebibyte that packs to about a tenth.
    private static String many() {
        var table = new StringBuilder("device,title\n");
        for (int count = 0; count < 150_000; count++) {
            table.append("pc-").append(count * 7919L % 150_001).append(",Zoom\n");
        }
        return table.toString();
    }

    private byte[] content(String kind) throws IOException {
        return switch (kind) {
            case "csv" -> Zips.text(TABLE);
            case "tag" -> Zips.text(TAG);
            case "inventory" -> Zips.text(INVENTORY);
            case "json" -> Zips.text(JSON);
            case "xlsx" ->
                Zips.workbook(
                        "<row r='1'><c t='str'><v>device</v></c><c t='str'><v>title</v></c><c t='s'><v>0</v></c></row>",
                        "<si><t>" + "note".repeat(20) + "</t></si>",
                        "<xf numFmtId='0'/>");
            case "sheets" -> {
                var parts = new LinkedHashMap<>(Zips.parts("", "", "<xf/>"));
                parts.put(
                        "xl/workbook.xml",
                        Zips.text("<workbook xmlns:r='urn:r'><sheets><sheet name='A' r:id='s1'/>"
                                + "<sheet name='B' r:id='s1'/></sheets></workbook>"));
                yield Zips.of(parts);
            }
            case "zip" ->
                Zips.of(new java.util.TreeMap<>(
                        Map.of("a.csv", Zips.text(TABLE), "b.csv", Zips.text(TABLE.replace("pc", "nb")))));
            case "nested" -> Zips.of(Map.of("inner.zip", Zips.of(Map.of("a.csv", Zips.text(TABLE)))));
            case "large" -> Zips.of(Map.of("a.csv", Zips.text(many())));
            case "gz" -> {
                var bytes = new ByteArrayOutputStream();
                try (var gzip = new GZIPOutputStream(bytes)) {
                    gzip.write(Zips.text(many()));
                }
                yield bytes.toByteArray();
            }
            default -> throw new IllegalArgumentException(kind);
        };
    }

    /// Each limit bites where it is lowered, names the file, and is offered to be raised only where it can be.
    @ParameterizedTest
    @CsvSource({
        "csv, table-bytes, 20",
        "csv, rows, 2",
        "csv, columns, 1",
        "csv, field-characters, 5",
        "csv, record-characters, 9",
        "xlsx, workbook-bytes, 100",
        "xlsx, columns, 2",
        "xlsx, shared-text-bytes, 20",
        "xlsx, cell-characters, 50",
        "sheets, sheets, 1",
        "tag, tag-bytes, 150",
        "tag, xml-depth, 3",
        "tag, xml-attributes, 2",
        "tag, xml-elements, 3",
        "inventory, inventory-bytes, 40",
        "inventory, xml-text-characters, 5",
        "json, inventory-bytes, 40",
        "json, json-depth, 4",
        "json, json-text-characters, 5",
        "json, json-number-digits, 5",
        "json, json-name-characters, 5",
        "zip, archive-entries, 1",
        "zip, archive-bytes, 60",
        "zip, entry-bytes, 20",
        "zip, rows, 5",
        "nested, archive-depth, 1",
        "large, archive-ratio, 2",
        "gz, archive-ratio, 2"
    })
    void a_lowered_limit_bites_and_says_how_it_is_raised(String kind, String code, String value) throws IOException {
        byte[] bytes = content(kind);
        var lowered = ReadOptions.NONE.withLimits(Limits.of(Map.of(code, value)));
        Limit limit = Limit.valueOf(code.replace('-', '_').toUpperCase(java.util.Locale.ROOT));
        assertThatThrownBy(() -> Tables.read(folder, "x." + kind, bytes, lowered))
                .isInstanceOfSatisfying(Fault.class, fault -> {
                    assertThat(fault.code()).isIn(FaultCode.INPUT_OVER_LIMIT, FaultCode.INPUT_HOSTILE);
                    assertThat(fault.happened()).startsWith("x." + kind + ": ");
                    if (!code.startsWith("xml-") && !code.equals("cell-characters")) {
                        assertThat(fault.remedy())
                                .contains("import --limit " + code + Plain.text("=N, N at most %,d", limit.ceiling()));
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "xlsx", "sheets", "tag", "inventory", "json", "zip", "large", "gz"})
    void within_the_usual_limits_all_of_these_are_read(String kind) throws IOException {
        byte[] bytes = content(kind);
        if (kind.equals("sheets")) {
            assertThat(Formats.shipped()
                            .detect(Files.write(folder.resolve("x"), bytes))
                            .format())
                    .isEqualTo("xlsx");
        } else {
            Tables.read(folder, "x." + kind, bytes, ReadOptions.NONE);
        }
    }

    @Test
    void an_archive_in_an_archive_is_read_where_that_is_allowed() throws IOException {
        var deeper = ReadOptions.NONE.withLimits(Limits.DEFAULT.with(Limit.ARCHIVE_DEPTH, 2));
        assertThat(Tables.read(folder, "x.zip", content("nested"), deeper).installations)
                .isEqualTo(3);
    }

    @Test
    void a_raised_limit_lets_in_what_was_refused() {
        String wide = "device,title" + ",c".repeat(1_500) + "\npc-1,Zoom" + ",x".repeat(1_500) + "\n";
        assertThatThrownBy(() -> Tables.read(folder, wide, ReadOptions.NONE)).isInstanceOf(Fault.class);
        var raised = ReadOptions.NONE.withLimits(Limits.DEFAULT.with(Limit.COLUMNS, 2_000));
        assertThat(Tables.read(folder, wide, raised).installations).isEqualTo(1);
    }

    @Test
    void a_limit_at_its_ceiling_is_not_offered_to_be_raised() {
        assertThat(Faults.overLimit("x", Limits.DEFAULT, Limit.XML_DEPTH, Sentence.verbatim("deep"))
                        .remedy())
                .doesNotContain("--limit");
        var most = Limits.DEFAULT.with(Limit.ARCHIVE_RATIO, 1_000);
        assertThat(Faults.bomb("x", most, Sentence.verbatim("bomb")).remedy()).doesNotContain("--limit");
        assertThat(Faults.bomb("x", Limits.DEFAULT, Sentence.verbatim("bomb")).remedy())
                .contains("--limit archive-ratio=N");
    }
}
