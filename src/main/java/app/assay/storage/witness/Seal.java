package app.assay.storage.witness;

import app.assay.files.CanonicalJson;
import app.assay.files.DurableFile;
import app.assay.files.Hashes;
import app.assay.files.JsonTexts;
import app.assay.storage.engine.known.Engines;
import app.assay.storage.folder.Faults;
import app.assay.storage.folder.RegisterFolder;
import app.assay.storage.rows.TableSums;
import app.assay.storage.witness.Trail.Head;
import app.assay.work.Fault;
import app.assay.work.Sentence;
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
import java.util.TreeSet;
import java.util.UUID;
import tools.jackson.core.JacksonException;

/// What the register held when it was last saved, in a file beside the database: rows and digests of every table, and
/// the end of the trail. An older or another database under the register's name is noticed, which the engine alone
/// would
/// open without a word.
///
/// @param closed the database file as it was left when the register was closed in order; empty while it is open and
/// after
/// a crash
public record Seal(UUID register, long revision, Head head, TableSums sums, Optional<ClosedFile> closed) {

    private static final int MOST_BYTES = 256 * 1024;
    private static final String DIGEST = "digest";

    /// The database file when the register was closed.
    public record ClosedFile(long bytes, String sha256) {

        public static ClosedFile of(Path file) throws IOException {
            try (var in = Files.newInputStream(file)) {
                return new ClosedFile(Files.size(file), Hashes.sha256(in));
            }
        }
    }

    /// What a seal file says.
    public sealed interface Found {
        record Whole(Seal seal) implements Found {}

        record Missing() implements Found {}

        /// It is there and says nothing that can be relied on.
        record Damaged(Sentence how) implements Found {}

        /// It was written by the program before it sealed rows: it tells only how far the register had come.
        record Old(UUID register, long revision, Head head) implements Found {}
    }

    public void write(Path file, Clock clock) throws IOException {
        var said = new HashMap<String, Object>();
        said.put("register", register.toString());
        said.put("formatMajor", Integer.toString(RegisterFolder.FORMAT_MAJOR));
        said.put("formatMinor", Integer.toString(RegisterFolder.FORMAT_MINOR));
        said.put("engine", Engines.ofFolders().version());
        said.put("revision", Long.toString(revision));
        said.put("trailLength", Long.toString(head.length()));
        said.put("trailHead", head.hash());
        said.put("tables", sums.told());
        closed.ifPresent(
                left -> said.put("closed", Map.of("bytes", Long.toString(left.bytes()), "sha256", left.sha256())));
        said.put("time", Instant.now(clock).truncatedTo(ChronoUnit.MILLIS).toString());
        said.put(DIGEST, Hashes.sha256(CanonicalJson.of(said)));
        // An older seal is put right at the next open, so the rename need not be waited for.
        DurableFile.replaceLazily(file, CanonicalJson.of(said) + "\n");
    }

    public static Found read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return new Found.Missing();
        }
        String text;
        try (var in = Files.newInputStream(file)) {
            text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
        try {
            var node = new JsonTexts().tree(text);
            var register = UUID.fromString(node.path("register").asString());
            long revision = Long.parseLong(node.path("revision").asString());
            var head = new Head(
                    Long.parseLong(node.path("trailLength").asString()),
                    node.path("trailHead").asString());
            if (!node.has(DIGEST)) {
                return node.has("records")
                        ? new Found.Old(register, revision, head)
                        : new Found.Damaged(Sentence.of("register.lacks-its-own-digest"));
            }
            var said = JsonTexts.plain(node);
            said.remove(DIGEST);
            if (!Hashes.sha256(CanonicalJson.of(said)).equals(node.path(DIGEST).asString())) {
                return new Found.Damaged(Sentence.of("register.was-changed-after-was-written"));
            }
            var left = node.path("closed");
            return new Found.Whole(new Seal(
                    register,
                    revision,
                    head,
                    TableSums.of(node.path("tables")),
                    left.isObject()
                            ? Optional.of(new ClosedFile(
                                    Long.parseLong(left.path("bytes").asString()),
                                    left.path("sha256").asString()))
                            : Optional.empty()));
        } catch (JacksonException | IllegalArgumentException e) {
            return new Found.Damaged(Sentence.of("register.cannot-read"));
        }
    }

    public Seal open() {
        return new Seal(register, revision, head, sums, Optional.empty());
    }

    Seal closed(ClosedFile file) {
        return new Seal(register, revision, head, sums, Optional.of(file));
    }

    /// Compares with what the database holds.
    ///
    /// A database that is ahead of its seal is what a crash right after saving leaves; it must still contain what
    /// was sealed.
    ///
    /// @param found what the database holds
    /// @param hashAtSealedLength hash of the entry of the trail that was the last one when the seal was written
    /// @throws Fault if the database is older than its seal, or another one
    public void check(Seal found, Optional<String> hashAtSealedLength) {
        checkAge(register, revision, head, found, hashAtSealedLength);
        if (found.revision == revision) {
            var tables = new TreeSet<>(sums.tables().keySet());
            tables.addAll(found.sums.tables().keySet());
            for (var table : tables) {
                var sealed = sums.of(table);
                var held = found.sums.of(table);
                if (!sealed.equals(held)) {
                    throw differs(
                            Sentence.of("register.its-table-holds-other-rows", table, held.rows(), sealed.rows()));
                }
            }
        }
    }

    /// Compares how far the register has come.
    public static void checkAge(
            UUID register, long revision, Head head, Seal found, Optional<String> hashAtSealedLength) {
        if (!register.equals(found.register)) {
            throw differs(Sentence.of("register.database-another-register"));
        }
        if (found.revision < revision || found.head.length() < head.length()) {
            throw differs(Sentence.of("register.older-revision-than-what-was", found.revision, revision));
        }
        if (head.length() > 0 && !hashAtSealedLength.equals(Optional.of(head.hash()))) {
            throw differs(Sentence.of("register.its-trail-another-one-than"));
        }
    }

    private static Fault differs(Sentence how) {
        return Faults.damaged(Sentence.of("register.database-register-not-one-was", how));
    }
}
