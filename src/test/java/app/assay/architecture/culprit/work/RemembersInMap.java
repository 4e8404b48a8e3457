package app.assay.architecture.culprit.work;

import java.util.HashMap;
import java.util.Map;

/// Keeps values for the whole program, behind a field that is final.
public final class RemembersInMap {

    private static final HashMap<String, String> SEEN = new HashMap<>();

    private RemembersInMap() {}

    public static Map<String, String> seen() {
        return SEEN;
    }
}
