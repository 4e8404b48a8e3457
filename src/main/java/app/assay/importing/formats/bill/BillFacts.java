package app.assay.importing.formats.bill;

import app.assay.domain.source.FactSink;
import app.assay.domain.source.Place;
import app.assay.domain.source.RejectReason;
import app.assay.domain.source.RejectedRow;
import app.assay.importing.format.ReadOptions;
import app.assay.importing.guard.Texts;
import app.assay.importing.value.CellValues;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What a software bill says, row by row: each component, its parts and what the bill is of. A bill does not say on
/// which
/// device that is installed; without one that the analyst names, its components are titles.
final class BillFacts {

    /// Sorts of components that are no software which anybody installs.
    private static final Set<String> NO_SOFTWARE = Set.of("device", "file", "data", "cryptographic-asset");

    private final String file;
    private final String device;
    private final FactSink sink;
    private final Map<String, Integer> notRead = new TreeMap<>();
    private long row;
    private boolean toldOfDevice;

    BillFacts(String file, ReadOptions options, FactSink sink) {
        this.file = file;
        this.device = options.device().map(String::strip).orElse("");
        this.sink = sink;
    }

    /// A component of CycloneDX.
    ///
    /// @param said its members that are texts by their names in JSON; `supplier` holds the supplier's name
    void component(Map<String, String> said) {
        String type = said.getOrDefault("type", "");
        String name = Texts.oneLine(said.getOrDefault("name", ""));
        String purl = said.getOrDefault("purl", "").strip();
        String raw = new TreeMap<>(said).toString();
        row++;
        if (NO_SOFTWARE.contains(type)) {
            rejected("type", RejectReason.NOT_AN_INSTALLATION, "%s %s".formatted(type, name), raw);
        } else if (said.getOrDefault("scope", "").equals("excluded")) {
            rejected("scope", RejectReason.NOT_AN_INSTALLATION, "excluded " + name, raw);
        } else if (said.getOrDefault("isExternal", "").equals("true")) {
            rejected("isExternal", RejectReason.NOT_AN_INSTALLATION, "external " + name, raw);
        } else {
            String publisher = said.getOrDefault("publisher", "");
            tell(
                    title(Texts.oneLine(said.getOrDefault("group", "")), name, purl),
                    publisher.isBlank() ? said.getOrDefault("supplier", "") : publisher,
                    said.getOrDefault("version", ""),
                    purl,
                    raw);
        }
    }

    /// A package of SPDX.
    ///
    /// @param supplier as SPDX has it, such as `Organization: Example (mail@example.org)`
    void pack(String name, String supplier, String version, String purl, String raw) {
        row++;
        String maker = supplier.startsWith("Organization: ")
                ? supplier.substring("Organization: ".length())
                        .replaceFirst("\\s*\\([^()]*@[^()]*\\)\\s*$", "")
                        .strip()
                : "";
        tell(Texts.oneLine(name), maker, version, purl, raw);
    }

    /// The name with the group before it, as the ecosystem writes it.
    private static String title(String group, String name, String purl) {
        if (group.isEmpty() || name.isEmpty()) {
            return name;
        }
        return group + (purl.startsWith("pkg:maven/") ? ":" : "/") + name;
    }

    private void tell(String title, String publisher, String version, String purl, String raw) {
        if (title.isEmpty()) {
            rejected("name", RejectReason.MISSING, "", raw);
            return;
        }
        if (title.length() > CellValues.LONGEST || purl.length() > CellValues.LONGEST) {
            rejected(title.length() > CellValues.LONGEST ? "name" : "purl", RejectReason.TOO_LONG, title, raw);
            return;
        }
        String maker = Texts.cut(Texts.oneLine(publisher), CellValues.LONGEST);
        String told = Texts.cut(Texts.oneLine(version), CellValues.LONGEST);
        String code = purl.isEmpty() ? "" : "package:" + purl;
        if (!device.isEmpty()) {
            sink.installation(row, device, title, maker, told, code, FactSink.NO_DAY, FactSink.NO_DAY, FactSink.NO_DAY);
            return;
        }
        if (!toldOfDevice) {
            toldOfDevice = true;
            sink.warning(
                    Place.ofFile(file),
                    "bill.no-device",
                    "The bill does not say on which device its components are installed; name the device to count them.");
        }
        sink.title(row, title, maker, told, code);
    }

    private void rejected(String column, RejectReason reason, String found, String raw) {
        sink.rejected(new RejectedRow(
                new Place(file, "components", row, column),
                reason,
                Texts.cut(found, Texts.FOUND),
                Texts.cut(raw, Texts.RAW)));
    }

    /// A part of the bill that is passed over.
    void passedOver(String part) {
        if (notRead.size() < 40 || notRead.containsKey(part)) {
            notRead.merge(Texts.cut(part, 40), 1, Integer::sum);
        }
    }

    /// Names what was passed over, and a bill without components.
    ///
    /// @param version edition of the bill's format, newer ones are read by what is known
    /// @param known whether this program knows that edition
    void end(String version, boolean known) {
        if (!known) {
            sink.warning(
                    Place.ofFile(file),
                    "bill.edition",
                    "The bill is of edition '%s', which this version does not know; it was read by what earlier ones have."
                            .formatted(Texts.cut(version, 40)));
        }
        if (!notRead.isEmpty()) {
            sink.warning(
                    Place.ofFile(file),
                    "bill.not-read",
                    "Parts of the bill that are not read: %s.".formatted(String.join(", ", notRead.keySet())));
        }
        if (row == 0) {
            sink.warning(Place.ofFile(file), "bill.empty", "The bill lists no components.");
        }
    }
}
