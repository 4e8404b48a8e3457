package app.assay.reporting.pack;

import app.assay.domain.record.Change;
import app.assay.domain.record.RecordKind;
import app.assay.domain.trail.TrailEvent;
import app.assay.files.Json;
import app.assay.reporting.table.Mask;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Writes the trail as JSON Lines, one event per line, and stops at a revision.
public final class TrailLines implements Consumer<TrailEvent> {

    private static final Set<String> FIXED =
            Set.of("id", "command", "at", "action", "kind", "previousHash", "hash", "applicationVersion");

    private final OutputStream out;
    private final long revision;
    private long length;
    private final BinaryOperator<String> mask;
    private String head = "";
    private final List<Long> masked = new ArrayList<>();

    /// @param mask masks secrets in a text; answers the very same text when there are none
    TrailLines(OutputStream out, long revision, BinaryOperator<String> mask) {
        this.out = out;
        this.revision = revision;
        this.mask = mask;
    }

    /// Where the written trail ends.
    ///
    /// @param length events written
    /// @param head hash of the last one, empty when there is none
    /// @param masked sequence numbers of the events in which a secret is masked, so that their hash cannot be
    /// computed
    ///     from what is written
    public record End(long length, String head, List<Long> masked) {

        public End {
            masked = List.copyOf(masked);
        }
    }

    @Override
    public void accept(TrailEvent event) {
        if (event.revision() > revision) {
            return;
        }
        try {
            var facts = facts(event);
            if (mask(facts)) {
                facts.put("masked", true);
                masked.add(event.sequence());
            }
            out.write((Json.line(facts) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        length++;
        head = event.hash();
    }

    /// Masks the texts that people or files wrote.
    ///
    /// @return whether anything was masked
    private boolean mask(Map<String, Object> facts) {
        boolean any = false;
        for (var entry : facts.entrySet()) {
            switch (entry.getValue()) {
                case String text
                when !FIXED.contains(entry.getKey()) -> {
                    String safe = mask.apply(entry.getKey(), text);
                    any |= !safe.equals(text);
                    entry.setValue(safe);
                }
                case Map<?, ?> map -> {
                    var texts = new LinkedHashMap<String, Object>();
                    map.forEach((name, value) -> texts.put(String.valueOf(name), value));
                    any |= mask(texts);
                    entry.setValue(texts);
                }
                case Optional<?> optional
                when optional.isPresent() && optional.get() instanceof Map<?, ?> map -> {
                    var texts = new LinkedHashMap<String, Object>();
                    map.forEach((name, value) -> texts.put(String.valueOf(name), value));
                    any |= mask(texts);
                    entry.setValue(texts);
                }
                default -> {}
            }
        }
        return any;
    }

    End end() {
        return new End(length, head, masked);
    }

    /// Whether a text that may be masked holds a mask.
    public static boolean showsMask(JsonNode node) {
        return node.properties().stream()
                .anyMatch(entry -> entry.getValue().isObject()
                        ? showsMask(entry.getValue())
                        : !FIXED.contains(entry.getKey())
                                && entry.getValue().isString()
                                && entry.getValue().asString().contains(Mask.TEXT));
    }

    /// Reads what [#accept] wrote.
    ///
    /// @throws IllegalArgumentException or [java.time.DateTimeException] if it says something else
    public static TrailEvent parse(JsonNode node) {
        var change = node.path("change");
        return new TrailEvent(
                node.path("sequence").asLong(-1),
                UUID.fromString(text(node, "id")),
                node.path("revision").asLong(-1),
                UUID.fromString(text(node, "command")),
                Instant.parse(text(node, "at")),
                text(node, "actor"),
                text(node, "action"),
                text(node, "subject"),
                change.isNull() ? Optional.empty() : Optional.of(change(change)),
                text(node, "reason"),
                text(node, "detail"),
                text(node, "applicationVersion"),
                text(node, "previousHash"),
                text(node, "hash"));
    }

    private static Change change(JsonNode node) {
        return new Change(
                RecordKind.valueOf(text(node, "kind")),
                UUID.fromString(text(node, "id")),
                node.path("existedBefore").asBoolean(false),
                node.path("existsAfter").asBoolean(false),
                texts(node.path("before")),
                texts(node.path("after")));
    }

    private static SortedMap<String, String> texts(JsonNode node) {
        var texts = new TreeMap<String, String>();
        node.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString("")));
        return texts;
    }

    private static String text(JsonNode node, String name) {
        var value = node.path(name);
        if (!value.isString()) {
            throw new IllegalArgumentException("an event without " + name);
        }
        return value.asString();
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
