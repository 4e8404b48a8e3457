package app.assay.storage.engine;

import app.assay.storage.engine.Database.Access;
import app.assay.storage.folder.RegisterFolder;

/// A kind of database that keeps registers.
public interface Engine {

    /// Opens the database of a register in the format of this program.
    ///
    /// @throws app.assay.work.Fault REGISTER_LOCKED if somebody else has it open, REGISTER_DAMAGED if it is no
    /// register's,
    ///     REGISTER_NEWER_FORMAT if a newer engine wrote it
    Database open(RegisterFolder folder, Access access, RegisterContext context);

    /// Makes a database with the tables of a minor format, for the backup of that format that is restored to it.
    Database create(RegisterFolder folder, int minor, RegisterContext context);

    /// The engine and its version, as seals, backups and the register itself name it.
    String version();
}
