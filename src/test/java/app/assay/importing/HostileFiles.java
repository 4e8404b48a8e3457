package app.assay.importing;

import app.assay.work.Plain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/// Files that lie, swell or reach out, made by this class alone, each with the verdict that it must get: the code of
/// a fault, or `format read=… rejected=…`.
final class HostileFiles {

    /// @param name of the file
    /// @param verdict what must be said of it
    record Case(String name, String verdict, Supplier<byte[]> bytes) {}

    private static final String HOSTILE = "INPUT_HOSTILE";
    private static final String OVER_LIMIT = "INPUT_OVER_LIMIT";
    private static final String MALFORMED = "INPUT_MALFORMED";
    private static final String UNREADABLE = "INPUT_UNREADABLE";
    private static final String NAMESPACE = "http://standards.iso.org/iso/19770/-2/2015/schema.xsd";
    private static final String TAG = "<SoftwareIdentity xmlns='" + NAMESPACE + "' name='a' tagId='b'>";
    private static final String TAG_END = "</SoftwareIdentity>";
    private static final String TABLE = "device,title\n";
    private static final String ROW = "pc-1,Zoom\n";

    private final List<Case> cases = new ArrayList<>();
    private final String address;
    private final String file;

    /// @param address an address of this machine that must not be asked for anything
    /// @param file an address of a file that must not be read
    private HostileFiles(String address, String file) {
        this.address = address;
        this.file = file;
    }

    static List<Case> all(String address, String file) {
        var files = new HostileFiles(address, file);
        files.archives();
        files.gzip();
        files.xml();
        files.json();
        files.tables();
        files.workbooks();
        return List.copyOf(files.cases);
    }

    private void add(String name, String verdict, Supplier<byte[]> bytes) {
        cases.add(new Case(name, verdict, bytes));
    }

