package app.assay.service.sample;

import app.assay.domain.software.Catalogue;
import app.assay.domain.software.Licensing;
import app.assay.domain.software.ProductTarget;
import app.assay.importing.catalogue.CatalogueFile;
import app.assay.service.sample.SampleDevice.Role;
import app.assay.service.sample.SampleTitles.Offer;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Plain;
import app.assay.work.Progress;
import app.assay.work.Reason;
import app.assay.work.Sentence;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes an invented estate as the files that an analyst is handed: devices with hosts and virtual machines, users,
/// installations with long-tailed noisy titles, entitlements, SWID tags, one inventory, and the truth of the titles.
///
/// The same number of devices, seed and day give the same bytes on every machine. Memory does not grow with the number
/// of devices; about 83 installations per device are written.
public final class SampleEstate {

    /// The most devices of one estate.
    public static final int MOST_DEVICES = 1_000_000;

    private static final int TAGGED_TITLES = 12;
    private static final int DEVICES_BETWEEN_REPORTS = 64;

    private final Catalogue catalogue;
    private final SampleTitles titles;
    private final SampleDevices devices;
    private final long seed;
    private final LocalDate asAt;
    private final BitSet used;
    private final int[] licensed;
    private final List<Integer> clientTail;
    private final List<Integer> serverTail;

    private SampleEstate(Catalogue catalogue, int devices, long seed, LocalDate asAt) {
        this.catalogue = catalogue;
        this.seed = seed;
        this.asAt = asAt;
        titles = new SampleTitles(catalogue, seed);
        this.devices = new SampleDevices(devices, seed, asAt);
        used = new BitSet(titles.count());
        licensed = new int[titles.offers().size()];
        clientTail = tail(false);
        serverTail = tail(true);
    }

    /// What was written.
    ///
    /// @param titles distinct raw titles
    public record Written(int devices, int users, long installations, int titles, int entitlements) {}

    /// Writes the estate into a folder, which is made when it is not there. Files of the same names are replaced.
    ///
    /// @param devices how many, from 1 to [#MOST_DEVICES]
    /// @param asAt the last day that the inventory saw
    /// @throws Fault `USAGE` if the number of devices is out of range, `DISK_FULL` if a file cannot be written
    /// @throws app.assay.work.Cancelled if the job was cancelled; the files are then incomplete
    public static Written generate(Path out, int devices, long seed, LocalDate asAt, Progress progress) {
        if (devices < 1 || devices > MOST_DEVICES) {
            throw new Fault(
                    FaultCode.USAGE,
                    Sentence.of("program.estate-has-1-devices-not", MOST_DEVICES, devices),
                    Sentence.of("program.nothing-was-written"),
                    Sentence.of("program.choose-another-number-devices"));
        }
        try {
            Files.createDirectories(out);
            return new SampleEstate(CatalogueFile.starter(), devices, seed, asAt).write(out, progress);
        } catch (IOException unwritable) {
            throw new Fault(
                    FaultCode.DISK_FULL,
                    Sentence.of("program.estate-cannot-written", out, Reason.told(unwritable)),
                    Sentence.of("program.nothing-but-folder-was-touched"),
                    Sentence.of("program.choose-folder-can-written-has"),
                    unwritable);
        }
    }

    private Written write(Path out, Progress progress) throws IOException {
        progress.stage("sample.devices");
        writeUsers(out.resolve("users.csv"));
        writeDevices(out.resolve("devices.csv"), progress);
        progress.stage("sample.installations");
        long installations = writeInstallations(out.resolve("installations.csv"), progress);
        progress.stage("sample.titles");
        int distinct = writeTruth(out.resolve("truth.csv"), progress);
        int entitlements = writeEntitlements(out.resolve("entitlements.csv"));
        writeTags(out.resolve("swid-tags.zip"));
        writeInventory(out.resolve("inventory.xml"));
        return new Written(devices.count(), devices.users(), installations, distinct, entitlements);
    }

