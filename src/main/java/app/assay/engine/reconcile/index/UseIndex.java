package app.assay.engine.reconcile.index;

import app.assay.domain.estate.Access;
import app.assay.domain.estate.Usage;
import app.assay.domain.position.UseFacts;
import app.assay.domain.position.UseFacts.TableValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Measured use by product, access by server, and the values of dated tables that hold on the day.
public final class UseIndex {

    private final Map<String, List<Usage>> usage = new HashMap<>();
    private final Map<UUID, List<Access>> access = new HashMap<>();
    private final Map<String, List<TableValue>> tables = new HashMap<>();

    public UseIndex(UseFacts facts, LocalDate day) {
        facts.usage().stream()
                .sorted(Comparator.comparing(Usage::id))
                .forEach(one -> usage.computeIfAbsent(one.product(), _ -> new ArrayList<>())
                        .add(one));
        facts.access().stream()
                .sorted(Comparator.comparing(Access::id))
                .forEach(one -> one.server()
                        .ifPresent(server -> access.computeIfAbsent(server, _ -> new ArrayList<>())
                                .add(one)));
        facts.tables().stream()
                .filter(value -> value.holds(day))
                .sorted(Comparator.comparing(TableValue::key)
                        .thenComparing(TableValue::source)
                        .thenComparing(TableValue::value))
                .forEach(value -> tables.computeIfAbsent(value.table(), _ -> new ArrayList<>())
                        .add(value));
    }

    public List<Usage> usageOf(String product) {
        return usage.getOrDefault(product, List.of());
    }

    /// What is told of a server, whenever it holds.
    public List<Access> accessTo(UUID server) {
        return access.getOrDefault(server, List.of());
    }

    /// The values of a table that hold on the day.
    public List<TableValue> valuesOf(String table) {
        return tables.getOrDefault(table, List.of());
    }
}
