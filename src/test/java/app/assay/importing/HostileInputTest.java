package app.assay.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.importing.format.Detection;
import app.assay.importing.format.ReadOptions;
import app.assay.importing.guard.Input;
import app.assay.importing.guard.Inputs;
import app.assay.importing.guard.Limits;
import app.assay.work.Cancelled;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that try to exhaust memory or time, to reach other files or the network, or to lie about themselves.
@Timeout(60)
class HostileInputTest {

    private static final long GIB = 1024L * 1024 * 1024;
    private static final String TAG_START =
            "<SoftwareIdentity xmlns='http://standards.iso.org/iso/19770/-2/2015/schema.xsd' name='a' tagId='b'>";

    @TempDir
    Path folder;

    private Fault refused(String name, byte[] bytes) {
        var faults = new Fault[1];
        assertThatThrownBy(() -> Tables.read(folder, name, bytes, ReadOptions.NONE))
                .isInstanceOfSatisfying(Fault.class, fault -> faults[0] = fault);
        Fault fault = faults[0];
        assertThat(fault.happened()).startsWith(name).endsWith(".").doesNotContain("Exception", "\n");
        assertThat(fault.unharmed()).isNotBlank();
        assertThat(fault.remedy()).isNotBlank();
        return fault;
    }

    private Fault refused(String name, String text) {
        return refused(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Fault refusedStream(String start, String repeat, long bytes) {
        Input input = Inputs.of("endless", bytes, () -> new Repeating(start, repeat, bytes));
        var faults = new Fault[1];
        assertThatThrownBy(() -> {
                    Formats formats = Formats.shipped();
                    Detection detection = formats.detect(input, Limits.DEFAULT, 0, Progress.NONE);
                    formats.read(input, detection, ReadOptions.NONE, new RecordingSink(), Progress.NONE, 0);
                })
                .isInstanceOfSatisfying(Fault.class, fault -> faults[0] = fault);
        return faults[0];
    }

    @Test
    void billion_laughs_are_refused() {
        String bomb = "<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]>" + TAG_START
                + "&b;</SoftwareIdentity>";
        assertThat(refused("bomb.swidtag", bomb).code()).isEqualTo(FaultCode.INPUT_HOSTILE);
    }

    @Test
    void nothing_outside_the_file_is_read_neither_file_nor_network() throws IOException {
        var asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            Path canary = Files.writeString(folder.resolve("canary.txt"), "CANARY");
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/x";
            for (String system : new String[] {canary.toUri().toString(), url}) {
                for (String type : new String[] {
                    "<!DOCTYPE x SYSTEM '" + system + "'>",
                    "<!DOCTYPE x [<!ENTITY e SYSTEM '" + system + "'>]>",
                    "<!DOCTYPE x [<!ENTITY % e SYSTEM '" + system + "'> %e;]>"
                }) {
                    Fault fault =
                            refused("x.xml", "<?xml version='1.0'?>" + type + TAG_START + "&e;</SoftwareIdentity>");
                    assertThat(fault.code()).isEqualTo(FaultCode.INPUT_HOSTILE);
                    assertThat(fault.sentences()).doesNotContain("CANARY");
                    Fault inventory = refused(
                            "x.xml",
                            "<?xml version='1.0'?>" + type + "<REQUEST><CONTENT><HARDWARE><NAME>&e;</NAME>"
                                    + "</HARDWARE></CONTENT></REQUEST>");
                    assertThat(inventory.code()).isEqualTo(FaultCode.INPUT_HOSTILE);
                }
            }
            String hint = TAG_START.replace(
                            ">",
                            " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='urn:x " + url
                                    + "'>")
                    + "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='" + url + "'/></SoftwareIdentity>";
            assertThat(Tables.read(folder, "hint.xml", Zips.text(hint), ReadOptions.NONE).titles)
                    .isEqualTo(1);
            assertThat(asked).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void deep_nesting_ends_at_the_limit() {
        assertThat(refused("deep.xml", TAG_START + "<a>".repeat(200_000)).code())
                .isEqualTo(FaultCode.INPUT_OVER_LIMIT);
        assertThat(refused("deep.json", "{\"content\":{\"hardware\":" + "[".repeat(200_000))
                        .code())
                .isEqualTo(FaultCode.INPUT_OVER_LIMIT);
        assertThat(refused("deep.json", "[".repeat(500_000)).code()).isEqualTo(FaultCode.INPUT_OVER_LIMIT);
    }

    @Test
    void many_attributes_end_at_the_limit() {
        var attributes = new StringBuilder();
        for (int count = 0; count < 5_000; count++) {
            attributes.append(" a").append(count).append("='1'");
        }
        assertThat(refused("wide.xml", TAG_START + "<Meta" + attributes + "/></SoftwareIdentity>")
                        .code())
                .isEqualTo(FaultCode.INPUT_OVER_LIMIT);
    }

    @Test
    void a_field_of_a_gibibyte_fails_at_the_limit_fast() {
        Assertions.assertThat(refusedStream("device,title\npc-1,\"", "x", GIB).code())
                .isEqualTo(FaultCode.INPUT_OVER_LIMIT);
        assertThat(refusedStream("device,title\npc-1,", "x", GIB).code()).isEqualTo(FaultCode.INPUT_OVER_LIMIT);
        assertThat(refusedStream("device,title\npc-1", ",x", GIB).code()).isEqualTo(FaultCode.INPUT_OVER_LIMIT);
        assertThat(refusedStream("device,title\n", "\"pc-1\",\"", GIB).code())
                .isIn(FaultCode.INPUT_OVER_LIMIT, FaultCode.INPUT_MALFORMED);
    }

    @Test
    void endless_xml_and_json_fail_at_the_limit_fast() {
        assertThat(refusedStream(TAG_START + "<Meta x='", "x", GIB).code()).isEqualTo(FaultCode.INPUT_OVER_LIMIT);
        assertThat(refusedStream(TAG_START, "x", GIB).code()).isEqualTo(FaultCode.INPUT_OVER_LIMIT);
        assertThat(refusedStream(TAG_START, "<a/>", GIB).code()).isEqualTo(FaultCode.INPUT_OVER_LIMIT);
        assertThat(refusedStream("<REQUEST><CONTENT><HARDWARE><NAME>", "x", GIB).code())
                .isEqualTo(FaultCode.INPUT_OVER_LIMIT);
        assertThat(refusedStream("<REQUEST><CONTENT><HARDWARE/>", "<SOFTWARES><NAME>x</NAME></SOFTWARES>", GIB)
                        .code())
                .isEqualTo(FaultCode.INPUT_OVER_LIMIT);
        assertThat(refusedStream("{\"content\":{\"hardware\":{\"name\":\"", "x", GIB)
                        .code())
                .isEqualTo(FaultCode.INPUT_OVER_LIMIT);
        assertThat(refusedStream("{\"content\":{\"hardware\":{},\"softwares\":[{}", ",{\"name\":\"x\"}", GIB)
                        .code())
                .isEqualTo(FaultCode.INPUT_OVER_LIMIT);
    }

    @Test
    void a_zip_bomb_is_refused_before_it_is_inflated() {
        byte[] zip = Zips.of(Map.of("zeros.csv", new byte[64 * 1024 * 1024]));
        assertThat(zip.length).isLessThan(100_000);
        assertThat(refused("bomb.zip", zip).code()).isEqualTo(FaultCode.INPUT_HOSTILE);
    }

    @Test
    void a_zip_that_lies_about_its_sizes_is_refused_while_inflating() {
        byte[] zip = Zips.of(
                Map.of("a.csv", ("device,title\n" + "pc-1,Zoom\n".repeat(300_000)).getBytes(StandardCharsets.UTF_8)));
        ByteBuffer buffer = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int central = find(buffer, 0x02014b50);
        buffer.putInt(central + 24, 20_000);
        assertThat(refused("liar.zip", zip).code()).isEqualTo(FaultCode.INPUT_HOSTILE);
    }

    @Test
    void a_gzip_bomb_is_refused() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            byte[] block = new byte[1024 * 1024];
            java.util.Arrays.fill(block, (byte) 'x');
            gzip.write("device,title\n".getBytes(StandardCharsets.UTF_8));
            for (int count = 0; count < 64; count++) {
                gzip.write(block);
            }
        }
        assertThat(refused("bomb.gz", bytes.toByteArray()).code())
                .isIn(FaultCode.INPUT_HOSTILE, FaultCode.INPUT_OVER_LIMIT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../evil.csv", "a/../../evil.csv", "/etc/evil.csv", "C:/evil.csv", "..\\evil.csv", "\\\\host\\x"
            })
    void entries_that_point_outside_are_refused(String name) {
        byte[] zip = Zips.of(Map.of(name, Zips.text("device,title\npc-1,Zoom\n")));
        assertThat(refused("slip.zip", zip).code()).isEqualTo(FaultCode.INPUT_HOSTILE);
    }

    @Test
    void a_directory_that_disagrees_with_an_entry_is_refused() {
        byte[] zip = Zips.of(Map.of("good.csv", Zips.text("device,title\npc-1,Zoom\n")));
        byte[] changed = zip.clone();
        int central = find(ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN), 0x02014b50);
        changed[central + 46] = 'f';
        assertThat(refused("twofaced.zip", changed).code()).isEqualTo(FaultCode.INPUT_HOSTILE);
        byte[] encrypted = zip.clone();
        encrypted[find(ByteBuffer.wrap(encrypted).order(ByteOrder.LITTLE_ENDIAN), 0x02014b50) + 8] |= 1;
        assertThat(refused("locked.zip", encrypted).code()).isEqualTo(FaultCode.INPUT_UNREADABLE);
    }