    private void text(String name, String verdict, Supplier<String> text) {
        add(name, verdict, () -> text.get().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] table() {
        return bytes(TABLE + ROW);
    }

    private void archives() {
        add("zip-same-header.zip", HOSTILE, () -> {
            var zip = new RawZip();
            zip.add("a.csv", table());
            zip.addToDirectory("b.csv", table(), 0);
            return zip.bytes();
        });
        add("zip-overlap.zip", HOSTILE, () -> {
            // The bytes of the first hold the second with its header.
            var inner = new RawZip.Member("b.csv", table());
            var both = new ByteArrayOutputStream();
            both.writeBytes(RawZip.local(inner));
            both.writeBytes(inner.packed);
            var zip = new RawZip();
            zip.add("a.csv", both.toByteArray()).stored(both.toByteArray());
            zip.addToDirectory("b.csv", table(), 30 + "a.csv".length());
            return zip.bytes();
        });
        add("zip-same-name.zip", HOSTILE, () -> {
            var zip = new RawZip();
            zip.add("a.csv", table());
            zip.add("a.csv", bytes(TABLE + "pc-2,Visio\n"));
            return zip.bytes();
        });
        add("zip-other-local-name.zip", HOSTILE, () -> {
            var zip = new RawZip();
            zip.add("a.csv", table()).localName = "b.csv";
            return zip.bytes();
        });
        add("zip-bad-local-header.zip", HOSTILE, () -> {
            var zip = new RawZip();
            zip.add("a.csv", table());
            zip.add("b.csv", table()).localSignature = 0x12345678;
            return zip.bytes();
        });
        add("zip-other-local-size.zip", HOSTILE, () -> {
            var zip = new RawZip();
            zip.add("a.csv", table()).localSize = 5;
            return zip.bytes();
        });
        add("zip-bad-sum.zip", "zip read=2 rejected=1", () -> {
            var zip = new RawZip();
            zip.add("a.csv", table()).crc ^= 1;
            zip.add("b.csv", table());
            return zip.bytes();
        });
        add("zip-negative-size.zip", OVER_LIMIT, () -> {
            var zip = new RawZip();
            zip.add("a.csv", table()).size = 0xFFFF_FFF0L;
            return zip.bytes();
        });
        add("zip-more-than-told.zip", HOSTILE, () -> {
            var zip = new RawZip();
            zip.add("a.csv", bytes(TABLE + ROW.repeat(100_000))).size = 100;
            return zip.bytes();
        });
        add("zip-count-lies.zip", MALFORMED, () -> {
            var zip = new RawZip();
            zip.add("a.csv", table());
            zip.countTold = 60_000;
            return zip.bytes();
        });
        add("zip-encrypted.zip", UNREADABLE, () -> {
            var zip = new RawZip();
            zip.add("a.csv", table()).flags = 1;
            return zip.bytes();
        });
        add("zip-unknown-method.zip", UNREADABLE, () -> {
            var zip = new RawZip();
            zip.add("a.csv", table()).method = 14;
            return zip.bytes();
        });
        add("zip-in-zip.zip", OVER_LIMIT, () -> nested(2));
        add("zip-ten-deep.zip", OVER_LIMIT, () -> nested(10));
        add("zip-zeros.zip", HOSTILE, () -> Zips.of(Map.of("zeros.csv", new byte[64 << 20])));
        add("zip-many-zeros.zip", HOSTILE, () -> {
            var entries = new LinkedHashMap<String, byte[]>();
            byte[] zeros = new byte[2 << 20];
            for (int count = 0; count < 40; count++) {
                entries.put(count + ".csv", zeros);
            }
            return Zips.of(entries);
        });
        add("zip-300000-entries.zip", OVER_LIMIT, () -> RawZip.ofMany(300_000));
        add("zip-100000-entries.zip", MALFORMED, () -> RawZip.ofMany(100_000));
        add("zip-no-entry.zip", MALFORMED, () -> new RawZip().bytes());
        add("zip-only-begin.zip", MALFORMED, () -> new byte[] {'P', 'K', 3, 4});
        String[] names = {
            "../a.csv", "/a.csv", "C:\\a.csv", "\\\\host\\share\\a.csv", "a/../../b.csv", "a\0.csv", "..\\a.csv", ""
        };
        for (int number = 0; number < names.length; number++) {
            String name = names[number];
            add("zip-name-%s.zip".formatted(number), HOSTILE, () -> {
                var zip = new RawZip();
                zip.add(name, table());
                return zip.bytes();
            });
        }
        add("zip-odd-names.zip", "zip read=6 rejected=0", () -> {
            var zip = new RawZip();
            for (String name : List.of("CON", "aux.csv", "A.csv", "a.csv", "x_y.csv", "\u202Evsc.a")) {
                zip.add(name, table());
            }
            return zip.bytes();
        });
    }

    private static byte[] nested(int depth) {
        byte[] zip = Zips.of(Map.of("a.csv", table()));
        for (int level = 1; level < depth; level++) {
            zip = Zips.of(Map.of("inner.zip", zip));
        }
        return zip;
    }

    private void gzip() {
        add("gzip-bomb.gz", "INPUT_(HOSTILE|OVER_LIMIT)", () -> gzip(bytes(TABLE + "x".repeat(64 << 20))));
        add("gzip-in-gzip.gz", OVER_LIMIT, () -> gzip(gzip(table())));
        add("gzip-of-zip.gz", OVER_LIMIT, () -> gzip(nested(1)));
        add("gzip-cut.gz", MALFORMED, () -> {
            byte[] whole = gzip(bytes(TABLE + ROW.repeat(20_000)));
            return Arrays.copyOf(whole, whole.length / 2);
        });
        add("gzip-bad-sum.gz", MALFORMED, () -> {
            byte[] whole = gzip(table());
            whole[whole.length - 6] ^= 1;
            return whole;
        });
    }

    private static byte[] gzip(byte[] content) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return bytes.toByteArray();
    }

