package app.assay.reporting.verify;

import app.assay.domain.record.Change;
import app.assay.domain.record.RecordKind;
import app.assay.domain.trail.TrailChain;
import app.assay.domain.trail.TrailEvent;
import app.assay.reporting.pack.TrailLines;
import app.assay.work.Plain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// The trail of a package: whether its chain holds, and what it says of records and imports.
///
/// An event that shows a masked secret has the hash of what it said before, which nobody can recompute from the
/// package.
/// Which events those are is decided by what they say, not by their own word: one that claims it must show a mask,
/// their
/// numbers stand in the fingerprint of the run and their count in `bag-info.txt`, and what they say of records and
/// imports is compared with what comes before and after them as of all others.
final class PackageTrail {

    static final String PATH = "data/90_provenance/trail.jsonl";

    private static final int MOST_LINE = 16 << 20;
    private static final int MOST_LISTED = 50;

    private final Map<String, Imported> imports = new TreeMap<>();
    private final Map<UUID, Edited> edited = new HashMap<>();
    private final List<Long> masked = new ArrayList<>();
    private int published;
    private long length;
    private String head = TrailChain.BEGINNING;
    private long revision;

    /// What the analyst says of a record after the last event.
    ///
    /// @param exists whether the analyst's record is there
    /// @param fields values by field; those that the analyst no longer says are left out
    /// @param imports how many imports came before it was edited first
    record Edited(RecordKind kind, boolean exists, SortedMap<String, String> fields, int imports) {}

    /// How many imports it tells of.
    int importCount() {
        return published;
    }

    /// Where it ends.
    TrailLines.End end() {
        return new TrailLines.End(length, length == 0 ? "" : head, masked);
    }

    /// What the trail tells of an import.
    ///
    /// @param sha256 of the file
    /// @param row what the register kept of the import, by name; empty in trails of older programs
    record Imported(String sha256, Map<String, String> row) {}

    /// Imports by their load.
    Map<String, Imported> imports() {
        return Collections.unmodifiableMap(imports);
    }

    /// By the identity of the record.
    Map<UUID, Edited> edited() {
        return Collections.unmodifiableMap(edited);
    }

    /// Sequence numbers of the events in which secrets are masked.
    List<Long> masked() {
        return Collections.unmodifiableList(masked);
    }

    static String list(List<Long> numbers) {
        return numbers.stream().limit(MOST_LISTED).map(String::valueOf).collect(Collectors.joining(", "))
                + (numbers.size() > MOST_LISTED ? ", …" : "");
    }

