package app.assay.storage.engine.h2;

import app.assay.storage.engine.Database;
import app.assay.storage.engine.KnownSchemas;
import app.assay.storage.engine.RegisterContext;
import app.assay.storage.folder.Faults;
import app.assay.storage.folder.RegisterFolder;
import app.assay.storage.folder.RegisterLock;
import app.assay.work.Cancelled;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.LackOfMemory;
import app.assay.work.Sentence;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.h2.mvstore.MVStoreException;
import org.h2.store.fs.FilePath;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// A register's database as one file of H2: one connection that writes, used on the writer thread alone, and one that
/// reads.
/// Whoever asks waits, and cannot be interrupted: an interrupt would close the file under the database. No other
/// process
/// writes meanwhile, since [RegisterLock] is held.
final class H2Database implements Database {

    private static final int ERROR_ALREADY_OPEN = 90020;
    private static final int SECONDS_TO_ABANDON = 5;

    /// Kept, since a logger that nobody holds forgets its level.
    private static final Logger MIGRATIONS = quiet();

    static {
        EngineSettings.apply();
    }

    private final RegisterContext context;
    private final String url;
    private final Connection write;
    private final Connection read;
    private final DSLContext writing;
    private final DSLContext reading;
    private final Object readLock = new Object();
    private volatile @Nullable Thread writerThread;
    private volatile boolean broken;
    /// Something in the file is not what was written to it.
    private volatile boolean damaged;
    private volatile Runnable whenDamaged = () -> {};
    private final AtomicBoolean damageTold = new AtomicBoolean();
    /// Memory ran out: threads of the engine may have died with work half done, whoever it was that noticed.
    private volatile boolean exhausted;
    /// Used on the writer thread alone.
    private final Set<FrozenTables> frozen = new HashSet<>();
    private volatile boolean closing;

    private H2Database(RegisterContext context, String url, Connection write, Connection read) {
        this.context = context;
        this.url = url;
        this.write = write;
        this.read = read;
        writing = dsl(write);
        reading = dsl(read);
    }

    static H2Database open(RegisterFolder folder, Access access, RegisterContext context) {
        return await(context.writer(), () -> connect(folder, access, context, RegisterFolder.FORMAT_MINOR));
    }

    /// Makes a database with the tables of a minor format, for the backup of that format that is restored to it.
    static H2Database create(RegisterFolder folder, int minor, RegisterContext context) {
        return await(context.writer(), () -> connect(folder, Access.CREATE, context, minor));
    }

    private static H2Database connect(RegisterFolder folder, Access access, RegisterContext context, int minor) {
        FilePath.register(new OrderedFilePath());
        var url = new StringBuilder("jdbc:h2:")
                .append(OrderedFilePath.SCHEME)
                .append(":")
                .append(folder.path().getFileSystem().provider().getScheme())
                .append(":")
                .append(folder.databaseName())
                .append(";DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=0;TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0")
                .append(";LOCK_TIMEOUT=10000;MAX_COMPACT_TIME=0;IGNORE_UNKNOWN_SETTINGS=FALSE");
        if (access != Access.CREATE) {
            url.append(";IFEXISTS=TRUE");
        }
        if (access == Access.READ) {
            url.append(";ACCESS_MODE_DATA=r");
        }
        if (access != Access.CREATE) {
            SchemaCheck.check(folder.database(), folder.marker().formatMinor() > RegisterFolder.FORMAT_MINOR);
        }
        try {
            var write = DriverManager.getConnection(url.toString(), "sa", "");
            try {
                if (access == Access.CREATE) {
                    migrate(url.toString(), KnownSchemas.version(minor));
                }
                return new H2Database(
                        context, url.toString(), write, DriverManager.getConnection(url.toString(), "sa", ""));
            } catch (SQLException | RuntimeException e) {
                write.close();
                throw e;
            }
        } catch (SQLException e) {
            if (e.getErrorCode() == ERROR_ALREADY_OPEN) {
                throw RegisterLock.usedElsewhere(folder);
            }
            throw H2Failures.io(Sentence.of("register.database-register-cannot-opened", folder.path()), e);
        }
    }

    /// What the libraries tell at every start is nobody's business on a command line.
    private static Logger quiet() {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        var logger = Logger.getLogger("org.flywaydb");
        logger.setLevel(Level.WARNING);
        return logger;
    }

