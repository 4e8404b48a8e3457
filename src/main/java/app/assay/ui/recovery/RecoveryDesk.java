package app.assay.ui.recovery;

import app.assay.service.RecoverRegister;
import app.assay.service.RecoverRegister.Report;
import app.assay.service.RecoverRegister.Restored;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the recovery desk asks of a register that cannot be opened. Every method is called on a background thread.
public interface RecoveryDesk {

    /// @param further folders that the analyst named, in which more backups may lie
    Report inspect(List<Path> further, Progress progress);

    Path proposedTarget();

    Restored restore(Path backup, Path target, boolean withJournal, Progress progress);

    /// @return what could not be read, in sentences
    List<Sentence> export(Path file, Progress progress);

    /// @param known the second folder of this register's backups, if it is remembered
    static RecoveryDesk of(RecoverRegister recover, Path folder, Optional<Path> known) {
        return new RecoveryDesk() {
            @Override
            public Report inspect(List<Path> further, Progress progress) {
                var places = new ArrayList<Path>(known.stream().toList());
                places.addAll(further);
                return recover.inspect(folder, places, progress);
            }

            @Override
            public Path proposedTarget() {
                return recover.proposedTarget(folder);
            }

            @Override
            public Restored restore(Path backup, Path target, boolean withJournal, Progress progress) {
                return recover.restore(backup, target, withJournal ? Optional.of(folder) : Optional.empty(), progress);
            }

            @Override
            public List<Sentence> export(Path file, Progress progress) {
                return recover.export(folder, file, progress);
            }
        };
    }
}