    @Test
    void a_truncated_zip_is_told_as_broken() {
        byte[] zip = Zips.of(Map.of("good.csv", Zips.text("device,title\npc-1,Zoom\n")));
        assertThat(refused("cut.zip", java.util.Arrays.copyOf(zip, zip.length - 30))
                        .code())
                .isEqualTo(FaultCode.INPUT_MALFORMED);
    }

    @Test
    void every_truncation_and_many_bit_flips_of_a_workbook_end_in_a_fault_or_in_facts() {
        byte[] good = Zips.workbook(
                "<row r='1'><c r='A1' t='str'><v>device</v></c><c r='B1' t='str'><v>title</v></c></row>"
                        + "<row r='2'><c r='A2' t='str'><v>pc-1</v></c><c r='B2' t='str'><v>Zoom</v></c></row>",
                "",
                "<xf numFmtId='0'/>");
        for (int length = 0; length < good.length; length += 7) {
            survives(java.util.Arrays.copyOf(good, length));
        }
        var random = new java.util.Random(42);
        for (int count = 0; count < 1_500; count++) {
            byte[] flipped = good.clone();
            flipped[random.nextInt(good.length)] ^= (byte) (1 << random.nextInt(8));
            survives(flipped);
        }
    }

    @Test
    void every_truncation_and_many_bit_flips_of_texts_end_in_a_fault_or_in_facts() {
        String[] texts = {
            TAG_START
                    + "<Entity name='x' regid='y' role='tagCreator'/><Evidence deviceId='d' date='2026-01-01'/></SoftwareIdentity>",
            "{\"deviceid\":\"x\",\"content\":{\"hardware\":{\"name\":\"pc\"},\"softwares\":[{\"name\":\"Zoom\",\"version\":\"1\"}]}}",
            "<REQUEST><CONTENT><HARDWARE><NAME>pc</NAME></HARDWARE><SOFTWARES><NAME>Z</NAME></SOFTWARES></CONTENT></REQUEST>",
            "device;title;last seen\n\"pc-1\";\"Zo\"\"om\";01/02/2026\npc-2;Teams;31/12/2025\n"
        };
        var random = new java.util.Random(7);
        for (String text : texts) {
            byte[] good = Zips.text(text);
            for (int length = 0; length < good.length; length++) {
                survives(java.util.Arrays.copyOf(good, length));
            }
            for (int count = 0; count < 1_000; count++) {
                byte[] flipped = good.clone();
                flipped[random.nextInt(good.length)] ^= (byte) (1 << random.nextInt(8));
                survives(flipped);
            }
        }
    }

