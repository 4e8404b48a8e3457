package app.assay.storage.check;

import app.assay.storage.check.VerifyReport.Difference;
import app.assay.storage.commit.Commits;
import app.assay.storage.engine.Database;
import app.assay.storage.engine.Database.Access;
import app.assay.storage.engine.RegisterContext;
import app.assay.storage.engine.known.Engines;
import app.assay.storage.folder.Faults;
import app.assay.storage.folder.RegisterFolder;
import app.assay.storage.witness.Journal;
import app.assay.storage.witness.Seal;
import app.assay.storage.witness.Seal.ClosedFile;
import app.assay.storage.witness.Seal.Found;
import app.assay.storage.witness.Trail.Head;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// In which condition a register is found: what its seal says, and whether its database file is, byte for byte, the one
/// that was closed in order, beside a journal that ends with it.
/// @param ended where the journal ended; empty when there is none or its end cannot be read
/// @param file whether the database file is the one that was closed; empty when the seal tells of none
public record SealedState(Found seal, boolean isSure, Optional<Head> ended, Optional<Boolean> file) {

    private static final String SEAL = "seal";
    private static final String JOURNAL = "journal";
    /// The seal itself is broken, rather than the database another one.
    private static final String BROKEN = "digest";
    /// The journal is not there, or ends before what was saved.
    private static final String SHORT = "short";

    private static final String FILE = "file";
    /// How many differences a message tells.
    private static final int TOLD = 3;

    public static SealedState of(RegisterFolder folder) {
        try {
            var seal = Seal.read(folder.seal());
            var ended = ended(folder);
            if (!(seal instanceof Found.Whole(Seal whole))
                    || !whole.register().equals(folder.marker().id())) {
                return new SealedState(seal, false, ended, Optional.empty());
            }
            var file = whole.closed().isPresent() ? Optional.of(isSame(whole, folder)) : Optional.<Boolean>empty();
            // A journal that ends elsewhere is looked into before anything is written.
            boolean isTold = ended.equals(Optional.of(whole.head()));
            return new SealedState(seal, isTold && file.orElse(false), ended, file);
        } catch (IOException e) {
            throw Faults.io(Sentence.of("register.seal-register-cannot-read", folder.path()), e);
        }
    }

    private static Optional<Head> ended(RegisterFolder folder) throws IOException {
        try {
            return new Journal(folder.journal()).last();
        } catch (Journal.Unreadable e) {
            return Optional.empty(); // told by itself
        }
    }

    private static boolean isSame(Seal seal, RegisterFolder folder) throws IOException {
        var closed = seal.closed();
        return closed.isPresent()
                && closed.get().bytes() == Files.size(folder.database())
                && closed.get().equals(ClosedFile.of(folder.database()));
    }

    /// Puts down that the register is open, before the engine touches the file.
    public void begin(RegisterFolder folder, RegisterContext context) {
        if (seal instanceof Found.Whole(Seal whole) && whole.closed().isPresent()) {
            try {
                whole.open().write(folder.seal(), context.clock());
            } catch (IOException e) {
                throw Faults.io(Sentence.of("register.seal-register-cannot-written", folder.path()), e);
            }
        }
    }

    /// Takes back that the register is open, when the engine let go of a file in which nothing was written.
    public void end(RegisterFolder folder, RegisterContext context) {
        if (seal instanceof Found.Whole(Seal whole) && whole.closed().isPresent()) {
            try {
                new Seal(
                                whole.register(),
                                whole.revision(),
                                whole.head(),
                                whole.sums(),
                                Optional.of(ClosedFile.of(folder.database())))
                        .write(folder.seal(), context.clock());
            } catch (IOException e) {
                throw Faults.io(Sentence.of("register.seal-register-cannot-written", folder.path()), e);
            }
        }
    }

    /// What a full check has to say of seal and journal.
    public List<Difference> differences(Commits commits) {
        var found = new ArrayList<Difference>();
        try {
            check(commits);
        } catch (Fault fault) {
            found.add(new Difference(SEAL, "", "", fault.said().happened()));
        }
        if (seal instanceof Found.Damaged(Sentence how)) {
            found.add(new Difference(SEAL, "", BROKEN, Sentence.of("register.seal-register-damaged", how)));
        } else if (seal instanceof Found.Missing) {
            found.add(new Difference(SEAL, "", BROKEN, Sentence.of("register.seal-register-not-there")));
        }
        try {
            var problem = commits.journalProblem();
            if (problem.isPresent()) {
                found.add(new Difference(JOURNAL, "", "", problem.get()));
            } else {
                shortened(commits.found().head()).ifPresent(found::add);
            }
        } catch (Fault fault) {
            found.add(new Difference(JOURNAL, "", Differences.LOST, fault.said().happened()));
        }
        return found;
    }

