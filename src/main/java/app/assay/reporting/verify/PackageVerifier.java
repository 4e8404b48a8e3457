package app.assay.reporting.verify;

import app.assay.files.Hashes;
import app.assay.files.SafeName;
import app.assay.files.Scratch;
import app.assay.reporting.pack.EvidencePackage;
import app.assay.reporting.verify.VerificationReport.Finding;
import app.assay.reporting.verify.VerificationReport.Kind;
import app.assay.reporting.verify.VerificationReport.NotChecked;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Plain;
import app.assay.work.Progress;
import app.assay.work.Reason;
import app.assay.work.Sentence;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Checks an evidence package, or any other BagIt bag, without changing it.
///
/// Everything that is wrong is named with its path and the reason; a package that is built to deceive or to exhaust
/// is refused as a whole. What a package of ours tells twice is computed anew and compared, see [PackageRecount].
public final class PackageVerifier {

    private static final int MOST_TAG_BYTES = 256 << 20;
    private static final int MOST_FINDINGS = 10_000;
    private static final Pattern MANIFEST_LINE = Pattern.compile("([0-9A-Fa-f]+)[ \\t]+\\*?(.+)");
    private static final Pattern MANIFEST_NAME = Pattern.compile("(tag)?manifest-([a-z0-9]+)\\.txt");
    private static final Pattern OXUM = Pattern.compile("([0-9]{1,18})\\.([0-9]{1,18})");
    private static final Map<String, String> ALGORITHMS =
            Map.of("sha256", "SHA-256", "sha512", "SHA-512", "sha1", "SHA-1", "md5", "MD5");
    private static final Set<String> EXPECTED = Set.of(
            "data/00_index/index.html",
            "data/00_index/package.json",
            "data/20_position/ELP.xlsx",
            "data/20_position/elp.csv",
            "data/90_provenance/importlog.csv",
            "data/90_provenance/runfingerprint.json",
            "data/90_provenance/sources.csv",
            PackageTrail.PATH,
            "manifest-sha256.txt",
            "manifest-sha512.txt",
            "tagmanifest-sha256.txt");

    private static final String FORMAT = "Assay-Package-Format";

    /// What packages that tell their format tell besides.
    private static final List<String> FIELDS = List.of(
            "Assay-Secrets",
            "Assay-Register-Id",
            "Assay-Revision",
            "Assay-Trail-Head",
            "Assay-Trail-Length",
            "Assay-Trail-Masked",
            "Assay-Position-Digest");

    /// Tables that such packages hold, with rows or without.
    private static final Set<String> TABLES = Stream.concat(
                    Stream.of(EvidencePackage.tables().split("\\|", -1))
                            .filter(path -> !EvidencePackage.OCCASIONAL.contains(path)),
                    Stream.of("20_position/bridge", "20_position/rights", "20_position/problems", "20_position/traces"))
            .map(path -> "data/" + path + ".csv")
            .collect(Collectors.toUnmodifiableSet());

    private final Source source;
    private final String version;
    private final Progress progress;
    private final List<Finding> findings = new ArrayList<>();
    private final SortedMap<String, SortedMap<String, String>> payloadManifests = new TreeMap<>();
    private final SortedMap<String, SortedMap<String, String>> tagManifests = new TreeMap<>();
    private final SortedMap<String, String> information = new TreeMap<>();
    private final List<NotChecked> notChecked = new ArrayList<>();
    private final PackageTrail trail = new PackageTrail();
    private String bagId = "";
    private long files;
    private long bytes;

    private PackageVerifier(Source source, String version, Progress progress) {
        this.source = source;
        this.version = version;
        this.progress = progress;
    }

    /// Checks a package within the default limits.
    ///
    /// @param version of this program, as packages name the one that made them; sentences of a package that names
    /// it are
    /// those that this program writes
    /// @throws Fault if there is no such file or folder, or it cannot be read at all
    public static VerificationReport verify(Path zipOrFolder, String version, Progress progress) {
        return verify(zipOrFolder, PackageLimits.DEFAULT, version, progress);
    }

