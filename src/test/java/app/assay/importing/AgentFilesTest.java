package app.assay.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.domain.source.Place;
import app.assay.domain.source.RejectReason;
import app.assay.domain.source.RejectedRow;
import app.assay.importing.format.ReadOptions;
import app.assay.importing.formats.inventory.VirtualHardware;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files as agents and tools write them, each with its right value.
class AgentFilesTest {

    @TempDir
    Path folder;

    private static byte[] bytes(String name) {
        try (InputStream stream = AgentFilesTest.class.getResourceAsStream("agents/" + name)) {
            assertThat(stream).as(name).isNotNull();
            return stream.readAllBytes();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private RecordingSink read(String name) {
        return Tables.read(folder, name, bytes(name), ReadOptions.NONE);
    }

    private RecordingSink text(String name, String text) {
        return Tables.read(folder, name, text.getBytes(StandardCharsets.UTF_8), ReadOptions.NONE);
    }

    @Test
    void coresAndThreadsOfOcsAreThoseOfEachSocket() {
        assertThat(read("ocs-cores-logical-cpus.ocs").records.getFirst())
                .containsEntry("processors", "2")
                .containsEntry("cores", "16")
                .containsEntry("threads", "32")
                .containsEntry("processorModel", "Intel(R) Xeon(R) Silver 4208")
                .containsEntry("operatingSystem", "Microsoft Windows Server 2019 Standard")
                .containsEntry("kind", "SERVER");
    }

    @Test
    void twoAgentsOfOneMachineTellTheSamePackages() {
        var fusion = read("fusioninventory-2.6.xml");
        var ocs = read("ocs-unix-agent-2.10.ocs");
        for (var sink : List.of(fusion, ocs)) {
            assertThat(sink.installations).isEqualTo(25);
            assertThat(sink.records).hasSize(1);
            assertThat(sink.records.getFirst())
                    .containsEntry("name", "lab-01")
                    .containsEntry("processors", "1")
                    .containsEntry("cores", "2")
                    .containsEntry("threads", "2")
                    .containsEntry("networkAddresses", "02:00:5e:10:00:01")
                    .doesNotContainKeys("user", "domain");
        }
        assertThat(packages(ocs)).isEqualTo(packages(fusion)).hasSize(25);
        assertThat(packages(ocs)).anyMatch(text -> text.startsWith("libc6|Debian|"));
        assertThat(ocs.facts)
                .anyMatch(text -> text.contains("|adduser|") && text.contains("|2025-05-20"))
                .anyMatch(text -> text.contains("|debugedit|") && text.contains("|2026-11-30"));
        assertThat(ocs.warnings).contains("inventory.months-from-zero");
    }

    private static Set<String> packages(RecordingSink sink) {
        var found = new TreeSet<String>();
        for (String fact : sink.facts) {
            if (fact.startsWith("INSTALLATION ")) {
                String[] parts = fact.split("\\|", -1);
                found.add(String.join("|", parts[1], parts[2], parts[3], parts[4]));
            }
        }
        return found;
    }

    @Test
    void anOperatingSystemBesideTheSoftwareIsInstalled() {
        assertThat(read("os-only-in-operatingsystem-section.xml").facts)
                .contains(
                        "INSTALLATION SRV-FS-01|Microsoft Windows Server 2022 Standard|Microsoft Corporation||||2026-11-10");
    }

    @Test
    void anOperatingSystemAmongTheSoftwareIsInstalledOnce() {
        var sink = text("a.xml", """
                <REQUEST><CONTENT><HARDWARE><NAME>a</NAME><OSNAME>Windows 11 Pro</OSNAME></HARDWARE>
                <SOFTWARES><NAME>Windows 11 Pro</NAME></SOFTWARES></CONTENT></REQUEST>""");
        assertThat(sink.installations).isEqualTo(1);
    }

    @Test
    void virtualHardwareIsAVirtualMachine() {
        assertThat(read("vm-told-by-bios-vmware-8x1.xml").records.getFirst())
                .containsEntry("kind", "VIRTUAL_MACHINE")
                .containsEntry("cores", "8");
    }

    @ParameterizedTest
    @CsvSource({
        "'VMware, Inc.','VMware7,1','',true",
        "Microsoft Corporation,Virtual Machine,'',true",
        "Microsoft Corporation,Surface Pro 9,'',false",
        "QEMU,'Standard PC (Q35 + ICH9, 2009)','',true",
        "Acme,Any,SeaBIOS,true",
        "Xen,HVM domU,Xen,true",
        "innotek GmbH,VirtualBox,innotek GmbH,true",
        "Parallels International GmbH.,Parallels Virtual Platform,'',true",
        "Nutanix,AHV,'',true",
        "Nutanix,NX-3060-G7,'',false",
        "oVirt,oVirt Node,'',true",
        "Red Hat,KVM,'',true",
        "Amazon EC2,m5.large,'',true",
        "Amazon EC2,c5.metal,Amazon EC2,false",
        "Google,Google Compute Engine,Google,true",
        "Google,Pixelbook,coreboot,false",
        "Alibaba Cloud,Alibaba Cloud ECS,'',true",
        "OpenStack Foundation,OpenStack Nova,'',true",
        "FreeBSD,BHYVE,'',true",
        "Dell Inc.,PowerEdge R740,Dell Inc.,false",
        "HPE,ProLiant DL380 Gen10,HPE,false",
        "'','','',false"
    })
    void makersAndModelsTellVirtualHardware(String maker, String model, String firmware, boolean expected) {
        assertThat(VirtualHardware.isMachine(maker, model, firmware)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "docker0,02:42:11:22:33:44,true",
        "veth12ab,6e:11:22:33:44:55,true",
        "virbr0,52:54:00:11:22:33,true",
        "VMware Virtual Ethernet Adapter for VMnet8,00:50:56:c0:00:08,true",
        "VirtualBox Host-Only Ethernet Adapter,0a:00:27:00:00:10,true",
        "eth0,52:54:00:11:22:33,false",
        "vmxnet3 Ethernet Adapter,00:50:56:a1:b2:c3,false",
        "Intel(R) Ethernet Connection (7) I219-LM,84:a9:3e:11:22:33,false"
    })
    void adaptersOfHypervisorsSayNothingAboutTheDevice(String name, String address, boolean expected) {
        assertThat(VirtualHardware.isAdapter(name, address)).isEqualTo(expected);
    }

    @Test
    void oneOddDateTurnsNoOther() {
        var sink = read("dates-one-monthfirst-value.xml");
        assertThat(sink.facts)
                .anyMatch(text -> text.contains("Tool 0") && text.contains("2024-06-05"))
                .anyMatch(text -> text.contains("Tool 1") && text.contains("2023-02-01"))
                .anyMatch(text -> text.contains("Tool 2") && text.contains("2021-10-30"))
                .anyMatch(text -> text.contains("Tool 3") && text.contains("2025-04-03"));
        assertThat(sink.warnings).contains("inventory.date-order");
    }

    @Test
    void aForbiddenCharacterSpoilsNothing() {
        var sink = read("xml-nul-in-unread-section.xml");
        assertThat(sink.facts)
                .anyMatch(text -> text.contains("PC-0201|Microsoft Visio Professional 2021"))
                .anyMatch(text -> text.contains("PC-0201|7-Zip 24.08 (x64)"));
        assertThat(sink.warnings).contains("xml.forbidden-characters", "inventory.not-read");
        var reference =
                text("b.xml", "<REQUEST><CONTENT><HARDWARE><NAME>a&#x1F;b</NAME></HARDWARE></CONTENT></REQUEST>");
        assertThat(reference.records).containsExactly(Map.of("name", "a b"));
    }

    @Test
    void documentsThatFollowEachOtherAreAllRead() {
        assertThat(read("several-documents.swidtag").titles).isEqualTo(3);
        String one = "<REQUEST><CONTENT><HARDWARE><NAME>a</NAME></HARDWARE></CONTENT></REQUEST>\n";
        String comment = "<!-- </REQUEST> <x> -->";
        String two =
                "<?xml version='1.0'?>\n<REQUEST><CONTENT><HARDWARE><NAME>b</NAME><DESCRIPTION><![CDATA[</REQUEST><x>]]>"
                        + "</DESCRIPTION></HARDWARE></CONTENT></REQUEST>";
        var sink = text("c.xml", one + comment + two + "<OTHER/>");
        assertThat(sink.records).containsExactly(Map.of("name", "a"), Map.of("name", "b"));
        assertThat(sink.warnings).containsExactly("inventory.other-document");
        String json = "{\"content\":{\"hardware\":{\"name\":\"%s\"}}}";
        var lines = text("d.json", json.formatted("a") + "\n" + json.formatted("b") + "\n");
        var list = text("e.json", "[" + json.formatted("a") + "," + json.formatted("b") + "]");
        assertThat(lines.records).isEqualTo(list.records).containsExactly(Map.of("name", "a"), Map.of("name", "b"));
    }

    @Test
    void theLineOfALaterDocumentIsThatOfTheFile() {
        String one = "<REQUEST><CONTENT><HARDWARE><NAME>a</NAME></HARDWARE></CONTENT></REQUEST>\n";
        assertThatThrownBy(() -> text("f.xml", one + one + "<REQUEST>\n<CONTENT>\n</REQUEST>"))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.happened()).contains("line 5"));
    }

