package app.assay.domain.position;

import app.assay.domain.software.RawTitle;
import app.assay.domain.software.Recognition;

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
}