    /// Brings the tables to a version of the schema.
    private static void migrate(String url, int version) {
        MIGRATIONS.finest("looking for migrations");
        Flyway.configure()
                .dataSource(url, "sa", "")
                .locations("classpath:db/migration")
                .target(Integer.toString(version))
                .load()
                .migrate();
    }

    @Override
    public <T> T write(Function<DSLContext, T> work) {
        if (Thread.currentThread().equals(writerThread)) {
            return work.apply(writing);
        }
        if (broken) {
            throw failedBefore();
        }
        return await(context.writer(), () -> {
            if (broken) {
                throw failedBefore(); // by what ran while this waited
            }
            writerThread = Thread.currentThread();
            try {
                return work.apply(writing);
            } catch (OutOfMemoryError e) {
                exhaust();
                throw e;
            } catch (DataAccessException | MVStoreException e) {
                if (LackOfMemory.isBehind(e)) {
                    exhaust();
                    throw H2Failures.io(Sentence.of("register.database-register-cannot-read-or"), e);
                }
                noteDamage(e);
                if (damaged || H2Failures.isOfTheDisk(e)) {
                    broken = true; // what the engine still holds in memory can no longer be trusted
                    throw H2Failures.io(Sentence.of("register.database-register-cannot-read-or"), e);
                }
                throw e;
            } finally {
                writerThread = null;
            }
        });
    }

    @Override
    public <T> T transaction(Function<DSLContext, T> work) {
        return write(dsl -> dsl.transactionResult(inner -> work.apply(inner.dsl())));
    }

    @Override
    public void durable() {
        write(dsl -> dsl.execute("CHECKPOINT SYNC"));
    }

    @Override
    public <T> T read(Function<DSLContext, T> work) {
        return await(context.readers(), () -> {
            synchronized (readLock) {
                return reading(reading, work);
            }
        });
    }

    private <T> T reading(DSLContext dsl, Function<DSLContext, T> work) {
        try {
            return work.apply(dsl);
        } catch (OutOfMemoryError e) {
            exhaust();
            throw e;
        } catch (DataAccessException | MVStoreException e) {
            if (LackOfMemory.isBehind(e)) {
                exhaust();
                throw H2Failures.io(Sentence.of("register.reading-register-failed"), e);
            }
            noteDamage(e);
            throw damaged || H2Failures.isOfTheDisk(e)
                    ? H2Failures.io(Sentence.of("register.reading-register-failed"), e)
                    : e;
        }
    }

    /// A file in which something bad was read takes no more changes and is not sealed as whole: the next opening
    /// reads
    /// every row of it.
    private void noteDamage(RuntimeException failure) {
        if (H2Failures.isDamage(failure)) {
            broken = true;
            tellDamage(true, null);
        }
    }

    @Override
    public void onDamage(Runnable told) {
        tellDamage(false, told);
    }

    /// Damage and listener may come in either order, on different threads; the listener hears of it once.
    private void tellDamage(boolean isNew, @Nullable Runnable listener) {
        var tell = false;
        synchronized (damageTold) {
            damaged |= isNew;
            if (listener != null) {
                whenDamaged = listener;
                damageTold.set(false);
            }
            tell = damaged && damageTold.compareAndSet(false, true);
        }
        if (tell) {
            whenDamaged.run();
        }
    }

    @Override
    public boolean isDamaged() {
        return damaged;
    }

    /// The register as it is at one moment, read while commands go on.
    private final class FrozenTables implements Frozen {

        private final Connection connection;
        private final DSLContext reading;
        private final Object lock = new Object();
        private boolean over;

        private FrozenTables(Connection connection) {
            this.connection = connection;
            reading = dsl(connection);
        }

        @Override
        public <T> T read(Function<DSLContext, T> work) {
            return await(context.readers(), () -> {
                synchronized (lock) {
                    if (over) {
                        throw new Cancelled(); // the register is being closed
                    }
                    return reading(reading, work);
                }
            });
        }

        /// Also when the register is closed first.
        @Override
        public void close() {
            if (exhausted) {
                return; // the engine might never answer
            }
            await(context.writer(), () -> {
                frozen.remove(this);
                return end();
            });
        }

        private int end() {
            synchronized (lock) {
                if (over) {
                    return 0;
                }
                over = true;
                try (connection) {
                    connection.rollback();
                    return 0;
                } catch (SQLException e) {
                    throw H2Failures.io(Sentence.of("register.reading-register-failed"), e);
                }
            }
        }
    }