    /// Checks a package.
    ///
    /// @throws Fault if there is no such file or folder, or it cannot be read at all
    public static VerificationReport verify(Path zipOrFolder, PackageLimits limits, String version, Progress progress) {
        progress.stage("verify.read");
        String name = String.valueOf(zipOrFolder.getFileName());
        try {
            if (Files.isDirectory(zipOrFolder)) {
                return new PackageVerifier(new FolderSource(zipOrFolder, limits), version, progress).verify();
            }
            if (!Files.isRegularFile(zipOrFolder)) {
                throw new Fault(
                        FaultCode.INPUT_NOT_FOUND,
                        Sentence.of("program.there-no-package", name),
                        Sentence.of("program.nothing-was-changed"),
                        Sentence.of("program.check-path"));
            }
            try (var zip = StrictZip.open(zipOrFolder, limits)) {
                return new PackageVerifier(new ZipSource(zip, name), version, progress).verify();
            }
        } catch (StrictZip.Refused e) {
            return new VerificationReport(
                    name,
                    "",
                    false,
                    false,
                    false,
                    "none",
                    0,
                    0,
                    new TreeMap<>(),
                    List.of(new Finding(
                            e.hostile() ? Kind.HOSTILE : Kind.MALFORMED, "", String.valueOf(e.getMessage()))),
                    List.of());
        } catch (IOException e) {
            throw new Fault(
                    FaultCode.INPUT_UNREADABLE,
                    Sentence.of("program.package-cannot-read", name, Reason.told(e)),
                    Sentence.of("program.nothing-was-changed"),
                    Sentence.of("program.check-disk-rights-file-then"),
                    e);
        }
    }

    private VerificationReport verify() throws IOException {
        source.problem().ifPresent(problem -> find(Kind.PROFILE, "", problem));
        boolean isBag = declaration();
        information();
        manifests();
        var hashes = payloadHashes();
        compare(hashes);
        tags();
        oxum();
        trail();
        boolean profile = profile(isBag);
        if (profile && none(Kind.HOSTILE)) {
            ourManifests();
            recount(hashes);
        }
        besides();
        findings.sort(
                Comparator.comparing(Finding::path).thenComparing(Finding::kind).thenComparing(Finding::reason));
        boolean complete = isBag && none(Kind.MISSING, Kind.EXTRA, Kind.MALFORMED, Kind.HOSTILE, Kind.OXUM);
        return new VerificationReport(
                source.name(),
                bagId,
                complete,
                complete && none(Kind.ALTERED),
                profile,
                "none",
                files,
                bytes,
                information,
                findings.size() > MOST_FINDINGS ? findings.subList(0, MOST_FINDINGS) : findings,
                notChecked.stream()
                        .distinct()
                        .sorted(Comparator.comparing(NotChecked::path).thenComparing(NotChecked::reason))
                        .limit(MOST_FINDINGS)
                        .toList());
    }

    /// What lies beside the payload and no manifest speaks of.
    private void besides() {
        for (String path : source.sizes().keySet()) {
            if (path.startsWith("signatures/")) {
                notChecked.add(new NotChecked(
                        path,
                        "No manifest lists what is in this folder, and signatures are not checked by this version."));
            }
        }
        for (String folder : source.emptyFolders()) {
            notChecked.add(new NotChecked(folder, "It is an empty folder, of which no manifest says anything."));
        }
        if (tagManifests.isEmpty() && !payloadManifests.isEmpty()) {
            notChecked.add(
                    new NotChecked("", "There is no tag manifest, so no hash covers the files beside the payload."));
        }
    }

    /// The manifests themselves, byte for byte: nothing else covers those of the tags.
    private void ourManifests() throws IOException {
        for (var manifest : payloadManifests.entrySet()) {
            asWritten("manifest-" + manifest.getKey() + ".txt", manifest.getValue());
        }
        for (var manifest : tagManifests.entrySet()) {
            asWritten("tagmanifest-" + manifest.getKey() + ".txt", manifest.getValue());
        }
    }

    private void asWritten(String path, SortedMap<String, String> hashes) throws IOException {
        var text = new StringBuilder();
        hashes.forEach(
                (file, hash) -> text.append(hash).append("  ").append(file).append('\n'));
        if (!new String(small(path), StandardCharsets.UTF_8).contentEquals(text)) {
            find(
                    Kind.PROFILE,
                    path,
                    "It is not written as packages are: lines in the order of their paths, two blanks, lower-case"
                            + " hashes, ends of line of one line feed.");
        }
    }

