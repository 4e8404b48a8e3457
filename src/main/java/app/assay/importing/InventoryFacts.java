package app.assay.importing;

import app.assay.domain.code.DeviceKind;
import app.assay.domain.record.RecordKind;
import app.assay.domain.source.FactSink;
import app.assay.domain.source.Place;
import app.assay.domain.source.RejectReason;
import app.assay.domain.source.RejectedRow;
import app.assay.domain.source.RowMeaning;
import app.assay.work.Plain;
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

    /// They are held in memory until the device's name is known.
    private static final int MOST_ITEMS = 200_000;

    private static final Pattern DEVICE_STAMP = Pattern.compile("-\\d{4}(?:-\\d{2}){5}$");
    private static final Pattern PRODUCT_CODE =
            Pattern.compile("\\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}}?");
    private static final Set<String> CONTAINERS = Set.of("docker", "lxc", "container", "podman", "jail", "openvz");
    private static final Set<String> NO_HARDWARE = Set.of("", "physical", "none");

    private final String file;
    private final Map<String, List<Map<String, String>>> sections = new HashMap<>();
    private final Map<String, String> top = new HashMap<>();
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
            throw Faults.overLimit(file, Plain.text("the inventory of one device has more than %,d items", MOST_ITEMS));
        }
        sections.computeIfAbsent(section, name -> new ArrayList<>()).add(item);
    }

    /// Tells everything.
    void tell(ReadOptions options, FactSink sink) {
        Map<String, String> device = device(options);
        String name = device.getOrDefault("name", "");
        int seen = seen();
        row++;
        if (name.isEmpty()) {
            sink.rejected(rejected("HARDWARE", "NAME", RejectReason.MISSING, "", device.toString()));
        } else {
            sink.record(row, RecordKind.DEVICE, device);
        }
        tellUsers(sink);
        tellVirtualMachines(name, seen, sink);
        tellSoftware(name, seen, sink);
        if (!items("databases_services").isEmpty()) {
            sink.warning(
                    new Place(file, "DATABASES_SERVICES", 0, ""),
                    "inventory.databases",
                    "%s database services are listed; this version counts installed software only."
                            .formatted(items("databases_services").size()));
        }
        if (top.getOrDefault("partial", "").equals("true")) {
            sink.warning(
                    Place.ofFile(file),
                    "inventory.partial",
                    "The inventory is partial: what it leaves out may still be there.");
        }
    }

    private Map<String, String> device(ReadOptions options) {
        Map<String, String> hardware = first("hardware");
        Map<String, String> bios = first("bios");
        Map<String, String> system = first("operatingsystem");
        var device = new LinkedHashMap<String, String>();
        put(device, "name", name(hardware, system, options));
        put(device, "domain", known(hardware, "workgroup", known(system, "dns_domain", "")));
        String operatingSystem = known(system, "full_name", "");
        if (operatingSystem.isEmpty()) {
            operatingSystem = Texts.oneLine(
                    known(hardware, "osname", known(system, "name", "")) + " " + known(hardware, "osversion", ""));
        }
        put(device, "operatingSystem", operatingSystem);
        kind(hardware, operatingSystem).ifPresent(kind -> device.put("kind", kind.name()));
        put(device, "manufacturer", known(bios, "smanufacturer", known(bios, "mmanufacturer", "")));
        put(device, "model", known(bios, "smodel", known(bios, "mmodel", "")));
        put(device, "serial", known(bios, "ssn", ""));
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

    private Optional<DeviceKind> kind(Map<String, String> hardware, String operatingSystem) {
        String machine = known(hardware, "vmsystem", "").toLowerCase(Locale.ROOT);
        if (!NO_HARDWARE.contains(machine)) {
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
        return system.contains("server") ? Optional.of(DeviceKind.SERVER) : Optional.empty();
    }

    /// One item per filled socket. Where an item lacks its cores, the sum would be wrong and stays unknown.
    private void processors(Map<String, String> device, Map<String, String> hardware) {
        List<Map<String, String>> processors = items("cpus");
        if (processors.isEmpty()) {
            put(device, "processorModel", known(hardware, "processort", ""));
            put(device, "processors", whole(known(hardware, "processorn", "")));
            return;
        }
        put(device, "processorModel", Texts.oneLine(known(processors.getFirst(), "name", "")));
        device.put("processors", Integer.toString(processors.size()));
        put(device, "cores", sum(processors, "core", "corecount"));
        put(device, "threads", sum(processors, "thread", "thread"));
    }

    private static String sum(List<Map<String, String>> processors, String name, String other) {
        long sum = 0;
        for (Map<String, String> processor : processors) {
            String value = whole(known(processor, name, known(processor, other, "")));
            if (value.isEmpty() || value.equals("0")) {
                return "";
            }
            sum += Integer.parseInt(value);
        }
        return sum > Integer.MAX_VALUE ? "" : Long.toString(sum);
    }

    private static String whole(String text) {
        return text.matches("\\d{1,6}") ? Integer.toString(Integer.parseInt(text)) : "";
    }

    private String networkAddresses() {
        var addresses = new TreeSet<String>();
        for (Map<String, String> network : items("networks")) {
            String address = known(network, "macaddr", known(network, "mac", ""));
            String virtual = known(network, "virtualdev", "");
            if (!address.isEmpty()
                    && !address.startsWith("00:00:00:00:00")
                    && !virtual.equals("1")
                    && !virtual.equals("true")
                    && addresses.size() < 32) {
                addresses.add(CellValues.networkAddresses(address));
            }
        }
        return String.join(", ", addresses);
    }

    private List<String> logins() {
        var logins = new LinkedHashSet<String>();
        for (String section : List.of("users", "user")) {
            for (Map<String, String> user : items(section)) {
                String login = known(user, "login", "");
                if (!login.isEmpty()) {
                    logins.add(login);
                }
            }
        }
        return List.copyOf(logins);
    }

    private String mainUser(Map<String, String> hardware) {
        List<String> logins = logins();
        return logins.size() == 1 ? logins.getFirst() : known(hardware, "lastloggeduser", "");
    }

    private void tellUsers(FactSink sink) {
        var told = new LinkedHashSet<String>();
        for (String section : List.of("users", "user")) {
            for (Map<String, String> item : items(section)) {
                String login = known(item, "login", "");
                String domain = known(item, "domain", "");
                if (login.isEmpty() || !told.add(domain + "\\" + login)) {
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
        DateOrder order = order(software);
        int badDates = 0;
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
            int installed = DateText.parse(known(item, "install_date", known(item, "installdate", "")), order);
            if (installed == DateText.INVALID || installed == DateText.AMBIGUOUS) {
                badDates++;
                installed = FactSink.NO_DAY;
            }
            sink.installation(
                    row,
                    device,
                    title,
                    Texts.cut(known(item, "publisher", ""), CellValues.LONGEST),
                    Texts.cut(known(item, "version", ""), CellValues.LONGEST),
                    code(known(item, "guid", "")),
                    installed,
                    seen,
                    FactSink.NO_DAY);
        }
        if (badDates > 0) {
            sink.warning(
                    new Place(file, "SOFTWARES", 0, "INSTALLDATE"),
                    "inventory.install-date",
                    "%s install dates are none and count as not known.".formatted(badDates));
        }
    }

    /// The format says day/month/year; a producer that has it the other way round shows it by its values.
    private static DateOrder order(List<Map<String, String>> software) {
        boolean dayFirst = false;
        boolean monthFirst = false;
        for (Map<String, String> item : software) {
            DateText.Evidence evidence = DateText.evidence(known(item, "installdate", ""));
            dayFirst |= evidence == DateText.Evidence.DAY_FIRST;
            monthFirst |= evidence == DateText.Evidence.MONTH_FIRST;
        }
        return monthFirst && !dayFirst ? DateOrder.MONTH_DAY_YEAR : DateOrder.DAY_MONTH_YEAR;
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
