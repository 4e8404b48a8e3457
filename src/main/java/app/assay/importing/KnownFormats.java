package app.assay.importing;

import app.assay.importing.format.Family;
import app.assay.importing.format.Format;
import app.assay.importing.format.KnownFormat;
import app.assay.importing.format.Look;
import app.assay.importing.guard.Faults;
import app.assay.importing.guard.OleFile;
import app.assay.importing.guard.Texts;
import app.assay.importing.syntax.JsonShape;
import app.assay.importing.syntax.XmlRoot;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Formats that are recognised and not imported, each by its sign, its name and what to do instead.
final class KnownFormats {

    private static final String EXPORT_TABLE = "Export the data as CSV or XLSX, or wait for a later version";
    private static final String EXPORT_TAGS = "Export the tags as SWID 2015 XML";
    private static final String SAVE_WORKBOOK = "Save it as .xlsx or CSV and import that";
    private static final String ATTACH = "Attach it as proof to an entitlement; data comes in as CSV or XLSX";
    private static final String NOT_YET = ", which this version does not import yet";

    private KnownFormats() {}

    /// In the order in which they are asked within their family; the last of a family may know only that the
    /// content
    /// is of the family.
    static List<Format> all() {
        return Stream.of(bytes(), containers(), xml(), json(), text())
                .flatMap(List::stream)
                .<Format>map(format -> format)
                .toList();
    }

    private static List<KnownFormat> bytes() {
        return List.of(
                bytes(
                        "xls-5",
                        look -> look.oleStreams().stream().anyMatch("Book"::equalsIgnoreCase)
                                || starts(look, 0x09, 0x08, 0x10, 0x00)
                                || starts(look, 0x09, 0x08, 0x08, 0x00),
                        "an Excel workbook of before 1997 (BIFF)" + NOT_YET,
                        SAVE_WORKBOOK),
                bytes(
                        "office-old",
                        look -> OleFile.looksLike(look.head()),
                        "an old Office document (OLE)",
                        SAVE_WORKBOOK),
                bytes("pdf", look -> starts(look, '%', 'P', 'D', 'F'), "a PDF document", ATTACH),
                bytes(
                        "picture",
                        look -> starts(look, 0x89, 'P', 'N', 'G')
                                || starts(look, 0xFF, 0xD8, 0xFF)
                                || starts(look, 'G', 'I', 'F', '8'),
                        "a picture",
                        ATTACH),
                bytes(
                        "program",
                        look -> (starts(look, 'M', 'Z') && isBinary(look)) || starts(look, 0x7F, 'E', 'L', 'F'),
                        "a program",
                        "Choose the file with the data"),
                bytes(
                        "archive",
                        look -> starts(look, '7', 'z', 0xBC, 0xAF)
                                || starts(look, 'R', 'a', 'r', '!')
                                || starts(look, 0xFD, '7', 'z', 'X')
                                || starts(look, 'B', 'Z', 'h')
                                || starts(look, 0x28, 0xB5, 0x2F, 0xFD),
                        "an archive that is no ZIP",
                        "Unpack it and import the folder, or pack it as ZIP"),
                bytes(
                        "plist-binary",
                        look -> starts(look, 'b', 'p', 'l', 'i', 's', 't', '0'),
                        "a macOS property list in its binary form" + NOT_YET,
                        EXPORT_TABLE),
                bytes("sqlite", look -> starts(look, 'S', 'Q', 'L', 'i', 't', 'e'), "an SQLite database", EXPORT_TABLE),
                bytes(
                        "uswid",
                        look -> starts(look, 0x53, 0x42, 0x4F, 0x4D, 0xD6, 0xBA),
                        "a uSWID container of CoSWID tags" + NOT_YET,
                        EXPORT_TAGS),
                bytes("cbor", KnownFormats::isCbor, "CBOR, such as a CoSWID or CoRIM" + NOT_YET, EXPORT_TAGS));
    }

    private static List<KnownFormat> containers() {
        return List.of(
                container(
                        "xlsb",
                        look -> look.zip().find("xl/workbook.bin").isPresent(),
                        "a binary Excel workbook (.xlsb)" + NOT_YET),
                container("docx", look -> isOffice(look, "word/"), "a Word document" + NOT_YET),
                container("pptx", look -> isOffice(look, "ppt/"), "a PowerPoint document" + NOT_YET),
                container(
                        "opendocument",
                        look -> look.mediaType().startsWith("application/vnd.oasis.opendocument"),
                        "an OpenDocument file" + NOT_YET));
    }

