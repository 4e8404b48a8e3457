package app.assay.domain.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Brings warnings that say the same together, in the order of their first. Holds little, however many there are.
public final class WarningGroups {

    /// So many places are named.
    public static final int PLACES = 3;

    /// So many texts of one code are shown; the others are counted.
    public static final int TEXTS_OF_A_CODE = 20;

    private static final class Group {
        private long count;
        private final List<Place> first = new ArrayList<>(PLACES);
    }

    private final Map<String, Map<String, Group>> byCode = new LinkedHashMap<>();

    public void add(LoadWarning warning) {
        var texts = byCode.computeIfAbsent(warning.code(), _ -> new LinkedHashMap<>());
        var text = texts.containsKey(warning.message()) || texts.size() < TEXTS_OF_A_CODE ? warning.message() : "";
        var group = texts.computeIfAbsent(text, _ -> new Group());
        group.count++;
        if (group.first.size() < PLACES) {
            group.first.add(warning.place());
        }
    }

    public List<WarningGroup> all() {
        var all = new ArrayList<WarningGroup>();
        byCode.forEach((code, texts) ->
                texts.forEach((message, group) -> all.add(new WarningGroup(code, message, group.count, group.first))));
        return all;
    }
}
