package app.assay.importing.formats.inventory;

import app.assay.domain.code.DeviceKind;
import app.assay.domain.record.RecordKind;
import app.assay.domain.source.FactSink;
import app.assay.domain.source.Place;
import app.assay.domain.source.RejectReason;
import app.assay.domain.source.RejectedRow;
import app.assay.domain.source.RowMeaning;
import app.assay.importing.format.ReadOptions;
import app.assay.importing.guard.Faults;
import app.assay.importing.guard.Texts;
import app.assay.importing.profile.DateOrder;
import app.assay.importing.value.CellValues;
import app.assay.importing.value.CodeWords;
import app.assay.importing.value.DateText;
import app.assay.work.Sentence;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What an inventory of one device says, whether it came as XML or JSON, and how it is told to a sink: the
/// device first,
/// then its users, its virtual machines and its software, each item one row.
final class InventoryFacts {

    /// The sections that matter; everything else is passed over while reading.
    static final Set<String> SECTIONS = Set.of(
            "hardware",
            "bios",
            "cpus",
            "operatingsystem",
            "networks",
            "users",
            "user",
            "virtualmachines",
            "softwares",
            "accesslog",
            "databases_services");

    /// Sections in which an agent speaks of itself.
    static final Set<String> OF_THE_AGENT = Set.of("versionclient", "versionprovider", "download", "etime");

    /// They are held in memory until the device's name is known.
    private static final int MOST_ITEMS = 200_000;

    /// So many sections that were not read are named; the others are counted.
    private static final int MOST_NAMED = 40;

    private static final Pattern DEVICE_STAMP = Pattern.compile("-\\d{4}(?:-\\d{2}){5}$");
    private static final Pattern PRODUCT_CODE =
            Pattern.compile("\\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}}?");
    private static final Set<String> CONTAINERS = Set.of("docker", "lxc", "container", "podman", "jail", "openvz");
    private static final Set<String> NO_HARDWARE = Set.of("", "physical", "none");

    /// Names that systems give to a group of computers when nobody names one: no domain.
    private static final Set<String> NO_DOMAIN = Set.of(
            "workgroup",
            "arbeitsgruppe",
            "mshome",
            "msheimnetz",
            "gruppo",
            "grupo",
            "groupe",
            "grupo_trabajo",
            "localdomain",
            "localhost",
            "local",
            "(none)");

    /// What logs of logins and the system itself leave in place of a user.
    private static final Set<String> NO_USER = Set.of(
            "wtmp",
            "btmp",
            "reboot",
            "shutdown",
            "runlevel",
            "unknown",
            "(unknown)",
            "system",
            "local service",
            "network service",
            "localsystem",
            "lokaler dienst",
            "netzwerkdienst",
            "dwm-1",
            "umfd-0",
            "umfd-1");

    /// Systems that nobody sells and whose parts are listed as packages, each with its own version.
    private static final Pattern FREE_SYSTEM = Pattern.compile(
            "(?i)\\b(?:debian|devuan|raspbian|fedora|centos|almalinux|rocky linux|arch linux|alpine|gentoo|slackware|"
                    + "opensuse|nixos|void linux|mageia|linux mint|manjaro|kali|freebsd|netbsd|openbsd|dragonfly)\\b");

    /// Systems of hosts of virtual machines.
    private static final Pattern HYPERVISOR = Pattern.compile(
            "(?i)\\b(?:esxi?|xenserver|xcp-ng|citrix hypervisor|proxmox|nutanix|hyper-v server|ovirt node)\\b");

    /// Sorts of packages, by what agents call them.
    private static final Map<String, String> PACKAGES = Map.of(
            "deb",
            "deb",
            "dpkg",
            "deb",
            "rpm",
            "rpm",
            "pacman",
            "pacman",
            "apk",
            "apk",
            "snap",
            "snap",
            "flatpak",
            "flatpak",
            "gentoo",
            "portage",
            "slackware",
            "slackware");