    private static List<KnownFormat> xml() {
        return List.of(
                xml(
                        "cyclonedx-xml",
                        (name, namespace) -> name.equals("bom") || namespace.contains("cyclonedx"),
                        "a CycloneDX software bill" + NOT_YET,
                        EXPORT_TABLE),
                xml(
                        "swid-2009",
                        (name, _) -> name.equals("software_identification_tag"),
                        "a SWID tag of the 2009 edition" + NOT_YET,
                        "Export the tags in the 2015 edition"),
                new KnownFormat(
                        "swid-other",
                        Family.XML,
                        look -> rootIs(look, (name, _) -> name.equals("SoftwareIdentity")),
                        look -> KnownFormat.refused(
                                look,
                                "a <SoftwareIdentity> whose namespace '%s' is no edition or draft of ISO/IEC 19770-2:2015"
                                        .formatted(Texts.cut(
                                                look.root().orElseThrow().namespace(), 100)),
                                "Ask the maker of the tag for one in the namespace of the 2015 edition")),
                new KnownFormat(
                        "swid-part",
                        Family.XML,
                        look -> rootIs(look, (_, namespace) -> namespace.contains("19770/-2")),
                        look -> KnownFormat.refused(
                                look,
                                "a <%s>, a part of a SWID tag and no tag"
                                        .formatted(look.root().orElseThrow().name()),
                                "Choose the file with the whole tag")),
                xml(
                        "slmtag",
                        (name, _) -> name.equals("SchemaVersion") || name.equals("Metric"),
                        "an IBM usage tag (.slmtag)" + NOT_YET,
                        EXPORT_TABLE),
                xml("plist", (name, _) -> name.equals("plist"), "a macOS property list" + NOT_YET, EXPORT_TABLE),
                xml(
                        "chocolatey",
                        (name, _) -> name.equals("packages"),
                        "a Chocolatey package list" + NOT_YET,
                        EXPORT_TABLE),
                xml(
                        "firmware",
                        (name, _) -> name.equals("component") || name.equals("firmware"),
                        "a firmware description" + NOT_YET,
                        EXPORT_TABLE),
                new KnownFormat(
                        "xml",
                        Family.XML,
                        look -> look.root().isPresent(),
                        look -> KnownFormat.refused(
                                look,
                                "XML with the root <%s>, which no format of this version has"
                                        .formatted(Texts.cut(
                                                look.root().orElseThrow().name(), 100)),
                                "Export the data as CSV, XLSX, SWID tags or a GLPI inventory")),
                new KnownFormat(
                        "xml-empty",
                        Family.XML,
                        _ -> true,
                        look -> Faults.malformed(
                                look.name(),
                                "the content begins like XML and has no element",
                                "Export the file again")));
    }

    private static List<KnownFormat> json() {
        return List.of(
                json(
                        "cyclonedx-json",
                        (_, names) -> names.contains("bomFormat")
                                || names.contains("specFormat")
                                || (names.contains("specVersion") && names.contains("components")),
                        "a CycloneDX software bill" + NOT_YET),
                json(
                        "spdx-json",
                        (shape, names) -> names.contains("spdxVersion")
                                || names.contains("SPDXID")
                                || said(shape, "@context").contains("spdx"),
                        "an SPDX software bill" + NOT_YET),
                json(
                        "winget",
                        (shape, names) -> names.contains("Sources")
                                || said(shape, "$schema").contains("winget"),
                        "a winget export" + NOT_YET),
                KnownFormat.of(
                        "docker-inspect",
                        Family.JSON,
                        look -> shapeIs(
                                look,
                                (shape, names) -> shape.list()
                                        && names.contains("Id")
                                        && (names.contains("Config")
                                                || names.contains("HostConfig")
                                                || names.contains("State")
                                                || names.contains("RepoTags"))),
                        "the output of docker inspect, which describes containers and no installed software",
                        "Import the inventory of the computers themselves"),
                json("graph", (_, names) -> names.contains("@odata.context"), "a Microsoft Graph response" + NOT_YET),
                KnownFormat.of(
                        "coswid-json",
                        Family.JSON,
                        look -> shapeIs(
                                look, (_, names) -> names.contains("tag-id") || names.contains("software-name")),
                        "a CoSWID tag as JSON" + NOT_YET,
                        EXPORT_TAGS),
                json("ansible", (_, names) -> names.contains("ansible_facts"), "facts of Ansible without packages"),
                json(
                        "rpm-json",
                        (shape, names) -> shape.list()
                                && names.contains("name")
                                && names.contains("version")
                                && names.contains("release"),
                        "a package listing (rpm) as JSON" + NOT_YET),
                json(
                        "macos-applications-json",
                        (_, names) -> names.contains("SPApplicationsDataType"),
                        "a macOS application list as JSON" + NOT_YET),
                json("json-list", (shape, _) -> shape.list(), "a JSON list" + NOT_YET),
                json("json", (_, _) -> true, "JSON of no format that this version knows"));
    }