    private void recount(SortedMap<String, Map<String, String>> hashes) throws IOException {
        progress.stage("verify.recount");
        var sha256 = new TreeMap<String, String>();
        hashes.forEach((path, all) -> {
            String hash = all.get("sha256");
            if (hash != null) {
                sha256.put(path, hash);
            }
        });
        var files = new PackageFiles() {
            @Override
            public String name() {
                return source.name();
            }

            @Override
            public SortedMap<String, String> hashes() {
                return sha256;
            }

            @Override
            public InputStream open(String path) throws IOException {
                return source.open(path);
            }

            @Override
            public long size(String path) {
                return source.sizes().getOrDefault(path, -1L);
            }

            @Override
            public Set<String> paths() {
                var told = findings.stream().map(Finding::path).collect(Collectors.toSet());
                return source.sizes().keySet().stream()
                        .filter(path -> !told.contains(path))
                        .collect(Collectors.toCollection(TreeSet::new));
            }

            @Override
            public String information(String name) {
                return information.getOrDefault(name, "");
            }
        };
        var report = new PackageReport() {
            @Override
            public void differs(String path, String reason) {
                find(Kind.DIFFERS, path, reason);
            }

            @Override
            public void notChecked(String path, String reason) {
                notChecked.add(new NotChecked(path, reason));
            }
        };
        try (var scratch = Scratch.create()) {
            new PackageRecount(files, report, version, progress).check(trail, scratch);
        }
    }

    private boolean none(Kind... kinds) {
        var wanted = Set.of(kinds);
        return findings.stream().noneMatch(finding -> wanted.contains(finding.kind()));
    }

    private void find(Kind kind, String path, String reason) {
        findings.add(new Finding(kind, path, reason));
    }

    // ---- tag files

    private boolean declaration() throws IOException {
        if (!source.sizes().containsKey("bagit.txt")) {
            find(Kind.MISSING, "bagit.txt", "The file that makes a folder a bag is not there.");
            return false;
        }
        var lines = text("bagit.txt").map(text -> text.lines().toList()).orElse(List.of());
        if (lines.size() != 2
                || !lines.getFirst().equals("BagIt-Version: 1.0")
                || !lines.getLast().equals("Tag-File-Character-Encoding: UTF-8")) {
            find(Kind.MALFORMED, "bagit.txt", "It does not declare a bag of version 1.0 in UTF-8.");
            return false;
        }
        return true;
    }

    private void information() throws IOException {
        if (!source.sizes().containsKey("bag-info.txt")) {
            return;
        }
        String name = "";
        for (String line : text("bag-info.txt").orElse("").lines().toList()) {
            if (line.startsWith(" ") || line.startsWith("\t")) {
                information.computeIfPresent(name, (_, value) -> value + " " + line.strip());
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 1) {
                find(Kind.MALFORMED, "bag-info.txt", "A line is no field: " + StrictZip.printable(line));
                continue;
            }
            name = line.substring(0, colon).strip();
            if (information.putIfAbsent(name, line.substring(colon + 1).strip()) != null && name.startsWith("Assay-")) {
                find(Kind.MALFORMED, "bag-info.txt", "It says twice what " + StrictZip.printable(name) + " is.");
            }
        }
    }

    private void manifests() throws IOException {
        for (String path : source.sizes().keySet()) {
            var matcher = MANIFEST_NAME.matcher(path);
            if (!matcher.matches()) {
                continue;
            }
            String algorithm = String.valueOf(matcher.group(2));
            if (!ALGORITHMS.containsKey(algorithm)) {
                find(Kind.MALFORMED, path, "Its hashes are of a kind that is not known here: " + algorithm + ".");
                continue;
            }
            boolean tag = matcher.group(1) != null;
            (tag ? tagManifests : payloadManifests).put(algorithm, manifest(path, tag, algorithm));
        }
        if (payloadManifests.isEmpty()) {
            find(Kind.MISSING, "manifest-sha256.txt", "No manifest of the payload is there.");
        }
        if (source.sizes().containsKey("tagmanifest-sha256.txt")) {
            bagId = Hashes.sha256(small("tagmanifest-sha256.txt"));
        }
    }

