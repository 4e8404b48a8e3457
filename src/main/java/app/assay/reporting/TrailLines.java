package app.assay.reporting;

import app.assay.domain.record.Change;
import app.assay.domain.trail.TrailEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Writes the trail as JSON Lines, one event per line, and stops at a revision.
final class TrailLines implements Consumer<TrailEvent> {

    private final OutputStream out;
    private final long revision;
    private long length;
    private String head = "";

    TrailLines(OutputStream out, long revision) {
        this.out = out;
        this.revision = revision;
    }

    /// Where the written trail ends.
    ///
    /// @param length events written
    /// @param head hash of the last one, empty when there is none
    record End(long length, String head) {}

    @Override
    public void accept(TrailEvent event) {
        if (event.revision() > revision) {
            return;
        }
        try {
            out.write((Json.line(facts(event)) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        length++;
        head = event.hash();
    }

    End end() {
        return new End(length, head);
    }

    private static Map<String, Object> facts(TrailEvent event) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("sequence", event.sequence());
        facts.put("id", event.id().toString());
        facts.put("revision", event.revision());
        facts.put("command", event.command().toString());
        facts.put("at", event.at().toString());
        facts.put("actor", event.actor());
        facts.put("action", event.action());
        facts.put("subject", event.subject());
        facts.put("change", event.change().map(TrailLines::facts));
        facts.put("reason", event.reason());
        facts.put("detail", event.detail());
        facts.put("applicationVersion", event.applicationVersion());
        facts.put("previousHash", event.previousHash());
        facts.put("hash", event.hash());
        return facts;
    }

    private static Map<String, Object> facts(Change change) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("kind", change.kind().name());
        facts.put("id", change.id().toString());
        facts.put("existedBefore", change.existedBefore());
        facts.put("existsAfter", change.existsAfter());
        facts.put("before", change.before());
        facts.put("after", change.after());
        return facts;
    }
}
