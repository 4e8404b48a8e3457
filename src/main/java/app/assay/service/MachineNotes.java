package app.assay.service;

import app.assay.work.TemporaryFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What this machine remembers of registers for its user, outside them: what an older copy of a register cannot know.
///
/// One small file for each register. Notes that cannot be read or written are as if there were none: they must never
/// keep an analyst from a register. Safe to use from any thread.
public final class MachineNotes implements BackupNotes {

    private static final int MOST_BYTES = 64 * 1024;
    private static final String PRIVATE_FOLDER = "rwx------";
    private static final String PRIVATE_FILE = "rw-------";

    private static final String HEAD_LENGTH = "headLength";
    private static final String HEAD_HASH = "headHash";
    private static final String HEAD_SEEN = "headSeen";

    private final Optional<Path> folder;
    private final Map<UUID, Map<String, String>> memory = new ConcurrentHashMap<>();
    private final JsonMapper json = new JsonMapper();

    /// How far a register's trail had come when it was seen here.
    ///
    /// @param length entries of its trail
    /// @param hash hash of the last of them
    /// @param at when it was seen
    public record SeenHead(long length, String hash, Instant at) {}

    private MachineNotes(Optional<Path> folder) {
        this.folder = folder;
    }

    /// Notes in a folder, which is made, for this user alone, with the first note.
    public static MachineNotes in(Path folder) {
        return new MachineNotes(Optional.of(folder));
    }

    /// Notes that end with the program.
    public static MachineNotes inMemory() {
        return new MachineNotes(Optional.empty());
    }

    /// The highest head of a register's trail that was seen here.
    public Optional<SeenHead> seenHead(UUID register) {
        var texts = read(register);
        try {
            return texts.containsKey(HEAD_HASH)
                    ? Optional.of(new SeenHead(
                            Long.parseLong(texts.getOrDefault(HEAD_LENGTH, "")),
                            texts.getOrDefault(HEAD_HASH, ""),
                            Instant.parse(texts.getOrDefault(HEAD_SEEN, ""))))
                    : Optional.empty();
        } catch (NumberFormatException | DateTimeException junk) {
            return Optional.empty();
        }
    }

    /// Notes a head, whatever was noted before.
    public void noteHead(UUID register, SeenHead head) {
        put(
                register,
                Map.of(
                        HEAD_LENGTH, Long.toString(head.length()),
                        HEAD_HASH, head.hash(),
                        HEAD_SEEN, head.at().toString()));
    }

    /// What is noted of a register under a name.
    @Override
    public Optional<String> get(UUID register, String name) {
        return Optional.ofNullable(read(register).get(name));
    }

    /// Notes a text; an empty one takes the note away.
    @Override
    public void put(UUID register, String name, String text) {
        put(register, Map.of(name, text));
    }

    private synchronized void put(UUID register, Map<String, String> texts) {
        var noted = new TreeMap<>(read(register));
        noted.putAll(texts);
        noted.values().removeIf(String::isEmpty);
        memory.put(register, Map.copyOf(noted));
        folder.ifPresent(home -> write(home, register, noted));
    }

    /// Files first: another process of the user may have noted something since.
    private Map<String, String> read(UUID register) {
        var known = memory.getOrDefault(register, Map.of());
        return folder.map(home -> read(file(home, register), known)).orElse(known);
    }

    private Map<String, String> read(Path file, Map<String, String> known) {
        try (var in = Files.newInputStream(file)) {
            var texts = new TreeMap<String, String>();
            json.readTree(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8))
                    .properties()
                    .forEach(entry -> {
                        if (entry.getValue().isString()) {
                            texts.put(entry.getKey(), entry.getValue().stringValue());
                        }
                    });
            return texts;
        } catch (IOException | JacksonException unreadable) {
            return known;
        }
    }

    private void write(Path home, UUID register, Map<String, String> noted) {
        var file = file(home, register);
        try {
            var registers = home.resolve("registers");
            makePrivate(home);
            makePrivate(registers);
            var beside = Files.createFile(TemporaryFiles.beside(registers, "notes"));
            try {
                restrict(beside, PRIVATE_FILE);
                // Names in order and no blanks: the same notes are the same bytes.
                Files.writeString(beside, json.writeValueAsString(noted));
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException unwritable) {
            System.Logger log = System.getLogger(MachineNotes.class.getName());
            log.log(System.Logger.Level.DEBUG, "notes of this machine are not kept", unwritable);
        }
    }

    private static void makePrivate(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            restrict(folder, PRIVATE_FOLDER);
        }
    }

    private static void restrict(Path path, String permissions) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    private static Path file(Path home, UUID register) {
        return home.resolve("registers").resolve(register + ".json");
    }
}
