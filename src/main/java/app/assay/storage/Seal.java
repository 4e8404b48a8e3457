package app.assay.storage;

import app.assay.domain.record.RecordKind;
import app.assay.storage.Trail.Head;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.h2.engine.Constants;
import tools.jackson.core.JacksonException;

/// What the register held when it was last saved, in a file beside the database: an older or another database under the
/// register's name is noticed, which the engine alone would open without a word.
record Seal(UUID register, long revision, Head head, int titles, int loads, Map<RecordKind, Integer> ownRecords) {

    private static final int MOST_BYTES = 64 * 1024;

    static Seal of(UUID register, Snapshot snapshot, Head head) {
        var own = new HashMap<RecordKind, Integer>();
        snapshot.kinds().forEach((kind, records) -> own.put(kind, records.own().size()));
        return new Seal(
                register,
                snapshot.revision(),
                head,
                snapshot.titleCount(),
                snapshot.book().all().size(),
                own);
    }

    void write(Path file, Clock clock) throws IOException {
        var counts = new TreeMap<String, String>();
        ownRecords.forEach((kind, count) -> counts.put(kind.name(), count.toString()));
        // An older seal is put right at the next open, so the rename need not be waited for.
        DurableFile.replaceLazily(
                file,
                CanonicalJson.of(Map.of(
                                "register", register.toString(),
                                "formatMajor", Integer.toString(RegisterFolder.FORMAT_MAJOR),
                                "formatMinor", Integer.toString(RegisterFolder.FORMAT_MINOR),
                                "engine", "H2 " + Constants.VERSION,
                                "revision", Long.toString(revision),
                                "trailLength", Long.toString(head.length()),
                                "trailHead", head.hash(),
                                "titles", Integer.toString(titles),
                                "loads", Integer.toString(loads),
                                "records", counts))
                        .replaceFirst("\\}$", ",\"time\":\"" + now(clock) + "\"}\n"));
    }

    private static Instant now(Clock clock) {
        return Instant.now(clock).truncatedTo(ChronoUnit.MILLIS);
    }

    /// @return empty when there is no seal
    static Optional<Seal> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file)) {
            var node = new JsonTexts().tree(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
            var own = new HashMap<RecordKind, Integer>();
            node.path("records")
                    .properties()
                    .forEach(entry -> own.put(
                            RecordKind.valueOf(entry.getKey()),
                            Integer.valueOf(entry.getValue().asString())));
            return Optional.of(new Seal(
                    UUID.fromString(node.path("register").asString()),
                    Long.parseLong(node.path("revision").asString()),
                    new Head(
                            Long.parseLong(node.path("trailLength").asString()),
                            node.path("trailHead").asString()),
                    Integer.parseInt(node.path("titles").asString()),
                    Integer.parseInt(node.path("loads").asString()),
                    own));
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            throw new Fault(
                    FaultCode.REGISTER_DAMAGED,
                    "The seal %s cannot be read.".formatted(file),
                    "Nothing was changed.",
                    "Bring the register back from a backup, or have the seal looked at.",
                    e);
        }
    }

    /// Compares with what the database holds.
    ///
    /// A database that is ahead of its seal is what a crash right after saving leaves; it must still contain what
    /// was sealed.
    ///
    /// @param found what the database holds
    /// @param hashAtSealedLength hash of the entry of the trail that was the last one when the seal was written
    /// @throws Fault if the database is older than its seal, or another one
    void check(Seal found, Optional<String> hashAtSealedLength) {
        if (!register.equals(found.register)) {
            throw differs("it is the database of another register");
        }
        if (found.revision < revision || found.head.length() < head.length()) {
            throw differs("it is older (revision %d) than what was saved last (revision %d)"
                    .formatted(found.revision, revision));
        }
        if (head.length() > 0 && !hashAtSealedLength.equals(Optional.of(head.hash()))) {
            throw differs("its trail is another one than what was saved last");
        }
        if (found.revision == revision
                && (found.titles != titles || found.loads != loads || !found.ownRecords.equals(ownRecords))) {
            throw differs("it holds other rows than what was saved last");
        }
    }

    private static Fault differs(String how) {
        return new Fault(
                FaultCode.REGISTER_DAMAGED,
                "The database of the register is not the one that was saved: " + how + ".",
                "Nothing was changed.",
                "Bring the register's folder back from a backup as a whole.");
    }
}
