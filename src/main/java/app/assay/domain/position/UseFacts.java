package app.assay.domain.position;

import app.assay.domain.estate.Access;
import app.assay.domain.estate.Usage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What tells of use beside installations and assignments, and the dated tables that metrics look values up in.
///
/// @param usage what was measured
/// @param access who reaches which server
/// @param tables values of all tables, whenever they hold
public record UseFacts(List<Usage> usage, List<Access> access, List<TableValue> tables) {

    public static final UseFacts NONE = new UseFacts(List.of(), List.of(), List.of());

    public UseFacts {
        usage = List.copyOf(usage);
        access = List.copyOf(access);
        tables = List.copyOf(tables);
    }

    /// A value of a dated table.
    ///
    /// @param table its name, such as `core-factor`
    /// @param key what it is for; `*` at its end stands for anything
    /// @param source who says so
    public record TableValue(
            String table,
            String key,
            BigDecimal value,
            Optional<LocalDate> from,
            Optional<LocalDate> until,
            String source) {

        /// Whether it holds on a day.
        public boolean holds(LocalDate day) {
            return from.map(begin -> !day.isBefore(begin)).orElse(true)
                    && until.map(end -> !day.isAfter(end)).orElse(true);
        }
    }
}