    private SortedMap<String, String> manifest(String path, boolean tag, String algorithm) throws IOException {
        var hashes = new TreeMap<String, String>();
        int length = Hashes.digest(algorithmName(algorithm)).getDigestLength() * 2;
        for (String line : text(path).orElse("").lines().toList()) {
            var matcher = MANIFEST_LINE.matcher(line);
            if (!matcher.matches()) {
                find(Kind.MALFORMED, path, "A line is no hash and path: " + StrictZip.printable(line));
                continue;
            }
            String hash = String.valueOf(matcher.group(1)).toLowerCase(Locale.ROOT);
            String file = decoded(String.valueOf(matcher.group(2)));
            String unsafe = StrictZip.whyUnsafe(file);
            if (!unsafe.isEmpty()) {
                find(Kind.HOSTILE, path, "A path in it " + unsafe + ": " + StrictZip.printable(file));
            } else if (tag == file.startsWith("data/")) {
                find(Kind.MALFORMED, path, "A path does not belong into it: " + StrictZip.printable(file));
            } else if (hash.length() != length) {
                find(Kind.MALFORMED, path, "A hash has the wrong length, for " + StrictZip.printable(file));
            } else if (hashes.put(file, hash) != null) {
                find(Kind.MALFORMED, path, "A file is listed twice: " + StrictZip.printable(file));
            }
        }
        return hashes;
    }

    private static String algorithmName(String algorithm) {
        String name = ALGORITHMS.get(algorithm);
        if (name == null) {
            throw new IllegalArgumentException("no hash is called " + algorithm);
        }
        return name;
    }

    /// Undoes the three escapes that BagIt knows.
    private static String decoded(String path) {
        return path.replace("%0A", "\n")
                .replace("%0a", "\n")
                .replace("%0D", "\r")
                .replace("%0d", "\r")
                .replace("%25", "%");
    }

    // ---- payload

    /// Hashes of each payload file by algorithm; a file that cannot be read is found and left out.
    private SortedMap<String, Map<String, String>> payloadHashes() throws IOException {
        progress.stage("verify.hash");
        long total = 0;
        for (var file : source.sizes().entrySet()) {
            if (file.getKey().startsWith("data/")) {
                files++;
                bytes += file.getValue();
                total += file.getValue();
            }
        }
        var hashes = new TreeMap<String, Map<String, String>>();
        long done = 0;
        for (var file : source.sizes().entrySet()) {
            if (!file.getKey().startsWith("data/")) {
                continue;
            }
            progress.stopIfCancelled();
            progress.report(done, total);
            try {
                hashes.put(file.getKey(), hash(file.getKey(), payloadManifests.keySet(), done, total));
            } catch (IOException e) {
                unreadable(file.getKey(), e);
            }
            done += file.getValue();
        }
        progress.report(total, total);
        return hashes;
    }