    private void xml() {
        var laughs = new StringBuilder("<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a0 'ha'>");
        for (int level = 1; level < 30; level++) {
            laughs.append("<!ENTITY a%s '%s'>"
                    .formatted(level, "&a%s;".formatted(level - 1).repeat(10)));
        }
        text("xml-laughs.xml", HOSTILE, () -> laughs + "]>" + TAG + "&a29;" + TAG_END);
        text(
                "xml-quadratic.xml",
                HOSTILE,
                () -> "<!DOCTYPE x [<!ENTITY a '" + "a".repeat(100_000) + "'>]>" + TAG + "&a;".repeat(20_000)
                        + TAG_END);
        int number = 0;
        for (String target : new String[] {file, address}) {
            for (String type : new String[] {
                "<!DOCTYPE x SYSTEM '" + target + "'>",
                "<!DOCTYPE x PUBLIC '-//x//y' '" + target + "'>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM '" + target + "'>]>",
                "<!DOCTYPE x [<!ENTITY % e SYSTEM '" + target + "'> %e;]>",
                "<!DOCTYPE x [<!NOTATION n SYSTEM '" + target + "'><!ENTITY e SYSTEM '" + target + "' NDATA n>]>",
                "<!DOCTYPE x [<!ATTLIST SoftwareIdentity name CDATA '&e;'><!ENTITY e SYSTEM '" + target + "'>]>"
            }) {
                text("xml-outside-%s.xml".formatted(number), HOSTILE, () -> type + TAG + "&e;" + TAG_END);
                text(
                        "xml-inventory-outside-%s.xml".formatted(number),
                        HOSTILE,
                        () -> type + "<REQUEST><CONTENT><HARDWARE><NAME>&e;</NAME></HARDWARE></CONTENT></REQUEST>");
                number++;
            }
            text(
                    "xml-hints-%s.xml".formatted(number),
                    "swid-2015 read=1 rejected=0",
                    () -> "<?xml-stylesheet href='"
                            + target + "'?>"
                            + TAG.replace(
                                    ">",
                                    " xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:schemaLocation='urn:x "
                                            + target + "'>")
                            + "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='" + target + "'/>"
                            + TAG_END);
        }
        text("xml-unknown-entity.xml", HOSTILE, () -> TAG + "&nbsp;" + TAG_END);
        text("xml-deep.xml", OVER_LIMIT, () -> TAG + "<a>".repeat(100_000) + "</a>".repeat(100_000) + TAG_END);
        text("xml-deep-inventory.xml", OVER_LIMIT, () -> "<REQUEST><CONTENT><HARDWARE/>" + "<a>".repeat(100_000));
        text("xml-attributes.xml", OVER_LIMIT, () -> {
            var wide = new StringBuilder(TAG + "<Meta");
            for (int count = 0; count < 5_000; count++) {
                wide.append(" a").append(count).append("='1'");
            }
            return wide + "/>" + TAG_END;
        });
        text("xml-namespaces.xml", OVER_LIMIT, () -> {
            var wide = new StringBuilder(TAG + "<Meta");
            for (int count = 0; count < 5_000; count++) {
                wide.append(" xmlns:a")
                        .append(count)
                        .append("='urn:")
                        .append(count)
                        .append('\'');
            }
            return wide + "/>" + TAG_END;
        });
        text("xml-long-name.xml", OVER_LIMIT, () -> TAG + "<" + "n".repeat(100_000) + "/>" + TAG_END);
        text(
                "xml-long-text.xml",
                OVER_LIMIT,
                () -> "<REQUEST><CONTENT><HARDWARE><NAME>" + "x".repeat(3 << 20)
                        + "</NAME></HARDWARE></CONTENT></REQUEST>");
        text(
                "xml-long-comment.xml",
                OVER_LIMIT,
                () -> "<REQUEST><CONTENT><HARDWARE/><!--" + "x".repeat(6 << 20) + "--></CONTENT></REQUEST>");
        text("xml-large-tag.xml", OVER_LIMIT, () -> TAG + "<a b='c'/>".repeat(500_000) + TAG_END);
        text(
                "xml-elements.xml",
                OVER_LIMIT,
                () -> "<REQUEST><CONTENT><HARDWARE/>" + "<a/>".repeat(1_000_100) + "</CONTENT></REQUEST>");
        text(
                "xml-items.xml",
                OVER_LIMIT,
                () -> "<REQUEST><CONTENT><HARDWARE><NAME>p</NAME></HARDWARE>"
                        + "<SOFTWARES><NAME>x</NAME></SOFTWARES>".repeat(200_100) + "</CONTENT></REQUEST>");
        text("xml-not-ended.xml", MALFORMED, () -> TAG + "<a>");
        text("xml-two-roots.xml", "swid-2015 read=2 rejected=0", () -> TAG + TAG_END + TAG + TAG_END);
        text(
                "xml-says-utf-16.xml",
                "INPUT_(MALFORMED|UNKNOWN_FORMAT)",
                () -> "<?xml version='1.0' encoding='UTF-16'?>" + TAG + TAG_END);
        text(
                "xml-says-utf-7.xml",
                "INPUT_(MALFORMED|UNREADABLE)",
                () -> "<?xml version='1.0' encoding='UTF-7'?>" + TAG + "+ADw-x+AD4-" + TAG_END);
        add("xml-bad-utf-8.xml", MALFORMED, () -> {
            byte[] bytes = bytes(TAG + "xx" + TAG_END);
            bytes[TAG.length()] = (byte) 0xC0;
            bytes[TAG.length() + 1] = (byte) 0x80;
            return bytes;
        });
        text("xml-nul.xml", "swid-2015 read=1 rejected=0", () -> TAG + "&#0;" + TAG_END);
    }

