package app.assay.storage.fault;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.storage.OpenMode;
import app.assay.storage.Recovery;
import app.assay.storage.Register;
import app.assay.storage.backup.Restore;
import app.assay.storage.engine.RegisterContext;
import app.assay.work.Fault;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bytes of a register change by themselves: a bit, a block, the end, the whole file. Whoever opens it is told, or
/// nothing that it says is another thing. `-Dassay.fault.seed` repeats a run.
class CorruptionTest {

    private static final boolean LONG =
            System.getProperty("assay.fault.size", "gate").equals("long");

    private static final int FLIPS_OF_DATABASE = LONG ? 1_000 : 100;
    private static final int BLOCKS_OF_DATABASE = LONG ? 1_000 : 50;
    private static final int FLIPS = LONG ? 1_000 : 60;
    private static final int BLOCKS = LONG ? 1_000 : 20;
    private static final int BLOCK = 4096;
    private static final int RECOVERED_OF = 10;
    /// What is told to who looks is told to who opens for work as well; that is tried this often.
    private static final int OPENED_OF = LONG ? 1 : 4;
    private static final String OTHER = "of another register";

    @TempDir
    Path folder;

    private final RegisterContext context = Worker.context();
    private final long seed = Long.getLong("assay.fault.seed", new Random().nextLong(1_000_000));
    private final Random random = new Random(seed);
    private final List<String> wrong = new ArrayList<>();

    private Path whole;
    private Path other;
    private Path home;
    private SortedMap<String, String> before;
    private int told;
    private int harmless;
    private int recovered;

    @BeforeEach
    void make() throws IOException {
        whole = folder.resolve("whole");
        other = folder.resolve("other");
        home = folder.resolve("r");
        new Example("E", context).make(whole);
        new Example("F", context).make(other);
        Folders.copy(whole, home);
        try (var register = open(home, OpenMode.READ_ONLY)) {
            before = Example.said(register);
        }
    }

    private Register open(Path where, OpenMode mode) {
        return Register.open(where, mode, context);
    }

    /// What the bytes of a file become.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Damage(String how, byte[] bytes) {}

    private List<Damage> damages(byte[] bytes, byte[] ofOther, int flips, int blocks) {
        var all = new ArrayList<Damage>();
        for (int flip = 0; flip < flips; flip++) {
            int at = random.nextInt(bytes.length);
            int bit = random.nextInt(8);
            var changed = bytes.clone();
            changed[at] ^= (byte) (1 << bit);
            all.add(new Damage("bit %s of byte %s".formatted(bit, at), changed));
        }
        all.add(new Damage("empty", new byte[0]));
        all.add(new Damage(OTHER, ofOther));
        while (all.size() < flips + blocks) {
            var damage = switch (random.nextInt(3)) {
                case 0 -> truncated(bytes);
                case 1 -> zeroed(bytes);
                default -> swapped(bytes);
            };
            if (!Arrays.equals(damage.bytes(), bytes)) {
                all.add(damage);
            }
        }
        return all;
    }

    private Damage truncated(byte[] bytes) {
        int length = random.nextInt(bytes.length);
        return new Damage("cut to " + length, Arrays.copyOf(bytes, length));
    }

    private Damage zeroed(byte[] bytes) {
        int block = random.nextInt(blocks(bytes));
        var changed = bytes.clone();
        // A file that is shorter than a block loses some of itself.
        int from = bytes.length > BLOCK ? block * BLOCK : random.nextInt(bytes.length);
        Arrays.fill(changed, from, Math.min(bytes.length, from + BLOCK), (byte) 0);
        return new Damage("zeros from " + from, changed);
    }

    private Damage swapped(byte[] bytes) {
        int size = Math.min(BLOCK, bytes.length / 4);
        int count = bytes.length / size;
        int one = random.nextInt(count);
        int two = random.nextInt(count);
        var changed = bytes.clone();
        System.arraycopy(bytes, one * size, changed, two * size, size);
        System.arraycopy(bytes, two * size, changed, one * size, size);
        return new Damage("blocks %s and %s of %s swapped".formatted(one, two, size), changed);
    }

    private static int blocks(byte[] bytes) {
        return (bytes.length + BLOCK - 1) / BLOCK;
    }

