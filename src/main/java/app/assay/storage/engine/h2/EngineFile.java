package app.assay.storage.engine.h2;

import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Sentence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.h2.mvstore.DataUtils;

/// Looks at the first bytes of a database file, without its engine: what is no database of a register is refused with
/// its bytes unchanged, and told by what it is.
final class EngineFile {

    /// The one format that the engine of this program reads and writes.
    private static final int FORMAT = 3;

    private static final int BLOCK = 4096;
    private static final String HEADER = "H:2,";
    private static final String CHECKSUM = ",fletcher:";
    private static final Sentence UNHARMED = Sentence.of("register.nothing-in-was-changed");
    private static final Sentence REMEDY = Sentence.of("register.database-remedy");

    /// How files begin that are known to be something else, and what they are called.
    private static final Map<String, Sentence> OTHERS = Map.of(
            "-- H2 0.5/B --", Sentence.of("register.is-h2-1"),
            "H2encrypt\n", Sentence.of("register.is-encrypted"),
            "SQLite format 3\0", Sentence.of("register.is-sqlite"),
            "PK\u0003\u0004", Sentence.of("register.is-zip"),
            "\u001f\u008b", Sentence.of("register.is-gzip"),
            "%PDF-", Sentence.of("register.is-pdf"));

    private EngineFile() {}

    /// @throws Fault REGISTER_DAMAGED if the file is no database of a register, REGISTER_NEWER_FORMAT if a newer
    /// engine
    ///     wrote it
    static void check(Path file) {
        var bytes = firstBlocks(file);
        if (bytes.length == 0) {
            throw refused(file, Sentence.of("register.empty"), Sentence.of("register.look-at-recovery-desk-restore"));
        }
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        OTHERS.forEach((start, kind) -> {
            if (text.startsWith(start)) {
                throw refused(file, kind, REMEDY);
            }
        });
        // Either block does: the engine writes both, one after the other, and a crash may leave one torn.
        var first = header(bytes, 0);
        var header = first.isPresent() ? first : header(bytes, BLOCK);
        if (header.isEmpty()) {
            boolean wasOne = text.startsWith(HEADER) || text.startsWith(HEADER, BLOCK);
            throw wasOne
                    ? refused(
                            file,
                            Sentence.of("register.damaged-neither-its-two-headers"),
                            Sentence.of("register.look-at-recovery-desk-restore"))
                    : refused(file, Sentence.of("register.no-database"), REMEDY);
        }
        checkFormat(file, header.get());
    }

    private static void checkFormat(Path file, Map<String, String> header) {
        int writes = number(header.getOrDefault("format", "1"));
        int reads = header.containsKey("formatRead") ? number(header.get("formatRead")) : writes;
        if (writes > FORMAT || reads > FORMAT) {
            throw new Fault(
                    FaultCode.REGISTER_NEWER_FORMAT,
                    Sentence.of("register.database-file-format-its-engine", file, Math.max(writes, reads), FORMAT),
                    UNHARMED,
                    Sentence.of("register.open-register-with-newer-program"));
        }
        if (writes < FORMAT || reads < FORMAT) {
            throw refused(file, Sentence.of("register.format-older-engine-which-no", writes), REMEDY);
        }
        if (number(header.getOrDefault("blockSize", "1000")) != BLOCK) {
            throw refused(file, Sentence.of("register.has-blocks-size-no-register"), REMEDY);
        }
    }

    private static byte[] firstBlocks(Path file) {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(2 * BLOCK);
        } catch (IOException e) {
            throw H2Failures.io(Sentence.of("register.database-file-cannot-read", file), e);
        }
    }

    /// The names and values of a header whose checksum is right.
    private static Optional<Map<String, String>> header(byte[] bytes, int from) {
        if (bytes.length < from + BLOCK) {
            return Optional.empty();
        }
        var text = new String(bytes, from, BLOCK, StandardCharsets.ISO_8859_1);
        int end = text.indexOf(CHECKSUM);
        if (!text.startsWith(HEADER) || end < 0) {
            return Optional.empty();
        }
        var sum = text.substring(end + CHECKSUM.length()).trim();
        if (!sum.equals(Integer.toHexString(DataUtils.getFletcher32(bytes, from, end)))) {
            return Optional.empty();
        }
        var values = new HashMap<String, String>();
        for (var entry : text.substring(0, end).split(",", -1)) {
            int colon = entry.indexOf(':');
            if (colon < 0) {
                return Optional.empty();
            }
            values.put(entry.substring(0, colon), entry.substring(colon + 1));
        }
        return Optional.of(values);
    }

    /// Numbers are hexadecimal; what is none counts as larger than all that is known.
    private static int number(String text) {
        try {
            return Integer.parseUnsignedInt(text, 16) & Integer.MAX_VALUE;
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }

    private static Fault refused(Path file, Sentence what, Sentence remedy) {
        return new Fault(
                FaultCode.REGISTER_DAMAGED, Sentence.of("register.database-file", file, what), UNHARMED, remedy);
    }
}
