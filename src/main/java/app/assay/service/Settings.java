package app.assay.service;

import app.assay.domain.code.Environment;
import app.assay.domain.position.PositionSettings;
import app.assay.domain.record.Command;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The settings of a register by name, kept as records so that changing one is in the trail and can be undone.
public final class Settings {

    public static final String ORGANISATION = "organisation";
    public static final String PREPARED_BY = "preparedBy";
    public static final String AS_AT = "position.asAt";
    public static final String STALE_AFTER_DAYS = "position.staleAfterDays";
    public static final String EXEMPT_ENVIRONMENTS = "position.exemptEnvironments";

    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    static Settings of(Collection<RecordState> records) {
        var values = new LinkedHashMap<String, String>();
        for (var state : records) {
            values.put(state.text("name"), state.text("value"));
        }
        return new Settings(values);
    }

    /// The identity of a setting: its name decides, so that two colleagues mean the same one.
    static UUID id(String name) {
        return UUID.nameUUIDFromBytes(("assay-setting:" + name).getBytes(StandardCharsets.UTF_8));
    }

    /// The command that changes a setting.
    public static Command change(String name, String value) {
        return new Command(
                "setting.change",
                name,
                "",
                List.of(Command.Edit.set(RecordKind.SETTING, id(name), Map.of("name", name, "value", value))));
    }

    /// The value of a setting, empty when nobody set it.
    public String text(String name) {
        return values.getOrDefault(name, "");
    }

    /// The as-at day that the analyst set; empty while it follows the data.
    public Optional<LocalDate> asAt() {
        return Optional.of(text(AS_AT)).filter(text -> !text.isEmpty()).map(LocalDate::parse);
    }

    /// The settings of a position.
    ///
    /// @param wanted the date asked for; when empty the date of the register's setting counts, then the day of its
    /// data
    /// @param dataDay the day that the register's data tell of
    PositionSettings position(Optional<LocalDate> wanted, Supplier<LocalDate> dataDay) {
        var day = wanted.or(this::asAt).orElseGet(dataDay);
        var stale = text(STALE_AFTER_DAYS);
        var exempt = java.util.Arrays.stream(text(EXEMPT_ENVIRONMENTS).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(Environment::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
        return new PositionSettings(
                day,
                stale.isEmpty() ? PositionSettings.DEFAULT_STALE_AFTER_DAYS : Integer.parseInt(stale),
                exempt,
                Optional.empty());
    }
}