    private static final Pattern ARCHITECTURE = Pattern.compile(
            ":(?:amd64|i386|i486|i586|i686|arm64|armhf|armel|aarch64|ppc64el|ppc64|powerpc|s390x|riscv64|mips|mipsel|"
                    + "mips64el|x32|all|any|x86_64|noarch)$");
    private static final Pattern OCS_DATE = Pattern.compile("\\d{4}/\\d{2}/\\d{2} \\d{2}:\\d{2}:\\d{2}");
    private static final Pattern ADDRESS = Pattern.compile("(?i)^(?:https?://|ftp://|git://|www\\.)\\S*$");

    private final String file;
    private final Map<String, List<Map<String, String>>> sections = new HashMap<>();
    private final Map<String, String> top = new HashMap<>();
    private final Map<String, Integer> passedOver = new TreeMap<>();
    private long row;
    private int items;

    InventoryFacts(String file) {
        this.file = file;
    }

    void put(String name, String value) {
        top.put(name, value);
    }

    void add(String section, Map<String, String> item) {
        if (++items > MOST_ITEMS) {
            throw Faults.overLimit(file, Sentence.of("import.inventory-one-device-has-more", MOST_ITEMS));
        }
        sections.computeIfAbsent(section, name -> new ArrayList<>()).add(item);
    }

    /// Tells everything.
    void tell(ReadOptions options, FactSink sink) {
        Map<String, String> device = device(options);
        String name = device.getOrDefault("name", "");
        int seen = seen();
        row++;
        boolean partial = top.getOrDefault("partial", "").strip().matches("(?i)true|1|yes");
        if (name.isEmpty()) {
            sink.rejected(rejected("HARDWARE", "NAME", RejectReason.MISSING, "", device.toString()));
        } else {
            if (partial) {
                sink.partial(name);
            }
            sink.record(row, RecordKind.DEVICE, device);
        }
        tellUsers(sink);
        tellVirtualMachines(name, seen, sink);
        tellSoftware(name, seen, sink);
        tellOperatingSystem(name, device, seen, sink);
        tellWhatIsNotRead(sink);
        if (partial) {
            sink.warning(
                    Place.ofFile(file),
                    "inventory.partial",
                    "The inventory is partial: what it leaves out stays as the load before of the same source has it.");
        }
    }

    /// Goes on with the next inventory of the same file.
    ///
    /// @return one that counts its rows on from here
    InventoryFacts next() {
        var next = new InventoryFacts(file);
        next.row = row;
        return next;
    }

    /// What sort of message it is when it is no inventory, else the empty text.
    String otherMessage() {
        String query = top.getOrDefault("query", top.getOrDefault("action", "")).strip();
        return query.isEmpty() || query.equalsIgnoreCase("inventory") ? "" : Texts.cut(query, 40);
    }

    /// A section with content that nothing is made of.
    void passedOver(String section) {
        passedOver.merge(section, 1, Integer::sum);
    }

    private void tellWhatIsNotRead(FactSink sink) {
        if (!items("databases_services").isEmpty()) {
            sink.warning(
                    new Place(file, "DATABASES_SERVICES", 0, ""),
                    "inventory.databases",
                    "%s database services are listed; this version counts installed software only."
                            .formatted(items("databases_services").size()));
        }
        if (!passedOver.isEmpty()) {
            var told = new ArrayList<String>();
            passedOver.forEach((section, count) -> told.add(Texts.cut(section, 40) + " " + count));
            int most = Math.min(told.size(), MOST_NAMED);
            sink.warning(
                    Place.ofFile(file),
                    "inventory.not-read",
                    "Sections that are not read, with their entries: %s%s."
                            .formatted(
                                    String.join(", ", told.subList(0, most)),
                                    most < told.size() ? " and %s more".formatted(told.size() - most) : ""));
        }
    }

