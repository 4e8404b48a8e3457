package app.assay.importing.formats.packages;

import app.assay.domain.source.FactSink;
import app.assay.domain.source.Place;
import app.assay.domain.source.RejectReason;
import app.assay.domain.source.RejectedRow;
import app.assay.importing.format.ReadOptions;
import app.assay.importing.guard.Texts;
import app.assay.importing.value.CellValues;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a list of a package manager says, told as installations of the device that the analyst names, or as titles when
/// none is named: such a list does not say of which device it is.
final class PackageFacts {

    /// The architecture that Debian's tools put behind a name when a package is there for several.
    private static final Pattern ARCHITECTURE = Pattern.compile(":[a-z0-9]+(?:-[a-z0-9]+)?$");

    private final String file;
    private final String device;
    private final FactSink sink;
    private boolean toldOfDevice;

    PackageFacts(String file, ReadOptions options, FactSink sink) {
        this.file = file;
        this.device = options.device().map(String::strip).orElse("");
        this.sink = sink;
    }

    /// A package that is there.
    ///
    /// @param sort `deb` or `rpm`
    /// @param publisher who packages it, empty when unknown
    /// @param version as the list has it, with epoch and release
    /// @param installed day since 1970-01-01, or [FactSink#NO_DAY]
    void installed(long row, String sort, String name, String publisher, String version, int installed, String raw) {
        String title = Texts.oneLine(ARCHITECTURE.matcher(name).replaceFirst(""));
        if (title.isEmpty()) {
            rejected(row, "name", RejectReason.MISSING, "", raw);
            return;
        }
        if (title.length() > CellValues.LONGEST) {
            rejected(row, "name", RejectReason.TOO_LONG, title, raw);
            return;
        }
        String maker = Texts.cut(Texts.oneLine(publisher), CellValues.LONGEST);
        String told = Texts.cut(Texts.oneLine(version), CellValues.LONGEST);
        String code = Texts.cut("package:" + sort + "/" + title, CellValues.LONGEST);
        if (device.isEmpty()) {
            if (!toldOfDevice) {
                toldOfDevice = true;
                sink.warning(
                        Place.ofFile(file),
                        "list.no-device",
                        "The list does not say on which device its packages are installed; name the device to count"
                                + " them.");
            }
            sink.title(row, title, maker, told, code);
            return;
        }
        sink.installation(row, device, title, maker, told, code, installed, FactSink.NO_DAY, FactSink.NO_DAY);
    }

    /// A row that tells of a package that is not there, or of a key and no software.
    void notInstalled(long row, String found, String raw) {
        rejected(row, "", RejectReason.NOT_AN_INSTALLATION, found, raw);
    }

    void malformed(long row, String found, String raw) {
        rejected(row, "", RejectReason.MALFORMED, found, raw);
    }

    private void rejected(long row, String column, RejectReason reason, String found, String raw) {
        sink.rejected(new RejectedRow(
                new Place(file, "", row, column), reason, Texts.cut(found, Texts.FOUND), Texts.cut(raw, Texts.RAW)));
    }

    /// Who packages a program, of a maintainer's name and address: a distribution by its name, anybody else as
    /// told.
    static String packager(@Nullable String maintainer) {
        String name = maintainer == null
                ? ""
                : maintainer.replaceFirst("\\s*<[^>]*>\\s*$", "").strip();
        if (name.contains("Debian")) {
            return "Debian";
        }
        if (name.contains("Ubuntu")) {
            return "Ubuntu";
        }
        return name.contains("@") ? "" : name;
    }
}
