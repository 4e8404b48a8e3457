package app.assay.storage.rows;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Instants as tables keep them: in UTC, always with milliseconds, so that texts sort as the instants do.
public final class StoredInstants {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private StoredInstants() {}

    public static String text(Instant instant) {
        return FORMAT.format(instant);
    }
}