    private void writeUsers(Path file) throws IOException {
        try (var csv = new CsvText(file, "name", "login", "email", "employeeNumber", "unit", "status")) {
            for (int user = 0; user < devices.users(); user++) {
                csv.row(
                        devices.userName(user),
                        devices.login(user),
                        devices.email(user),
                        Plain.text("E%06d", 100_000 + user),
                        devices.unit(user),
                        devices.userStatus(user));
            }
        }
    }

    private void writeDevices(Path file, Progress progress) throws IOException {
        try (var csv = new CsvText(
                file,
                "device",
                "kind",
                "operatingSystem",
                "manufacturer",
                "model",
                "serial",
                "processorModel",
                "processors",
                "cores",
                "threads",
                "host",
                "cluster",
                "status",
                "environment",
                "unit",
                "user",
                "firstSeen",
                "lastSeen")) {
            for (int number = 0; number < devices.count(); number++) {
                tell(number, progress);
                var device = devices.device(number);
                csv.row(
                        device.name(),
                        device.kind(),
                        device.operatingSystem(),
                        device.manufacturer(),
                        device.model(),
                        device.serial(),
                        device.processorModel(),
                        known(device.processors()),
                        known(device.cores()),
                        known(device.threads()),
                        device.host(),
                        device.cluster(),
                        device.status(),
                        device.environment(),
                        device.unit(),
                        device.user(),
                        device.firstSeen().toString(),
                        device.lastSeen().toString());
            }
        }
    }

    private static String known(int number) {
        return number == 0 ? "" : Integer.toString(number);
    }

    private void tell(int number, Progress progress) {
        if (number % DEVICES_BETWEEN_REPORTS == 0) {
            progress.stopIfCancelled();
            progress.report(number, devices.count());
        }
    }

    private long writeInstallations(Path file, Progress progress) throws IOException {
        long rows = 0;
        try (var csv = new CsvText(file, "device", "title", "publisher", "version", "firstSeen", "lastSeen")) {
            for (int number = 0; number < devices.count(); number++) {
                tell(number, progress);
                var device = devices.device(number);
                var chance = new Chance(Chance.seed(seed, 6, number));
                long span = Math.max(
                        1, device.lastSeen().toEpochDay() - device.firstSeen().toEpochDay());
                var texts = new HashSet<String>();
                for (int title : installed(device)) {
                    var text = titles.title(title);
                    if (!texts.add(text.title() + "\n" + text.publisher() + "\n" + text.version())) {
                        continue; // two numbers, one title: an inventory lists it once
                    }
                    used.set(title);
                    if (title < titles.offers().size() * SampleTitles.SPELLINGS) {
                        licensed[title / SampleTitles.SPELLINGS]++;
                    }
                    csv.row(
                            device.name(),
                            text.title(),
                            text.publisher(),
                            text.version(),
                            device.firstSeen()
                                    .plusDays(chance.skewed((int) span, 2))
                                    .toString(),
                            device.lastSeen().toString());
                    rows++;
                }
            }
        }
        return rows;
    }

    /// Numbers of the titles on a device, ascending.
    private SortedSet<Integer> installed(SampleDevice device) {
        var chance = new Chance(Chance.seed(seed, 5, device.number()));
        var found = new TreeSet<Integer>();
        switch (device.role()) {
            case HOST -> installSystem(found, chance, "vmware/esxi", device.operatingSystem());
            case LINUX_SERVER -> {
                installSystem(found, chance, "canonical/ubuntu", device.operatingSystem());
                maybe(found, chance, 50, "oracle/database", "");
                maybe(found, chance, 30, "postgresql/postgresql", "");
                maybe(found, chance, 30, "ibm/mq", "");
                maybe(found, chance, 20, "ibm/websphere-application-server", "");
                maybe(found, chance, 60, "apache/tomcat", "");
                maybe(found, chance, 90, "vmware/tools", "");
                many(found, chance, 12, 24, true);
            }
            case WINDOWS_SERVER, DATABASE_SERVER -> {
                installSystem(found, chance, "microsoft/windows-server", device.operatingSystem());
                maybe(found, chance, 90, "vmware/tools", "");
                if (device.role() == Role.DATABASE_SERVER) {
                    install(
                            found,
                            chance,
                            "microsoft/sql-server",
                            chance.in(65) ? "standard" : chance.in(50) ? "enterprise" : "express");
                    install(found, chance, "microsoft/sql-server-components", "");
                    maybe(found, chance, 60, "microsoft/sql-server-management-studio", "");
                }
                maybe(found, chance, 6, "microsoft/exchange-server", "standard");
                maybe(found, chance, 6, "microsoft/sharepoint-server", "");
                maybe(found, chance, 15, "citrix/virtual-delivery-agent", "");
                maybe(found, chance, 20, "veeam/agent", "");
                maybe(found, chance, 60, "trellix/endpoint-security", "");
                many(found, chance, 36, 66, true);
            }
            case OFFICE, FINANCE, DESIGN, ENGINEERING, DEVELOPMENT -> clientTitles(found, chance, device);
        }
        return found;
    }

