package app.assay.storage.engine;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.jooq.DSLContext;

/// The database of one open register: what storage asks of the engine that keeps its tables. Opened by an [Engine].
///
/// Whoever asks waits for the answer and cannot be interrupted. All methods may be called from any thread.
public interface Database extends Reading, AutoCloseable {

    /// What a database is opened for.
    enum Access {
        /// Makes the database and its tables.
        CREATE,
        WRITE,
        /// Nothing is written, not even what a crash left is put in order on the disk.
        READ
    }

    /// Tables as they are at one moment, read while commands go on; whoever asked for it closes it.
    interface Frozen extends Reading, AutoCloseable {

        /// Also when the register is closed first.
        @Override
        void close();
    }

    /// Runs one after another, after everything that was asked for before; work within work runs at once.
    <T> T write(Function<DSLContext, T> work);

    /// Like [#write], in one transaction: all or nothing.
    <T> T transaction(Function<DSLContext, T> work);

    /// Returns when what is committed outlives a power cut. Nothing counts as saved before.
    void durable();

    /// Freezes what the register says; the caller closes it.
    ///
    /// @param capture runs between two commands, at the very moment
    <T> T freeze(BiFunction<Frozen, DSLContext, T> capture);

    /// Brings the tables of a copy that is migrated to a version of the schema.
    void migrate(int version);

    /// Has somebody told, once and on a thread of the database, when something is read that was never written.
    void onDamage(Runnable told);

    /// Whether something was read that was never written.
    boolean isDamaged();

    /// Whether writing failed, or memory no longer says what the disk says: no more changes are taken.
    boolean isBroken();

    /// Takes no more changes until the register is opened again.
    void distrust();

    /// Takes no more changes, since memory ran out while the register was used. The engine is not closed in order
    /// then:
    /// what it writes next may rest on what a thread of it left half done.
    void exhaust();

    /// Ends what still reads beside the work, then lets go of the register.
    @Override
    void close();
}