    @Override
    public <T> T freeze(BiFunction<Frozen, DSLContext, T> capture) {
        return write(dsl -> {
            if (closing) {
                throw new Cancelled();
            }
            try {
                var connection = DriverManager.getConnection(url, "sa", "");
                try {
                    try (var statement = connection.createStatement()) {
                        statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SNAPSHOT");
                    }
                    connection.setAutoCommit(false);
                    var made = new FrozenTables(connection);
                    // The first statement is what begins the transaction and so fixes what it sees.
                    made.reading.fetchOne("SELECT COUNT(*) FROM REGISTER_META");
                    frozen.add(made);
                    return capture.apply(made, dsl);
                } catch (SQLException | RuntimeException e) {
                    connection.close();
                    throw e;
                }
            } catch (SQLException e) {
                throw H2Failures.io(Sentence.of("register.register-cannot-read-beside-work"), e);
            }
        });
    }

    @Override
    public void migrate(int version) {
        write(_ -> {
            try {
                migrate(url, version);
                return 0;
            } catch (RuntimeException e) {
                throw H2Failures.io(Sentence.of("register.copy-register-cannot-brought-new"), e);
            }
        });
    }

    @Override
    public boolean isBroken() {
        return broken;
    }

    @Override
    public void distrust() {
        broken = true;
    }

    @Override
    public void exhaust() {
        exhausted = true;
        broken = true;
    }

    /// Ends what still reads beside the work, then the connections: only then has the engine let go of the file.
    @Override
    public void close() {
        closing = true;
        if (exhausted) {
            abandon();
            return;
        }
        await(context.writer(), () -> {
            frozen.forEach(FrozenTables::end);
            frozen.clear();
            synchronized (readLock) {
                try (write;
                        read) {
                    return 0;
                } catch (SQLException e) {
                    throw H2Failures.io(Sentence.of("register.database-could-not-closed-in"), e);
                }
            }
        });
    }

    /// Has the engine let go of the file without writing to it. It may never do so when a thread of it died: nobody
    /// waits
    /// for it long, and the end of the process does the rest.
    private void abandon() {
        var ended = new CompletableFuture<Boolean>();
        // On a reading thread: the writing one is wanted for other registers, and would wait for ever with the engine.
        context.readers().execute(() -> {
            try (var statement = write.createStatement()) {
                statement.execute("SHUTDOWN IMMEDIATELY");
            } catch (SQLException | RuntimeException | OutOfMemoryError e) {
                MIGRATIONS.log(
                        Level.FINE,
                        "the engine is not closed: {0}",
                        e.getClass().getName());
            } finally {
                ended.complete(true);
            }
        });
        ended.completeOnTimeout(false, SECONDS_TO_ABANDON, TimeUnit.SECONDS);
        if (!ended.join()) {
            throw new Fault(
                    FaultCode.REGISTER_DAMAGED,
                    Sentence.of("register.memory-ran-out-database-does"),
                    Sentence.of("register.everything-was-reported-as-saved"),
                    Sentence.of("register.end-program-start-again-with"));
        }
    }

    private static DSLContext dsl(Connection connection) {
        return DSL.using(
                connection,
                SQLDialect.H2,
                new Settings().withRenderSchema(false).withExecuteLogging(false));
    }

    private static <T> T await(ExecutorService thread, java.util.concurrent.Callable<T> work) {
        var result = new CompletableFuture<T>();
        thread.execute(() -> {
            try {
                result.complete(work.call());
            } catch (Throwable e) { // handed to the one who waits, whatever it is
                result.completeExceptionally(e);
            }
        });
        try {
            return result.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case Fault fault -> throw fault;
                case Cancelled cancelled -> throw cancelled;
                case RuntimeException runtime -> throw runtime;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        }
    }

    private Fault failedBefore() {
        if (exhausted) {
            return new Fault(
                    FaultCode.REGISTER_DAMAGED,
                    Sentence.of("register.memory-ran-out-before-register"),
                    Sentence.of("register.everything-was-reported-as-saved"),
                    Sentence.of("register.close-register-open-again-or"));
        }
        if (damaged) {
            return Faults.damaged(Sentence.of("register.database-file-register-was-found"));
        }
        return new Fault(
                FaultCode.REGISTER_DAMAGED,
                Sentence.of("register.writing-failed-before-register-takes"),
                Sentence.of("register.everything-was-reported-as-saved"),
                Sentence.of("register.close-register-check-disk-open"));
    }
}