    private Map<String, String> device(ReadOptions options) {
        Map<String, String> hardware = first("hardware");
        Map<String, String> bios = first("bios");
        Map<String, String> system = first("operatingsystem");
        var device = new LinkedHashMap<String, String>();
        put(device, "name", name(hardware, system, options));
        put(device, "domain", domain(hardware, system));
        String operatingSystem = operatingSystem(hardware, system);
        put(device, "operatingSystem", operatingSystem);
        kind(hardware, bios, operatingSystem).ifPresent(kind -> device.put("kind", kind.name()));
        put(device, "manufacturer", known(bios, "smanufacturer", known(bios, "mmanufacturer", "")));
        put(device, "model", known(bios, "smodel", known(bios, "mmodel", "")));
        put(device, "serial", known(bios, "ssn", ""));
        put(device, "assetTag", known(bios, "assettag", ""));
        put(device, "hardwareId", known(hardware, "uuid", ""));
        put(device, "networkAddresses", networkAddresses());
        processors(device, hardware);
        put(device, "user", mainUser(hardware));
        int seen = seen();
        if (seen != FactSink.NO_DAY) {
            device.put("lastSeen", LocalDate.ofEpochDay(seen).toString());
        }
        return device;
    }

    private String name(Map<String, String> hardware, Map<String, String> system, ReadOptions options) {
        String name = known(hardware, "name", known(system, "fqdn", ""));
        if (name.isEmpty()) {
            name = DEVICE_STAMP
                    .matcher(top.getOrDefault("deviceid", "").strip())
                    .replaceFirst("");
        }
        return name.isEmpty() ? options.device().map(String::strip).orElse("") : name;
    }

    private static String domain(Map<String, String> hardware, Map<String, String> system) {
        for (String domain : List.of(known(hardware, "workgroup", ""), known(system, "dns_domain", ""))) {
            if (!domain.isEmpty() && !NO_DOMAIN.contains(domain.toLowerCase(Locale.ROOT))) {
                return domain;
            }
        }
        return "";
    }

    /// The name of the system with its release; agents add a build or a kernel, which tell no other system.
    private static String operatingSystem(Map<String, String> hardware, Map<String, String> system) {
        String name = known(system, "full_name", known(hardware, "osname", ""));
        if (name.isEmpty()) {
            name = Texts.oneLine(known(system, "name", "") + " " + known(system, "version", ""));
        }
        boolean tellsRelease = name.chars().anyMatch(Character::isDigit);
        return tellsRelease || name.isEmpty()
                ? name
                : Texts.oneLine(name + " " + known(system, "version", known(hardware, "osversion", "")));
    }

    private Optional<DeviceKind> kind(Map<String, String> hardware, Map<String, String> bios, String operatingSystem) {
        String machine = known(hardware, "vmsystem", "").toLowerCase(Locale.ROOT);
        boolean isContainer = CONTAINERS.contains(machine);
        boolean isVirtual = VirtualHardware.isMachine(
                known(bios, "smanufacturer", known(bios, "mmanufacturer", "")),
                known(bios, "smodel", known(bios, "mmodel", "")),
                known(bios, "bmanufacturer", "") + "\n" + known(bios, "bversion", ""));
        if (isVirtual || (!isContainer && !NO_HARDWARE.contains(machine))) {
            return Optional.of(DeviceKind.VIRTUAL_MACHINE);
        }
        String system = operatingSystem.toLowerCase(Locale.ROOT);
        String type = top.getOrDefault("itemtype", "").toLowerCase(Locale.ROOT);
        if (type.equals("phone") || system.contains("android") || system.startsWith("ios")) {
            return Optional.of(DeviceKind.MOBILE);
        }
        String chassis = known(hardware, "chassis_type", "");
        if (!chassis.isEmpty()) {
            List<String> codes =
                    Arrays.stream(DeviceKind.values()).map(Enum::name).toList();
            Optional<DeviceKind> kind =
                    CodeWords.code(RowMeaning.DEVICES, "kind", codes, chassis).map(DeviceKind::valueOf);
            if (kind.isPresent() && kind.get() != DeviceKind.OTHER) {
                return kind;
            }
        }
        return system.contains("server") || HYPERVISOR.matcher(system).find()
                ? Optional.of(DeviceKind.SERVER)
                : Optional.empty();
    }