    private void clientTitles(SortedSet<Integer> found, Chance chance, SampleDevice device) {
        installSystem(found, chance, "microsoft/windows", device.operatingSystem());
        if (chance.in(55)) {
            install(found, chance, "microsoft/365-apps", "enterprise");
        } else {
            install(found, chance, "microsoft/office", chance.in(70) ? "professional-plus" : "standard");
        }
        maybe(found, chance, 97, "microsoft/edge", "");
        maybe(found, chance, 90, "microsoft/teams", "");
        maybe(found, chance, 90, "microsoft/onedrive", "");
        maybe(found, chance, 85, "google/chrome", "");
        maybe(found, chance, 55, "mozilla/firefox", "");
        maybe(found, chance, 85, "adobe/acrobat-reader", "");
        maybe(found, chance, 75, "igor-pavlov/7-zip", "");
        maybe(found, chance, 45, "notepad-plus-plus/notepad-plus-plus", "");
        maybe(found, chance, 35, "videolan/vlc", "");
        maybe(found, chance, 30, "oracle/java", "");
        maybe(found, chance, 30, "zoom/workplace", "");
        maybe(found, chance, 25, "putty/putty", "");
        maybe(found, chance, 12, "teamviewer/teamviewer", "");
        maybe(found, chance, 10, "rarlab/winrar", "");
        maybe(found, chance, 90, "cisco/secure-client", "");
        maybe(found, chance, 92, "trellix/endpoint-security", "");
        maybe(found, chance, 5, "microsoft/visio", "");
        maybe(found, chance, 4, "microsoft/project", "");
        switch (device.role()) {
            case FINANCE -> {
                maybe(found, chance, 80, "sap/gui", "");
                maybe(found, chance, 40, "adobe/acrobat", "");
                maybe(found, chance, 25, "salesforce/tableau-desktop", "");
                maybe(found, chance, 35, "microsoft/power-bi-desktop", "");
            }
            case DESIGN -> {
                maybe(found, chance, 80, "adobe/photoshop", "");
                maybe(found, chance, 75, "adobe/illustrator", "");
                maybe(found, chance, 60, "adobe/indesign", "");
                maybe(found, chance, 50, "adobe/acrobat", "pro");
                maybe(found, chance, 20, "corel/coreldraw-graphics-suite", "");
                maybe(found, chance, 40, "techsmith/snagit", "");
            }
            case ENGINEERING -> {
                maybe(found, chance, 60, "autodesk/autocad", "");
                maybe(found, chance, 25, "autodesk/inventor-professional", "");
                maybe(found, chance, 40, "autodesk/dwg-trueview", "");
                maybe(found, chance, 35, "mathworks/matlab", "");
                maybe(found, chance, 30, "dassault/solidworks", "");
                maybe(found, chance, 15, "siemens/tia-portal", "");
            }
            case DEVELOPMENT -> {
                maybe(found, chance, 70, "microsoft/visual-studio", "");
                maybe(found, chance, 85, "microsoft/visual-studio-code", "");
                maybe(found, chance, 55, "jetbrains/intellij-idea", "");
                maybe(found, chance, 40, "docker/desktop", "");
                maybe(found, chance, 90, "git/git", "");
                maybe(found, chance, 50, "python/python", "");
                maybe(found, chance, 45, "openjs/nodejs", "");
                maybe(found, chance, 30, "oracle/virtualbox", "");
                maybe(found, chance, 30, "microsoft/sql-server", "developer");
            }
            default -> maybe(found, chance, 40, "sap/gui", "");
        }
        many(found, chance, 54, 112, false);
    }

