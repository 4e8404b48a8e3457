package app.assay.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.importing.format.ReadOptions;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("locales")
class TagAndInventoryTest {

    private static final String NAMESPACE = "http://standards.iso.org/iso/19770/-2/2015/schema.xsd";

    @TempDir
    Path folder;

    private static String tag(String name, String attributes, String inside) {
        return "<SoftwareIdentity xmlns='%s' xml:lang='en' name='%s' tagId='%s' version='1.10' %s>"
                        .formatted(NAMESPACE, name, name.toLowerCase(java.util.Locale.ROOT), attributes)
                + "<Entity name='Acme' regid='http://www.ACME.com/' role='tagCreator softwareCreator'/>" + inside
                + "</SoftwareIdentity>";
    }

    @Test
    void a_primary_tag_with_evidence_is_an_installation_on_its_device() {
        String text =
                tag("Visio", "", "<Evidence deviceId='pc-1' date='2026-05-01T10:00:00Z'><File name='a'/></Evidence>");
        var sink = Tables.read(folder, "x.csv", Zips.text(text), ReadOptions.NONE);
        assertThat(sink.facts).containsExactly("INSTALLATION pc-1|Visio|Acme|1.10|swid:acme.com__visio||2026-05-01");
    }

    @Test
    void a_tag_without_device_is_a_title_until_the_device_is_named() {
        String text = tag("Visio", "", "<Payload><Directory name='d'><File name='a'/></Directory></Payload>");
        var open = Tables.read(folder, "x.swidtag", Zips.text(text), ReadOptions.NONE);
        assertThat(open.facts).containsExactly("TITLE Visio|Acme|1.10|swid:acme.com__visio");
        assertThat(open.warnings).contains("swid.no-device");
        var named = Tables.read(folder, "x.swidtag", Zips.text(text), ReadOptions.NONE.withDevice("pc-7"));
        assertThat(named.facts).containsExactly("INSTALLATION pc-7|Visio|Acme|1.10|swid:acme.com__visio");
    }

    @ParameterizedTest
    @CsvSource({"corpus='true',swid.corpus", "patch='1',swid.patch", "supplemental='true',swid.supplemental"})
    void tags_that_are_not_primary_install_nothing(String attribute, String warning) {
        String text = tag("Visio", attribute, "<Evidence deviceId='pc-1'/>");
        var sink = Tables.read(folder, "x.swidtag", Zips.text(text), ReadOptions.NONE.withDevice("pc-7"));
        assertThat(sink.installations).isZero();
        assertThat(sink.titles).isEqualTo(1);
        assertThat(sink.warnings).contains(warning);
    }

