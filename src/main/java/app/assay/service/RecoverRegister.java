package app.assay.service;

import app.assay.storage.OpenMode;
import app.assay.storage.Recovery;
import app.assay.storage.Register;
import app.assay.storage.backup.Restore;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import app.assay.work.Reason;
import app.assay.work.Sentence;
import app.assay.work.TemporaryFiles;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/// What can be done with a register that cannot be opened. Nothing here changes the register itself.
public final class RecoverRegister {

    /// One piece of the register and how it is.
    ///
    /// @param piece a code: MARKER, DATABASE, SEAL, JOURNAL, FILES, BACKUPS
    /// @param state a code: WHOLE, DAMAGED, MISSING
    /// @param words the same in a sentence
    public record Finding(String piece, String state, Sentence words) {

        /// The sentence in English.
        public String told() {
            return words.english();
        }
    }

    /// A backup that can be restored.
    ///
    /// @param replayable entries of the trail that the journal adds to it
    /// @param lastEntry number of the last entry of the trail that would be there then
    /// @param complete whether that is everything that was ever saved, as far as seal and journal tell
    /// @param differences the analyst's records by kind in lower case: how many more (or fewer) the backup has than
    /// the
    /// damaged database; only kinds that differ, and none when the database cannot be read
    /// @param missingFiles kept files that neither the backup nor the register has whole
    public record Choice(
            BackUpRegister.Entry backup,
            long replayable,
            long lastEntry,
            boolean complete,
            SortedMap<String, Long> differences,
            int missingFiles) {}

    /// What was found.
    ///
    /// @param entries entries of the trail that seal or journal tell of
    /// @param readable whether the damaged register can be opened for looking
    /// @param choices the best one first
    /// @param differences what the full check names, in sentences
    public record Report(
            Path folder,
            String name,
            boolean intact,
            List<Finding> findings,
            long entries,
            boolean readable,
            List<Choice> choices,
            List<Sentence> differences) {}

    /// @param folder the new register
    /// @param revision of the backup
    /// @param replayed entries of the trail that were done again
    /// @param lastEntry number of the last entry of the trail that came back
    /// @param knownEntries number of the last entry that is known to have been saved; those in between are missing
    /// @param missingFiles kept files that are nowhere to be had
    /// @param remarks what could not be done again and why, in sentences
    public record Restored(
            Path folder,
            long revision,
            long replayed,
            long lastEntry,
            long knownEntries,
            List<MissingFile> missingFiles,
            List<Sentence> remarks) {

        public Restored {
            missingFiles = List.copyOf(missingFiles);
            remarks = List.copyOf(remarks);
        }

        /// Whether everything came back that is known to have been there.
        public boolean isWhole() {
            return remarks.isEmpty() && missingFiles.isEmpty();
        }
    }

    /// A kept file that is nowhere to be had.
    ///
    /// @param name under which it was handed over; empty when nothing tells
    public record MissingFile(String sha256, String name) {

