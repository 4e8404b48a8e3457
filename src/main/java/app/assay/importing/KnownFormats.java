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
import app.assay.work.Sentence;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Formats that are recognised and not imported, each by its sign, its name and what to do instead.
final class KnownFormats {

    private static final Sentence EXPORT_TABLE = Sentence.of("import.export-table");
    private static final Sentence EXPORT_TAGS = Sentence.of("import.export-tags");
    private static final Sentence SAVE_WORKBOOK = Sentence.of("import.save-workbook");
    private static final Sentence ATTACH = Sentence.of("import.attach-as-proof");

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
                        notYet(Sentence.of("import.excel-workbook-before-1997-biff")),
                        SAVE_WORKBOOK),
                bytes(
                        "office-old",
                        look -> OleFile.looksLike(look.head()),
                        Sentence.of("import.old-office-document-ole"),
                        SAVE_WORKBOOK),
                bytes("pdf", look -> starts(look, '%', 'P', 'D', 'F'), Sentence.of("import.pdf-document"), ATTACH),
                bytes(
                        "picture",
                        look -> starts(look, 0x89, 'P', 'N', 'G')
                                || starts(look, 0xFF, 0xD8, 0xFF)
                                || starts(look, 'G', 'I', 'F', '8'),
                        Sentence.of("import.picture"),
                        ATTACH),
                bytes(
                        "program",
                        look -> (starts(look, 'M', 'Z') && isBinary(look)) || starts(look, 0x7F, 'E', 'L', 'F'),
                        Sentence.of("import.program"),
                        Sentence.of("import.choose-file-with-data")),
                bytes(
                        "archive",
                        look -> starts(look, '7', 'z', 0xBC, 0xAF)
                                || starts(look, 'R', 'a', 'r', '!')
                                || starts(look, 0xFD, '7', 'z', 'X')
                                || starts(look, 'B', 'Z', 'h')
                                || starts(look, 0x28, 0xB5, 0x2F, 0xFD),
                        Sentence.of("import.archive-no-zip"),
                        Sentence.of("import.unpack-import-folder-or-pack")),
                bytes(
                        "plist-binary",
                        look -> starts(look, 'b', 'p', 'l', 'i', 's', 't', '0'),
                        notYet(Sentence.of("import.macos-property-list-in-its")),
                        EXPORT_TABLE),
                bytes(
                        "sqlite",
                        look -> starts(look, 'S', 'Q', 'L', 'i', 't', 'e'),
                        Sentence.of("import.sqlite-database"),
                        EXPORT_TABLE),
                bytes(
                        "uswid",
                        look -> starts(look, 0x53, 0x42, 0x4F, 0x4D, 0xD6, 0xBA),
                        notYet(Sentence.of("import.uswid-container-coswid-tags")),
                        EXPORT_TAGS),
                bytes("cbor", KnownFormats::isCbor, notYet(Sentence.of("import.cbor-such-as-coswid-or")), EXPORT_TAGS));
    }

    private static List<KnownFormat> containers() {
        return List.of(
                container(
                        "xlsb",
                        look -> look.zip().find("xl/workbook.bin").isPresent(),
                        notYet(Sentence.of("import.binary-excel-workbook-xlsb"))),
                container("docx", look -> isOffice(look, "word/"), notYet(Sentence.of("import.word-document"))),
                container("pptx", look -> isOffice(look, "ppt/"), notYet(Sentence.of("import.powerpoint-document"))),
                container(
                        "opendocument",
                        look -> look.mediaType().startsWith("application/vnd.oasis.opendocument"),
                        notYet(Sentence.of("import.opendocument-file"))));
    }

    private static List<KnownFormat> xml() {
        return List.of(
                xml(
                        "cyclonedx-xml",
                        (name, namespace) -> name.equals("bom") || namespace.contains("cyclonedx"),
                        notYet(Sentence.of("import.cyclonedx-software-bill")),
                        EXPORT_TABLE),
                xml(
                        "swid-2009",
                        (name, _) -> name.equals("software_identification_tag"),
                        notYet(Sentence.of("import.swid-tag-2009-edition")),
                        Sentence.of("import.export-tags-in-2015-edition")),
                new KnownFormat(
                        "swid-other",
                        Family.XML,
                        look -> rootIs(look, (name, _) -> name.equals("SoftwareIdentity")),
                        look -> KnownFormat.refused(
                                look,
                                Sentence.of(
                                        "import.softwareidentity-whose-namespace-no-edition",
                                        Texts.cut(look.root().orElseThrow().namespace(), 100)),
                                Sentence.of("import.ask-maker-tag-for-one"))),
                new KnownFormat(
                        "swid-part",
                        Family.XML,
                        look -> rootIs(look, (_, namespace) -> namespace.contains("19770/-2")),
                        look -> KnownFormat.refused(
                                look,
                                Sentence.of(
                                        "import.part-swid-tag-no-tag",
                                        look.root().orElseThrow().name()),
                                Sentence.of("import.choose-file-with-whole-tag"))),
                xml(
                        "slmtag",
                        (name, _) -> name.equals("SchemaVersion") || name.equals("Metric"),
                        notYet(Sentence.of("import.ibm-usage-tag-slmtag")),
                        EXPORT_TABLE),
                xml(
                        "plist",
                        (name, _) -> name.equals("plist"),
                        notYet(Sentence.of("import.macos-property-list")),
                        EXPORT_TABLE),
                xml(
                        "chocolatey",
                        (name, _) -> name.equals("packages"),
                        notYet(Sentence.of("import.chocolatey-package-list")),
                        EXPORT_TABLE),
                xml(
                        "firmware",
                        (name, _) -> name.equals("component") || name.equals("firmware"),
                        notYet(Sentence.of("import.firmware-description")),
                        EXPORT_TABLE),
                new KnownFormat(
                        "xml",
                        Family.XML,
                        look -> look.root().isPresent(),
                        look -> KnownFormat.refused(
                                look,
                                Sentence.of(
                                        "import.xml-with-root-which-no",
                                        Texts.cut(look.root().orElseThrow().name(), 100)),
                                Sentence.of("import.export-data-as-csv-xlsx"))),
                new KnownFormat(
                        "xml-empty",
                        Family.XML,
                        _ -> true,
                        look -> Faults.malformed(
                                look.name(),
                                Sentence.of("import.content-begins-like-xml-has"),
                                Sentence.of("import.export-file-again"))));
    }

    private static List<KnownFormat> json() {
        return List.of(
                json(
                        "cyclonedx-json",
                        (_, names) -> names.contains("bomFormat")
                                || names.contains("specFormat")
                                || (names.contains("specVersion") && names.contains("components")),
                        notYet(Sentence.of("import.cyclonedx-software-bill"))),
                json(
                        "spdx-json",
                        (shape, names) -> names.contains("spdxVersion")
                                || names.contains("SPDXID")
                                || said(shape, "@context").contains("spdx"),
                        notYet(Sentence.of("import.spdx-software-bill"))),
                json(
                        "winget",
                        (shape, names) -> names.contains("Sources")
                                || said(shape, "$schema").contains("winget"),
                        notYet(Sentence.of("import.winget-export"))),
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
                        Sentence.of("import.output-docker-inspect-which-describes"),
                        Sentence.of("import.import-inventory-computers-themselves")),
                json(
                        "graph",
                        (_, names) -> names.contains("@odata.context"),
                        notYet(Sentence.of("import.microsoft-graph-response"))),
                KnownFormat.of(
                        "coswid-json",
                        Family.JSON,
                        look -> shapeIs(
                                look, (_, names) -> names.contains("tag-id") || names.contains("software-name")),
                        notYet(Sentence.of("import.coswid-tag-as-json")),
                        EXPORT_TAGS),
                json(
                        "ansible",
                        (_, names) -> names.contains("ansible_facts"),
                        Sentence.of("import.facts-ansible-without-packages")),
                json(
                        "rpm-json",
                        (shape, names) -> shape.list()
                                && names.contains("name")
                                && names.contains("version")
                                && names.contains("release"),
                        notYet(Sentence.of("import.package-listing-rpm-as-json"))),
                json(
                        "macos-applications-json",
                        (_, names) -> names.contains("SPApplicationsDataType"),
                        notYet(Sentence.of("import.macos-application-list-as-json"))),
                json("json-list", (shape, _) -> shape.list(), notYet(Sentence.of("import.json-list"))),
                json("json", (_, _) -> true, Sentence.of("import.json-no-format-this-version")));
    }

    private static List<KnownFormat> text() {
        return Stream.of(
                        Stream.of(
                                new KnownFormat(
                                        "binary",
                                        Family.TEXT,
                                        look -> look.charset().isEmpty(),
                                        look -> KnownFormat.refused(
                                                look,
                                                Sentence.of("import.binary-no-format-this-version"),
                                                EXPORT_TABLE)),
                                begins(
                                        "registry-export",
                                        Sentence.of("import.registry-export-reg"),
                                        "(?:Windows Registry Editor|REGEDIT4).*"),
                                begins("spdx-text", Sentence.of("import.spdx-software-bill"), "SPDXVersion:.*"),
                                begins(
                                        "pacman",
                                        Sentence.of("import.package-listing-pacman"),
                                        "Name\\s*: .*\\RVersion\\s*: .*"),
                                begins("slmtag-text", Sentence.of("import.ibm-usage-tag-slmtag"), "<SchemaVersion>.*"),
                                KnownFormat.of(
                                        "snap",
                                        Family.TEXT,
                                        look -> {
                                            String start = start(look);
                                            return start.startsWith("Name ")
                                                    && start.contains(" Version ")
                                                    && start.contains(" Publisher ");
                                        },
                                        notYet(Sentence.of("import.snap-listing")),
                                        EXPORT_TABLE),
                                begins("pkginfo", Sentence.of("import.solaris-package-listing"), "PKGINST:.*"),
                                begins(
                                        "macos-applications",
                                        Sentence.of("import.macos-application-list"),
                                        "Applications:\\R\\s.*"),
                                begins("nix", Sentence.of("import.listing-nix-store"), "/nix/store/.*"),
                                begins(
                                        "cyclonedx-protobuf",
                                        Sentence.of("import.cyclonedx-software-bill-as-protobuf"),
                                        "# proto-file:.*"),
                                begins("wmi", Sentence.of("import.wmi-dump"), "(?:\\w+=[^\\n]*\\R+){3,}.*"),
                                begins(
                                        "lslpp",
                                        Sentence.of("import.aix-package-listing-lslpp"),
                                        "#(?:[^:\\n\\r]*:){5}.*"),
                                KnownFormat.of(
                                        "swlist",
                                        Family.TEXT,
                                        look -> start(look).startsWith("# Initializing...")
                                                && look.text().contains("# Contacting target"),
                                        notYet(Sentence.of("import.hp-ux-package-listing-swlist")),
                                        EXPORT_TABLE),
                                begins("mail", Sentence.of("import.mail-or-contact"), "(?:BEGIN:VCARD|From: ).*"),
                                begins(
                                        "alpine-index",
                                        Sentence.of("import.alpine-package-index"),
                                        "[A-Z]:[^\\n]+\\n[A-Z]:[^\\n]+\\n[A-Z]:.*")),
                        LISTINGS.stream()
                                .map(listing -> KnownFormat.of(
                                        listing.code(),
                                        Family.TEXT,
                                        listing::fits,
                                        notYet(listing.name()),
                                        EXPORT_TABLE)))
                .flatMap(formats -> formats)
                .toList();
    }

    private static Sentence notYet(Sentence what) {
        return Sentence.of("import.not-yet", what);
    }

    private static KnownFormat bytes(String code, Predicate<Look> sign, Sentence what, Sentence remedy) {
        return KnownFormat.of(code, Family.BYTES, sign, what, remedy);
    }

    private static KnownFormat container(String code, Predicate<Look> sign, Sentence what) {
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

    private static KnownFormat xml(String code, RootSign sign, Sentence what, Sentence remedy) {
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

    private static KnownFormat json(String code, ShapeSign sign, Sentence what) {
        return KnownFormat.of(code, Family.JSON, look -> shapeIs(look, sign), what, EXPORT_TABLE);
    }

    private static String said(JsonShape shape, String name) {
        return shape.texts().getOrDefault(name, "");
    }

    private static KnownFormat begins(String code, Sentence what, String pattern) {
        var begins = Pattern.compile(pattern, Pattern.DOTALL);
        return KnownFormat.of(
                code, Family.TEXT, look -> begins.matcher(start(look)).matches(), notYet(what), EXPORT_TABLE);
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
    private record Listing(String code, Sentence name, Pattern line, int least, int share) {

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
                    Sentence.of("import.index-or-control-file-debian"),
                    Pattern.compile("(?:Package|Status|Priority|Section|Installed-Size|Maintainer|Architecture|Version|"
                            + "Depends|Description|Source|Homepage|Multi-Arch|Conffiles|Provides|Suggests): "),
                    4,
                    40),
            new Listing(
                    "log",
                    Sentence.of("import.log"),
                    Pattern.compile(
                            "(?:\\[?\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}[^,;|\\t]*$|[A-Z][a-z]{2} [ \\d]\\d"
                                    + " \\d{2}:\\d{2}:\\d{2} [^,;|\\t]*$)"),
                    2,
                    60),
            new Listing(
                    "fields",
                    Sentence.of("import.text-fields-each-name-value"),
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
