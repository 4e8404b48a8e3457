package app.assay.storage.check;

import static app.assay.storage.generated.Tables.LOAD_DIGEST;
import static app.assay.storage.generated.Tables.REGISTER_META;
import static app.assay.storage.generated.Tables.UNDO_STEP;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.sum;

import app.assay.domain.record.RecordKind;
import app.assay.storage.commit.Commits;
import app.assay.storage.commit.FrozenRegister;
import app.assay.storage.folder.Blobs;
import app.assay.storage.folder.RegisterFolder;
import app.assay.storage.rows.RowForm;
import app.assay.storage.rows.TableSums;
import app.assay.work.Progress;
import app.assay.work.Reason;
import app.assay.work.Sentence;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Table;

/// Recomputes everything that a register says about itself and names what differs: table, row and field.
///
/// Four witnesses are held against each other: the rows, the trail whose entries they follow from, the journal that
/// holds the entries once more outside the database, and the seal with the digests of all tables.
public final class Verifier {

    private final FrozenRegister subject;
    private final RegisterFolder folder;
    private final Optional<Blobs> blobs;
    private final Progress progress;
    private final Differences differences = new Differences();
    private long files;

    /// @param blobs the kept files; empty when they are not to be read
    public Verifier(FrozenRegister subject, RegisterFolder folder, Optional<Blobs> blobs, Progress progress) {
        this.subject = subject;
        this.folder = folder;
        this.blobs = blobs;
        this.progress = progress;
    }

    /// Checks what the register says now, while commands go on.
    ///
    /// @param blobs the kept files; empty when they are not to be read
    public static VerifyReport verify(
            Commits commits, RegisterFolder folder, Optional<Blobs> blobs, Progress progress) {
        var subject = commits.freeze();
        try (var _ = subject.frozen()) {
            return RegisterReading.of(folder, () -> new Verifier(subject, folder, blobs, progress).run());
        }
    }

    public VerifyReport run() {
        var loads = subject.snapshot().book().all();
        var numbers = new HashMap<UUID, Integer>();
        loads.forEach(load -> numbers.put(load.load().id(), load.no()));
        progress.stage("verify.trail");
        var trail = new TrailCheck(subject, folder, id -> Optional.ofNullable(numbers.get(id)), differences, progress);
        var replay = trail.trail();
        trail.journal();
        new RecordCheck(subject, folder.marker(), differences).run(replay);
        progress.stage("verify.facts");
        var facts = new LoadCheck(subject, differences, progress);
        facts.run(replay);
        small();
        progress.stage("verify.files");
        blobs.ifPresent(this::blobs);
        return new VerifyReport(
                trail.entries(),
                trail.journalEntries(),
                facts.rows(),
                facts.packed(),
                files,
                loads.size(),
                differences.all());
    }

    /// The small tables against the digests that the seal holds, for what no other witness tells of.
    private void small() {
        var known = new HashSet<String>();
        differences.all().forEach(difference -> known.add(difference.table()));
        var found = new TableSums.Changes();
        for (Table<?> table : List.<Table<?>>of(REGISTER_META, UNDO_STEP)) {
            var form = RowForm.of(table);
            subject.frozen()
                    .read(dsl -> dsl.selectFrom(table).fetch())
                    .forEach(row -> found.add(form, form.values(row)));
        }
        var counted = found.sums();
        counted.tables().forEach((table, sum) -> {
            if (!known.contains(table) && !sum.equals(subject.sums().of(table))) {
                differences.tell(table, "", "", Sentence.of("register.table-holds-other-rows-than", table));
            }
        });
        long digests = subject.frozen()
                .read(dsl -> dsl.select(count()).from(LOAD_DIGEST).fetchOne(0, Long.class));
        if (digests < subject.sums().of("load_digest").rows()) {
            differences.tell("load_digest", "", "", Sentence.of("register.digests-loads-are-not-there"));
        }
    }

    private void blobs(Blobs kept) {
        for (var load : subject.snapshot().book().all()) {
            var sha256 = load.load().sha256();
            if (!kept.has(sha256)) {
                differences.tell(
                        "blobs",
                        sha256,
                        "",
                        Sentence.of(
                                "register.load-has-lost-its-file",
                                load.load().file(),
                                load.load().id(),
                                sha256));
            }
        }
        for (var proof : subject.snapshot().records(RecordKind.PROOF)) {
            proof.find("sha256")
                    .filter(hash -> hash.matches("[0-9a-f]{64}") && !kept.has(hash))
                    .ifPresent(hash -> differences.tell(
                            "blobs",
                            hash,
                            "",
                            Sentence.of("register.proof-has-lost-its-file", proof.text("fileName"), hash)));
        }
        try {
            kept.check((named, found) -> {
                files++;
                if (!named.equals(found)) {
                    differences.tell(
                            "blobs", named, "", Sentence.of("register.kept-file-holds-other-bytes", named, found));
                }
                progress.stopIfCancelled();
            });
        } catch (IOException e) {
            differences.tell("blobs", "", "", Sentence.of("register.kept-files-cannot-read", Reason.told(e)));
        }
    }
}