    private void json() {
        String start = "{\"deviceid\":\"x\",\"content\":{\"hardware\":{\"name\":\"pc\"";
        String end = "},\"softwares\":[{\"name\":\"Zoom\"}]}}";
        String good = "inventory-json read=2 rejected=0";
        text("json-good.json", good, () -> start + end);
        text("json-deep.json", OVER_LIMIT, () -> start + ",\"a\":" + "[".repeat(100_000));
        text("json-deep-objects.json", OVER_LIMIT, () -> "{\"a\":".repeat(100_000));
        text("json-digits.json", OVER_LIMIT, () -> start + ",\"memory\":" + "7".repeat(1_000_000) + end);
        text(
                "json-digits-late.json",
                OVER_LIMIT,
                () -> start
                        + end.replace(
                                "]}}",
                                ",{\"name\":\"" + "y".repeat(100_000) + "\",\"size\":" + "7".repeat(1_000_000)
                                        + "}]}}"));
        text("json-fraction.json", OVER_LIMIT, () -> start + ",\"memory\":0." + "1".repeat(1_000_000) + end);
        text("json-exponent.json", good, () -> start + ",\"memory\":1e1000000000,\"swap\":-1E-999999999" + end);
        text("json-exponent-cores.json", good, () -> start + "},\"cpus\":[{\"core\":1e1000000000}" + "],\"x\":{" + end);
        text("json-twice.json", MALFORMED, () -> start + ",\"name\":\"other\"" + end);
        text("json-trailing.json", "inventory-json read=2 rejected=0", () -> start + end + "{}");
        text("json-long-text.json", OVER_LIMIT, () -> start + ",\"description\":\"" + "x".repeat(2 << 20) + "\"" + end);
        text("json-long-name.json", OVER_LIMIT, () -> start + ",\"" + "n".repeat(100_000) + "\":1" + end);
        text("json-many-names.json", "inventory-json read=2 rejected=0", () -> {
            var many = new StringBuilder(start);
            for (int count = 0; count < 100_000; count++) {
                many.append(",\"n").append(count).append("\":1");
            }
            return many + end;
        });
        text("json-cut.json", MALFORMED, () -> start);
        text("json-nan.json", MALFORMED, () -> start + ",\"memory\":NaN" + end);
        text("json-comment.json", MALFORMED, () -> start + "/* x */" + end);
        text(
                "json-half-character.json",
                good,
                () -> start + ",\"winlang\":\"\\ud800\"" + end.replace("Zoom", "Z\\udc00m"));
        text("json-nul.json", good, () -> start + end.replace("Zoom", "Z\\u0000m"));
    }

