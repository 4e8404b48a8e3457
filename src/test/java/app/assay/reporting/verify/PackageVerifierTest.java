package app.assay.reporting.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.charts.ExamplePositions;
import app.assay.files.Hashes;
import app.assay.reporting.ExampleContent;
import app.assay.reporting.content.EvidenceContent;
import app.assay.reporting.pack.EvidencePackage;
import app.assay.reporting.pack.EvidencePackageTest;
import app.assay.reporting.verify.VerificationReport.Kind;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("locales")
public class PackageVerifierTest {

    private static final String TOP = "Muller-Sohne-Holding-AG_all-publishers_2026-06-30_01";

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path good;

    @BeforeAll
    static void write() throws IOException {
        good = shared.resolve("good.zip");
        try (var out = Files.newOutputStream(good)) {
            EvidencePackage.write(ExampleContent.standard(), out, Progress.NONE);
        }
    }

    @Test
    void an_untouched_package_is_sound_as_a_zip_and_unpacked() throws IOException {
        var zipped = verify(good);
        assertThat(zipped.findings()).isEmpty();
        assertThat(zipped.sound()).isTrue();
        assertThat(zipped.profile()).isTrue();
        assertThat(zipped.name()).isEqualTo(TOP);
        assertThat(zipped.signature()).isEqualTo("none");
        assertThat(zipped.information()).containsEntry("Assay-Revision", "41");
        var unpacked = verify(EvidencePackageTest.unpack(good, folder));
        assertThat(unpacked).isEqualTo(zipped);
    }

    @Test
    void the_bag_id_is_the_one_that_the_writer_told() throws IOException {
        var written = EvidencePackage.write(ExampleContent.standard(), OutputStream.nullOutputStream(), Progress.NONE);
        var report = verify(good);
        assertThat(report.bagId()).isEqualTo(written.bagId());
        assertThat(report.files()).isEqualTo(written.files());
        assertThat(report.bytes()).isEqualTo(written.bytes());
        assertThat(report.name()).isEqualTo(written.name());
    }