    @Test
    void aPartialInventoryKeepsQuietAboutItsKeys() {
        var sink = read("partial-inventory-2-partial.json");
        assertThat(sink.warnings).contains("inventory.partial", "inventory.not-read");
        assertThat(sink.facts.toString()).doesNotContain("AAAAA").doesNotContain("11111");
    }

    @Test
    void aSignedTagIsRead() {
        assertThat(read("swid-2015-signed-keyvalue.swidtag").facts)
                .containsExactly("TITLE Probe|Example|1.10|swid:example.org__example.org/probe");
    }

    @ParameterizedTest
    @CsvSource({"applications.plist,property list"})
    void whatIsNoTableIsNamed(String file, String name) {
        assertThatThrownBy(() -> read(file)).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.code()).isEqualTo(FaultCode.INPUT_UNKNOWN_FORMAT);
            assertThat(fault.happened()).contains(name);
        });
    }

    @Test
    void anotherDocumentTypeOfAPropertyListIsAnAttack() {
        String text =
                "<?xml version='1.0'?><!DOCTYPE plist [<!ENTITY a SYSTEM 'file:///etc/hosts'>]><plist>&a;</plist>";
        assertThatThrownBy(() -> text("g.plist", text))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.INPUT_HOSTILE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-30 10:00:00 started\n2026-11-30 10:00:01 stopped\n2026-11-30 10:00:02 ended\n",
                "Package: a\nVersion: 1\nArchitecture: all\nMaintainer: M\nDescription: d\n",
                "Name            : bash\nVersion         : 5.2\nDescription     : shell\nArchitecture    : x86_64\n",
                "{\"ansible_facts\":{\"os_family\":\"Debian\"}}"
            })
    void listsThatAreNotReadAreNamed(String text) {
        assertThatThrownBy(() -> text("h.txt", text)).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.code()).isEqualTo(FaultCode.INPUT_UNKNOWN_FORMAT);
            assertThat(fault.happened()).doesNotContain("no format that").doesNotContain("JSON list");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"|", ";", ",", "\t"})
    void aTableThatBeginsWithItsTimesIsNoLog(String separator) {
        var text = new StringBuilder(String.join(separator, "Seen", "Device", "Software") + "\n");
        for (int row = 1; row < 9; row++) {
            text.append(String.join(separator, "2026-01-0" + row + " 10:00:00", "PC-" + row, "Visio"))
                    .append('\n');
        }
        assertThat(text("seen.csv", text.toString()).facts).hasSize(8);
    }

    @Test
    void aMemberOfLongRowsIsNotKeptWhole() {
        var whole = new WholeMember();
        whole.file("a.csv");
        for (int row = 0; row < 200; row++) {
            whole.rejected(
                    new RejectedRow(new Place("a.csv", "", row, ""), RejectReason.MISSING, "", "x".repeat(100_000)));
        }
        assertThat(whole.isTooLong()).isTrue();
    }

    @Test
    void aMemberComesInWholeOrNotAtAll() throws IOException {
        Path export = Files.createDirectory(folder.resolve("export"));
        String good = "<REQUEST><CONTENT><HARDWARE><NAME>%s</NAME></HARDWARE></CONTENT></REQUEST>";
        Files.writeString(export.resolve("1.xml"), good.formatted("a"));
        Files.writeString(export.resolve("2.xml"), good.formatted("b") + "<REQUEST><CONTENT>");
        Files.writeString(export.resolve("3.txt"), "2026-11-30 10:00:00 started\n2026-11-30 10:00:01 stopped\n");
        Files.writeString(export.resolve("4.xml"), good.formatted("d"));
        var sink = Tables.read(export, ReadOptions.NONE);
        assertThat(sink.records).containsExactly(Map.of("name", "a"), Map.of("name", "d"));
        assertThat(sink.rejects).hasSize(1);
        assertThat(sink.rejects.getFirst().place().file()).endsWith("2.xml");
        assertThat(sink.warnings).containsExactly("file.skipped");
    }
}
