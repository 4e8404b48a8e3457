package app.assay.domain.position;

import app.assay.domain.software.RawTitle;
import app.assay.domain.software.Recognition;
import java.time.LocalDate;

/// Which titles are installed on which devices at the date of a position.
///
/// Titles and devices are dense numbers: a title's dictionary number, and a device's place in
/// [PositionFacts#devices()].
public interface InstallationFacts {

    /// Title numbers run from 0 to this, exclusive.
    int titleCount();

    RawTitle title(int title);

    Recognition recognition(int title);

    /// Numbers of the devices on which the title is installed, ascending, each once. Callers must not change the
    /// array.
    int[] devices(int title);

    /// Those of [#devices] on which the title itself was last seen before a day, ascending, each once; none where
    /// nobody told when it was seen. Callers must not change the array.
    default int[] devicesLastSeenBefore(int title, LocalDate day) {
        return new int[0];
    }

    /// On how many devices the title is told of by data that count at the date, and yet was not there: it, or the
    /// device, was seen first after the date.
    default int seenFirstLater(int title) {
        return 0;
    }
}