    private static void refresh(Path from, Path to) throws IOException {
        Folders.remove(to);
        Folders.copy(from, to);
    }

    /// Damages one file again and again.
    private void damage(String kind, Path file, Path ofOther, boolean isOpened) throws Exception {
        told = 0;
        harmless = 0;
        recovered = 0;
        int wrongBefore = wrong.size();
        int number = 0;
        boolean isDatabase = kind.equals("database");
        for (var damage : damages(
                Files.readAllBytes(whole.resolve(file)),
                Files.readAllBytes(other.resolve(ofOther)),
                isDatabase ? FLIPS_OF_DATABASE : FLIPS,
                isDatabase ? BLOCKS_OF_DATABASE : BLOCKS)) {
            var point = "%s, %s".formatted(kind, damage.how());
            Files.write(home.resolve(file), damage.bytes());
            try {
                boolean isTold = isOpened ? opened(point, file, damage, number) : restored(point);
                if (isTold) {
                    told++;
                    if (number % RECOVERED_OF == 0 || damage.how().equals(OTHER)) {
                        recover(point);
                    }
                } else {
                    harmless++;
                }
            } catch (RuntimeException | Error e) {
                wrong.add("%s: not told but %s".formatted(point, e));
            }
            number++;
            Files.copy(whole.resolve(file), home.resolve(file), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        System.out.printf(
                "fault corruption of %s: seed %s, points %s, told %s, harmless %s, recovered %s, silently wrong %s%n",
                kind, seed, number, told, harmless, recovered, wrong.size() - wrongBefore);
    }

    /// Opens for looking, then for work on a copy. Both tell it, or both say what was said before.
    private boolean opened(String point, Path file, Damage damage, int number) throws IOException {
        boolean isTold = told(point + ", looked at", home, OpenMode.READ_ONLY);
        check(point, home.resolve(file), damage);
        if (isTold && number % OPENED_OF != 0) {
            return true;
        }
        var copy = folder.resolve("copy");
        refresh(home, copy);
        isTold |= told(point + ", opened", copy, OpenMode.WRITE);
        return isTold;
    }

    private void check(String point, Path file, Damage damage) throws IOException {
        if (!Arrays.equals(Files.readAllBytes(file), damage.bytes())) {
            wrong.add(point + ": the damaged file was changed by looking at it");
        }
    }

    private boolean told(String point, Path where, OpenMode mode) throws IOException {
        var database = where.resolve("register.mv.db");
        var bytes = Files.readAllBytes(database);
        Optional<Register> opened = Optional.empty();
        try {
            opened = Optional.of(open(where, mode));
        } catch (Fault fault) {
            sentences(point, fault);
            if (!Arrays.equals(Files.readAllBytes(database), bytes)) {
                wrong.add(point + ": the database was changed by an opening that was refused");
            }
            return true;
        }
        try (var register = opened.get()) {
            boolean isNoted = !register.notes().isEmpty();
            var report = register.verify(Progress.NONE);
            if (!report.intact()) {
                return true;
            }
            var said = Example.said(register);
            if (!said.equals(before)) {
                wrong.add(point + ": " + difference(said));
            }
            return isNoted;
        } catch (Fault fault) {
            sentences(point, fault);
            return true;
        }
    }

    private void sentences(String point, Fault fault) {
        for (var sentence : List.of(fault.happened(), fault.unharmed(), fault.remedy())) {
            if (sentence.isBlank() || !sentence.endsWith(".") || sentence.contains("Exception")) {
                wrong.add("%s: told by \"%s\"".formatted(point, sentence));
            }
        }
    }

    private String difference(SortedMap<String, String> said) {
        var keys = new TreeMap<>(before);
        keys.putAll(said);
        return keys.keySet().stream()
                .filter(key -> !java.util.Objects.equals(before.get(key), said.get(key)))
                .limit(3)
                .map(key -> key + " was " + before.get(key) + ", is " + said.get(key))
                .toList()
                .toString();
    }

    /// Restores from what is damaged; the register beside it must not mind.
    private boolean restored(String point) throws IOException {
        var target = folder.resolve("back");
        Folders.remove(target);
        boolean isTold = false;
        try {
            Restore.run(backup(), target, Optional.of(home), context, Progress.NONE);
            try (var register = open(target, OpenMode.READ_ONLY)) {
                var said = Example.said(register);
                if (!said.equals(before)) {
                    // Another register's backup says so by its name.
                    if (said.get("register").equals(before.get("register"))) {
                        wrong.add(point + ": " + difference(said));
                    } else {
                        isTold = true;
                    }
                }
            }
        } catch (Fault fault) {
            sentences(point, fault);
            isTold = true;
            if (Files.exists(target)) {
                wrong.add(point + ": a restoration that was refused left something");
            }
        }
        try (var register = open(home, OpenMode.READ_ONLY)) {
            if (!Example.said(register).equals(before)) {
                wrong.add(point + ": the register itself says something else");
            }
        }
        return isTold;
    }

    private Path backup() throws IOException {
        return home.resolve(first(whole, "backups", ".zip"));
    }

    private static Path first(Path where, String within, String end) throws IOException {
        try (var files = Files.list(where.resolve(within))) {
            return where.relativize(files.filter(file -> file.toString().endsWith(end))
                    .sorted()
                    .findFirst()
                    .orElseThrow());
        }
    }

    /// What recovery offers first brings back all that was said, or, where it is the backup that is damaged, says
    /// that
    /// it cannot.
    private void recover(String point) throws IOException {
        var target = folder.resolve("recovered");
        Folders.remove(target);
        var report = Recovery.inspect(home, List.of(), context, Progress.NONE);
        if (report.intact() && report.choices().size() == 1 && !point.startsWith("part")) {
            wrong.add(point + ": recovery finds nothing wrong");
        }
        if (report.choices().isEmpty()) {
            if (!point.startsWith("backup") && !point.startsWith("part")) {
                wrong.add(point + ": recovery offers nothing");
            }
            return;
        }
        var choice = report.choices().getFirst();
        var restored = Restore.run(choice.backup().file(), target, Optional.of(home), context, Progress.NONE);
        try (var register = open(target, OpenMode.WRITE)) {
            var said = Example.said(register);
            boolean isComplete = said.equals(before);
            if (!register.verify(Progress.NONE).intact() || (choice.complete() && !isComplete)) {
                wrong.add("%s: %s brought back, remarks %s: %s"
                        .formatted(point, choice, restored.remarks(), difference(said)));
            } else if (!isComplete && !point.startsWith("journal")) {
                wrong.add("%s: the journal is whole, yet not all came back: %s".formatted(point, difference(said)));
            } else if (isComplete) {
                recovered++;
            }
        }
    }

    private void assertNothingWrong() {
        assertThat(wrong.stream().limit(20)).as("seed " + seed).isEmpty();
    }

    @Test
    void aDamagedDatabaseIsToldOrSaysTheSame() throws Exception {
        damage("database", Path.of("register.mv.db"), Path.of("register.mv.db"), true);
        assertThat(told).isGreaterThan(FLIPS_OF_DATABASE / 2);
        assertNothingWrong();
    }

    @Test
    void aDamagedWitnessIsToldOrSaysTheSame() throws Exception {
        damage("seal", Path.of("register.seal.json"), Path.of("register.seal.json"), true);
        damage("marker", Path.of("register.assay"), Path.of("register.assay"), true);
        damage("journal", first(whole, "journal", ".jsonl"), first(other, "journal", ".jsonl"), true);
        assertNothingWrong();
    }

    @Test
    void aDamagedKeptFileIsToldOrSaysTheSame() throws Exception {
        damage(
                "kept file",
                whole.relativize(Folders.files(whole.resolve("blobs")).getFirst()),
                other.relativize(Folders.files(other.resolve("blobs")).getFirst()),
                true);
        assertNothingWrong();
    }

    @Test
    void aDamagedBackupIsToldOrBringsBackTheSame() throws Exception {
        damage("backup", first(whole, "backups", ".zip"), first(other, "backups", ".zip"), false);
        damage("part", first(whole, "backups/parts", ".zip"), first(other, "backups/parts", ".zip"), false);
        assertNothingWrong();
    }
}