        /// Its name and hash.
        public String told() {
            return name.isEmpty() ? sha256 : "%s (%s)".formatted(name, sha256);
        }
    }

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\"");
    private static final int MOST_OF_A_MARKER = 4096;

    private final Registers registers;

    public RecoverRegister(Registers registers) {
        this.registers = registers;
    }

    /// Whether it is of use to look piece by piece at a folder that could not be opened: it holds a damaged
    /// register, or
    /// what is left of one that lost its marker.
    public static boolean isOfUse(Path folder, FaultCode code) {
        return code == FaultCode.REGISTER_DAMAGED || (code == FaultCode.REGISTER_NOT_FOUND && isLeftOver(folder));
    }

    private static boolean isLeftOver(Path folder) {
        return Files.exists(folder.resolve("register.mv.db"))
                || Files.exists(folder.resolve("register.seal.json"))
                || (Files.isDirectory(folder.resolve("journal")) && Files.isDirectory(folder.resolve("backups")));
    }

    /// The second folder of the backups of a register that cannot be opened, when it is remembered on this machine.
    public static Optional<Path> secondFolder(Path folder, BackupNotes notes) {
        try (var marker = Files.newInputStream(folder.resolve("register.assay"))) {
            var id = ID.matcher(new String(marker.readNBytes(MOST_OF_A_MARKER), StandardCharsets.UTF_8));
            return id.find()
                    ? notes.get(UUID.fromString(id.group(1)), BackUpRegister.SECOND)
                            .map(Path::of)
                    : Optional.empty();
        } catch (IOException | InvalidPathException unreadable) {
            return Optional.empty();
        }
    }

    /// The folders in which backups may lie when an analyst names one: itself, the backups of a register in it, and
    /// what
    /// this program copied to it. Backups of other registers are left out later.
    private static List<Path> within(List<Path> named) {
        var places = new ArrayList<Path>();
        for (var folder : named) {
            places.add(folder);
            places.add(folder.resolve("backups"));
            try (var copies = Files.newDirectoryStream(folder, "assay-*")) {
                copies.forEach(places::add);
            } catch (IOException | DirectoryIteratorException gone) {
                places.remove(folder); // it is not there, which is told as no backup
            }
        }
        return places.stream().filter(Files::isDirectory).toList();
    }

    /// Looks at a register piece by piece.
    ///
    /// @param further folders in which more backups may lie, such as the second one; those of other registers are
    /// passed
    /// over
    public Report inspect(Path folder, List<Path> further, Progress progress) {
        var report = Recovery.inspect(folder, within(further), registers.context(), progress);
        return new Report(
                report.folder(),
                report.name(),
                report.intact(),
                report.findings().stream()
                        .map(finding -> new Finding(
                                finding.piece().name(), finding.state().name(), finding.words()))
                        .toList(),
                report.entries(),
                report.readable(),
                report.choices().stream()
                        .map(choice -> new Choice(
                                BackUpRegister.entry(choice.backup()),
                                choice.replayable(),
                                choice.lastEntry(),
                                choice.complete(),
                                report.readable()
                                        ? differences(choice.backup().rows(), report.rows())
                                        : new TreeMap<>(),
                                choice.missingFiles().size()))
                        .toList(),
                report.differences().stream().map(found -> found.words()).toList());
    }

    private static SortedMap<String, Long> differences(Map<String, Long> backup, Map<String, Long> damaged) {
        var differences = new TreeMap<String, Long>();
        backup.forEach((table, rows) -> {
            long more = rows - damaged.getOrDefault(table, 0L);
            if (table.startsWith("own_") && more != 0) {
                differences.put(table.substring("own_".length()), more);
            }
        });
        return differences;
    }

    /// The folder that a restoration is proposed to make: beside the old one, with the moment in its name.
    public Path proposedTarget(Path folder) {
        var path = folder.toAbsolutePath().normalize();
        return path.resolveSibling(path.getFileName() + "-restored-" + STAMP.format(Instant.now(registers.clock())));
    }

    /// Makes a register anew beside the old one.
    ///
    /// @param backup file of a backup
    /// @param target a folder that is not there yet or empty
    /// @param old the register whose journal is done again and whose kept files are taken; empty for the backup
    /// alone
    /// @throws Fault BACKUP_UNREADABLE, REGISTER_EXISTS, DISK_FULL; nothing is left behind then
    public Restored restore(Path backup, Path target, Optional<Path> old, Progress progress) {
        var result = Restore.run(backup, target, old, registers.context(), progress);
        return new Restored(
                result.folder(),
                result.revision(),
                result.replayed(),
                result.lastEntry(),
                result.knownEntries(),
                result.missingFiles().stream()
                        .map(file -> new MissingFile(file.sha256(), file.name()))
                        .toList(),
                result.remarks());
    }

    /// Opens what is left of a damaged register for looking. Nothing that is shown can be relied on.
    public OpenRegister openDamaged(Path folder) {
        return registers.opened(folder, Register.open(folder, OpenMode.DAMAGED, registers.context()));
    }

    /// Writes every row that can be read as lines of JSON, packed with gzip, whole or not at all.
    ///
    /// @return what could not be read, in sentences
    public List<Sentence> export(Path folder, Path file, Progress progress) {
        var folderOfFile =
                Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        try (var register = Register.open(folder, OpenMode.DAMAGED, registers.context(), progress)) {
            // Readable by its owner alone, under a name that is nobody else's.
            var beside = Files.createFile(
                    TemporaryFiles.beside(folderOfFile, "unfinished"),
                    TemporaryFiles.forItsOwnerAlone(folderOfFile, "rw-------"));
            try {
                List<Sentence> lost;
                try (var out = new BufferedWriter(new OutputStreamWriter(
                        new GZIPOutputStream(Files.newOutputStream(beside), 1 << 16), StandardCharsets.UTF_8))) {
                    lost = register.dump(line -> line(out, line), progress);
                }
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return lost;
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new Fault(
                    FaultCode.BACKUP_FAILED,
                    Sentence.of("register.file-could-not-written", file, Reason.told(e)),
                    Sentence.of("register.register-was-not-changed"),
                    Sentence.of("register.choose-another-folder-with-enough"),
                    e);
        }
    }

    private static void line(BufferedWriter out, String line) {
        try {
            out.write(line);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
