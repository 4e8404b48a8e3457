package app.assay.ui.records;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.position.PositionSettings;
import app.assay.domain.record.RecordKind;
import app.assay.domain.table.TableSource;
import app.assay.service.ComputePosition;
import app.assay.service.Registers;
import app.assay.service.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Columns of every table and fields of every form have a German word of their own: English names of fields would
/// stand in for it unseen.
class GermanColumnsTest {

    /// Keys of the German bundles themselves: what is looked up elsewhere falls back to English.
    private final Set<String> german = new TreeSet<>();

    @TempDir
    Path folder;

    @BeforeEach
    void read() throws IOException {
        try (var bundles = Files.newDirectoryStream(Path.of("src/main/resources/app/assay/ui"), "*_de.properties")) {
            for (var bundle : bundles) {
                try (var in = Files.newBufferedReader(bundle)) {
                    var read = new Properties();
                    read.load(in);
                    german.addAll(read.stringPropertyNames());
                }
            }
        }
        assertThat(german).isNotEmpty();
    }

    @Test
    void everyColumnAndEveryFieldHasAGermanTitle() {
        var missing = new TreeSet<String>();
        try (var writer = Executors.newSingleThreadExecutor();
                var readers = Executors.newFixedThreadPool(2);
                var open = new Registers(Clock.systemUTC(), "Mara", "test", writer, readers)
                        .create(folder.resolve("register"), "Harbour estate", ZoneOffset.UTC)) {
            var tables = new Tables(open, new ComputePosition(open));
            List.<TableSource>of(
                            tables.loads(),
                            tables.rejected(Optional.empty()),
                            tables.warnings(Optional.empty()),
                            tables.trail(),
                            tables.devices(),
                            tables.users(),
                            tables.entitlements(),
                            tables.agreements(),
                            tables.purchases(),
                            tables.exclusions(),
                            tables.assignments(),
                            tables.rules(),
                            tables.titles(),
                            tables.installations(),
                            tables.position(() -> PositionSettings.asAt(java.time.LocalDate.of(2026, 7, 1))))
                    .forEach(table -> table.columns().forEach(column -> look(missing, table.name(), column.id())));
        }
        for (var kind : List.of(
                RecordKind.ENTITLEMENT,
                RecordKind.AGREEMENT,
                RecordKind.PURCHASE,
                RecordKind.EXCLUSION,
                RecordKind.ASSIGNMENT,
                RecordKind.DEVICE,
                RecordKind.USER)) {
            kind.allFields().forEach(field -> {
                look(missing, FieldWords.table(kind), field.name());
                field.codes().forEach(code -> {
                    if (!german.contains("code." + field.name() + "." + code) && !german.contains("code." + code)) {
                        missing.add("code." + field.name() + "." + code);
                    }
                });
            });
        }
        assertThat(missing).isEmpty();
    }

    private void look(Set<String> missing, String table, String column) {
        if (!german.contains("table." + table + "." + column) && !german.contains("table." + column)) {
            missing.add("table." + table + "." + column);
        }
    }
}