    private void tables() {
        text("csv-open-quote.csv", OVER_LIMIT, () -> TABLE + ROW + "pc-2,\"never closed\n" + ROW.repeat(1_000_000));
        text("csv-open-quote-short.csv", MALFORMED, () -> TABLE + ROW + "pc-2,\"never closed\n" + ROW.repeat(10));
        text(
                "csv-text-after-quote.csv",
                "(csv read=2 rejected=[01]|INPUT_MALFORMED)",
                () -> TABLE + ROW + "pc-2,\"Zoom\" x\n");
        text("csv-nul.csv", "csv read=3 rejected=1", () -> TABLE + ROW + "pc-2,Vis\0io\n" + "pc-3,Teams\n");
        text("csv-field-over.csv", OVER_LIMIT, () -> TABLE + ROW + "pc-2," + "x".repeat((256 << 10) + 1) + "\n");
        text(
                "csv-field-at-limit.csv",
                "csv read=2 rejected=1",
                () -> TABLE + ROW + "pc-2," + "x".repeat(256 << 10) + "\n");
        text(
                "csv-record-over.csv",
                OVER_LIMIT,
                () -> TABLE.strip() + ",a".repeat(20) + "\n" + ("," + "x".repeat(100_000)).repeat(15) + "\n");
        text("csv-20000-columns.csv", OVER_LIMIT, () -> TABLE.strip() + ",c".repeat(20_000) + "\n" + ROW);
        text("csv-20000-fields.csv", OVER_LIMIT, () -> TABLE + ROW + ",x".repeat(20_000) + "\n");
        text("csv-only-separators.csv", OVER_LIMIT, () -> ",".repeat(1_000_000) + "\n");
        text("csv-blank-rows.csv", "csv read=1 rejected=0", () -> TABLE + "\n".repeat(1_000_000) + ROW);
        text("csv-no-rows.csv", "csv read=0 rejected=0", () -> TABLE);
        text("csv-same-headers.csv", "csv read=1 rejected=0", () -> "device,title,title,,\npc-1,Zoom,,,\n");
        text("csv-wide-rows.csv", "csv read=2 rejected=1", () -> TABLE + ROW + "pc-2,Zoom,more,and,more\n");
        add("csv-mixed-encoding.csv", "csv read=2 rejected=0", () -> {
            byte[] bytes = bytes(TABLE + "pc-1,Zo\u00f6m\n" + "pc-2,Zo?m\n");
            bytes[bytes.length - 3] = (byte) 0xF6;
            return bytes;
        });
        add("csv-odd-utf-16.csv", "(csv read=\\d+ rejected=\\d+|INPUT_MALFORMED)", () -> {
            byte[] bytes = ("\ufeff" + TABLE + ROW).getBytes(StandardCharsets.UTF_16LE);
            return Arrays.copyOf(bytes, bytes.length - 1);
        });
        add("csv-half-character.csv", MALFORMED, () -> {
            byte[] bytes = ("\ufeff" + TABLE + "pc-1,Zoxm\n").getBytes(StandardCharsets.UTF_16LE);
            bytes[bytes.length - 5] = (byte) 0xD8;
            return bytes;
        });
        String[] runs = {"(", "[", "1 ", "1,", "1.", "'1", "a-", "A1", "$", "\u0301", "=", "/", "0x", "(1)", "9"};
        for (int number = 0; number < runs.length; number++) {
            String run = runs[number].repeat(250_000 / runs[number].length());
            text(Plain.text("csv-run-as-header-%02d.csv", number), "INPUT_[A-Z_]+", () -> run + "," + run + "\n" + ROW);
            text(Plain.text("csv-run-as-value-%02d.csv", number), "csv read=8 rejected=7", () -> {
                String head =
                        "reference,product,quantity,units per pack,unit price,metric,start date,end date,version\n";
                var rows = new StringBuilder(head);
                for (int column = 0; column < 8; column++) {
                    var cells = new ArrayList<String>(List.of("k", "Office", "1", "1", "1", "device", "", "", ""));
                    cells.set(column, '"' + run + '"');
                    rows.append(String.join(",", cells)).append('\n');
                }
                return rows.toString();
            });
        }
        text("csv-other-mark.csv", "csv read=1 rejected=0", () -> "device,title,guarded\npc-1,'=1+1,title\n");
        add("noise.bin", "INPUT_UNKNOWN_FORMAT", () -> {
            byte[] noise = new byte[1 << 20];
            new Random(5).nextBytes(noise);
            noise[0] = 1;
            return noise;
        });
        add("empty.csv", MALFORMED, () -> new byte[0]);
    }

    private static final String HEAD =
            "<row r='1'><c r='A1' t='str'><v>device</v></c><c r='B1' t='str'><v>title</v></c></row>";
    private static final String LINE =
            "<row r='2'><c r='A2' t='str'><v>pc-1</v></c><c r='B2' t='str'><v>Zoom</v></c></row>";
    private static final String PLAIN = "<xf numFmtId='0'/>";

    private void book(String name, String verdict, Supplier<String> rows) {
        add(name, verdict, () -> Zips.workbook(rows.get(), "", PLAIN));
    }

    private static String cells(int row, String cells) {
        return "<row r='" + row + "'>" + cells + "</row>";
    }

