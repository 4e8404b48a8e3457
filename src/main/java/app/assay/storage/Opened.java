package app.assay.storage;

import app.assay.storage.check.SealedState;
import app.assay.storage.commit.Commits;
import app.assay.storage.engine.Database;
import app.assay.storage.engine.RegisterContext;
import app.assay.storage.folder.FreeSpace;
import app.assay.storage.folder.RegisterFolder;
import app.assay.storage.folder.RegisterLock;
import app.assay.work.Sentence;
import java.util.List;
import java.util.Optional;

/// What an opened register is made of.
///
/// @param lock held while the register is open for work; empty when it is only looked at
record Opened(
        RegisterFolder folder,
        RegisterContext context,
        Database database,
        Commits commits,
        FreeSpace space,
        Optional<RegisterLock> lock,
        Found found) {

    /// How the register was found.
    ///
    /// @param notes what the analyst should know, in sentences; mostly empty
    /// @param unclean whether it was as a crash leaves it, and was recomputed before it was opened
    /// @param damaged whether what is shown cannot be relied on
    /// @param before how a register that is only looked at was found; empty for one that is open for work, whose
    /// seal
    ///     is its own
    record Found(List<Sentence> notes, boolean unclean, boolean damaged, Optional<SealedState> before) {

        /// A register that was made just now.
        static final Found NEW = new Found(List.of(), false, false, Optional.empty());

        Found {
            notes = List.copyOf(notes);
        }
    }
}