    private Map<String, String> hash(String path, Set<String> algorithms, long done, long total) throws IOException {
        var digests = new LinkedHashMap<String, MessageDigest>();
        algorithms.forEach(algorithm -> digests.put(algorithm, Hashes.digest(algorithmName(algorithm))));
        try (var in = source.open(path)) {
            byte[] buffer = new byte[1 << 16];
            long here = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (var digest : digests.values()) {
                    digest.update(buffer, 0, read);
                }
                here += read;
                progress.stopIfCancelled();
                progress.report(done + here, total);
            }
        }
        return digests.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Hashes.hex(entry.getValue())));
    }

    private void unreadable(String path, IOException e) {
        find(Kind.ALTERED, path, "It cannot be unpacked: " + Reason.of(e) + ".");
    }

    private void compare(SortedMap<String, Map<String, String>> hashes) {
        for (var manifest : payloadManifests.entrySet()) {
            String list = "manifest-" + manifest.getKey() + ".txt";
            compare(manifest.getKey(), list, manifest.getValue(), hashes);
            for (String path : source.sizes().keySet()) {
                if (path.startsWith("data/") && !manifest.getValue().containsKey(path)) {
                    find(Kind.EXTRA, path, "It is not listed in " + list + ".");
                }
            }
        }
    }

    private void compare(
            String algorithm, String list, SortedMap<String, String> listed, Map<String, Map<String, String>> hashes) {
        listed.forEach((path, expected) -> {
            if (!source.sizes().containsKey(path)) {
                find(Kind.MISSING, path, "It is listed in " + list + " and is not there.");
                return;
            }
            var found = hashes.get(path);
            String actual = found == null ? null : found.get(algorithm);
            if (actual != null && !actual.equals(expected)) {
                find(
                        Kind.ALTERED,
                        path,
                        Plain.text(
                                "Its %s is %s…, and %s says %s….",
                                algorithm, actual.substring(0, 16), list, expected.substring(0, 16)));
            }
        });
    }

    private void tags() throws IOException {
        var hashes = new TreeMap<String, Map<String, String>>();
        var listed = new TreeSet<String>();
        tagManifests.values().forEach(manifest -> listed.addAll(manifest.keySet()));
        for (String path : source.sizes().keySet()) {
            if (path.startsWith("data/") || isTagManifest(path)) {
                continue;
            }
            if (listed.contains(path)) {
                try {
                    hashes.put(path, hash(path, tagManifests.keySet(), bytes, bytes));
                } catch (IOException e) {
                    unreadable(path, e);
                }
            } else if (!path.startsWith("signatures/") && !tagManifests.isEmpty()) {
                find(Kind.EXTRA, path, "It is listed in no tag manifest.");
            }
        }
        tagManifests.forEach(
                (algorithm, manifest) -> compare(algorithm, "tagmanifest-" + algorithm + ".txt", manifest, hashes));
        if (source.sizes().containsKey("fetch.txt")) {
            find(Kind.MALFORMED, "fetch.txt", "It would have files fetched from elsewhere; nothing is ever fetched.");
        }
    }

    private static boolean isTagManifest(String path) {
        return path.startsWith("tagmanifest-") && MANIFEST_NAME.matcher(path).matches();
    }

    private void oxum() {
        String oxum = information.get("Payload-Oxum");
        if (oxum == null) {
            return;
        }
        var matcher = OXUM.matcher(oxum);
        if (!matcher.matches()) {
            find(Kind.MALFORMED, "bag-info.txt", "Payload-Oxum is not two numbers: " + StrictZip.printable(oxum));
        } else if (Long.parseLong(matcher.group(1)) != bytes || Long.parseLong(matcher.group(2)) != files) {
            find(
                    Kind.OXUM,
                    "",
                    Plain.text(
                            "The payload is %s bytes in %s files, and bag-info.txt says %s bytes in %s files.",
                            bytes, files, matcher.group(1), matcher.group(2)));
        }
    }

    // ---- what is our own

    private boolean profile(boolean isBag) {
        String profile = information.getOrDefault("Assay-Profile", "");
        if (!isBag || !profile.equals(EvidencePackage.PROFILE)) {
            find(
                    Kind.PROFILE,
                    "",
                    profile.isEmpty()
                            ? "It does not say that it is an evidence package of Assay."
                            : "It is of the profile " + StrictZip.printable(profile) + ", which is not known here.");
            return false;
        }
        var expected = new TreeSet<>(EXPECTED);
        if (information.containsKey(FORMAT)) {
            expected.addAll(TABLES);
            for (String field : FIELDS) {
                if (!information.containsKey(field)) {
                    find(Kind.PROFILE, "bag-info.txt", "An evidence package tells its " + field + ", and it does not.");
                }
            }
        }
        for (String path : expected) {
            if (!source.sizes().containsKey(path)
                    && findings.stream().noneMatch(finding -> finding.path().equals(path))) {
                find(Kind.PROFILE, path, "An evidence package holds it, and it is not there.");
            }
        }
        for (String path : source.sizes().keySet()) {
            if (!SafeName.isPath(path)) {
                find(Kind.PROFILE, path, "Its name holds characters that not every system can hold.");
            }
        }
        return none(Kind.PROFILE);
    }

    /// Goes along the chain of the trail.
    private void trail() throws IOException {
        boolean isOurs = information.containsKey("Assay-Trail-Length") || information.containsKey(FORMAT);
        if (!source.sizes().containsKey(PackageTrail.PATH) || !isOurs) {
            return;
        }
        try (var in = source.open(PackageTrail.PATH)) {
            trail.read(in, reason -> find(Kind.TRAIL, PackageTrail.PATH, reason));
        } catch (IOException e) {
            find(Kind.TRAIL, PackageTrail.PATH, "It cannot be read to its end: " + Reason.of(e) + ".");
        }
        for (String reason : trail.endsAs(information)) {
            find(Kind.TRAIL, PackageTrail.PATH, reason);
        }
        if (!trail.masked().isEmpty()) {
            notChecked.add(new NotChecked(
                    PackageTrail.PATH,
                    Plain.text(
                            "%s secrets that are masked, so that their hashes cannot be recomputed: %s. Their order, their"
                                    + " revisions and what they say of records were.",
                            trail.masked().size() == 1
                                    ? "1 event shows"
                                    : trail.masked().size() + " events show",
                            PackageTrail.list(trail.masked()))));
        }
    }

    // ---- reading

    private Optional<String> text(String path) throws IOException {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(java.nio.ByteBuffer.wrap(small(path)))
                    .toString());
        } catch (CharacterCodingException e) {
            find(Kind.MALFORMED, path, "It is not text in UTF-8.");
            return Optional.empty();
        }
    }

    private byte[] small(String path) throws IOException {
        if (source.sizes().getOrDefault(path, 0L) > MOST_TAG_BYTES) {
            find(Kind.HOSTILE, path, "It is larger than such a file can be.");
            return new byte[0];
        }
        try (var in = source.open(path)) {
            var out = new ByteArrayOutputStream();
            in.transferTo(out);
            return out.toByteArray();
        } catch (IOException e) {
            unreadable(path, e);
            return new byte[0];
        }
    }

    /// Where the files of a package are read from.
    private interface Source {

        String name();

        /// Files by their path within the bag, with their sizes.
        SortedMap<String, Long> sizes();

        InputStream open(String path) throws IOException;

        /// Folders that hold nothing, by path.
        List<String> emptyFolders();

        /// What is wrong with how the bag is packed, if anything.
        Optional<String> problem();
    }

    private static final class ZipSource implements Source {

        private final StrictZip zip;
        private final String top;
        private final SortedMap<String, Long> sizes = new TreeMap<>();
        private final String name;

        ZipSource(StrictZip zip, String fileName) {
            this.zip = zip;
            var tops = zip.entries().keySet().stream()
                    .map(entry -> entry.contains("/") ? entry.substring(0, entry.indexOf('/') + 1) : "")
                    .collect(Collectors.toCollection(TreeSet::new));
            this.top = tops.size() == 1 && !zip.entries().containsKey("bagit.txt") ? tops.first() : "";
            this.name = top.isEmpty() ? fileName : top.substring(0, top.length() - 1);
            zip.entries().forEach((path, entry) -> sizes.put(path.substring(top.length()), entry.size()));
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public SortedMap<String, Long> sizes() {
            return sizes;
        }

        @Override
        public InputStream open(String path) throws IOException {
            var entry = zip.entries().get(top + path);
            if (entry == null) {
                throw new IOException("it is not in the ZIP");
            }
            return zip.open(entry);
        }

        @Override
        public List<String> emptyFolders() {
            return zip.folders().stream()
                    .filter(folder -> folder.length() > top.length()
                            && zip.entries().keySet().stream().noneMatch(path -> path.startsWith(folder)))
                    .map(folder -> folder.startsWith(top) ? folder.substring(top.length()) : folder)
                    .toList();
        }

        @Override
        public Optional<String> problem() {
            return top.isEmpty()
                    ? Optional.of("The ZIP does not hold everything in one top folder.")
                    : Optional.empty();
        }
    }

    private static final class FolderSource implements Source {

        private final Path folder;
        private final List<String> folders = new ArrayList<>();
        private final SortedMap<String, Long> sizes = new TreeMap<>();

        FolderSource(Path folder, PackageLimits limits) throws IOException {
            this.folder = folder;
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                    if (!visited.equals(folder) && folders.size() < limits.entries()) {
                        folders.add(
                                folder.relativize(visited).toString().replace(java.io.File.separatorChar, '/') + "/");
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    String path = folder.relativize(file).toString().replace(java.io.File.separatorChar, '/');
                    if (!attributes.isRegularFile()) {
                        throw new StrictZip.Refused(
                                true, StrictZip.printable(path) + " is a link or a device, which no package holds.");
                    }
                    if (sizes.size() >= limits.entries()) {
                        throw new StrictZip.Refused(
                                true, Plain.text("The folder holds more than %s files.", limits.entries()));
                    }
                    sizes.put(path, attributes.size());
                    return FileVisitResult.CONTINUE;
                }
            });
        }

        @Override
        public String name() {
            return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        }

        @Override
        public SortedMap<String, Long> sizes() {
            return sizes;
        }

        @Override
        public InputStream open(String path) throws IOException {
            Path file = folder.resolve(path);
            return new BufferedInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), 1 << 16);
        }

        @Override
        public List<String> emptyFolders() {
            return folders.stream()
                    .filter(each -> sizes.keySet().stream().noneMatch(path -> path.startsWith(each)))
                    .sorted()
                    .toList();
        }

        @Override
        public Optional<String> problem() {
            return Optional.empty();
        }
    }
}