    private void workbooks() {
        add(
                "xlsx-shared-bomb.xlsx",
                HOSTILE,
                () -> Zips.workbook(HEAD + LINE, "<si><t>a</t></si>".repeat(1_000_000), PLAIN));
        add("xlsx-shared-many.xlsx", "xlsx read=1 rejected=0", () -> {
            var random = new Random(3);
            var texts = new StringBuilder();
            for (int count = 0; count < 250_000; count++) {
                texts.append("<si><t>")
                        .append(Long.toString(random.nextLong(), 36))
                        .append("</t></si>");
            }
            return Zips.workbook(HEAD + LINE, texts.toString(), PLAIN);
        });
        book("xlsx-shared-absent.xlsx", MALFORMED, () -> HEAD + cells(2, "<c r='A2' t='s'><v>7</v></c>"));
        book("xlsx-shared-number.xlsx", MALFORMED, () -> HEAD + cells(2, "<c r='A2' t='s'><v>-1</v></c>"));
        add("xlsx-styles-bloat.xlsx", "xlsx read=1 rejected=0", () -> {
            var random = new Random(4);
            var styles = new StringBuilder();
            for (int count = 0; count < 60_000; count++) {
                styles.append("<xf numFmtId='")
                        .append(random.nextInt(40))
                        .append("' fontId='0' fillId='0' borderId='0'")
                        .append(" applyNumberFormat='1' applyFont='1' applyFill='1' applyBorder='1'/>");
            }
            return Zips.workbook(HEAD + LINE, "", styles.toString());
        });
        book(
                "xlsx-empty-cells.xlsx",
                "xlsx read=1 rejected=0",
                () -> HEAD
                        + LINE
                        + cells(3, "<c r='XFD3'/>")
                        + cells(1_048_576, "<c r='A1048576'/><c r='XFD1048576'/>"));
        book("xlsx-full-width.xlsx", "xlsx read=1 rejected=0", () -> HEAD + LINE + cells(3, "<c/>".repeat(16_384)));
        book("xlsx-cells-without-end.xlsx", MALFORMED, () -> HEAD + cells(2, "<c r='A2'/>".repeat(80_000)));
        book("xlsx-columns.xlsx", OVER_LIMIT, () -> HEAD + cells(2, "<c><v>1</v></c>".repeat(2_000)));
        book("xlsx-beyond-last-column.xlsx", MALFORMED, () -> HEAD + cells(2, "<c r='XFE2'><v>1</v></c>"));
        book("xlsx-column-nonsense.xlsx", MALFORMED, () -> HEAD + cells(2, "<c r='7'><v>1</v></c>"));
        book(
                "xlsx-column-long.xlsx",
                MALFORMED,
                () -> HEAD + cells(2, "<c r='" + "Z".repeat(10_000) + "'><v>1</v></c>"));
        book("xlsx-row-twice.xlsx", MALFORMED, () -> HEAD + LINE + LINE);
        book("xlsx-row-beyond.xlsx", MALFORMED, () -> HEAD + cells(1_048_577, "<c><v>1</v></c>"));
        book(
                "xlsx-formulas.xlsx",
                "xlsx read=2 rejected=1",
                () -> HEAD
                        + cells(
                                2,
                                "<c r='A2' t='str'><f>\"pc\"&amp;1</f><v>pc-1</v></c><c r='B2' t='str'><f>A2</f><v>Zoom</v></c>")
                        + cells(3, "<c r='A3' t='str'><f>CONCAT(A2)</f><v>pc-2</v></c><c r='B3'><f>B3</f></c>"));
        book(
                "xlsx-formula-outside.xlsx",
                "xlsx read=1 rejected=0",
                () -> HEAD
                        + cells(
                                2,
                                "<c r='A2' t='str'><f>WEBSERVICE(\"" + address
                                        + "\")</f><v>pc-1</v></c><c r='B2' t='str'><f>[1]Sheet1!A1</f><v>Zoom</v></c>"));
        book(
                "xlsx-giant-cell.xlsx",
                OVER_LIMIT,
                () -> HEAD + cells(2, "<c t='str'><v>" + "ab".repeat(20_000) + "</v></c>"));
        book(
                "xlsx-giant-number.xlsx",
                "xlsx read=1 rejected=0",
                () -> HEAD
                        + cells(2, "<c r='A2'><v>1e999999999</v></c><c r='B2'><v>" + "9".repeat(3_000) + "</v></c>"));
        book(
                "xlsx-escapes.xlsx",
                "xlsx read=2 rejected=1",
                () -> HEAD
                        + cells(2, "<c t='str'><v>pc_x000D_1</v></c><c t='str'><v>Zo_xD800_m</v></c>")
                        + cells(3, "<c t='str'><v>pc_x0000_1</v></c><c t='str'><v>Zoom</v></c>"));
        add(
                "xlsx-wrong-dimension.xlsx",
                "xlsx read=1 rejected=0",
                () -> changed(parts -> parts.put(
                        "xl/worksheets/sheet1.xml",
                        bytes(
                                "<worksheet><dimension ref='A1:XFD1048576'/><cols><col min='1' max='16384' width='9'/></cols><sheetData>"
                                        + HEAD + LINE + "</sheetData></worksheet>"))));
        add(
                "xlsx-links.xlsx",
                "xlsx read=1 rejected=0",
                () -> changed(parts -> {
                    parts.put("xl/externalLinks/externalLink1.xml", bytes("<externalLink/>"));
                    parts.put("xl/externalLinks/_rels/externalLink1.xml.rels", bytes(outside("externalLinkPath")));
                    parts.put("xl/worksheets/_rels/sheet1.xml.rels", bytes(outside("hyperlink")));
                    parts.put("xl/vbaProject.bin", new byte[512]);
                }));
        add(
                "xlsx-sheet-outside.xlsx",
                MALFORMED,
                () -> changed(parts -> parts.put(
                        "xl/_rels/workbook.xml.rels",
                        bytes(
                                "<Relationships><Relationship Id='s1' Type='http://x/worksheet' TargetMode='External' Target='"
                                        + address + "/worksheet'/></Relationships>"))));
        add(
                "xlsx-sheet-climbs.xlsx",
                MALFORMED,
                () -> changed(parts -> parts.put(
                        "xl/_rels/workbook.xml.rels",
                        bytes(
                                "<Relationships><Relationship Id='s1' Type='http://x/worksheet' Target='../../../../etc/worksheet'/>"
                                        + "</Relationships>"))));
        add(
                "xlsx-sheets.xlsx",
                OVER_LIMIT,
                () -> changed(parts -> parts.put(
                        "xl/workbook.xml",
                        bytes("<workbook xmlns:r='urn:r'><sheets>"
                                + "<sheet name='Data' sheetId='1' r:id='s1'/>".repeat(300) + "</sheets></workbook>"))));
        add(
                "xlsx-hidden.xlsx",
                MALFORMED,
                () -> changed(
                        parts -> parts.put(
                                "xl/workbook.xml",
                                bytes(
                                        "<workbook xmlns:r='urn:r'><sheets><sheet name='D' state='veryHidden' r:id='s1'/></sheets></workbook>"))));
        for (String part :
                List.of("xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml")) {
            String name = part.substring(part.lastIndexOf('/') + 1).replace(".xml", "");
            add(
                    "xlsx-document-type-in-%s.xlsx".formatted(name),
                    HOSTILE,
                    () -> changed(parts -> parts.merge(
                            part,
                            new byte[0],
                            (old, none) -> bytes("<!DOCTYPE x [<!ENTITY e SYSTEM '" + file + "'>]>"
                                    + new String(old, StandardCharsets.UTF_8)))));
        }
        add("xlsx-no-workbook.xlsx", MALFORMED, () -> changed(parts -> parts.remove("xl/workbook.xml")));
        add("xlsx-no-sheet.xlsx", MALFORMED, () -> changed(parts -> parts.remove("xl/worksheets/sheet1.xml")));
    }

    private String outside(String type) {
        return "<Relationships><Relationship Id='r1' Type='http://x/" + type + "' TargetMode='External' Target='"
                + address + "'/></Relationships>";
    }

    private static byte[] changed(java.util.function.Consumer<Map<String, byte[]>> change) {
        Map<String, byte[]> parts = new LinkedHashMap<>(Zips.parts(HEAD + LINE, "", PLAIN));
        change.accept(parts);
        return Zips.of(parts);
    }
}