    @Test
    void an_empty_position_yields_a_sound_package() throws IOException {
        Path zip = folder.resolve("empty.zip");
        try (var out = Files.newOutputStream(zip)) {
            EvidencePackage.write(
                    ExampleContent.of(ExamplePositions.of(), EvidenceContent.Choices.EVERYTHING), out, Progress.NONE);
        }
        assertThat(verify(zip).findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data/20_position/elp.csv",
                "data/20_position/ELP.xlsx",
                "data/20_position/charts/gap-EUR.svg",
                "data/90_provenance/trail.jsonl",
                "manifest-sha256.txt",
                "manifest-sha512.txt",
                "bag-info.txt",
                "metadata/VERIFY.txt"
            })
    void one_changed_byte_is_found_by_the_name_of_its_file(String path) throws IOException {
        Path top = EvidencePackageTest.unpack(good, folder);
        byte[] bytes = Files.readAllBytes(top.resolve(path));
        bytes[bytes.length / 2] ^= 1;
        Files.write(top.resolve(path), bytes);
        var report = verify(top);
        assertThat(report.valid()).isFalse();
        assertThat(report.findings()).anySatisfy(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.ALTERED);
            assertThat(finding.path()).isEqualTo(path);
            assertThat(finding.reason()).contains("sha256");
        });
    }

    @Test
    void a_changed_tag_manifest_is_found_through_what_it_lists() throws IOException {
        Path top = EvidencePackageTest.unpack(good, folder);
        byte[] bytes = Files.readAllBytes(top.resolve("tagmanifest-sha256.txt"));
        bytes[3] = (byte) (bytes[3] == '0' ? '1' : '0');
        Files.write(top.resolve("tagmanifest-sha256.txt"), bytes);
        assertThat(kinds(verify(top))).contains(Kind.ALTERED);
    }

    @Test
    void an_added_a_removed_a_renamed_and_a_cut_file_are_found() throws IOException {
        Path top = EvidencePackageTest.unpack(good, folder);
        Files.writeString(top.resolve("data/20_position/more.csv"), "x");
        Files.writeString(top.resolve("metadata/note.txt"), "x");
        Files.delete(top.resolve("data/20_position/bridge.csv"));
        Files.move(top.resolve("data/20_position/rights.csv"), top.resolve("data/20_position/rights2.csv"));
        var report = verify(top);
        assertThat(report.complete()).isFalse();
        assertThat(report.findings().stream()
                        .filter(finding -> finding.reason().contains("manifest-sha256.txt")
                                || finding.path().startsWith("metadata"))
                        .map(finding -> finding.kind() + " " + finding.path()))
                .containsExactlyInAnyOrder(
                        "EXTRA data/20_position/more.csv",
                        "EXTRA metadata/note.txt",
                        "DIFFERS metadata/schemas/20_position-bridge.schema.json",
                        "DIFFERS metadata/schemas/20_position-rights.schema.json",
                        "MISSING data/20_position/bridge.csv",
                        "MISSING data/20_position/rights.csv",
                        "EXTRA data/20_position/rights2.csv");
        assertThat(kinds(report)).contains(Kind.OXUM);
    }

    @Test
    void a_trail_that_was_rewritten_with_all_hashes_made_anew_breaks_its_chain() throws IOException {
        Path top = EvidencePackageTest.unpack(good, folder);
        Path trail = top.resolve("data/90_provenance/trail.jsonl");
        var lines = new ArrayList<>(Files.readAllLines(trail));
        lines.set(1, lines.get(1).replaceAll("\"hash\":\"..", "\"hash\":\"zz"));
        replace(top, "data/90_provenance/trail.jsonl", String.join("\n", lines) + "\n");
        assertThat(verify(top).findings())
                .filteredOn(finding -> finding.kind() == Kind.TRAIL)
                .extracting(VerificationReport.Finding::reason)
                .anyMatch(reason -> reason.contains("Event 2 was changed"))
                .anyMatch(reason -> reason.contains("breaks at event 3"));
        replace(top, "data/90_provenance/trail.jsonl", String.join("\n", lines.subList(0, 1)) + "\n");
        assertThat(kinds(verify(top))).contains(Kind.TRAIL);
    }

    /// Changes a payload file and makes manifests, Oxum and tag manifest anew, as a careful forger would.
    public static void replace(Path top, String path, String text) throws IOException {
        Files.writeString(top.resolve(path), text);
        remake(top, path);
    }

    /// Makes size, manifests and tag manifest anew after a payload file was changed.
    public static void remake(Path top, String path) throws IOException {
        long bytes = 0;
        long files = 0;
        try (var walk = Files.walk(top.resolve("data"))) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
                files++;
            }
        }
        Path info = top.resolve("bag-info.txt");
        Files.writeString(
                info, Files.readString(info).replaceAll("Payload-Oxum: .*", "Payload-Oxum: " + bytes + "." + files));
        relist(top, "manifest-sha256.txt", path, "SHA-256");
        relist(top, "manifest-sha512.txt", path, "SHA-512");
        for (String tag : List.of("bag-info.txt", "manifest-sha256.txt", "manifest-sha512.txt")) {
            relist(top, "tagmanifest-sha256.txt", tag, "SHA-256");
        }
    }

    public static void relist(Path top, String manifest, String path, String algorithm) throws IOException {
        var digest = Hashes.digest(algorithm);
        digest.update(Files.readAllBytes(top.resolve(path)));
        String hash = Hashes.hex(digest);
        Path list = top.resolve(manifest);
        Files.writeString(
                list,
                Files.readAllLines(list).stream()
                                .map(line -> line.endsWith("  " + path) ? hash + "  " + path : line)
                                .collect(java.util.stream.Collectors.joining("\n"))
                        + "\n");
    }

    @Test
    void a_manifest_that_leads_out_of_the_package_is_hostile() throws IOException {
        Path top = EvidencePackageTest.unpack(good, folder);
        Files.writeString(top.resolve("manifest-sha256.txt"), "0".repeat(64) + "  data/../../outside.txt\n");
        assertThat(kinds(verify(top))).contains(Kind.HOSTILE);
    }

    @Test
    void a_link_in_an_unpacked_package_is_refused() throws IOException {
        Path top = EvidencePackageTest.unpack(good, folder);
        Files.createSymbolicLink(top.resolve("data/link"), Path.of("/etc/hostname"));
        assertThat(kinds(verify(top))).containsExactly(Kind.HOSTILE);
    }

    @Test
    void any_changed_byte_of_the_zip_is_found_but_in_the_attributes_that_a_system_gives_files() throws IOException {
        byte[] bytes = Files.readAllBytes(good);
        var random = new Random(7);
        var overlooked = new ArrayList<Integer>();
        for (int i = 0; i < 100; i++) {
            int place = random.nextInt(bytes.length);
            byte[] changed = bytes.clone();
            changed[place] ^= (byte) (1 << random.nextInt(8));
            Path zip = Files.write(folder.resolve("changed.zip"), changed);
            if (verify(zip).sound() && !isAttribute(bytes, place)) {
                overlooked.add(place);
            }
        }
        assertThat(overlooked).isEmpty();
    }

    /// Whether a byte of the list of contents tells of the writing system or of attributes of the file.
    private static boolean isAttribute(byte[] zip, int place) {
        var buffer = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int at = buffer.getInt(zip.length - 6);
        while (at < zip.length - 22) {
            int in = place - at;
            if (in == 4 || in == 5 || (in >= 36 && in < 42)) {
                return true;
            }
            at += 46 + buffer.getShort(at + 28) + buffer.getShort(at + 30) + buffer.getShort(at + 32);
        }
        return false;
    }

    @Test
    void a_zip_that_is_cut_off_or_goes_on_behind_its_end_is_refused() throws IOException {
        byte[] bytes = Files.readAllBytes(good);
        for (int length : new int[] {0, 1, 21, 22, 1000, bytes.length - 1}) {
            Path zip = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(bytes, length));
            assertThat(verify(zip).findings()).as("%s bytes", length).isNotEmpty();
        }
        Path longer = Files.write(folder.resolve("longer.zip"), Arrays.copyOf(bytes, bytes.length + 1));
        assertThat(verify(longer).findings()).isNotEmpty();
        var before = ByteBuffer.allocate(bytes.length + 5);
        before.put(new byte[5]).put(bytes);
        assertThat(verify(Files.write(folder.resolve("before.zip"), before.array()))
                        .findings())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside.txt",
                "bag/../../outside.txt",
                "/etc/passwd",
                "C:/windows/x",
                "bag\\..\\x",
                "bag//x",
                "bag/./x",
                "bag/\u0001x",
                "bag/BAGIT.TXT",
                "bag/bagit.txt/x"
            })
    void a_zip_whose_names_lead_astray_is_hostile_and_nothing_is_written(String name) throws IOException {
        Path zip = zip(List.of("bag/bagit.txt", name));
        assertThat(kinds(verify(zip))).containsExactly(Kind.HOSTILE);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(zip);
        }
    }

    @Test
    void a_zip_with_one_entry_twice_is_hostile() throws IOException {
        Path zip = zip(List.of("bag/bagit.txt", "bag/bagit.tx2"));
        byte[] bytes = Files.readAllBytes(zip);
        for (int i = 0; i + 12 < bytes.length; i++) {
            if (new String(bytes, i, 9, StandardCharsets.US_ASCII).equals("bagit.tx2")) {
                bytes[i + 8] = 't';
            }
        }
        Files.write(zip, bytes);
        assertThat(verify(zip).findings().getFirst().reason()).contains("twice");
    }

    @Test
    void a_zip_whose_two_lists_disagree_is_hostile() throws IOException {
        Path zip = zip(List.of("bag/bagit.txt", "bag/other.txt"));
        byte[] bytes = Files.readAllBytes(zip);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int first = text.indexOf("bag/other.txt");
        bytes[first + 4] = 'O';
        Files.write(zip, bytes);
        assertThat(verify(zip).findings().getFirst().reason()).contains("disagree");
    }

    @Test
    void a_bomb_is_refused_before_it_is_unpacked() throws IOException {
        Path zip = folder.resolve("bomb.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("bag/data/zeros"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                out.write(zeros);
            }
            out.closeEntry();
        }
        var limits = new PackageLimits(10, 1L << 30, 1L << 30, 200);
        assertThat(reason(zip, limits)).contains("200 times");
        assertThat(reason(zip, new PackageLimits(10, 1 << 20, 1L << 30, 5000))).contains("more than 1048576");
        assertThat(reason(zip, new PackageLimits(10, 1L << 30, 1 << 20, 5000))).contains("more than 1048576");
        assertThat(reason(zip(List.of("bag/a", "bag/b")), new PackageLimits(1, 1 << 20, 1 << 20, 10)))
                .contains("2 entries");
    }

    private static String reason(Path zip, PackageLimits limits) {
        return PackageVerifier.verify(zip, limits, "0.1.0", Progress.NONE)
                .findings()
                .getFirst()
                .reason();
    }

    @Test
    void an_entry_that_lies_about_its_size_is_found_while_reading() throws IOException {
        Path zip = zip(List.of("bag/bagit.txt"));
        byte[] bytes = Files.readAllBytes(zip);
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int central = buffer.getInt(bytes.length - 6);
        buffer.putInt(central + 24, 3);
        buffer.putInt(central - 4, 3);
        Files.write(zip, bytes);
        assertThat(verify(zip).findings())
                .anySatisfy(finding -> assertThat(finding.reason()).contains("more bytes than the ZIP says"));
    }

    @Test
    void a_package_repacked_by_another_tool_is_still_sound() throws IOException {
        Path top = EvidencePackageTest.unpack(good, folder.resolve("again"));
        Path zip = folder.resolve("repacked.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip));
                var walk = Files.walk(top)) {
            for (Path file : walk.toList()) {
                boolean isFolder = Files.isDirectory(file);
                var entry = new ZipEntry(top.getParent().relativize(file) + (isFolder ? "/" : ""));
                entry.setTime(1_700_000_000_000L);
                out.putNextEntry(entry);
                if (!isFolder) {
                    Files.copy(file, out);
                }
                out.closeEntry();
            }
        }
        assertThat(verify(zip).findings()).isEmpty();
        assertThat(verify(zip).bagId()).isEqualTo(verify(good).bagId());
    }

    @Test
    void what_is_no_bag_is_said_to_be_none() throws IOException {
        assertThat(kinds(verify(Files.writeString(folder.resolve("text.zip"), "not a ZIP file at all, only text"))))
                .containsExactly(Kind.MALFORMED);
        Path empty = Files.createDirectory(folder.resolve("nothing"));
        assertThat(kinds(verify(empty))).contains(Kind.MISSING);
        assertThat(verify(empty).complete()).isFalse();
        assertThatThrownBy(() -> verify(folder.resolve("absent.zip")))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.INPUT_NOT_FOUND));
    }

    private static VerificationReport verify(Path path) {
        return PackageVerifier.verify(path, "0.1.0", Progress.NONE);
    }

    private static List<Kind> kinds(VerificationReport report) {
        return report.findings().stream()
                .map(VerificationReport.Finding::kind)
                .distinct()
                .toList();
    }

    private Path zip(List<String> names) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                out.write("BagIt-Version: 1.0\n".getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        return Files.write(folder.resolve("made.zip"), bytes.toByteArray());
    }
}