    /// The long tail: runtimes, updates, drivers, in-house tools, what nobody knows, and decoys.
    private void many(SortedSet<Integer> found, Chance chance, int least, int most, boolean server) {
        var tail = server ? serverTail : clientTail;
        int count = chance.between(least, most);
        var present = new HashSet<String>();
        for (int title : found) {
            present.add(titles.offers()
                    .get(title / SampleTitles.SPELLINGS)
                    .product()
                    .key());
        }
        for (int i = 0; i < count; i++) {
            int kind = chance.below(100);
            if (kind < 30) {
                found.add(titles.anyRuntime(chance));
            } else if (kind < 50) {
                found.add(titles.anyUpdate(chance));
            } else if (kind < 60) {
                found.add(titles.anyDriver(chance));
            } else if (kind < 84) {
                int offer = tail.get(chance.skewed(tail.size(), 2.5));
                int title = titles.number(offer, spelling(chance));
                if (present.add(titles.offers().get(offer).product().key())) { // one version of a product per device
                    found.add(title);
                }
            } else if (kind < 92) {
                found.add(titles.anyOwnTool(chance));
            } else if (kind < 99) {
                found.add(titles.anyStranger(chance));
            } else {
                found.add(titles.anyDecoy(chance));
            }
        }
    }

    private static int spelling(Chance chance) {
        return chance.skewed(SampleTitles.SPELLINGS, 2.2);
    }

    private void maybe(SortedSet<Integer> found, Chance chance, double percent, String product, String edition) {
        if (chance.in(percent)) {
            install(found, chance, product, edition);
        }
    }

    /// One release of a product, later ones more often.
    private void install(SortedSet<Integer> found, Chance chance, String product, String edition) {
        add(
                found,
                chance,
                titles.offersOf(product).stream()
                        .filter(offer -> edition.isEmpty()
                                || titles.offers().get(offer).target().edition().equals(edition))
                        .toList());
    }

    /// The operating system that a device's own description names, such as `Microsoft Windows 11 Enterprise`.
    private void installSystem(SortedSet<Integer> found, Chance chance, String product, String operatingSystem) {
        var words = List.of(operatingSystem.split(" ", -1));
        add(
                found,
                chance,
                titles.offersOf(product).stream()
                        .filter(number -> {
                            var offer = titles.offers().get(number);
                            return offer.release()
                                            .filter(release -> words.contains(release.name()))
                                            .isPresent()
                                    && offer.edition()
                                            .map(edition -> words.contains(edition.name()))
                                            .orElse(true);
                        })
                        .toList());
    }

    private void add(SortedSet<Integer> found, Chance chance, List<Integer> offers) {
        if (!offers.isEmpty()) {
            int offer = offers.get(offers.size() - 1 - chance.skewed(offers.size(), 1.6));
            found.add(titles.number(offer, spelling(chance)));
        }
    }

    /// Offers of the long tail, in an order that is the seed's own: free and open ones everywhere, costly ones
    /// rarely.
    private List<Integer> tail(boolean server) {
        var chance = new Chance(Chance.seed(seed, 7, server ? 1 : 0));
        var ordered = new TreeMap<Double, Integer>();
        for (int i = 0; i < titles.offers().size(); i++) {
            var product = titles.offers().get(i).product();
            boolean forServers = product.category().contains("erver")
                    || product.category().equals("Database")
                    || product.category().equals("Backup")
                    || product.category().equals("Messaging")
                    || product.key().startsWith("vmware/");
            if (product.category().equals("Operating system") || (server != forServers && forServers)) {
                continue;
            }
            double rarity = product.licensing() == Licensing.LICENSABLE ? 1.2 : 0.3;
            ordered.put(rarity + chance.below(1_000_000) / 500_000.0 + i * 1e-9, i);
        }
        return List.copyOf(ordered.values());
    }