    /// Anything but facts or a fault fails the test.
    private void survives(byte[] bytes) {
        Input input = Inputs.of("mutant", bytes);
        try {
            Formats formats = Formats.shipped();
            Detection detection = formats.detect(input, Limits.DEFAULT, 0, Progress.NONE);
            formats.read(input, detection, ReadOptions.NONE, new RecordingSink(), Progress.NONE, 0);
        } catch (Fault expected) {
            assertThat(expected.happened()).startsWith("mutant");
        }
    }

    @Test
    void an_archive_in_an_archive_is_refused() {
        byte[] inner = Zips.of(Map.of("a.csv", Zips.text("device,title\npc-1,Zoom\n")));
        assertThat(refused("outer.zip", Zips.of(Map.of("inner.zip", inner))).code())
                .isEqualTo(FaultCode.INPUT_OVER_LIMIT);
    }

    @Test
    void a_workbook_with_a_document_type_is_refused() {
        var parts = new LinkedHashMap<String, byte[]>();
        parts.put("[Content_Types].xml", Zips.text("<Types/>"));
        parts.put("xl/workbook.xml", Zips.text("<!DOCTYPE x [<!ENTITY a 'b'>]><workbook/>"));
        assertThat(refused("book.xlsx", Zips.of(parts)).code()).isEqualTo(FaultCode.INPUT_HOSTILE);
    }

