package app.assay.importing;

import app.assay.work.Fault;
import app.assay.work.Progress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Formats that are recognised and not imported: each is refused by its name, with what to do instead.
final class KnownFormats {

    private static final String EXPORT_TABLE = "Export the data as CSV or XLSX, or wait for a later version";
    private static final String NOT_YET = ", which this version does not import yet";

    private KnownFormats() {}

    /// Refuses what is recognised as a format of bytes, before anything looks at it as text.
    static void refuseBinary(Head head) {
        byte[] first = head.first();
        String file = head.name();
        if (first.length == 0) {
            throw Faults.malformed(file, "the file is empty", "Export it again");
        }
        if (starts(first, 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1)) {
            throw ole(head);
        }
        if (starts(first, 0x09, 0x08, 0x10, 0x00) || starts(first, 0x09, 0x08, 0x08, 0x00)) {
            throw unknown(file, "an old Excel workbook (BIFF, .xls)", "Save it as .xlsx or CSV and import that");
        }
        if (starts(first, '%', 'P', 'D', 'F')) {
            throw unknown(file, "a PDF document", "Attach it as proof to an entitlement; data comes in as CSV or XLSX");
        }
        if (starts(first, 0x89, 'P', 'N', 'G')
                || starts(first, 0xFF, 0xD8, 0xFF)
                || starts(first, 'G', 'I', 'F', '8')) {
            throw unknown(file, "a picture", "Attach it as proof to an entitlement; data comes in as CSV or XLSX");
        }
        if ((starts(first, 'M', 'Z') && isBinary(first)) || starts(first, 0x7F, 'E', 'L', 'F')) {
            throw unknown(file, "a program", "Choose the file with the data");
        }
        if (starts(first, '7', 'z', 0xBC, 0xAF)
                || starts(first, 'R', 'a', 'r', '!')
                || starts(first, 0xFD, '7', 'z', 'X')
                || starts(first, 'B', 'Z', 'h')
                || starts(first, 0x28, 0xB5, 0x2F, 0xFD)) {
            throw unknown(file, "an archive that is no ZIP", "Unpack it and import the folder, or pack it as ZIP");
        }
        if (starts(first, 'b', 'p', 'l', 'i', 's', 't', '0')) {
            throw unknown(file, "a macOS property list in its binary form" + NOT_YET, EXPORT_TABLE);
        }
        if (starts(first, 'S', 'Q', 'L', 'i', 't', 'e')) {
            throw unknown(file, "an SQLite database", EXPORT_TABLE);
        }
        if (starts(first, 0x53, 0x42, 0x4F, 0x4D, 0xD6, 0xBA)) {
            throw unknown(file, "a uSWID container of CoSWID tags" + NOT_YET, "Export the tags as SWID 2015 XML");
        }
        if (isCbor(first)) {
            throw unknown(file, "CBOR, such as a CoSWID or CoRIM" + NOT_YET, "Export the tags as SWID 2015 XML");
        }
    }

    /// Refuses what is recognised as a kind of XML or JSON or text that no format claimed.
    static void refuseText(Head head, Limits limits) {
        Optional<XmlRoot> root = XmlRoot.of(head, limits);
        if (root.isPresent()) {
            throw xml(head.name(), root.get());
        }
        if (XmlRoot.looksLike(head)) {
            throw Faults.malformed(
                    head.name(), "the content begins like XML and has no element", "Export the file again");
        }
        Optional<JsonShape> shape = JsonShape.of(head, limits);
        if (shape.isPresent()) {
            throw json(head.name(), shape.get());
        }
        text(head);
    }

    private static Fault ole(Head head) {
        String wide = new String(head.first(), StandardCharsets.UTF_16LE);
        String shifted = head.first().length > 1
                ? new String(head.first(), 1, head.first().length - 1, StandardCharsets.UTF_16LE)
                : "";
        String names = wide + shifted;
        if (names.contains("EncryptedPackage") || names.contains("EncryptionInfo")) {
            return Faults.fault(
                    app.assay.work.FaultCode.INPUT_UNREADABLE,
                    head.name(),
                    "the workbook is encrypted with a password",
                    "Open it, save it without a password and import that");
        }
        return unknown(
                head.name(),
                names.contains("Workbook") || names.contains("Book")
                        ? "an old Excel workbook (BIFF, .xls)" + NOT_YET
                        : "an old Office document (OLE)",
                "Save it as .xlsx or CSV and import that");
    }