    /// One item per filled socket, unless an item says for how many sockets it stands. Where an item lacks its
    /// cores,
    /// the sum would be wrong and stays unknown.
    private void processors(Map<String, String> device, Map<String, String> hardware) {
        List<Map<String, String>> processors = items("cpus");
        if (processors.isEmpty()) {
            put(device, "processorModel", known(hardware, "processort", ""));
            put(device, "processors", whole(known(hardware, "processorn", "")).replaceFirst("^0$", ""));
            return;
        }
        put(
                device,
                "processorModel",
                Texts.oneLine(known(processors.getFirst(), "name", known(processors.getFirst(), "type", ""))));
        long sockets = processors.size();
        // One item that stands for several sockets tells the cores of each of them.
        long each = processors.size() == 1 ? Math.max(1, number(processors.getFirst(), "nbsocket")) : 1;
        device.put("processors", Long.toString(sockets * each));
        long cores = 0;
        long threads = 0;
        boolean allCores = true;
        boolean allThreads = true;
        for (Map<String, String> processor : processors) {
            long own = number(processor, "core", "corecount", "cores") * each;
            // Agents that tell threads of one core as well tell all of them under this name.
            long logical = number(processor, "logical_cpus");
            long thread = logical > 0 ? Math.max(logical, own) : number(processor, "thread", "threads") * each;
            if (own > 0 && thread > 0 && thread < own) {
                thread = own * (thread / each); // fewer than cores: those of one core
            }
            allCores &= own > 0;
            allThreads &= thread > 0;
            cores += own;
            threads += thread;
        }
        if (allCores && cores <= Integer.MAX_VALUE) {
            device.put("cores", Long.toString(cores));
        }
        if (allThreads && threads <= Integer.MAX_VALUE) {
            device.put("threads", Long.toString(threads));
        }
    }

    /// The first of these fields that has a whole number above zero, else 0.
    private static long number(Map<String, String> item, String... names) {
        for (String name : names) {
            String value = whole(known(item, name, ""));
            if (!value.isEmpty() && !value.equals("0")) {
                return Long.parseLong(value);
            }
        }
        return 0;
    }

    private static String whole(String text) {
        return text.matches("\\d{1,6}") ? Integer.toString(Integer.parseInt(text)) : "";
    }

    private String networkAddresses() {
        var addresses = new TreeSet<String>();
        for (Map<String, String> network : items("networks")) {
            String address = CellValues.networkAddresses(known(network, "macaddr", known(network, "mac", "")));
            String virtual = known(network, "virtualdev", "");
            if (!address.isEmpty()
                    && !virtual.equals("1")
                    && !virtual.equalsIgnoreCase("true")
                    && !VirtualHardware.isAdapter(known(network, "description", ""), address)
                    && addresses.size() < 32) {
                addresses.add(address);
            }
        }
        return String.join(", ", addresses);
    }

    private List<String> logins() {
        var logins = new LinkedHashSet<String>();
        for (String section : List.of("users", "user")) {
            for (Map<String, String> user : items(section)) {
                String login = known(user, "login", "");
                if (isUser(login)) {
                    logins.add(login);
                }
            }
        }
        return List.copyOf(logins);
    }

    private String mainUser(Map<String, String> hardware) {
        List<String> logins = logins();
        String last = known(hardware, "lastloggeduser", "");
        return logins.size() == 1 ? logins.getFirst() : isUser(last) ? last : "";
    }

    private static boolean isUser(String login) {
        return !login.isEmpty() && !NO_USER.contains(login.toLowerCase(Locale.ROOT));
    }