    /// Goes along the chain: each event names the hash of the one before, and has the hash that all it says yields.
    ///
    /// @param wrong is told what is wrong, in one sentence each
    /// @throws IOException if it cannot be read to its end
    void read(InputStream bytes, Consumer<String> wrong) throws IOException {
        var mapper = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(64)
                                .maxStringLength(MOST_LINE)
                                .build())
                        .build())
                .build();
        var lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
        try {
            for (Optional<String> line = line(lines); line.isPresent(); line = line(lines)) {
                if (!event(mapper, line.get(), wrong)) {
                    return;
                }
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            wrong.accept(Plain.text("Line %s is not an event.", length));
        } catch (JacksonException e) {
            wrong.accept(Plain.text("Line %s is not an event.", length + 1));
        }
    }

    /// @return whether the chain goes on
    private boolean event(ObjectMapper mapper, String line, Consumer<String> wrong) {
        JsonNode node = mapper.readTree(line);
        length++;
        if (node.path("sequence").asLong(-1) != length) {
            wrong.accept(Plain.text("Line %s is not event %s.", length, length));
            return false;
        }
        if (!node.path("previousHash").asString("").equals(head)) {
            wrong.accept(Plain.text("The chain breaks at event %s: it does not follow the one before.", length));
            return false;
        }
        head = node.path("hash").asString("");
        var event = TrailLines.parse(node);
        boolean isRecomputed = TrailChain.hash(event).equals(head);
        if (!isRecomputed && node.path("masked").asBoolean(false) && TrailLines.showsMask(node)) {
            masked.add(length);
        } else if (!isRecomputed) {
            wrong.accept(
                    Plain.text("Event %s was changed after it was written: what it says has another hash.", length));
        }
        if (event.revision() < revision) {
            wrong.accept(Plain.text("Event %s goes back to an earlier revision.", length));
        }
        revision = event.revision();
        event.change().ifPresent(change -> changed(change, wrong));
        imported(mapper, event);
        return true;
    }

    private void changed(Change change, Consumer<String> wrong) {
        var before = edited.getOrDefault(change.id(), new Edited(change.kind(), false, new TreeMap<>(), published));
        boolean follows = before.kind() == change.kind() && before.exists() == change.existedBefore();
        var fields = new TreeMap<>(before.fields());
        for (var field : change.before().entrySet()) {
            follows &= fields.getOrDefault(field.getKey(), "").equals(field.getValue());
        }
        if (!follows) {
            wrong.accept(
                    Plain.text("Event %s changes a record that was not as it says, by the events before it.", length));
        }
        for (var field : change.after().entrySet()) {
            if (field.getValue().isEmpty()) {
                fields.remove(field.getKey());
            } else {
                fields.put(field.getKey(), field.getValue());
            }
        }
        edited.put(change.id(), new Edited(change.kind(), change.existsAfter(), fields, before.imports()));
    }

    /// Remembers which file the trail says was imported.
    private void imported(ObjectMapper mapper, TrailEvent event) {
        if (event.action().equals("import.publish")) {
            published++;
            var detail = mapper.readTree(event.detail());
            String load = detail.path("load").asString("");
            String sha256 = detail.path("row")
                    .path("sha256")
                    .asString(detail.path("sha256").asString(""));
            if (!load.isEmpty() && !sha256.isEmpty()) {
                var row = new TreeMap<String, String>();
                detail.path("row")
                        .properties()
                        .forEach(each -> row.put(each.getKey(), each.getValue().asString("")));
                imports.put(load, new Imported(sha256, row));
            }
        }
    }

    /// What of the description of a package the trail contradicts.
    List<String> endsAs(Map<String, String> information) {
        var wrong = new ArrayList<String>();
        String told = information.getOrDefault("Assay-Revision", "");
        if (!told.matches("[0-9]{1,18}") || revision > Long.parseLong(told)) {
            wrong.add(Plain.text(
                    "It ends with revision %s, and bag-info.txt says %s.",
                    revision, StrictZip.printable(told.isEmpty() ? "nothing" : told)));
        }
        if (!Long.toString(length).equals(information.get("Assay-Trail-Length"))
                || !(length == 0 ? "" : head).equals(information.getOrDefault("Assay-Trail-Head", ""))) {
            wrong.add(Plain.text(
                    "It ends after %s events, and bag-info.txt says %s with another end.",
                    length, StrictZip.printable(information.getOrDefault("Assay-Trail-Length", "nothing"))));
        }
        String maskedTold = information.getOrDefault("Assay-Trail-Masked", "0");
        if (!Integer.toString(masked.size()).equals(maskedTold)) {
            wrong.add(Plain.text(
                    "It has %s whose hash cannot be recomputed for a mask, and bag-info.txt says %s.",
                    masked.size() == 1 ? "1 event" : masked.size() + " events", StrictZip.printable(maskedTold)));
        }
        return wrong;
    }

    /// The next line, of a length that is bounded.
    private static Optional<String> line(BufferedReader reader) throws IOException {
        var line = new StringBuilder();
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            if (c == '\n') {
                return Optional.of(line.toString());
            }
            if (line.length() == MOST_LINE) {
                throw new IOException("a line is too long");
            }
            line.append((char) c);
        }
        return line.isEmpty() ? Optional.empty() : Optional.of(line.toString());
    }
}