    private static Fault xml(String file, XmlRoot root) {
        String name = root.name();
        String namespace = root.namespace().toLowerCase(Locale.ROOT);
        if (name.equals("bom") || namespace.contains("cyclonedx")) {
            return unknown(file, "a CycloneDX software bill" + NOT_YET, EXPORT_TABLE);
        }
        if (name.equals("software_identification_tag")) {
            return unknown(file, "a SWID tag of the 2009 edition" + NOT_YET, "Export the tags in the 2015 edition");
        }
        if (name.equals("SoftwareIdentity")) {
            return unknown(
                    file,
                    "a <SoftwareIdentity> whose namespace '%s' is no edition or draft of ISO/IEC 19770-2:2015"
                            .formatted(Texts.cut(root.namespace(), 100)),
                    "Ask the maker of the tag for one in the namespace of the 2015 edition");
        }
        if (namespace.contains("19770/-2")) {
            return unknown(
                    file,
                    "a <%s>, a part of a SWID tag and no tag".formatted(name),
                    "Choose the file with the whole tag");
        }
        if (name.equals("SchemaVersion") || name.equals("Metric")) {
            return unknown(file, "an IBM usage tag (.slmtag)" + NOT_YET, EXPORT_TABLE);
        }
        if (name.equals("plist")) {
            return unknown(file, "a macOS property list" + NOT_YET, EXPORT_TABLE);
        }
        if (name.equals("packages")) {
            return unknown(file, "a Chocolatey package list" + NOT_YET, EXPORT_TABLE);
        }
        if (name.equals("component") || name.equals("firmware")) {
            return unknown(file, "a firmware description" + NOT_YET, EXPORT_TABLE);
        }
        return Faults.unknown(
                file,
                "the file is XML with the root <%s>, which no format of this version has"
                        .formatted(Texts.cut(name, 100)),
                "Export the data as CSV, XLSX, SWID tags or a GLPI inventory");
    }

    private static Fault json(String file, JsonShape shape) {
        Set<String> names = shape.names();
        if (names.contains("bomFormat") || (names.contains("specVersion") && names.contains("components"))) {
            return unknown(file, "a CycloneDX software bill" + NOT_YET, EXPORT_TABLE);
        }
        if (names.contains("spdxVersion")
                || names.contains("SPDXID")
                || shape.texts().getOrDefault("@context", "").contains("spdx")) {
            return unknown(file, "an SPDX software bill" + NOT_YET, EXPORT_TABLE);
        }
        if (names.contains("Sources")
                || shape.texts().getOrDefault("$schema", "").contains("winget")) {
            return unknown(file, "a winget export" + NOT_YET, EXPORT_TABLE);
        }
        if (shape.list()
                && names.contains("Id")
                && (names.contains("Config")
                        || names.contains("HostConfig")
                        || names.contains("State")
                        || names.contains("RepoTags"))) {
            return Faults.unknown(
                    file,
                    "the file is the output of docker inspect, which describes containers and no installed software",
                    "Import the inventory of the computers themselves");
        }
        if (names.contains("@odata.context")) {
            return unknown(file, "a Microsoft Graph response" + NOT_YET, EXPORT_TABLE);
        }
        if (names.contains("tag-id") || names.contains("software-name")) {
            return unknown(file, "a CoSWID tag as JSON" + NOT_YET, "Export the tags as SWID 2015 XML");
        }
        if (names.contains("ansible_facts") || shape.inner().contains("ansible_facts.packages")) {
            return unknown(file, "the package facts of Ansible" + NOT_YET, EXPORT_TABLE);
        }
        if (shape.list() && names.contains("codes") && names.contains("name") && names.contains("architecture")) {
            return unknown(file, "a dpkg listing as JSON" + NOT_YET, EXPORT_TABLE);
        }
        if (shape.list() && names.contains("name") && names.contains("version") && names.contains("release")) {
            return unknown(file, "a package listing (rpm) as JSON" + NOT_YET, EXPORT_TABLE);
        }
        if (names.contains("SPApplicationsDataType")) {
            return unknown(file, "a macOS application list as JSON" + NOT_YET, EXPORT_TABLE);
        }
        return Faults.unknown(
                file,
                shape.list()
                        ? "the file is a JSON list, which this version does not import yet"
                        : "the file is JSON of no format that this version knows",
                EXPORT_TABLE);
    }

    private static void text(Head head) {
        Optional<java.nio.charset.Charset> charset =
                Encodings.detect(head, Inputs.of(head.name(), head.first()), Progress.NONE);
        if (charset.isEmpty()) {
            throw Faults.unknown(
                    head.name(), "the file is binary and of no format that this version knows", EXPORT_TABLE);
        }
        String text = CsvSniffer.text(head, charset.get());
        String start = Texts.strip(text.substring(0, Math.min(text.length(), 400)));
        @Nullable String name = null;
        if (start.startsWith("Windows Registry Editor") || start.startsWith("REGEDIT4")) {
            name = "a registry export (.reg)";
        } else if (start.startsWith("SPDXVersion:")) {
            name = "an SPDX software bill";
        } else if (start.startsWith("Desired=Unknown/Install/Remove/Purge/Hold")) {
            name = "a dpkg listing";
        } else if (start.matches("(?s)Name\\s*: .*\\RVersion\\s*: .*")) {
            name = "a package listing (rpm or pacman)";
        } else if (start.startsWith("<SchemaVersion>")) {
            name = "an IBM usage tag (.slmtag)";
        } else if (start.startsWith("Name ") && start.contains(" Version ") && start.contains(" Publisher ")) {
            name = "a snap listing";
        } else if (start.startsWith("PKGINST:") || start.startsWith("   PKGINST:")) {
            name = "a Solaris package listing";
        } else if (start.matches("(?s)Applications:\\R\\s.*")) {
            name = "a macOS application list";
        } else if (start.startsWith("/nix/store/")) {
            name = "a listing of a Nix store";
        } else if (start.startsWith("# proto-file:")) {
            name = "a CycloneDX software bill as protobuf text";
        } else if (start.matches("(?s)(?:\\w+=[^\\n]*\\R+){3,}.*")) {
            name = "a WMI dump";
        } else if (start.startsWith("#")
                && start.lines()
                                .findFirst()
                                .orElse("")
                                .chars()
                                .filter(letter -> letter == ':')
                                .count()
                        >= 5) {
            name = "an AIX package listing (lslpp)";
        } else if (start.startsWith("# Initializing...") && text.contains("# Contacting target")) {
            name = "an HP-UX package listing (swlist)";
        } else if (start.startsWith("BEGIN:VCARD") || start.startsWith("From: ")) {
            name = "a mail or contact";
        } else if (start.matches("(?s)[A-Z]:[^\\n]+\\n[A-Z]:[^\\n]+\\n[A-Z]:.*")) {
            name = "an Alpine package index";
        }
        if (name == null) {
            name = listing(text);
        }
        if (name != null) {
            throw unknown(head.name(), name + NOT_YET, EXPORT_TABLE);
        }
    }

