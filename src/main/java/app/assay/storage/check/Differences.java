package app.assay.storage.check;

import app.assay.storage.check.VerifyReport.Difference;
import app.assay.work.Sentence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a check finds, up to a thousand differences: more say no more.
final class Differences {

    /// What a difference of the journal says in its field when the journal holds what the database has lost.
    static final String LOST = "lost";

    private static final int MOST = 1_000;
    private static final int LETTERS = 100;

    private final List<Difference> found = new ArrayList<>();

    void tell(String table, Object row, String field, Sentence words) {
        if (!isFull()) {
            found.add(new Difference(table, String.valueOf(row), field, words));
        }
    }

    boolean isFull() {
        return found.size() >= MOST;
    }

    int size() {
        return found.size();
    }

    List<Difference> all() {
        return List.copyOf(found);
    }

    /// A value as a sentence quotes it.
    static String cut(@Nullable Object value) {
        var text = String.valueOf(value);
        return text.length() <= LETTERS ? text : text.substring(0, LETTERS) + "…";
    }
}
