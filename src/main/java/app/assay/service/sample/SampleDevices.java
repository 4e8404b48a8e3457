package app.assay.service.sample;

import app.assay.service.sample.SampleDevice.Role;
import app.assay.work.Plain;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/// The devices and people of an invented organisation, by number: each is made from its number and the seed alone.
final class SampleDevices {

    /// Of a hundred devices this many belong to people; the rest are hosts and servers.
    private static final int CLIENTS_OF_100 = 84;

    private static final int SERVERS_PER_HOST = 11;

    private static final List<String> UNITS = List.of(
            "Headquarters",
            "Finance",
            "Sales North",
            "Sales South",
            "Design",
            "Engineering",
            "Software",
            "Production",
            "Logistics",
            "Service",
            "Human Resources",
            "Research");
    private static final List<String> FIRST = List.of(
            "Ada", "Ben", "Carla", "David", "Elif", "Felix", "Greta", "Hanna", "Ivan", "Julia", "Karim", "Lena",
            "Marek", "Nora", "Oskar", "Paula", "Quentin", "Rosa", "Samir", "Tilda", "Ugo", "Vera", "Wim", "Xenia",
            "Yara", "Zoran", "Agnes", "Bruno", "Clara", "Dario", "Edda", "Frida");
    private static final List<String> LAST = List.of(
            "Abel", "Brandt", "Costa", "Dahl", "Ekman", "Fischer", "Gruber", "Holm", "Ilic", "Jansen", "Keller", "Lind",
            "Moreau", "Novak", "Olsen", "Petrov", "Quast", "Rossi", "Silva", "Toth", "Ullmann", "Vogel", "Weber",
            "Yilmaz", "Zeman", "Arnold", "Bauer", "Conti", "Duval", "Engel", "Farkas", "Galli");
    private static final List<String> DESKTOPS =
            List.of("OptiTower 70|Delwyn", "ProDesk 45|Hartwell", "ThinkBox M80|Lenora");
    private static final List<String> LAPTOPS =
            List.of("Lightbook 14|Delwyn", "Elitebook 84|Hartwell", "Workbook T14|Lenora");

    private final int devices;
    private final long seed;
    private final LocalDate asAt;
    private final int clients;
    private final int hosts;

    SampleDevices(int devices, long seed, LocalDate asAt) {
        this.devices = devices;
        this.seed = seed;
        this.asAt = asAt;
        clients = devices * CLIENTS_OF_100 / 100;
        hosts = Math.max(1, (devices - clients) / (SERVERS_PER_HOST + 1));
    }

    int count() {
        return devices;
    }

    /// Nineteen people for twenty devices of people: some have two.
    int users() {
        return Math.max(1, clients * 95 / 100);
    }

    String userName(int user) {
        String middle = Character.toString((char) ('A' + user / (FIRST.size() * LAST.size()) % 26));
        int again = user / (FIRST.size() * LAST.size() * 26);
        return "%s %s. %s%s"
                .formatted(
                        FIRST.get(user % FIRST.size()),
                        middle,
                        LAST.get(user / FIRST.size() % LAST.size()),
                        again == 0 ? "" : " " + (again + 1));
    }

    String login(int user) {
        return Plain.text("u%06d", user + 1);
    }

    String email(int user) {
        return userName(user).toLowerCase(Locale.ROOT).replace(". ", ".").replace(' ', '.') + "@example.org";
    }

    String unit(int user) {
        return UNITS.get(new Chance(Chance.seed(seed, 2, user)).below(UNITS.size()));
    }

    String userStatus(int user) {
        var chance = new Chance(Chance.seed(seed, 3, user));
        return chance.in(96) ? "ACTIVE" : chance.in(60) ? "LEFT" : "DISABLED";
    }

    SampleDevice device(int number) {
        var chance = new Chance(Chance.seed(seed, 4, number));
        var firstSeen = asAt.minusDays(chance.between(200, 1_500));
        // most were seen this week, some are stale, a few were never seen again
        var lastSeen = chance.in(93)
                ? asAt.minusDays(chance.below(7))
                : asAt.minusDays(chance.in(60) ? chance.between(20, 80) : chance.between(95, 190));
        if (number < clients) {
            return client(number, chance, firstSeen, lastSeen);
        }
        return number < clients + hosts
                ? host(number, chance, firstSeen, lastSeen)
                : server(number, chance, firstSeen, lastSeen);
    }