    @Test
    void several_tags_in_a_wrapper_are_each_a_row_and_a_signature_is_noted() {
        String text = "<all>" + tag("A", "", "<ds:Signature xmlns:ds='http://www.w3.org/2000/09/xmldsig#'/>")
                + tag("B", "", "") + "<SoftwareIdentity xmlns='" + NAMESPACE + "' tagId='c'/></all>";
        var sink = Tables.read(folder, "x.xml", Zips.text(text), ReadOptions.NONE.withDevice("pc"));
        assertThat(sink.rows).isEqualTo(3);
        assertThat(sink.installations).isEqualTo(2);
        assertThat(sink.rejects).hasSize(1);
        assertThat(sink.warnings).contains("swid.signature-not-verified");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://standards.iso.org/iso/19770/-2/2014-DIS/schema.xsd",
                "http://standards.iso.org/iso/19770/-2/2014/schema.xsd",
                "https://standards.iso.org/iso/19770/-2/2015-current/schema.xsd",
                "urn:iso:19770-2:2014-CD1"
            })
    void drafts_are_read_with_a_warning(String namespace) {
        var sink =
                Tables.read(folder, "x", Zips.text(tag("A", "", "").replace(NAMESPACE, namespace)), ReadOptions.NONE);
        assertThat(sink.titles).isEqualTo(1);
        assertThat(sink.warnings).contains("swid.namespace-draft");
    }

    @Test
    void a_folder_and_a_zip_of_files_give_the_same_facts_and_skip_what_is_foreign() throws Exception {
        var entries = new LinkedHashMap<String, byte[]>();
        entries.put("b/two.swidtag", Zips.text(tag("Two", "", "")));
        entries.put("a.swidtag", Zips.text(tag("One", "", "")));
        entries.put("list.xlsx", Zips.text("device;title\npc-1;Zoom\n"));
        entries.put("readme.md", Zips.text("Thank you for reading this.\n"));
        entries.put("broken.swidtag", Zips.text("<SoftwareIdentity xmlns='" + NAMESPACE + "'><Entity>"));
        Path plain = Files.createDirectories(folder.resolve("tags"));
        for (var entry : entries.entrySet()) {
            Path file = plain.resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }
        var fromFolder = Tables.read(plain, ReadOptions.NONE.withDevice("pc-1"));
        var fromZip = Tables.read(folder, "tags.bin", Zips.of(entries), ReadOptions.NONE.withDevice("pc-1"));
        assertThat(fromFolder.facts)
                .isEqualTo(fromZip.facts.stream()
                        .map(fact -> fact.replace("tags.bin!/", "tags/"))
                        .toList())
                .hasSize(4)
                .contains("INSTALLATION pc-1|One|Acme|1.10|swid:acme.com__one", "INSTALLATION pc-1|Zoom");
        assertThat(fromFolder.rejects).hasSize(1);
        assertThat(fromFolder.rejects.getFirst().place().file()).isEqualTo("tags/broken.swidtag");
        assertThat(fromFolder.warnings).contains("file.skipped");
        assertThat(fromFolder.files)
                .containsExactly(
                        "tags/a.swidtag",
                        "tags/b/two.swidtag",
                        "tags/broken.swidtag",
                        "tags/list.xlsx",
                        "tags/readme.md");
    }

    @Test
    void a_link_that_leads_out_of_the_folder_is_not_followed() throws Exception {
        Path inside = Files.createDirectories(folder.resolve("in"));
        Path outside = Files.createDirectories(folder.resolve("out"));
        Files.writeString(outside.resolve("secret.csv"), "device,title\npc-1,Secret\n");
        Files.writeString(inside.resolve("a.csv"), "device,title\npc-1,Known\n");
        Files.createSymbolicLink(inside.resolve("b.csv"), outside.resolve("secret.csv"));
        Files.createSymbolicLink(inside.resolve("c"), outside);
        var sink = Tables.read(inside, ReadOptions.NONE);
        assertThat(sink.facts).containsExactly("INSTALLATION pc-1|Known");
    }

    @Test
    void an_xml_inventory_gives_device_users_machines_and_software() {
        String text = """
                <?xml version='1.0' encoding='UTF-8'?>
                <REQUEST><DEVICEID>esx1-2026-01-01-00-00-00</DEVICEID><QUERY>INVENTORY</QUERY><CONTENT>
                <SOFTWARES><NAME>Before</NAME><VERSION>1.10</VERSION><PUBLISHER>N/A</PUBLISHER><INSTALLDATE>03/04/2026</INSTALLDATE></SOFTWARES>
                <SOFTWARES><NAME>Zero</NAME><INSTALLDATE>01/01/1970</INSTALLDATE><GUID>{90150000-008F-0000-1000-0000000FF1CE}</GUID></SOFTWARES>
                <SOFTWARES><NAME>None</NAME><INSTALLDATE>N/A</INSTALLDATE></SOFTWARES>
                <SOFTWARES><VERSION>2</VERSION></SOFTWARES>
                <HARDWARE><NAME>esx1</NAME><UUID>u-1</UUID><VMSYSTEM>Physical</VMSYSTEM><CHASSIS_TYPE>Rack Mount Chassis</CHASSIS_TYPE><LASTLOGGEDUSER>anna</LASTLOGGEDUSER></HARDWARE>
                <BIOS><SSN>S1</SSN><SMANUFACTURER>Dell</SMANUFACTURER><SMODEL>R740</SMODEL></BIOS>
                <CPUS><NAME>Xeon</NAME><CORE>8</CORE><THREAD>16</THREAD></CPUS><CPUS><NAME>Xeon</NAME><CORE>8</CORE><THREAD>16</THREAD></CPUS>
                <OPERATINGSYSTEM><FULL_NAME>ESXi 8</FULL_NAME></OPERATINGSYSTEM>
                <ACCESSLOG><LOGDATE>2026-05-06 10:00:00</LOGDATE></ACCESSLOG>
                <NETWORKS><MACADDR>00:1B:44:11:3A:B7</MACADDR></NETWORKS><NETWORKS><MACADDR>02:42:AC:11:00:02</MACADDR><VIRTUALDEV>1</VIRTUALDEV></NETWORKS>
                <USERS><LOGIN>anna</LOGIN><DOMAIN>CORP</DOMAIN></USERS>
                <VIRTUALMACHINES><NAME>vm1</NAME><UUID>u-2</UUID><VCPU>4</VCPU><VMTYPE>VMware</VMTYPE></VIRTUALMACHINES>
                <VIRTUALMACHINES><NAME>web</NAME><VMTYPE>docker</VMTYPE></VIRTUALMACHINES>
                </CONTENT></REQUEST>
                """;
        var sink = Tables.read(folder, "x.json", Zips.text(text), ReadOptions.NONE);
        assertThat(sink.facts)
                .containsExactly(
                        "DEVICE {cores=16, hardwareId=u-1, kind=SERVER, lastSeen=2026-05-06, manufacturer=Dell, model=R740,"
                                + " name=esx1, networkAddresses=00:1b:44:11:3a:b7, operatingSystem=ESXi 8, processorModel=Xeon,"
                                + " processors=2, serial=S1, threads=32, user=anna}",
                        "USER {login=CORP\\anna, name=anna}",
                        "DEVICE {cores=4, hardwareId=u-2, host=esx1, kind=VIRTUAL_MACHINE, lastSeen=2026-05-06, name=vm1}",
                        "INSTALLATION esx1|Before||1.10||2026-04-03|2026-05-06",
                        "INSTALLATION esx1|Zero|||msi:{90150000-008F-0000-1000-0000000FF1CE}||2026-05-06",
                        "INSTALLATION esx1|None|||||2026-05-06",
                        "REJECTED 7 NAME MISSING ",
                        "INSTALLATION esx1|ESXi 8|VMware, Inc.||||2026-05-06");
        assertThat(sink.warnings).containsExactly("inventory.containers");
    }

    @Test
    void a_json_inventory_says_the_same_as_its_xml() {
        String json = """
                {"action":"inventory","deviceid":"pc-1-2026-01-01-00-00-00","itemtype":"Computer","content":{
                "softwares":[{"name":"Zoom","version":"5.1","install_date":"2026-01-02"},{"name":"A\\nB"}],
                "hardware":{"name":"pc-1","vmsystem":"VMware"},"cpus":[{"core":2,"thread":4},{"thread":4}],
                "unknown":{"deep":[[1,2,{"a":null}]]}}}
                """;
        String xml = "<REQUEST><CONTENT><HARDWARE><NAME>pc-1</NAME><VMSYSTEM>VMware</VMSYSTEM></HARDWARE>"
                + "<CPUS><CORE>2</CORE><THREAD>4</THREAD></CPUS><CPUS><THREAD>4</THREAD></CPUS>"
                + "<SOFTWARES><NAME>Zoom</NAME><VERSION>5.1</VERSION><INSTALLDATE>02/01/2026</INSTALLDATE></SOFTWARES>"
                + "<SOFTWARES><NAME>A\nB</NAME></SOFTWARES></CONTENT></REQUEST>";
        var fromJson = Tables.read(folder, "x", Zips.text(json), ReadOptions.NONE);
        var fromXml = Tables.read(folder, "x", Zips.text(xml), ReadOptions.NONE);
        assertThat(fromJson.facts)
                .isEqualTo(fromXml.facts)
                .containsExactly(
                        "DEVICE {kind=VIRTUAL_MACHINE, name=pc-1, processors=2, threads=8}",
                        "INSTALLATION pc-1|Zoom||5.1||2026-01-02",
                        "INSTALLATION pc-1|A B");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<REQUEST><CONTENT><DEVICE><IP>1</IP></DEVICE></CONTENT><QUERY>NETDISCOVERY</QUERY></REQUEST>",
                "{\"action\":\"netdiscovery\",\"content\":{\"device\":{}}}",
                "[{\"Id\":\"1\",\"State\":{},\"Config\":{}}]",
                "{\"specFormat\":\"CycloneDX\",\"specVersion\":\"2.0\",\"components\":[]}",
                "{\"@context\":\"https://spdx.org/rdf/3.0.1/spdx-context.jsonld\",\"@graph\":[]}",
                "<software_identification_tag xmlns='http://standards.iso.org/iso/19770/-2/2009/schema.xsd'/>",
                "Windows Registry Editor Version 5.00\n\n[HKEY]\n",
                "SPDXVersion: SPDX-2.2\nDataLicense: CC0\n",
                "%PDF-1.4\n1 0 obj",
                "<SchemaVersion>2.1</SchemaVersion><SoftwareIdentity/>"
            })
    void what_is_recognised_and_not_imported_is_refused_by_name(String text) {
        assertThatThrownBy(() -> Tables.read(folder, "x.csv", Zips.text(text), ReadOptions.NONE))
                .isInstanceOfSatisfying(Fault.class, fault -> {
                    assertThat(fault.code()).isEqualTo(FaultCode.INPUT_UNKNOWN_FORMAT);
                    assertThat(fault.happened()).startsWith("x.csv: ").doesNotContain("no format of this version");
                    assertThat(fault.remedy()).isNotBlank();
                });
    }
}