    private void tellUsers(FactSink sink) {
        var told = new LinkedHashSet<String>();
        for (String section : List.of("users", "user")) {
            for (Map<String, String> item : items(section)) {
                String login = known(item, "login", "");
                String domain = known(item, "domain", "");
                if (!isUser(login) || !told.add(domain + "\\" + login)) {
                    continue;
                }
                row++;
                var user = new LinkedHashMap<String, String>();
                user.put("name", known(item, "name", login));
                user.put("login", domain.isEmpty() ? login : domain + "\\" + login);
                put(user, "email", known(item, "email", ""));
                sink.record(row, RecordKind.USER, user);
            }
        }
    }

    private void tellVirtualMachines(String host, int seen, FactSink sink) {
        int containers = 0;
        for (Map<String, String> machine : items("virtualmachines")) {
            String type = known(machine, "vmtype", "").toLowerCase(Locale.ROOT);
            if (CONTAINERS.contains(type) || machine.containsKey("image")) {
                containers++;
                continue;
            }
            row++;
            String name = known(machine, "name", "");
            if (name.isEmpty()) {
                sink.rejected(rejected("VIRTUALMACHINES", "NAME", RejectReason.MISSING, "", machine.toString()));
                continue;
            }
            var device = new LinkedHashMap<String, String>();
            device.put("name", name);
            device.put("kind", DeviceKind.VIRTUAL_MACHINE.name());
            put(device, "hardwareId", known(machine, "uuid", ""));
            put(device, "serial", known(machine, "serial", ""));
            put(device, "operatingSystem", known(machine, "operatingsystem", ""));
            put(device, "cores", whole(known(machine, "vcpu", "")).replaceFirst("^0$", ""));
            put(device, "networkAddresses", CellValues.networkAddresses(known(machine, "mac", "")));
            put(device, "host", host);
            if (seen != FactSink.NO_DAY) {
                device.put("lastSeen", LocalDate.ofEpochDay(seen).toString());
            }
            sink.record(row, RecordKind.DEVICE, device);
        }
        if (containers > 0) {
            sink.warning(
                    new Place(file, "VIRTUALMACHINES", 0, ""),
                    "inventory.containers",
                    "%s containers are listed; containers are no devices and are passed over.".formatted(containers));
        }
    }

    private void tellSoftware(String device, int seen, FactSink sink) {
        List<Map<String, String>> software = items("softwares");
        var dates = InstallDates.of(
                software.stream().map(InventoryFacts::installDate).toList(), countsMonthsFromZero(), seen);
        for (Map<String, String> item : software) {
            row++;
            String title = Texts.oneLine(item.getOrDefault("name", item.getOrDefault("fullname", "")));
            if (title.isEmpty() || device.isEmpty()) {
                sink.rejected(rejected(
                        "SOFTWARES", title.isEmpty() ? "NAME" : "", RejectReason.MISSING, title, item.toString()));
                continue;
            }
            if (title.length() > CellValues.LONGEST) {
                sink.rejected(rejected("SOFTWARES", "NAME", RejectReason.TOO_LONG, title, item.toString()));
                continue;
            }
            String sort = PACKAGES.getOrDefault(known(item, "from", "").toLowerCase(Locale.ROOT), "");
            String publisher = known(item, "publisher", "");
            String code = code(known(item, "guid", ""));
            if (!sort.isEmpty()) {
                title = ARCHITECTURE.matcher(title).replaceFirst("");
                publisher = packager(publisher);
                code = code.isEmpty() ? "package:" + sort + "/" + title : code;
            }
            sink.installation(
                    row,
                    device,
                    title,
                    Texts.cut(publisher, CellValues.LONGEST),
                    Texts.cut(known(item, "version", ""), CellValues.LONGEST),
                    Texts.cut(code, CellValues.LONGEST),
                    dates.day(installDate(item)),
                    seen,
                    FactSink.NO_DAY);
        }
        dates.tell(file, sink);
    }