    private SampleDevice client(int number, Chance chance, LocalDate firstSeen, LocalDate lastSeen) {
        int user = number % users();
        String unit = unit(user);
        var role = switch (unit) {
            case "Finance", "Headquarters" -> Role.FINANCE;
            case "Design" -> Role.DESIGN;
            case "Engineering", "Research" -> Role.ENGINEERING;
            case "Software" -> Role.DEVELOPMENT;
            default -> Role.OFFICE;
        };
        boolean laptop = chance.in(45);
        String[] model = chance.of(laptop ? LAPTOPS : DESKTOPS).split("\\|", -1);
        int cores = chance.of(List.of(4, 6, 8, 10));
        return new SampleDevice(
                number,
                role,
                Plain.text("%s-%05d", laptop ? "LT" : "PC", number + 1),
                chance.in(70) ? "Microsoft Windows 11 Enterprise" : "Microsoft Windows 10 Enterprise",
                model[1],
                model[0],
                Plain.text("S%07d", number + 1_000_001),
                "Core-%s %s-core".formatted(chance.between(9, 13), cores),
                1,
                cores,
                cores * 2,
                "",
                "",
                chance.in(97) ? "IN_SERVICE" : chance.in(50) ? "IN_STOCK" : "RETIRED",
                "PRODUCTION",
                unit,
                login(user),
                firstSeen,
                lastSeen);
    }

    private String hostName(int host) {
        return Plain.text("VH-%04d", host + 1);
    }

    private static String cluster(int host) {
        return Plain.text("CL-%02d", host / 4 + 1);
    }

    private SampleDevice host(int number, Chance chance, LocalDate firstSeen, LocalDate lastSeen) {
        int host = number - clients;
        int perProcessor = chance.of(List.of(6, 8, 12, 16, 20, 24));
        return new SampleDevice(
                number,
                Role.HOST,
                hostName(host),
                "VMware ESXi 8.0",
                "Hartwell",
                "RackLine R2",
                Plain.text("H%07d", host + 1),
                "Server-%s".formatted(perProcessor),
                2,
                2 * perProcessor,
                4 * perProcessor,
                "",
                cluster(host),
                "IN_SERVICE",
                "PRODUCTION",
                "Headquarters",
                "",
                firstSeen,
                lastSeen);
    }

    private SampleDevice server(int number, Chance chance, LocalDate firstSeen, LocalDate lastSeen) {
        int server = number - clients - hosts;
        boolean virtual = chance.in(90);
        var role = chance.in(55) ? Role.WINDOWS_SERVER : chance.in(45) ? Role.DATABASE_SERVER : Role.LINUX_SERVER;
        int cores = virtual ? chance.of(List.of(2, 4, 4, 8)) : chance.of(List.of(8, 16, 24));
        // the inventory of some servers does not tell the processors: what is not known must stay not known
        boolean told = chance.in(98);
        int processors = virtual ? 1 : 2;
        String release = chance.of(List.of("2016", "2019", "2019", "2022", "2022", "2025"));
        return new SampleDevice(
                number,
                role,
                Plain.text("SV-%05d", server + 1),
                role == Role.LINUX_SERVER
                        ? "Ubuntu %s".formatted(chance.of(List.of("20.04", "22.04", "24.04")))
                        : "Microsoft Windows Server %s %s"
                                .formatted(release, chance.in(80) ? "Standard" : "Datacenter"),
                virtual ? "VMware, Inc." : "Hartwell",
                virtual ? "VMware Virtual Platform" : "RackLine R1",
                Plain.text("V%07d", server + 1),
                virtual ? "Virtual" : "Server-%s".formatted(cores / 2),
                told ? processors : 0,
                told ? cores : 0,
                told ? (virtual ? cores : cores * 2) : 0,
                virtual ? hostName(server % hosts) : "",
                virtual ? cluster(server % hosts) : "",
                chance.in(98) ? "IN_SERVICE" : "RETIRED",
                chance.in(78) ? "PRODUCTION" : chance.of(List.of("TEST", "DEVELOPMENT", "STANDBY")),
                UNITS.get(chance.below(UNITS.size())),
                "",
                firstSeen,
                lastSeen);
    }
}