    /// What a text is by most of its first lines: lists of package managers, configuration and logs have columns or
    /// fields of their own and are no tables.
    private static @Nullable String listing(String text) {
        List<String> lines = text.lines().limit(MOST_LINES).toList();
        if (!lines.isEmpty() && lines.getFirst().startsWith("Listing...")) {
            return "a list of apt";
        }
        for (Listing listing : LISTINGS) {
            long all = lines.stream().filter(line -> !line.isBlank()).count();
            long fitting = lines.stream()
                    .filter(line -> listing.line().matcher(line).lookingAt())
                    .count();
            if (fitting >= listing.least() && fitting * 100 >= all * listing.share()) {
                return listing.name();
            }
        }
        return null;
    }

    /// @param least so many lines must be of this form
    /// @param share and so many percent of all lines
    private record Listing(String name, Pattern line, int least, int share) {}

    private static final int MOST_LINES = 200;

    private static final List<Listing> LISTINGS = List.of(
            new Listing("a list of apt", Pattern.compile("[a-z0-9][a-z0-9+.-]*/\\S+ \\S+ \\S+ \\[[^\\]]+\\]"), 1, 60),
            new Listing("a dpkg listing", Pattern.compile("(?:[uihrp][nicurUFHWt]R?) {1,2}\\S+ +\\S+ +\\S+ "), 2, 60),
            new Listing(
                    "a status file or control file of Debian packages",
                    Pattern.compile("(?:Package|Status|Priority|Section|Installed-Size|Maintainer|Architecture|Version|"
                            + "Depends|Description|Source|Homepage|Multi-Arch|Conffiles|Provides|Suggests): "),
                    4,
                    40),
            new Listing(
                    "a package listing (rpm)",
                    Pattern.compile(
                            "\\S+-[^-\\s]+-[^-\\s]+\\.(?:x86_64|noarch|i[3-6]86|aarch64|ppc64le|s390x|src)\\s*$"),
                    2,
                    60),
            new Listing(
                    "a log",
                    Pattern.compile(
                            "(?:\\[?\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}[^,;|\\t]*$|[A-Z][a-z]{2} [ \\d]\\d"
                                    + " \\d{2}:\\d{2}:\\d{2} [^,;|\\t]*$)"),
                    2,
                    60),
            new Listing(
                    "text of fields, each a name and a value,",
                    Pattern.compile("[A-Za-z][A-Za-z0-9 _/().-]{0,60}\\s*: ?[^,;|\\t]*$"),
                    4,
                    70));

    private static Fault unknown(String file, String what, String remedy) {
        return Faults.unknown(file, "the file is " + what, remedy);
    }

    private static boolean isCbor(byte[] first) {
        if (first.length < 4) {
            return false;
        }
        boolean tagged = starts(first, 0xDA, 0x53, 0x57, 0x49) // CoSWID, RFC 9393
                || starts(first, 0xD9, 0x01) // tags 256 to 511, among them 501, 505, 506
                || starts(first, 0xD9, 0x02) // tags 512 to 767, among them 571
                || starts(first, 0xD9, 0xD9, 0xF7)
                || starts(first, 0xD2, 0x84)
                || starts(first, 0xD8);
        boolean map = (first[0] & 0xE0) == 0xA0 && (first[1] & 0xFF) <= 0x20 && isBinary(first);
        return (tagged && isBinary(first)) || map;
    }

    private static boolean isBinary(byte[] first) {
        for (byte value : first) {
            if (value >= 0 && value < 0x09) {
                return true;
            }
        }
        return false;
    }

    static boolean starts(byte[] first, int... bytes) {
        if (first.length < bytes.length) {
            return false;
        }
        for (int place = 0; place < bytes.length; place++) {
            if ((first[place] & 0xFF) != bytes[place]) {
                return false;
            }
        }
        return true;
    }
}
