package app.assay.ui.backups;

import app.assay.service.BackUpRegister;
import app.assay.service.BackUpRegister.Entry;
import app.assay.service.BackUpRegister.Status;
import app.assay.service.RecoverRegister.Restored;
import app.assay.ui.text.Texts;
import app.assay.work.Fault;
import app.assay.work.Progress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Invented backups, kept in memory.
final class SampleBackups implements BackupsDesk {

    static final String HEAD = "3f2a81c09be01d4c55aa0912fe7746b13f2a81c09be01d4c55aa0912fe7746b1";
    static final Path FOLDER = Path.of("/registers/harbour-estate");

    final List<Entry> entries = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    boolean changed;
    boolean due;
    boolean readOnly;
    boolean secondThere = true;
    Optional<Path> second = Optional.empty();
    Optional<Instant> secondSuccess = Optional.empty();
    Optional<BackUpRegister.SecondFailure> secondFailure = Optional.empty();
    Optional<app.assay.service.BackUpRegister.Lacking> lacking = Optional.empty();
    Optional<Fault> failure = Optional.empty();

    static SampleBackups many() {
        var desk = new SampleBackups();
        var kinds = List.of("TIMED", "TIMED", "IMPORT", "CLOSE", "REQUEST", "EDIT", "CLOSE");
        for (int number = 0; number < 18; number++) {
            desk.entries.add(entry(
                    kinds.get(number % kinds.size()),
                    Instant.parse("2026-11-24T16:03:00Z").minusSeconds(number * 41_000L),
                    75 - 3 * number,
                    number != 4));
        }
        return desk;
    }

    static Entry entry(String kind, Instant at, long revision, boolean verified) {
        return new Entry(
                FOLDER.resolve("backups")
                        .resolve("r" + revision + "-" + kind.toLowerCase(java.util.Locale.ROOT) + ".zip"),
                kind,
                at,
                revision,
                revision * 3,
                HEAD,
                Map.of("entitlement", 412L, "purchase", 96L, "agreement", 18L, "title_decision", 230L),
                1_240_000 + revision * 811,
                verified);
    }

    @Override
    public Facts facts() {
        var status = new Status(
                entries.stream().filter(Entry::verified).findFirst(),
                changed,
                48_300_000,
                second,
                secondSuccess,
                secondFailure,
                lacking);
        return new Facts(
                status,
                entries,
                due,
                secondThere,
                second.map(folder -> folder.resolve("assay-harbour-estate-0f3c91aa")),
                FOLDER,
                readOnly,
                225,
                HEAD,
                LocalDate.of(2026, 11, 24));
    }

    @Override
    public Optional<Entry> whenDue(Progress progress) {
        asked.add("due");
        return Optional.of(make());
    }

    @Override
    public Entry now(Progress progress) {
        asked.add("now");
        return make();
    }

    private Entry make() {
        failure.ifPresent(fault -> {
            throw fault;
        });
        var made = entry("REQUEST", Instant.parse("2026-11-24T16:40:00Z"), 76, true);
        entries.addFirst(made);
        due = false;
        changed = false;
        return made;
    }

    @Override
    public void chooseSecond(Optional<Path> folder) {
        second = folder;
    }

    @Override
    public Path proposedTarget() {
        return Path.of("/registers/harbour-estate-restored-20261124-164000");
    }

    @Override
    public Restored restore(Path backup, Path target, Progress progress) {
        asked.add("restore " + backup.getFileName() + " into " + target);
        return new Restored(target, 75, 0, 204, 204, List.of(), List.of());
    }

    /// What a window of a language says of the second folder.
    String secondTold(Locale locale) {
        return BackupWatch.secondTold(facts(), Texts.of(locale, ZoneOffset.UTC));
    }
}