    private static List<KnownFormat> text() {
        return Stream.of(
                        Stream.of(
                                new KnownFormat(
                                        "binary",
                                        Family.TEXT,
                                        look -> look.charset().isEmpty(),
                                        look -> KnownFormat.refused(
                                                look, "binary and of no format that this version knows", EXPORT_TABLE)),
                                begins(
                                        "registry-export",
                                        "a registry export (.reg)",
                                        "(?:Windows Registry Editor|REGEDIT4).*"),
                                begins("spdx-text", "an SPDX software bill", "SPDXVersion:.*"),
                                begins("pacman", "a package listing (pacman)", "Name\\s*: .*\\RVersion\\s*: .*"),
                                begins("slmtag-text", "an IBM usage tag (.slmtag)", "<SchemaVersion>.*"),
                                KnownFormat.of(
                                        "snap",
                                        Family.TEXT,
                                        look -> {
                                            String start = start(look);
                                            return start.startsWith("Name ")
                                                    && start.contains(" Version ")
                                                    && start.contains(" Publisher ");
                                        },
                                        "a snap listing" + NOT_YET,
                                        EXPORT_TABLE),
                                begins("pkginfo", "a Solaris package listing", "PKGINST:.*"),
                                begins("macos-applications", "a macOS application list", "Applications:\\R\\s.*"),
                                begins("nix", "a listing of a Nix store", "/nix/store/.*"),
                                begins(
                                        "cyclonedx-protobuf",
                                        "a CycloneDX software bill as protobuf text",
                                        "# proto-file:.*"),
                                begins("wmi", "a WMI dump", "(?:\\w+=[^\\n]*\\R+){3,}.*"),
                                begins("lslpp", "an AIX package listing (lslpp)", "#(?:[^:\\n\\r]*:){5}.*"),
                                KnownFormat.of(
                                        "swlist",
                                        Family.TEXT,
                                        look -> start(look).startsWith("# Initializing...")
                                                && look.text().contains("# Contacting target"),
                                        "an HP-UX package listing (swlist)" + NOT_YET,
                                        EXPORT_TABLE),
                                begins("mail", "a mail or contact", "(?:BEGIN:VCARD|From: ).*"),
                                begins(
                                        "alpine-index",
                                        "an Alpine package index",
                                        "[A-Z]:[^\\n]+\\n[A-Z]:[^\\n]+\\n[A-Z]:.*")),
                        LISTINGS.stream()
                                .map(listing -> KnownFormat.of(
                                        listing.code(),
                                        Family.TEXT,
                                        listing::fits,
                                        listing.name() + NOT_YET,
                                        EXPORT_TABLE)))
                .flatMap(formats -> formats)
                .toList();
    }

    private static KnownFormat bytes(String code, Predicate<Look> sign, String what, String remedy) {
        return KnownFormat.of(code, Family.BYTES, sign, what, remedy);
    }

    private static KnownFormat container(String code, Predicate<Look> sign, String what) {
        return KnownFormat.of(code, Family.CONTAINER, sign, what, SAVE_WORKBOOK);
    }

    /// A sign in the first element: its name, and its namespace in lower case.
    @FunctionalInterface
    private interface RootSign {
        boolean test(String name, String namespace);
    }

