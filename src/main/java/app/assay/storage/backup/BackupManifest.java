package app.assay.storage.backup;

import app.assay.files.CanonicalJson;
import app.assay.files.Hashes;
import app.assay.files.JsonTexts;
import app.assay.storage.backup.Backup.Kind;
import app.assay.storage.engine.known.Engines;
import app.assay.storage.folder.RegisterFolder.Marker;
import app.assay.storage.folder.StoredBlob;
import app.assay.storage.rows.TableSums;
import app.assay.storage.witness.Trail.Head;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a backup says about itself.
///
/// @param sums rows and digests of every table at that revision, those of parts included
/// @param files SHA-256 of each file within the backup, by name
/// @param parts what never changes and lies beside the backup
/// @param blobs hashes of the kept files that the register refers to
public record BackupManifest(
        Marker marker,
        Kind kind,
        Instant at,
        long revision,
        Head head,
        String application,
        TableSums sums,
        SortedMap<String, String> files,
        List<Part> parts,
        SortedSet<String> blobs) {

    static final String NAME = "manifest.json";
    private static final String FORMAT = "assay-backup-1";
    private static final String DIGEST = "digest";
    private static final int MOST_BYTES = 64 << 20;

    public BackupManifest {
        parts = List.copyOf(parts);
    }

    /// @param file its name in `parts`, which ends with the hash of its bytes
    /// @param load the load whose rows it holds; empty for entries of the trail
    record Part(String file, Optional<UUID> load) {}

    String json() {
        var said = new HashMap<String, @Nullable Object>();
        said.put("format", FORMAT);
        said.put("register", marker.id().toString());
        said.put("name", marker.name());
        said.put("formatMajor", Integer.toString(marker.formatMajor()));
        said.put("formatMinor", Integer.toString(marker.formatMinor()));
        said.put("zone", marker.zone().getId());
        said.put("created", marker.created().toString());
        said.put("kind", kind.name());
        said.put("at", at.toString());
        said.put("revision", Long.toString(revision));
        said.put("trailLength", Long.toString(head.length()));
        said.put("trailHead", head.hash());
        said.put("application", application);
        said.put("engine", Engines.ofFolders().version());
        said.put("tables", sums.told());
        said.put("files", files);
        said.put(
                "parts",
                parts.stream()
                        .map(part -> {
                            var told = new TreeMap<String, @Nullable Object>();
                            told.put("file", part.file());
                            told.put("load", part.load().map(UUID::toString).orElse(null));
                            return told;
                        })
                        .toList());
        said.put("blobs", List.copyOf(blobs));
        said.put(DIGEST, Hashes.sha256(CanonicalJson.of(said)));
        return CanonicalJson.of(said) + "\n";
    }

    /// @return empty when the file is no backup, or one that was damaged
    public static Optional<BackupManifest> read(Path backup) {
        try (var zip = Dump.open(backup)) {
            var entry = zip.getEntry(NAME);
            if (entry == null || entry.getSize() > MOST_BYTES) {
                return Optional.empty();
            }
            try (var in = zip.getInputStream(entry)) {
                return Optional.of(parse(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8)));
            }
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static BackupManifest parse(String text) {
        var node = new JsonTexts().tree(text);
        if (!text(node, "format").equals(FORMAT)) {
            throw new IllegalArgumentException("no manifest of a backup");
        }
        var digest = text(node, DIGEST);
        var own = "\"%s\":\"%s\",".formatted(DIGEST, digest);
        int place = text.indexOf(own);
        if (place < 0
                || !Hashes.sha256((text.substring(0, place) + text.substring(place + own.length())).stripTrailing())
                        .equals(digest)) {
            throw new IllegalArgumentException("the manifest was changed");
        }
        var files = new TreeMap<String, String>();
        node.path("files")
                .properties()
                .forEach(entry -> files.put(entry.getKey(), entry.getValue().asString()));
        var parts = new ArrayList<Part>();
        node.path("parts")
                .forEach(part -> parts.add(new Part(
                        text(part, "file"),
                        part.path("load").isNull()
                                ? Optional.empty()
                                : Optional.of(UUID.fromString(text(part, "load"))))));
        var blobs = new TreeSet<String>();
        node.path("blobs").forEach(blob -> blobs.add(new StoredBlob(blob.asString(), 0).sha256()));
        return new BackupManifest(
                new Marker(
                        UUID.fromString(text(node, "register")),
                        text(node, "name"),
                        Integer.parseInt(text(node, "formatMajor")),
                        Integer.parseInt(text(node, "formatMinor")),
                        ZoneId.of(text(node, "zone")),
                        Instant.parse(text(node, "created"))),
                Kind.valueOf(text(node, "kind")),
                Instant.parse(text(node, "at")),
                Long.parseLong(text(node, "revision")),
                new Head(Long.parseLong(text(node, "trailLength")), text(node, "trailHead")),
                text(node, "application"),
                TableSums.of(node.path("tables")),
                files,
                parts,
                blobs);
    }

    private static String text(JsonNode node, String name) {
        var value = node.path(name);
        if (!value.isString()) {
            throw new IllegalArgumentException("no " + name);
        }
        return value.asString();
    }

    Backup backup(Path file) {
        var rows = new TreeMap<String, Long>();
        sums.tables().forEach((table, sum) -> rows.put(table, sum.rows()));
        return new Backup(
                file,
                marker.id(),
                marker.name(),
                kind,
                at,
                revision,
                head.length(),
                head.hash(),
                rows,
                size(file),
                !file.getFileName().toString().endsWith(BackupFolder.UNVERIFIED),
                new TreeSet<>());
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    /// Checks the name of a part: nothing outside the folder can be named.
    static Map<String, Path> places(BackupManifest manifest, Path parts) {
        var places = new TreeMap<String, Path>();
        for (var part : manifest.parts()) {
            if (!part.file().matches("[A-Za-z0-9-]+\\.[0-9a-f]{64}\\.zip")) {
                throw new IllegalArgumentException("no name of a part: " + part.file());
            }
            places.put(part.file(), parts.resolve(part.file()));
        }
        return places;
    }
}