    /// The journal is written before the seal, so it never ends before it: what it lacks was taken away. Without a
    /// seal
    /// nothing tells how far it went, but then too it does not begin after the first entry.
    private Optional<Difference> shortened(Head trail) {
        long saved = seal instanceof Found.Whole(Seal whole) ? whole.head().length() : Math.min(1, trail.length());
        return shortened(ended.map(Head::length).orElse(0L), saved).stream().findFirst();
    }

    /// What a journal lacks at its end.
    ///
    /// @param told number of its last entry, 0 when there is none
    /// @param saved number of the last entry that it must hold
    public static List<Difference> shortened(long told, long saved) {
        if (told >= saved) {
            return List.of();
        }
        return List.of(new Difference(
                JOURNAL,
                "",
                SHORT,
                told == 0
                        ? Sentence.of("register.journal-register-not-there-though")
                        : Sentence.of("register.journal-register-ends-at-entry", told, saved)));
    }

    /// What the closed file tells beside the rows in it: that it is not, byte for byte, the one that was closed.
    /// Opening
    /// such a register reads every row of it, so this is told where everything is checked.
    public Optional<Difference> fileDifference() {
        return file.filter(isSame -> !isSame)
                .map(_ -> new Difference(FILE, "", "", Sentence.of("register.database-file-not-byte-for")));
    }

    /// Whether there is no seal that can be relied on.
    public boolean isWithoutSeal() {
        return seal instanceof Found.Damaged || seal instanceof Found.Missing;
    }

    /// What is wrong, when it is nothing but a witness that the others can do without: a damaged or lost seal
    /// beside
    /// a whole trail and journal, or a damaged journal beside a whole seal and trail.
    ///
    /// @throws Fault REGISTER_DAMAGED with the first differences when it is more
    public List<Difference> harmless(RegisterFolder folder, List<Difference> differences) {
        boolean hasSeal = seal instanceof Found.Whole;
        var grave = differences.stream()
                .filter(found ->
                        !(found.table().equals(JOURNAL) && found.field().equals(SHORT))
                                && !(found.table().equals(JOURNAL)
                                        && hasSeal
                                        && !found.field().equals(Differences.LOST))
                                && !(found.table().equals(SEAL)
                                        && isWithoutSeal()
                                        && found.field().equals(BROKEN)))
                .toList();
        if (grave.isEmpty()) {
            return differences;
        }
        int more = grave.size() - TOLD;
        var first =
                Sentence.all(grave.stream().limit(TOLD).map(Difference::words).toList());
        var told = Sentence.of("register.not-what-was-saved", folder.path(), first);
        throw Faults.damaged(more > 0 ? told.and(Sentence.of("register.more-differences", more)) : told);
    }

    /// Opens the database for work.
    public Database open(RegisterFolder folder, RegisterContext context) {
        try {
            return Engines.ofFolders().open(folder, Access.WRITE, context);
        } catch (Fault refused) {
            if (refused.code() == FaultCode.REGISTER_LOCKED && isSure && seal instanceof Found.Whole(Seal whole)) {
                // Somebody looks at it; nothing was written, so it is still as it was closed.
                try {
                    whole.write(folder.seal(), context.clock());
                } catch (IOException e) {
                    refused.addSuppressed(e);
                }
            }
            throw refused;
        }
    }

    /// Compares the seal with what the database holds. Where the seal is lost, the trail and the journal are what
    /// the
    /// register is held against.
    ///
    /// @throws Fault REGISTER_DAMAGED if the database is older than its seal, or another one
    public void check(Commits commits) {
        var found = commits.found();
        commits.checkRegister(found);
        switch (seal) {
            case Found.Whole(Seal whole) ->
                whole.check(found, commits.hashAt(whole.head().length()));
            case Found.Old old ->
                Seal.checkAge(
                        old.register(),
                        old.revision(),
                        old.head(),
                        found,
                        commits.hashAt(old.head().length()));
            case Found.Missing _, Found.Damaged _ -> {}
        }
    }
}