    private static String installDate(Map<String, String> item) {
        return known(item, "install_date", known(item, "installdate", ""));
    }

    /// Packages of a distribution are the distribution's: agents give its name, nothing, or the address of the
    /// project
    /// that the package was made from, for the same package.
    private String packager(String publisher) {
        if (!publisher.isEmpty() && !ADDRESS.matcher(publisher).matches()) {
            return publisher;
        }
        String system = operatingSystem(first("hardware"), first("operatingsystem"));
        for (String distribution : List.of("Debian", "Ubuntu")) {
            if (system.toLowerCase(Locale.ROOT).startsWith(distribution.toLowerCase(Locale.ROOT))) {
                return distribution;
            }
        }
        return "";
    }

    /// Whether the dates are those of the Unix agent of OCS for packages of Debian, which prints the month of a C
    /// library: January is 0.
    private boolean countsMonthsFromZero() {
        var dated = items("softwares").stream()
                .filter(item -> !installDate(item).isEmpty())
                .toList();
        return !dated.isEmpty()
                && dated.stream()
                        .allMatch(item -> known(item, "from", "").equals("deb")
                                && OCS_DATE.matcher(installDate(item)).matches());
    }

    /// The operating system is installed too, whether the agent lists it among the software or beside it.
    private void tellOperatingSystem(String device, Map<String, String> record, int seen, FactSink sink) {
        String system = record.getOrDefault("operatingSystem", "");
        boolean isListed = items("softwares").stream()
                .anyMatch(item -> Texts.oneLine(item.getOrDefault("name", "")).equalsIgnoreCase(system));
        if (device.isEmpty()
                || system.isEmpty()
                || isListed
                || record.getOrDefault("kind", "").equals(DeviceKind.MOBILE.name())
                || FREE_SYSTEM.matcher(system).find()) {
            return;
        }
        row++;
        String small = system.toLowerCase(Locale.ROOT);
        String publisher = small.contains("windows") || small.startsWith("microsoft")
                ? "Microsoft Corporation"
                : small.contains("vmware") || small.contains("esxi") ? "VMware, Inc." : "";
        int installed = DateText.parse(
                known(first("operatingsystem"), "install_date", known(first("operatingsystem"), "installdate", "")),
                DateOrder.DAY_MONTH_YEAR);
        sink.installation(
                row,
                device,
                system,
                publisher,
                "",
                "",
                installed == DateText.INVALID || installed == DateText.AMBIGUOUS ? FactSink.NO_DAY : installed,
                seen,
                FactSink.NO_DAY);
    }

    private static String code(String guid) {
        return PRODUCT_CODE.matcher(guid).matches()
                ? "msi:{" + guid.replaceAll("[{}]", "").toUpperCase(Locale.ROOT) + "}"
                : "";
    }

    private int seen() {
        int day = DateText.parse(known(first("accesslog"), "logdate", ""), DateOrder.DAY_MONTH_YEAR);
        return day == DateText.INVALID || day == DateText.AMBIGUOUS ? FactSink.NO_DAY : day;
    }

    private RejectedRow rejected(String section, String field, RejectReason reason, String found, String raw) {
        return new RejectedRow(
                new Place(file, section, row, field), reason, Texts.cut(found, Texts.FOUND), Texts.cut(raw, Texts.RAW));
    }

    private List<Map<String, String>> items(String section) {
        return sections.getOrDefault(section, List.of());
    }

    private Map<String, String> first(String section) {
        List<Map<String, String>> items = items(section);
        return items.isEmpty() ? Map.of() : items.getFirst();
    }

    private static void put(Map<String, String> record, String field, String value) {
        if (!value.isEmpty()) {
            record.put(field, Texts.cut(value, CellValues.LONGEST));
        }
    }

    private static String known(Map<String, String> item, String name, String otherwise) {
        String value = Texts.paired(Texts.oneLine(item.getOrDefault(name, "")));
        return Texts.isBlank(value) ? otherwise : value;
    }
}