    private static boolean rootIs(Look look, RootSign sign) {
        Optional<XmlRoot> root = look.root();
        return root.isPresent()
                && sign.test(root.get().name(), root.get().namespace().toLowerCase(Locale.ROOT));
    }

    private static KnownFormat xml(String code, RootSign sign, String what, String remedy) {
        return KnownFormat.of(code, Family.XML, look -> rootIs(look, sign), what, remedy);
    }

    /// A sign in the outermost names.
    @FunctionalInterface
    private interface ShapeSign {
        boolean test(JsonShape shape, Set<String> names);
    }

    private static boolean shapeIs(Look look, ShapeSign sign) {
        return look.json().isPresent()
                && sign.test(look.json().get(), look.json().get().names());
    }

    private static KnownFormat json(String code, ShapeSign sign, String what) {
        return KnownFormat.of(code, Family.JSON, look -> shapeIs(look, sign), what, EXPORT_TABLE);
    }

    private static String said(JsonShape shape, String name) {
        return shape.texts().getOrDefault(name, "");
    }

    private static KnownFormat begins(String code, String what, String pattern) {
        var begins = Pattern.compile(pattern, Pattern.DOTALL);
        return KnownFormat.of(
                code, Family.TEXT, look -> begins.matcher(start(look)).matches(), what + NOT_YET, EXPORT_TABLE);
    }

    private static String start(Look look) {
        String text = look.text();
        return Texts.strip(text.substring(0, Math.min(text.length(), 400)));
    }

    private static boolean isOffice(Look look, String folder) {
        return look.zip().find("[Content_Types].xml").isPresent()
                && look.zip().entries().stream().anyMatch(entry -> entry.name().startsWith(folder));
    }

    /// @param least so many lines must be of this form
    /// @param share and so many percent of all lines
    private record Listing(String code, String name, Pattern line, int least, int share) {

        /// Whether most of the first lines are of this form: lists of package managers, configuration and logs
        /// have
        /// columns or fields of their own and are no tables.
        boolean fits(Look look) {
            long all = look.lines().stream().filter(text -> !text.isBlank()).count();
            long fitting = look.lines().stream()
                    .filter(text -> line.matcher(text).lookingAt())
                    .count();
            return fitting >= least && fitting * 100 >= all * share;
        }
    }

    private static final List<Listing> LISTINGS = List.of(
            new Listing(
                    "debian-control",
                    "an index or control file of Debian packages",
                    Pattern.compile("(?:Package|Status|Priority|Section|Installed-Size|Maintainer|Architecture|Version|"
                            + "Depends|Description|Source|Homepage|Multi-Arch|Conffiles|Provides|Suggests): "),
                    4,
                    40),
            new Listing(
                    "log",
                    "a log",
                    Pattern.compile(
                            "(?:\\[?\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}[^,;|\\t]*$|[A-Z][a-z]{2} [ \\d]\\d"
                                    + " \\d{2}:\\d{2}:\\d{2} [^,;|\\t]*$)"),
                    2,
                    60),
            new Listing(
                    "fields",
                    "text of fields, each a name and a value,",
                    Pattern.compile("[A-Za-z][A-Za-z0-9 _/().-]{0,60}\\s*: ?[^,;|\\t]*$"),
                    4,
                    70));

    private static boolean isCbor(Look look) {
        byte[] first = look.head().first();
        if (first.length < 4) {
            return false;
        }
        boolean tagged = starts(look, 0xDA, 0x53, 0x57, 0x49) // CoSWID, RFC 9393
                || starts(look, 0xD9, 0x01) // tags 256 to 511, among them 501, 505, 506
                || starts(look, 0xD9, 0x02) // tags 512 to 767, among them 571
                || starts(look, 0xD9, 0xD9, 0xF7)
                || starts(look, 0xD2, 0x84)
                || starts(look, 0xD8);
        boolean map = (first[0] & 0xE0) == 0xA0 && (first[1] & 0xFF) <= 0x20 && isBinary(look);
        return (tagged && isBinary(look)) || map;
    }

    private static boolean isBinary(Look look) {
        for (byte value : look.head().first()) {
            if (value >= 0 && value < 0x09) {
                return true;
            }
        }
        return false;
    }

    private static boolean starts(Look look, int... bytes) {
        return look.head().startsWith(bytes);
    }
}
