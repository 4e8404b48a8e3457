package app.assay.importing.profile;

import app.assay.domain.source.RowMeaning;
import java.util.List;
import java.util.Optional;

/// What rows can mean beside what the reader of tables knows by itself.
public final class RowTargets {

    public static final List<RowTarget> ALL = List.of(new UsageRows(), new AccessRows());

    private RowTargets() {}

    public static Optional<RowTarget> of(RowMeaning meaning) {
        return ALL.stream().filter(target -> target.meaning() == meaning).findFirst();
    }
}
