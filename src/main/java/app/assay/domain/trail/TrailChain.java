package app.assay.domain.trail;

import app.assay.domain.record.Change;
import app.assay.files.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The hash chain of the trail, as whoever holds the entries can compute it.
///
/// The hash of an entry is SHA-256 over `ASSAYTRAIL1`, a line feed and the canonical JSON of all its other fields,
/// the hash of the entry before among them.
public final class TrailChain {

    /// What stands for the entry before the first one: 64 zeros.
    public static final String BEGINNING = "0".repeat(64);

    private static final String PREFIX = "ASSAYTRAIL1\n";

    private TrailChain() {}

    /// Lower-case hexadecimal; whatever the entry itself says its hash is does not matter.
    public static String hash(TrailEvent event) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(
                            digest.digest((PREFIX + CanonicalJson.of(fields(event))).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /// All fields of an entry but its hash, as [CanonicalJson] takes them; the caller may add to the map.
    public static Map<String, @Nullable Object> fields(TrailEvent event) {
        var fields = new TreeMap<String, @Nullable Object>();
        fields.put("sequence", Long.toString(event.sequence()));
        fields.put("id", event.id().toString());
        fields.put("revision", Long.toString(event.revision()));
        fields.put("command", event.command().toString());
        fields.put("at", event.at().toString());
        fields.put("actor", event.actor());
        fields.put("action", event.action());
        fields.put("subject", event.subject());
        fields.put(
                "change",
                event.change().<Map<String, Object>>map(TrailChain::fields).orElse(null));
        fields.put("reason", event.reason());
        fields.put("detail", event.detail());
        fields.put("applicationVersion", event.applicationVersion());
        fields.put("previousHash", event.previousHash());
        return fields;
    }

    /// All fields of a change, as [CanonicalJson] takes them.
    public static Map<String, Object> fields(Change change) {
        return Map.of(
                "kind", change.kind().name(),
                "id", change.id().toString(),
                "existedBefore", change.existedBefore(),
                "existsAfter", change.existsAfter(),
                "before", change.before(),
                "after", change.after());
    }
}