    private int writeTruth(Path file, Progress progress) throws IOException {
        var written = new TreeSet<String>();
        int rows = 0;
        try (var csv = new CsvText(file, "title", "publisher", "version", "product", "edition", "release")) {
            for (int number = used.nextSetBit(0); number >= 0; number = used.nextSetBit(number + 1)) {
                if (rows % 1_000 == 0) {
                    progress.stopIfCancelled();
                }
                var text = titles.title(number);
                if (!written.add(text.title() + "\n" + text.publisher() + "\n" + text.version())) {
                    continue;
                }
                rows++;
                csv.row(
                        text.title(),
                        text.publisher(),
                        text.version(),
                        text.truth().map(ProductTarget::product).orElse(""),
                        text.truth().map(ProductTarget::edition).orElse(""),
                        text.truth().map(ProductTarget::release).orElse(""));
            }
        }
        return rows;
    }

    /// Rights for most of what is installed, by product and edition: some too few, some too many, some ended.
    private int writeEntitlements(Path file) throws IOException {
        var demand = new TreeMap<String, Integer>();
        var examples = new TreeMap<String, Offer>();
        for (int i = 0; i < licensed.length; i++) {
            var offer = titles.offers().get(i);
            String edition = offer.target().edition();
            if (licensed[i] > 0 && offer.product().licensingOf(edition) == Licensing.LICENSABLE) {
                String key = offer.product().key() + "|" + edition;
                demand.merge(key, licensed[i], Integer::sum);
                examples.put(key, offer); // the latest release found
            }
        }
        int line = 0;
        int place = 0;
        try (var csv = new CsvText(
                file,
                "reference",
                "product",
                "edition",
                "version",
                "metric",
                "kind",
                "quantity",
                "unitsPerPack",
                "versionCover",
                "start",
                "end",
                "maintenanceUntil",
                "unit",
                "unitPrice",
                "currency",
                "note")) {
            for (var entry : demand.entrySet()) {
                var chance = new Chance(Chance.seed(seed, 8, place++));
                var offer = examples.get(entry.getKey());
                if (offer == null || chance.in(8)) {
                    continue; // nobody ever bought it
                }
                line = writeRights(csv, offer, entry.getValue(), line, chance);
            }
        }
        return line;
    }

    private int writeRights(CsvText csv, Offer offer, int demand, int line, Chance chance) throws IOException {
        var product = offer.product();
        String edition = offer.target().edition();
        String metric = product.metricOf(edition);
        boolean cores = metric.startsWith("core");
        boolean subscription = metric.equals("named-user") || metric.equals("subscription-seat");
        int units = Math.max(1, (int) (demand * (cores ? 10L : 1L) * chance.between(78, 124) / 100));
        int pack = cores ? 2 : 1;
        int parts = units > 40 && chance.in(50) ? 3 : 1;
        int next = line;
        for (int part = 0; part < parts; part++) {
            next++;
            var start = asAt.minusDays(chance.between(60, subscription ? 330 : 1_600));
            boolean ended = subscription && parts == 3 && part == 0;
            boolean site = !subscription && !cores && chance.in(1);
            csv.row(
                    Plain.text("ENT-%05d", next),
                    product.key(),
                    edition,
                    subscription ? "" : offer.target().release(),
                    site ? "site" : metric,
                    subscription ? "SUBSCRIPTION" : "FULL",
                    site ? "unlimited" : Integer.toString(Math.max(1, units / parts / pack)),
                    Integer.toString(pack),
                    subscription ? "ANY" : "AND_EARLIER",
                    (ended ? start.minusYears(1) : start).toString(),
                    subscription
                            ? (ended ? start : start.plusYears(1)).minusDays(1).toString()
                            : "",
                    !subscription && chance.in(30)
                            ? asAt.plusDays(chance.between(10, 700)).toString()
                            : "",
                    "",
                    Plain.text("%s.%02d", chance.between(15, 900) * (cores ? 2 : 1), chance.of(List.of(0, 0, 50, 90))),
                    "EUR",
                    Plain.text("%s, contract C-%04d", catalogue.publisherNameOf(product.key()), 1_000 + next / 7));
        }
        return next;
    }

