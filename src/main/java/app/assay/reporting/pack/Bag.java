package app.assay.reporting.pack;

import app.assay.files.Hashes;
import app.assay.files.HashingOutput;
import app.assay.files.PlainZip;
import app.assay.files.SafeName;
import app.assay.files.Scratch;
import app.assay.work.Progress;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// A BagIt 1.0 bag (RFC 8493) in the making: files are spooled and hashed as they are written, and come out as one
/// ZIP with one top folder, sorted by name.
final class Bag {

    private final Path folder;
    private final SortedMap<String, Item> payload = new TreeMap<>();
    private final SortedMap<String, byte[]> tags = new TreeMap<>();
    private final Set<String> taken = new HashSet<>();
    private int spooled;

    /// A file of the payload.
    ///
    /// @param path within `data/`
    record Item(String path, Path spool, long bytes, String sha256, String sha512) {}

    /// What a finished bag is.
    ///
    /// @param bagId SHA-256 of `tagmanifest-sha256.txt`
    record Written(String bagId, long files, long bytes) {}

    Bag(Scratch scratch) throws IOException {
        this.folder = Files.createDirectory(scratch.folder().resolve("payload"));
    }

    /// Something that writes a file's bytes.
    interface Body {
        void write(OutputStream out) throws IOException;
    }

    /// A payload file that is open for writing; it belongs to the bag once it is closed.
    OutputStream open(String path) throws IOException {
        take("data/" + path);
        Path spool = folder.resolve(Integer.toString(++spooled));
        return new HashingOutput(new BufferedOutputStream(Files.newOutputStream(spool), 1 << 16)) {
            private boolean closed;

            @Override
            public void close() throws IOException {
                if (!closed) {
                    closed = true;
                    super.close();
                    payload.put(path, new Item(path, spool, bytes(), sha256(), sha512()));
                }
            }
        };
    }

    void file(String path, Body body) throws IOException {
        try (var out = open(path)) {
            body.write(out);
        }
    }

    void file(String path, String text) throws IOException {
        file(path, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// A file beside the payload, such as `metadata/VERIFY.txt`.
    void tag(String path, String text) {
        take(path);
        tags.put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Files of the payload so far, by path.
    SortedMap<String, Item> payload() {
        return payload;
    }

    private void take(String path) {
        if (!SafeName.isPath(path)) {
            throw new IllegalArgumentException("not a path for a package: " + path);
        }
        if (!taken.add(path.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("two files of a package are called " + path);
        }
    }

    /// Writes the bag.
    ///
    /// @param top name of the top folder
    /// @param information fields of `bag-info.txt` in their order; size and Oxum are added
    Written write(String top, List<Map.Entry<String, String>> information, OutputStream out, Progress progress)
            throws IOException {
        long bytes = payload.values().stream().mapToLong(Item::bytes).sum();
        tag("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
        var info = new StringBuilder();
        information.forEach(field -> field(info, field.getKey(), field.getValue()));
        field(info, "Bag-Size", size(bytes));
        field(info, "Payload-Oxum", bytes + "." + payload.size());
        tag("bag-info.txt", info.toString());
        var manifest256 = new StringBuilder();
        var manifest512 = new StringBuilder();
        payload.values().forEach(item -> {
            manifest256.append(item.sha256).append("  data/").append(item.path).append('\n');
            manifest512.append(item.sha512).append("  data/").append(item.path).append('\n');
        });
        tag("manifest-sha256.txt", manifest256.toString());
        tag("manifest-sha512.txt", manifest512.toString());
        var tagManifest = new StringBuilder();
        tags.forEach((path, content) -> tagManifest
                .append(Hashes.sha256(content))
                .append("  ")
                .append(path)
                .append('\n'));
        byte[] tagManifestBytes = tagManifest.toString().getBytes(StandardCharsets.UTF_8);
        tags.put("tagmanifest-sha256.txt", tagManifestBytes);
        zip(top, bytes, out, progress);
        return new Written(Hashes.sha256(tagManifestBytes), payload.size(), bytes);
    }

    private void zip(String top, long bytes, OutputStream out, Progress progress) throws IOException {
        var names = new TreeMap<String, Item>();
        payload.values().forEach(item -> names.put("data/" + item.path, item));
        var all = new java.util.TreeSet<>(names.keySet());
        all.addAll(tags.keySet());
        long done = 0;
        try (var zip = new PlainZip(out)) {
            for (String name : all) {
                progress.stopIfCancelled();
                progress.report(done, bytes);
                Item item = names.get(name);
                if (item == null) {
                    zip.entry(top + "/" + name, tags.getOrDefault(name, new byte[0]));
                } else {
                    try (InputStream in = Files.newInputStream(item.spool)) {
                        zip.entry(top + "/" + name, in);
                    }
                    done += item.bytes;
                }
            }
        }
        progress.report(bytes, bytes);
    }

    private static void field(StringBuilder info, String name, String value) {
        String line = value.replaceAll("\\p{Cntrl}+", " ").strip();
        if (!line.isEmpty()) {
            info.append(name).append(": ").append(line).append('\n');
        }
    }

    private static String size(long bytes) {
        BigDecimal size = BigDecimal.valueOf(bytes);
        String[] units = {"B", "KB", "MB", "GB", "TB"};
        int unit = 0;
        while (size.compareTo(BigDecimal.valueOf(1000)) >= 0 && unit < units.length - 1) {
            size = size.movePointLeft(3);
            unit++;
        }
        return size.setScale(unit == 0 ? 0 : 1, RoundingMode.HALF_UP).toPlainString() + " " + units[unit];
    }
}
