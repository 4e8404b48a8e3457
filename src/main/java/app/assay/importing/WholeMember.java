package app.assay.importing;

import app.assay.domain.record.RecordKind;
import app.assay.domain.source.FactSink;
import app.assay.domain.source.Place;
import app.assay.domain.source.RejectedRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Keeps what a member of a folder or archive says until it was read to its end, so that a member that breaks halfway
/// leaves nothing. A member that says more than fits in memory is only checked, and read again.
final class WholeMember implements FactSink {

    private static final int MOST = 50_000;

    /// Letters of all that is kept.
    private static final long MOST_LETTERS = 16_000_000;

    private long letters;
    private final List<Consumer<FactSink>> said = new ArrayList<>();
    private boolean isTooLong;

    /// Whether the member has to be read again, since it said more than was kept.
    boolean isTooLong() {
        return isTooLong;
    }

    /// Says everything that was kept.
    void tell(FactSink sink) {
        said.forEach(fact -> fact.accept(sink));
    }

    private void keep(Consumer<FactSink> fact, String... texts) {
        if (isTooLong) {
            return;
        }
        for (var text : texts) {
            letters += text.length();
        }
        if (said.size() == MOST || letters > MOST_LETTERS) {
            isTooLong = true;
            said.clear();
            return;
        }
        said.add(fact);
    }

    @Override
    public void record(long row, RecordKind kind, Map<String, String> values) {
        if (!isTooLong) {
            var kept = new HashMap<>(values);
            keep(sink -> sink.record(row, kind, kept), kept.values().toArray(String[]::new));
        }
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
        if (!isTooLong) {
            keep(
                    sink -> sink.installation(
                            row, device, title, publisher, version, code, firstSeen, lastSeen, lastUsed),
                    device,
                    title,
                    publisher,
                    version,
                    code);
        }
    }

    @Override
    public void title(long row, String title, String publisher, String version, String code) {
        keep(sink -> sink.title(row, title, publisher, version, code), title, publisher, version, code);
    }

    @Override
    public void rejected(RejectedRow row) {
        keep(sink -> sink.rejected(row), row.raw(), row.found());
    }

    @Override
    public void warning(Place place, String code, String message) {
        keep(sink -> sink.warning(place, code, message), message);
    }

    @Override
    public void partial(String device) {
        keep(sink -> sink.partial(device));
    }

    @Override
    public void file(String name) {
        keep(sink -> sink.file(name));
    }
}
