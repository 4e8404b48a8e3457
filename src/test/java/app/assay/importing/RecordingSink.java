package app.assay.importing;

import app.assay.domain.record.RecordKind;
import app.assay.domain.source.FactSink;
import app.assay.domain.source.Place;
import app.assay.domain.source.RejectedRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Remembers what a reader says and fails when a row is told twice.
public final class RecordingSink implements FactSink {

    public final List<String> facts = new ArrayList<>();
    public final List<Map<String, String>> records = new ArrayList<>();
    public final List<RejectedRow> rejects = new ArrayList<>();
    public final List<String> warnings = new ArrayList<>();
    final List<String> files = new ArrayList<>();
    private final Set<Long> told = new HashSet<>();
    public int rows;
    public int installations;
    int titles;

    @Override
    public void record(long row, RecordKind kind, Map<String, String> values) {
        once(row);
        values.values().forEach(value -> {
            if (value.isEmpty()) {
                throw new AssertionError("row " + row + " has an empty value: " + values);
            }
        });
        records.add(Map.copyOf(values));
        facts.add(kind + " " + new TreeMap<>(values));
    }

    @Override
    public void installation(
            long row,
            String device,
            String title,
            String publisher,
            String version,
            String code,
            int firstSeen,
            int lastSeen,
            int lastUsed) {
        once(row);
        if (device.isEmpty() || title.isEmpty()) {
            throw new AssertionError("row " + row + " has no device or no title");
        }
        installations++;
        facts.add("INSTALLATION " + String.join("|", device, title, publisher, version, code) + "|" + day(firstSeen)
                + "|" + day(lastSeen) + "|" + day(lastUsed));
        facts.set(facts.size() - 1, facts.getLast().replaceAll("\\|+$", ""));
    }

    @Override
    public void title(long row, String title, String publisher, String version, String code) {
        once(row);
        titles++;
        facts.add("TITLE " + String.join("|", title, publisher, version, code).replaceAll("\\|+$", ""));
    }

    @Override
    public void rejected(RejectedRow row) {
        once(row.place().row());
        if (row.found().length() > 200 || row.raw().length() > 2_000) {
            throw new AssertionError("rejected row is too long");
        }
        rejects.add(row);
        facts.add(
                "REJECTED " + row.place().row() + " " + row.place().column() + " " + row.reason() + " " + row.found());
    }

    @Override
    public void warning(Place place, String code, String message) {
        warnings.add(code);
    }

    @Override
    public void file(String name) {
        files.add(name);
        told.clear();
    }

    private void once(long row) {
        if (row < 1) {
            throw new AssertionError("row number " + row);
        }
        if (!told.add(row)) {
            throw new AssertionError("row " + row + " of " + files + " is told twice");
        }
        rows++;
    }

    private static String day(int day) {
        return day == NO_DAY ? "" : LocalDate.ofEpochDay(day).toString();
    }
}
