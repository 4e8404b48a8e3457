package app.assay.ui.backups;

import app.assay.service.BackUpRegister;
import app.assay.service.BackUpRegister.Entry;
import app.assay.service.BackUpRegister.Status;
import app.assay.service.OpenRegister;
import app.assay.service.RecoverRegister;
import app.assay.service.RecoverRegister.Restored;
import app.assay.work.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What the page of the backups and the watch ask of the open register. Every method is called on a background thread.
public interface BackupsDesk {

    Facts facts();

    /// @return the backup that was made because it was due, empty when none was
    Optional<Entry> whenDue(Progress progress);

    Entry now(Progress progress);

    void chooseSecond(Optional<Path> folder);

    Path proposedTarget();

    /// Makes a register of the backup alone, beside the open one.
    Restored restore(Path backup, Path target, Progress progress);

    /// How the register is backed up now.
    ///
    /// @param backups the newest first
    /// @param due whether a backup is to be made by itself now
    /// @param secondThere whether the second folder can be reached
    /// @param secondPlace where the backups of this register lie in it
    record Facts(
            Status status,
            List<Entry> backups,
            boolean due,
            boolean secondThere,
            Optional<Path> secondPlace,
            Path folder,
            boolean readOnly,
            long trailLength,
            String trailHead,
            LocalDate today) {
        public Facts {
            backups = List.copyOf(backups);
        }
    }

    static BackupsDesk of(OpenRegister open, BackUpRegister backups, RecoverRegister recover) {
        return new BackupsDesk() {
            @Override
            public Facts facts() {
                var summary = open.summary();
                var status = backups.status();
                return new Facts(
                        status,
                        backups.all(),
                        backups.isDue(status),
                        status.secondFolder().filter(Files::isDirectory).isPresent(),
                        backups.secondPlace(),
                        summary.folder(),
                        summary.readOnly(),
                        summary.trailLength(),
                        summary.trailHead(),
                        open.today());
            }

            @Override
            public Optional<Entry> whenDue(Progress progress) {
                return backups.whenDue(progress);
            }

            @Override
            public Entry now(Progress progress) {
                return backups.now(progress);
            }

            @Override
            public void chooseSecond(Optional<Path> folder) {
                backups.chooseSecond(folder);
            }

            @Override
            public Path proposedTarget() {
                return recover.proposedTarget(open.summary().folder());
            }

            @Override
            public Restored restore(Path backup, Path target, Progress progress) {
                return recover.restore(backup, target, Optional.empty(), progress);
            }
        };
    }
}
