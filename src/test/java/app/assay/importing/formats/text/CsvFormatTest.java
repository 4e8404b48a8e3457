package app.assay.importing.formats.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.domain.source.RejectReason;
import app.assay.domain.source.RejectedRow;
import app.assay.domain.source.RowMeaning;
import app.assay.importing.Formats;
import app.assay.importing.Tables;
import app.assay.importing.format.ReadOptions;
import app.assay.importing.profile.DateOrder;
import app.assay.importing.profile.MappingProfile;
import app.assay.importing.table.TablePreview;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("locales")
class CsvFormatTest {

    private static final ReadOptions INSTALLATIONS = ReadOptions.as(RowMeaning.INSTALLATIONS);
    private static final ReadOptions DEVICES = ReadOptions.as(RowMeaning.DEVICES);
    private static final ReadOptions ENTITLEMENTS = ReadOptions.as(RowMeaning.ENTITLEMENTS);

    @TempDir
    Path folder;

    @Test
    void a_pack_without_units_is_rejected_as_it_is_when_it_is_written_by_hand() {
        var sink = Tables.read(
                folder,
                "reference,product,quantity,units per pack\nA,Office,5,0\nB,Office,5,10\nC,Office,0,1\nD,Office,1,-5\n",
                ENTITLEMENTS.withProfile(MappingProfile.of("p", RowMeaning.ENTITLEMENTS)
                        .withColumns(Map.of("units per pack", "unitsPerPack"))));
        assertThat(sink.rejects)
                .extracting(row -> row.place().row() + " " + row.place().column() + " " + row.reason())
                .containsExactly("2 units per pack OUT_OF_RANGE", "5 units per pack OUT_OF_RANGE");
        assertThat(sink.records).hasSize(2);
        assertThatThrownBy(() -> Tables.read(
                        folder,
                        "reference,product\nA,Office\n",
                        ENTITLEMENTS.withProfile(MappingProfile.of("p", RowMeaning.ENTITLEMENTS)
                                .withConstants(Map.of("unitsPerPack", "0")))))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.INPUT_NEEDS_MAPPING));
    }

    @Test
    void a_plain_table_imports_without_a_profile() {
        var sink = Tables.read(folder, """
                Computer Name,Display Name,Vendor,Version,Last Seen
                PC-1,Visio Professional,Microsoft,1.10,2026-05-01
                PC-2,7-Zip,Igor Pavlov,23.01,
                """, INSTALLATIONS);
        assertThat(sink.facts)
                .containsExactly(
                        "INSTALLATION PC-1|Visio Professional|Microsoft|1.10|||2026-05-01",
                        "INSTALLATION PC-2|7-Zip|Igor Pavlov|23.01");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Rechnername;Anwendung;Hersteller;Version;Zuletzt gesehen",
                "Nom de l'ordinateur;Nom du logiciel;Éditeur;Version du logiciel;Dernière vue",
                "Nombre del equipo;Nombre del software;Fabricante;Versión;Última vez",
                "hostname;software;publisher;version;lastSeen",
                "ComputerName0;DisplayName0;Publisher0;Version0;Last Scan"
            })
    void headers_are_understood_in_several_languages(String header) {
        var sink = Tables.read(folder, header + "\nPC-1;Zoom;Zoom Inc;5.1;31.12.2025\n", ReadOptions.NONE);
        assertThat(sink.facts).containsExactly("INSTALLATION PC-1|Zoom|Zoom Inc|5.1|||2025-12-31");
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, ','",
        "UTF-8, ';'",
        "UTF-8, '\t'",
        "UTF-8, '|'",
        "UTF-16LE, ','",
        "UTF-16BE, ';'",
        "windows-1252, ';'",
        "ISO-8859-1, ','"
    })
    void encodings_separators_and_line_ends_are_found(String charset, String separator) {
        for (String end : new String[] {"\n", "\r\n", "\r"}) {
            for (boolean marked : new boolean[] {false, true}) {
                if (marked && !charset.startsWith("UTF")) {
                    continue;
                }
                if (end.equals("\r") && !charset.startsWith("UTF")) {
                    continue; // bare returns with eight-bit letters mean an old Mac, see below
                }
                String text = (marked ? "\uFEFF" : "")
                        + String.join(separator, "device", "title", "publisher")
                        + end
                        + String.join(separator, "PC-1", "Müller & Söhne Büro", "\"a" + separator + "b\"")
                        + end
                        + String.join(separator, "PC-2", "Café", "x")
                        + end;
                var sink = Tables.read(folder, text, Charset.forName(charset), ReadOptions.NONE);
                assertThat(sink.facts)
                        .as("%s %s %s %s", charset, separator, end.length(), marked)
                        .containsExactly(
                                "INSTALLATION PC-1|Müller & Söhne Büro|a" + separator + "b",
                                "INSTALLATION PC-2|Café|x");
            }
        }
    }

    @Test
    void bare_returns_with_eight_bit_letters_are_read_as_mac_text() {
        var sink = Tables.read(folder, "device,title\rPC-1,Café\r", Charset.forName("x-MacRoman"), ReadOptions.NONE);
        assertThat(sink.facts).containsExactly("INSTALLATION PC-1|Café");
    }

    @Test
    void a_letter_far_down_the_file_still_decides_the_encoding() {
        String row = "PC-1,Plain Title\n";
        String text = "device,title\n" + row.repeat(10_000) + "PC-2,Büro\n";
        var sink = Tables.read(folder, text, StandardCharsets.ISO_8859_1, ReadOptions.NONE);
        assertThat(sink.facts.getLast()).isEqualTo("INSTALLATION PC-2|Büro");
    }

    @Test
    void the_separator_line_and_titles_above_the_header_are_passed_over() {
        var sink = Tables.read(folder, """
                Software report
                made on 2026-05-01

                device,title,version
                PC-1,Zoom,5
                """, ReadOptions.NONE);
        assertThat(sink.facts).containsExactly("INSTALLATION PC-1|Zoom||5");
    }

    @Test
    void the_day_of_other_values_decides_the_order_of_a_column() {
        var sink = Tables.read(folder, """
                device,title,last seen,install date
                PC-1,A,03/04/2026,03/04/2026
                PC-1,B,25/12/2025,12/25/2025
                """, ReadOptions.NONE);
        assertThat(sink.facts)
                .containsExactly(
                        "INSTALLATION PC-1|A||||2026-03-04|2026-04-03", "INSTALLATION PC-1|B||||2025-12-25|2025-12-25");
    }

    @Test
    void a_date_beyond_the_sample_still_decides_the_order() {
        var text = new StringBuilder("device,title,last seen\n");
        for (int row = 0; row < 25_000; row++) {
            text.append("PC-1,T").append(row).append(",03/04/2026\n");
        }
        text.append("PC-1,last,25/04/2026\n");
        var sink = Tables.read(folder, text.toString(), ReadOptions.NONE);
        assertThat(sink.rejects).isEmpty();
        assertThat(sink.facts.getFirst()).endsWith("|2026-04-03");
    }

    @Test
    void an_ambiguous_date_is_unknown_until_the_profile_tells_the_order() {
        String text = "device,title,last seen\nPC-1,A,03/04/2026\nPC-1,B,2026-01-02\nPC-1,C,05/05/2026\n";
        var open = Tables.read(folder, text, ReadOptions.NONE);
        assertThat(open.facts)
                .containsExactly(
                        "INSTALLATION PC-1|A",
                        "INSTALLATION PC-1|B|||||2026-01-02",
                        "INSTALLATION PC-1|C|||||2026-05-05");
        assertThat(open.warnings).containsExactly("cell.unknown");
        var told = Tables.read(
                folder,
                text,
                ReadOptions.NONE.withProfile(
                        MappingProfile.of("p", RowMeaning.INSTALLATIONS).withDateOrder(DateOrder.MONTH_DAY_YEAR)));
        assertThat(told.facts.getFirst()).isEqualTo("INSTALLATION PC-1|A|||||2026-03-04");
    }

    @Test
    void every_row_is_told_once_good_or_bad() {
        var sink = Tables.read(folder, """
                device,title,publisher,last seen
                PC-1,A,x,2026-01-01
                ,B,x,2026-01-01
                PC-1,,x,2026-01-01
                PC-1,C,x,soon
                PC-1,D,x,2026-01-01,extra
                PC-1,E
                PC-1,F\u0000,x,2026-01-01
                PC-1,G,x,2026-02-30
                ,,,
                """, ReadOptions.NONE);
        assertThat(sink.rows).isEqualTo(8);
        assertThat(sink.rejects)
                .extracting(
                        reject -> reject.place().row(), reject -> reject.place().column(), RejectedRow::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(3L, "device", RejectReason.MISSING),
                        org.assertj.core.groups.Tuple.tuple(4L, "title", RejectReason.MISSING),
                        org.assertj.core.groups.Tuple.tuple(6L, "", RejectReason.WRONG_NUMBER_OF_FIELDS),
                        org.assertj.core.groups.Tuple.tuple(8L, "", RejectReason.NULL_CHARACTER));
        // A date that nobody understands leaves its row standing without it, and is told.
        assertThat(sink.facts).contains("INSTALLATION PC-1|C|x", "INSTALLATION PC-1|G|x");
        assertThat(sink.rejects.get(2).raw()).isEqualTo("PC-1,D,x,2026-01-01,extra");
        assertThat(sink.warnings).containsExactly("cell.unknown", "cell.unknown", "table.blank-rows");
    }

    @Test
    void a_list_without_devices_gives_titles_or_installations_of_the_named_device() {
        String text = "DisplayName,Publisher,DisplayVersion\nZoom,Zoom Inc,5.1\n";
        assertThat(Tables.read(folder, text, INSTALLATIONS).facts).containsExactly("TITLE Zoom|Zoom Inc|5.1");
        assertThat(Tables.read(folder, text, INSTALLATIONS.withDevice("PC-9")).facts)
                .containsExactly("INSTALLATION PC-9|Zoom|Zoom Inc|5.1");
    }

    @Test
    void devices_are_read_with_their_hardware_facts() {
        var sink = Tables.read(folder, """
                server_hostname;server_cpu;sockets;cores;serial number;OS;MAC address;host;status;environment;type;last seen
                srv1;Xeon;2;16;6.37702E+15;Windows Server 2022;00-1B-44-11-3A-B7;esx1;in use;prod;Virtual Machine;2026-01-31
                srv2;Xeon;two;16;;;;;;;;
                srv3;Xeon;-1;16;;;;;;;;
                srv4;Xeon;2;16;;;;;beyond;;;
                """, DEVICES);
        assertThat(sink.facts)
                .containsExactly(
                        "DEVICE {cores=16, environment=PRODUCTION, host=esx1, kind=VIRTUAL_MACHINE, lastSeen=2026-01-31,"
                                + " name=srv1, networkAddresses=00:1b:44:11:3a:b7, operatingSystem=Windows Server 2022,"
                                + " processorModel=Xeon, processors=2, serial=6.37702E+15, status=IN_SERVICE}",
                        "DEVICE {cores=16, name=srv2, processorModel=Xeon}",
                        "DEVICE {cores=16, name=srv3, processorModel=Xeon}",
                        "DEVICE {cores=16, name=srv4, processorModel=Xeon, processors=2}");
        assertThat(sink.warnings).containsExactly("cell.unknown", "cell.unknown", "cell.unknown");
    }

    @Test
    void users_are_read_and_named_by_what_there_is() {
        var sink = Tables.read(
                folder,
                "Anzeigename;E-Mail;SamAccountName;Personalnummer;Abteilung;Status\nAnna Muster;anna@example.com;anna;007;IT;aktiv\n;b@example.com;;;;left\n;;;4711;;\n",
                ReadOptions.as(RowMeaning.USERS));
        assertThat(sink.facts)
                .containsExactly(
                        "USER {email=anna@example.com, employeeNumber=007, login=anna, name=Anna Muster, status=ACTIVE, unit=IT}",
                        "USER {email=b@example.com, name=b@example.com, status=LEFT}",
                        "REJECTED 4 Anzeigename MISSING ");
    }

    @Test
    void entitlements_keep_zero_unlimited_and_unknown_apart() {
        var sink = Tables.read(folder, """
                id,product,quantity,metric,unit price,start date,end date
                E1,Visio,1.000,per device,"1.234,50 €",2026-01-01,
                E2,Visio,0,named user,"99,90",2026-01-01,2026-12-31
                E3,Visio,unlimited,site,,,
                E4,Visio,,CEPH-1-NODE,,,
                E4,Visio,1,core,,,
                E5,,1,core,,,
                E6,Visio,1,core,,2027-01-01,2026-01-01
                """, ENTITLEMENTS);
        assertThat(sink.facts)
                .containsExactly(
                        "ENTITLEMENT {kind=FULL, metric=per device, product=Visio, quantity=1000, reference=E1, start=2026-01-01,"
                                + " unitPrice=1234.5 EUR}",
                        "ENTITLEMENT {end=2026-12-31, kind=FULL, metric=named user, product=Visio, quantity=0, reference=E2,"
                                + " start=2026-01-01}",
                        "ENTITLEMENT {kind=FULL, metric=site, product=Visio, quantity=unlimited, reference=E3}",
                        "ENTITLEMENT {kind=FULL, metric=CEPH-1-NODE, product=Visio, quantity=unknown, reference=E4}",
                        // Lines of one order share its reference.
                        "ENTITLEMENT {kind=FULL, metric=core, product=Visio, quantity=1, reference=E4}",
                        "REJECTED 7 product MISSING ",
                        "ENTITLEMENT {end=2026-01-01, kind=FULL, metric=core, product=Visio, quantity=1, reference=E6,"
                                + " start=2027-01-01}");
        assertThat(sink.warnings).contains("entitlement.ends-before-start");
        assertThat(sink.warnings)
                .contains("entitlement.kind-assumed", "entitlement.quantity-unknown", "price.currency-unknown");
    }

    @Test
    void a_row_that_says_all_the_same_again_is_told_and_left_out() {
        var sink = Tables.read(folder, """
                id,product,quantity,metric
                PO-10a,Visio,100,device
                PO-10A,Visio,50,device
                PO-10a,Visio,100,device
                """, ENTITLEMENTS);
        assertThat(sink.facts)
                .containsExactly(
                        "ENTITLEMENT {kind=FULL, metric=device, product=Visio, quantity=100, reference=PO-10a}",
                        "ENTITLEMENT {kind=FULL, metric=device, product=Visio, quantity=50, reference=PO-10A}",
                        "REJECTED 4 id DUPLICATE_KEY PO-10a");
    }

    @Test
    void the_profile_answers_what_a_dollar_is() {
        String text = "reference,product,quantity,metric,unit price\nE1,Visio,1,device,$12.50\n";
        assertThat(Tables.read(folder, text, ENTITLEMENTS).facts.getFirst()).doesNotContain("unitPrice");
        var told = ENTITLEMENTS.withProfile(
                MappingProfile.of("p", RowMeaning.ENTITLEMENTS).withCurrency("CAD"));
        assertThat(Tables.read(folder, text, told).facts.getFirst()).contains("unitPrice=12.5 CAD");
        String named = text.replace("unit price", "unit price (USD)");
        assertThat(Tables.read(folder, named, ENTITLEMENTS).facts.getFirst()).contains("unitPrice=12.5 USD");
    }

    @Test
    void a_profile_names_columns_and_gives_constants() {
        var profile = MappingProfile.of("own", RowMeaning.ENTITLEMENTS)
                .withColumns(Map.of("Artikel 4711", "product", "X", "quantity", "quantity", ""))
                .withConstants(Map.of("metric", "per core", "kind", "SUBSCRIPTION"));
        var sink = Tables.read(
                folder, "Artikel 4711,X,quantity\nSQL Server,5,99\n", ReadOptions.NONE.withProfile(profile));
        assertThat(sink.facts)
                .containsExactly(
                        "ENTITLEMENT {kind=SUBSCRIPTION, metric=per core, product=SQL Server, quantity=5, reference=row-ebd203e54a}");
    }

    @Test
    void a_table_that_says_nothing_is_asked_about_with_its_headers() {
        assertThatThrownBy(() -> Tables.read(folder, "alpha,beta\n1,2\n", ReadOptions.NONE))
                .isInstanceOfSatisfying(Fault.class, fault -> {
                    assertThat(fault.code()).isEqualTo(FaultCode.INPUT_NEEDS_MAPPING);
                    assertThat(fault.sentences()).contains("table.csv", "'alpha', 'beta'");
                });
        assertThatThrownBy(() -> Tables.read(folder, "alpha,beta\n1,2\n", INSTALLATIONS))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.sentences()).contains("title", "'alpha', 'beta'"));
    }

    @Test
    void an_unclosed_quote_is_told_with_its_row() {
        assertThatThrownBy(() -> Tables.read(folder, "device,title\nPC-1,\"Zoom\nPC-2,Teams\n", ReadOptions.NONE))
                .isInstanceOfSatisfying(Fault.class, fault -> {
                    assertThat(fault.code()).isEqualTo(FaultCode.INPUT_MALFORMED);
                    assertThat(fault.sentences()).contains("table.csv", "2");
                });
    }

    @Test
    void repeated_blank_and_broken_headers_are_named_apart() {
        Formats formats = Formats.shipped();
        Tables.read(folder, "device,title,Note,,Note,\"ver\nsion\"\nPC-1,Zoom,a,b,c,5\n", ReadOptions.NONE);
        TablePreview preview = formats.preview(folder.resolve("table.csv"), ReadOptions.NONE, 5);
        assertThat(preview.columns())
                .extracting(TablePreview.Column::header)
                .containsExactly("device", "title", "Note", "column 4", "Note (2)", "ver sion");
        assertThat(preview.findings())
                .extracting(TablePreview.Finding::code)
                .contains("header.blank", "header.duplicate");
        assertThat(preview.meaning()).contains(RowMeaning.INSTALLATIONS);
        assertThat(preview.rows()).hasSize(1);
    }

    @Test
    void reading_with_the_proposed_profile_gives_the_same_facts() {
        String text =
                "Rechner;Software;Installiert am\nPC-1;Zoom;3/4/2026\nPC-1;Teams;31/4/2025\nPC-2;Teams;30/4/2025\n";
        var direct = Tables.read(folder, text, ReadOptions.NONE);
        TablePreview preview = Formats.shipped().preview(folder.resolve("table.csv"), ReadOptions.NONE, 5);
        MappingProfile proposal = preview.proposal().orElseThrow().withName("new");
        MappingProfile shared = MappingProfile.fromJson(proposal.toJson(), "profile.json");
        assertThat(shared).isEqualTo(proposal);
        assertThat(shared.digest()).isEqualTo(proposal.withName("other").digest());
        var again = Tables.read(folder, text, ReadOptions.NONE.withProfile(shared));
        assertThat(again.facts).isEqualTo(direct.facts).hasSize(3);
        assertThat(direct.warnings).contains("cell.unknown");
    }

    @Test
    void what_exports_write_for_no_value_is_neither_a_device_nor_a_title() {
        byte[] bytes = "device,title\npc-1,Zoom\nN/A,Zoom\npc-2,-\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var sink = Tables.read(
                folder, "installations.csv", bytes, ReadOptions.as(app.assay.domain.source.RowMeaning.INSTALLATIONS));
        assertThat(sink.facts)
                .containsExactly("INSTALLATION pc-1|Zoom", "REJECTED 3 device MISSING ", "REJECTED 4 title MISSING ");
    }
}
