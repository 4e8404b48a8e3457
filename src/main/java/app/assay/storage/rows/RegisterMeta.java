package app.assay.storage.rows;

import static app.assay.storage.generated.Tables.REGISTER_META;

import app.assay.storage.engine.known.Engines;
import app.assay.storage.folder.Faults;
import app.assay.storage.folder.RegisterFolder.Marker;
import app.assay.work.Sentence;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;

/// Named facts about the register, within the database.
public final class RegisterMeta {

    private static final String REVISION = "revision";
    private static final String REGISTER = "register";

    private RegisterMeta() {}

    public static void create(DSLContext dsl, Marker marker, String applicationVersion) {
        Map.of(
                        REGISTER,
                        marker.id().toString(),
                        "name",
                        marker.name(),
                        "zone",
                        marker.zone().getId(),
                        "created",
                        marker.created().toString(),
                        "formatMajor",
                        Integer.toString(marker.formatMajor()),
                        "formatMinor",
                        Integer.toString(marker.formatMinor()),
                        "engine",
                        Engines.ofFolders().version(),
                        "applicationVersion",
                        applicationVersion,
                        REVISION,
                        "0")
                .forEach((name, content) -> dsl.insertInto(REGISTER_META)
                        .set(REGISTER_META.NAME, name)
                        .set(REGISTER_META.CONTENT, content)
                        .execute());
    }

    public static long revision(DSLContext dsl) {
        return Long.parseLong(text(dsl, REVISION));
    }

    public static int formatMinor(DSLContext dsl) {
        return Integer.parseInt(text(dsl, "formatMinor"));
    }

    public static UUID register(DSLContext dsl) {
        return UUID.fromString(text(dsl, REGISTER));
    }

    /// @param from the revision before
    public static void setRevision(DSLContext dsl, long from, long revision, RowForm form, TableSums.Changes changes) {
        changes.remove(form, REVISION, Long.toString(from));
        changes.add(form, REVISION, Long.toString(revision));
        dsl.update(REGISTER_META)
                .set(REGISTER_META.CONTENT, Long.toString(revision))
                .where(REGISTER_META.NAME.eq(REVISION))
                .execute();
    }

    /// Sets a fact that is there or not.
    public static void set(DSLContext dsl, String name, String content) {
        int changed = dsl.update(REGISTER_META)
                .set(REGISTER_META.CONTENT, content)
                .where(REGISTER_META.NAME.eq(name))
                .execute();
        if (changed == 0) {
            dsl.insertInto(REGISTER_META)
                    .set(REGISTER_META.NAME, name)
                    .set(REGISTER_META.CONTENT, content)
                    .execute();
        }
    }

    private static String text(DSLContext dsl, String name) {
        var found = dsl.select(REGISTER_META.CONTENT)
                .from(REGISTER_META)
                .where(REGISTER_META.NAME.eq(name))
                .fetchOne(REGISTER_META.CONTENT);
        if (found == null) {
            // The row is written when the register is made and never taken away.
            throw Faults.damaged(Sentence.of("register.database-does-not-tell-its", name));
        }
        return found;
    }
}