    private void writeTags(Path file) throws IOException {
        try (var zip =
                new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
            int tags = 0;
            for (int number = used.nextSetBit(0);
                    number >= 0 && tags < TAGGED_TITLES;
                    number = used.nextSetBit(number + 1)) {
                var text = titles.title(number);
                if (number % SampleTitles.SPELLINGS != 0
                        || text.truth().isEmpty()
                        || text.version().isEmpty()) {
                    continue;
                }
                tags++;
                var entry = new ZipEntry(Plain.text("tag-%02d.swidtag", tags));
                entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0)); // the same bytes whenever it is written
                zip.putNextEntry(entry);
                zip.write(tag(text, tags).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }

    private static String tag(SampleTitle text, int number) {
        return Plain.text("""
                <?xml version="1.0" encoding="UTF-8"?>
                <SoftwareIdentity xmlns="http://standards.iso.org/iso/19770/-2/2015/schema.xsd"
                    name="%s" tagId="example.org__sample-%02d" version="%s" versionScheme="multipartnumeric" xml:lang="en">
                  <Entity name="%s" regid="example.org" role="tagCreator softwareCreator"/>
                </SoftwareIdentity>
                """, xml(text.title()), number, xml(text.version()), xml(text.publisher()));
    }

    private void writeInventory(Path file) throws IOException {
        var device = devices.device(0);
        var xml = new StringBuilder();
        xml.append(Plain.text(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <REQUEST>
                  <CONTENT>
                    <HARDWARE>
                      <NAME>%s</NAME>
                      <OSNAME>%s</OSNAME>
                      <UUID>00000000-0000-4000-8000-%012d</UUID>
                    </HARDWARE>
                    <OPERATINGSYSTEM>
                      <FULL_NAME>%s</FULL_NAME>
                      <NAME>Windows</NAME>
                    </OPERATINGSYSTEM>
                    <BIOS>
                      <SMANUFACTURER>%s</SMANUFACTURER>
                      <SMODEL>%s</SMODEL>
                      <SSN>%s</SSN>
                    </BIOS>
                    <CPUS>
                      <NAME>%s</NAME>
                      <CORE>%d</CORE>
                      <THREAD>%d</THREAD>
                    </CPUS>
                """,
                xml(device.name()),
                xml(device.operatingSystem()),
                1,
                xml(device.operatingSystem()),
                xml(device.manufacturer()),
                xml(device.model()),
                xml(device.serial()),
                xml(device.processorModel()),
                device.cores(),
                device.threads()));
        for (int title : installed(device)) {
            var text = titles.title(title);
            xml.append("    <SOFTWARES>\n");
            element(xml, "NAME", text.title());
            element(xml, "VERSION", text.version());
            element(xml, "PUBLISHER", text.publisher());
            element(xml, "FROM", "registry");
            xml.append("    </SOFTWARES>\n");
        }
        xml.append(Plain.text("""
                    <VERSIONCLIENT>GLPI-Agent_v1.7</VERSIONCLIENT>
                  </CONTENT>
                  <DEVICEID>%s-%s-08-00-00</DEVICEID>
                  <QUERY>INVENTORY</QUERY>
                </REQUEST>
                """, xml(device.name()), device.lastSeen()));
        Files.writeString(file, xml, StandardCharsets.UTF_8);
    }

    private static void element(StringBuilder xml, String name, String text) {
        if (!text.isEmpty()) {
            xml.append("      <%s>%s</%s>\n".formatted(name, xml(text), name));
        }
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