    @Test
    void an_excel_sheet_with_a_giant_cell_fails_at_the_limit() {
        byte[] book = Zips.workbook(
                "<row r='1'><c r='A1' t='str'><v>" + "ab".repeat(20_000) + "</v></c></row>", "", "<xf numFmtId='0'/>");
        assertThat(refused("giant.xlsx", book).code()).isEqualTo(FaultCode.INPUT_OVER_LIMIT);
    }

    @Test
    void repeated_names_in_json_are_refused() {
        assertThat(refused("twice.json", "{\"content\":{\"hardware\":{\"name\":\"a\",\"name\":\"b\"}}}")
                        .code())
                .isEqualTo(FaultCode.INPUT_MALFORMED);
    }

    @Test
    void a_missing_and_an_empty_file_are_told() {
        assertThatThrownBy(() -> Formats.shipped().detect(folder.resolve("absent.csv")))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.INPUT_NOT_FOUND));
        assertThat(refused("empty.csv", "").code()).isEqualTo(FaultCode.INPUT_MALFORMED);
        assertThat(refused("noise.bin", new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3})
                        .code())
                .isEqualTo(FaultCode.INPUT_UNKNOWN_FORMAT);
    }

    @Test
    void reading_ends_soon_after_it_is_cancelled() throws IOException {
        Path file = folder.resolve("long.csv");
        Files.writeString(file, "device,title\n" + "pc-1,Zoom\n".repeat(200_000));
        Formats formats = Formats.shipped();
        Detected detected = formats.detect(file);
        var sink = new RecordingSink();
        var progress = new Progress() {
            private boolean cancelled;

            @Override
            public void report(long done, long total) {
                cancelled = true;
            }

            @Override
            public void stage(String name) {}

            @Override
            public boolean isCancelled() {
                return cancelled;
            }
        };
        assertThatThrownBy(() -> formats.read(file, detected, ReadOptions.NONE, sink, progress))
                .isInstanceOf(Cancelled.class);
        assertThat(sink.rows).isBetween(1, 50_000);
    }

    @Test
    void detection_of_a_large_file_looks_at_little_of_it() {
        assertThat(Duration.ofSeconds(5)).isPositive();
        Input input = Inputs.of(
                "large", 600L * 1024 * 1024, () -> new Repeating("device,title\n", "pc-1,Zoom\n", 600L * 1024 * 1024));
        Assertions.assertThatCode(() -> Formats.shipped().detect(input, Limits.DEFAULT, 0, Progress.NONE))
                .doesNotThrowAnyException();
    }

    private static int find(ByteBuffer buffer, int mark) {
        for (int place = 0; place + 4 <= buffer.limit(); place++) {
            if (buffer.getInt(place) == mark) {
                return place;
            }
        }
        throw new AssertionError("no such mark");
    }

    /// A start, then the same text again and again.
    private static final class Repeating extends InputStream {
        private final byte[] start;
        private final byte[] repeat;
        private final long size;
        private long position;

        Repeating(String start, String repeat, long size) {
            this.start = start.getBytes(StandardCharsets.UTF_8);
            byte[] unit = repeat.getBytes(StandardCharsets.UTF_8);
            this.repeat = repeat.repeat(Math.max(1, 64 * 1024 / unit.length)).getBytes(StandardCharsets.UTF_8);
            this.size = size;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (position >= size) {
                return -1;
            }
            int copied;
            if (position < start.length) {
                copied = (int) Math.min(length, start.length - position);
                System.arraycopy(start, (int) position, buffer, offset, copied);
            } else {
                int at = (int) ((position - start.length) % repeat.length);
                copied = Math.min(length, repeat.length - at);
                System.arraycopy(repeat, at, buffer, offset, copied);
            }
            position += copied;
            return copied;
        }
    }
}
