package app.assay.service.sample;

import app.assay.domain.software.Catalogue;
import app.assay.domain.software.Edition;
import app.assay.domain.software.Licensing;
import app.assay.domain.software.Product;
import app.assay.domain.software.ProductTarget;
import app.assay.domain.software.Release;
import app.assay.work.Plain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The raw titles that an invented estate can report, by number: the products of a catalogue in many spellings,
/// updates,
/// runtimes, drivers, in-house tools, and decoys that only look like a known product.
///
/// A title is made from its number and the seed alone, so that any number of them needs no memory. The spellings carry
/// the
/// noise of real inventories: languages, architectures, versions, trademark signs, letter case, missing publishers and
/// versions, words run together, slips of the keyboard.
final class SampleTitles {

    /// Ways in which one product, edition and release is spelled.
    static final int SPELLINGS = 20;

    private static final int UPDATES = 4_000;
    private static final int RUNTIMES = 600;
    private static final int DRIVERS = 500;
    private static final int OWN_TOOLS = 3_000;
    private static final int STRANGERS = 5_000;
    private static final int DECOYS = 600;
    private static final int MOST_RELEASES = 6;

    private static final List<String> LANGUAGES = List.of(
            " - de-de",
            " - en-us",
            " - fr-fr",
            " - it-it",
            " - es-es",
            " (English)",
            " - Deutsch",
            " (German)",
            " - nl-nl");
    private static final List<String> ARCHITECTURES =
            List.of(" (64-bit)", " (x64)", " x64", " 64-bit", " (32-bit)", " x86");
    private static final List<String> FIRST = List.of(
            "Blue", "North", "Silver", "Quick", "Deep", "Bright", "Stone", "River", "Cloud", "Iron", "Amber", "Green",
            "Swift", "Open", "Lake", "Crystal");
    private static final List<String> SECOND = List.of(
            "fern", "gate", "wing", "field", "peak", "leaf", "brook", "harbour", "spark", "lark", "mill", "ridge",
            "port", "crest", "dale", "moor");
    private static final List<String> TOOLS = List.of(
            "Label Printer",
            "Time Clock",
            "Invoice Viewer",
            "Gauge Logger",
            "Report Builder",
            "Parts Finder",
            "Shift Planner",
            "Backup Helper",
            "Scan Station",
            "Tax Calculator",
            "Route Planner",
            "Mail Archiver",
            "Sample Tracker",
            "Contract Ledger",
            "Asset Tagger",
            "Noise Meter",
            "Press Monitor",
            "Stock Counter",
            "Visitor Book",
            "Weighbridge",
            "Badge Designer",
            "Data Bridge",
            "Measuring Desk",
            "Form Filler");
    private static final List<String> FORMS = List.of(" GmbH", " Ltd", " Inc.", " Software", " S.r.l.", " B.V.", "");
    private static final List<String> DECOY_FORMS = List.of(
            "%s Toolbar",
            "Add-in for %s",
            "%s Template Pack",
            "%s Sample Files",
            "%s Password Recovery",
            "%s Training",
            "%s Import Filter",
            "Connector for %s",
            "%s Uninstaller Helper",
            "Unofficial %s Companion",
            "%s Icon Set",
            "Mini %s");
    private static final List<String> DRIVER_NAMES = List.of(
            "NVIDIA Graphics Driver %s|NVIDIA Corporation|nvidia/drivers",
            "NVIDIA HD Audio Driver %s|NVIDIA Corporation|nvidia/drivers",
            "Intel(R) Chipset Device Software|Intel Corporation|intel/drivers",
            "Intel(R) Management Engine Components|Intel Corporation|intel/drivers",
            "Intel(R) Rapid Storage Technology Software|Intel Corporation|intel/drivers",
            "Realtek Audio Driver|Realtek Semiconductor Corp.|realtek/drivers",
            "Realtek Ethernet Controller Driver|Realtek|realtek/drivers",
            "AMD Chipset Software|Advanced Micro Devices, Inc.|amd/drivers",
            "Brother Printer Driver %s|Brother Industries, Ltd.|brother/drivers",
            "Canon Generic PCL6 Printer Driver|Canon Inc.|canon/drivers");

    /// What can be installed: a product, an edition of it, a release of it.
    record Offer(Product product, Optional<Edition> edition, Optional<Release> release) {

        ProductTarget target() {
            return new ProductTarget(
                    product.key(),
                    edition.map(Edition::key).orElse(""),
                    release.map(Release::key).orElse(""));
        }
    }

    private final Catalogue catalogue;
    private final long seed;
    private final List<Offer> offers;
    private final Map<String, List<Integer>> byProduct = new HashMap<>();

    SampleTitles(Catalogue catalogue, long seed) {
        this.catalogue = catalogue;
        this.seed = seed;
        var all = new ArrayList<Offer>();
        for (var product : catalogue.products().values()) {
            if (product.titles().isEmpty()) {
                continue;
            }
            var releases = product.releases()
                    .subList(
                            Math.max(0, product.releases().size() - MOST_RELEASES),
                            product.releases().size());
            var editions = new ArrayList<Optional<Edition>>();
            product.editions().forEach(edition -> editions.add(Optional.of(edition)));
            if (editions.isEmpty()) {
                editions.add(Optional.empty());
            }
            for (var edition : editions) {
                if (releases.isEmpty()) {
                    all.add(new Offer(product, edition, Optional.empty()));
                }
                for (var release : releases) {
                    all.add(new Offer(product, edition, Optional.of(release)));
                }
            }
        }
        offers = List.copyOf(all);
        for (int i = 0; i < offers.size(); i++) {
            byProduct
                    .computeIfAbsent(offers.get(i).product().key(), _ -> new ArrayList<>())
                    .add(i);
        }
    }

    /// How many titles there are; numbers run from 0.
    int count() {
        return firstDecoy() + DECOYS;
    }

    List<Offer> offers() {
        return offers;
    }

    /// Numbers of the offers of a product, by edition, then release.
    List<Integer> offersOf(String product) {
        return byProduct.getOrDefault(product, List.of());
    }

    int number(int offer, int spelling) {
        return offer * SPELLINGS + spelling;
    }

    int anyUpdate(Chance chance) {
        return firstUpdate() + chance.skewed(UPDATES, 1.5);
    }

    int anyRuntime(Chance chance) {
        return firstRuntime() + chance.skewed(RUNTIMES, 1.8);
    }

    int anyDriver(Chance chance) {
        return firstDriver() + chance.skewed(DRIVERS, 1.5);
    }

    int anyOwnTool(Chance chance) {
        return firstOwnTool() + chance.skewed(OWN_TOOLS, 3);
    }

    int anyStranger(Chance chance) {
        return firstStranger() + chance.skewed(STRANGERS, 2);
    }

    int anyDecoy(Chance chance) {
        return firstDecoy() + chance.below(DECOYS);
    }

    private int firstUpdate() {
        return offers.size() * SPELLINGS;
    }

    private int firstRuntime() {
        return firstUpdate() + UPDATES;
    }

    private int firstDriver() {
        return firstRuntime() + RUNTIMES;
    }

    private int firstOwnTool() {
        return firstDriver() + DRIVERS;
    }

    private int firstStranger() {
        return firstOwnTool() + OWN_TOOLS;
    }

    private int firstDecoy() {
        return firstStranger() + STRANGERS;
    }

    /// The title with a number.
    SampleTitle title(int number) {
        var chance = new Chance(Chance.seed(seed, 1, number));
        if (number < firstUpdate()) {
            return spelled(offers.get(number / SPELLINGS), number % SPELLINGS, chance);
        }
        if (number < firstRuntime()) {
            return update(number - firstUpdate(), chance);
        }
        if (number < firstDriver()) {
            return runtime(number - firstRuntime(), chance);
        }
        if (number < firstOwnTool()) {
            return driver(chance);
        }
        if (number < firstStranger()) {
            return ownTool(number - firstOwnTool(), chance);
        }
        return number < firstDecoy() ? stranger(chance) : decoy(chance);
    }

    private static SampleTitle known(String title, String publisher, String version, String product) {
        return new SampleTitle(
                title, publisher, version, Optional.of(new ProductTarget(product, "", "")), Optional.empty());
    }

    private static SampleTitle unknown(String title, String publisher, String version) {
        return new SampleTitle(title, publisher, version, Optional.empty(), Optional.empty());
    }

    private static SampleTitle update(int number, Chance chance) {
        String base = "KB" + (4_000_000 + number * 37 % 1_000_000);
        String title = switch (chance.below(6)) {
            case 0 ->
                "Security Update for Microsoft Office %s (%s) 32-Bit Edition"
                        .formatted(chance.of(List.of("2013", "2016", "2019")), base);
            case 1 -> "Update for Microsoft Office 2016 (%s) 64-Bit Edition".formatted(base);
            case 2 -> "Security Update for Microsoft Windows (%s)".formatted(base);
            case 3 -> "Update for Windows 10 for x64-based Systems (%s)".formatted(base);
            case 4 -> "Hotfix for Microsoft SQL Server 2016 (%s) (64-bit)".formatted(base);
            default -> base;
        };
        return known(
                title,
                chance.in(85) ? "Microsoft Corporation" : "",
                chance.in(30) ? "1." + number : "",
                "microsoft/update");
    }

    private static SampleTitle runtime(int number, Chance chance) {
        String architecture = chance.in(60) ? "x64" : "x86";
        if (number % 3 == 0) {
            String build = "%s.0.%s".formatted(chance.between(6, 9), chance.between(1, 40));
            return known(
                    Plain.text(
                            chance.of(List.of(
                                    "Microsoft .NET Runtime - %s (%s)",
                                    "Microsoft Windows Desktop Runtime - %s (%s)",
                                    "Microsoft ASP.NET Core %s Shared Framework (%s)",
                                    "Microsoft .NET Host FX Resolver - %s (%s)")),
                            build,
                            architecture),
                    "Microsoft Corporation",
                    build,
                    "microsoft/dotnet-runtime");
        }
        int year = chance.of(List.of(2005, 2008, 2010, 2012, 2013, 2015, 2017, 2019, 2022));
        String build = "%s.0.%s"
                .formatted(
                        year < 2015 ? (year - 1989) / 2 + (year > 2008 ? 0 : 1) : 14, chance.between(10_000, 61_030));
        return known(
                Plain.text(
                        chance.of(List.of(
                                "Microsoft Visual C++ %s Redistributable (%s) - %s",
                                "Microsoft Visual C++ %s Redistributable - %s %s",
                                "Microsoft Visual C++ %s %s Additional Runtime - %s",
                                "Microsoft Visual C++ %s %s Minimum Runtime - %s")),
                        year,
                        architecture,
                        build),
                "Microsoft Corporation",
                build,
                "microsoft/visual-c-redistributable");
    }

    private static SampleTitle driver(Chance chance) {
        String version = "%s.%s.%s".formatted(chance.between(1, 31), chance.between(0, 20), chance.between(100, 9_999));
        String[] parts = chance.of(DRIVER_NAMES).split("\\|", -1);
        return known(Plain.text(parts[0], version), parts[1], version, parts[2]);
    }

    private static String invented(Chance chance) {
        return chance.of(FIRST) + chance.of(SECOND);
    }

    private static SampleTitle ownTool(int number, Chance chance) {
        String name = "%s %s"
                .formatted(chance.of(TOOLS), chance.of(List.of("Client", "Desk", "Pro", "Web", "2", "Next", "Lite")));
        String version = "%s.%s.%s".formatted(chance.between(1, 9), chance.between(0, 9), number);
        return unknown(
                chance.in(40) ? name + " " + version : name, chance.in(70) ? "In-house development" : "", version);
    }

    private static SampleTitle stranger(Chance chance) {
        String maker = invented(chance);
        String version = "%s.%s".formatted(chance.between(1, 24), chance.between(0, 99));
        String name = chance.in(50) ? maker + " " + chance.of(TOOLS) : chance.of(TOOLS) + " " + chance.between(2, 12);
        return unknown(
                chance.in(30) ? name + " " + version : name,
                chance.in(88) ? maker + chance.of(FORMS) : "",
                chance.in(92) ? version : "");
    }

    private SampleTitle decoy(Chance chance) {
        var offer = chance.of(offers);
        String base = chance.of(offer.product().titles());
        String maker = invented(chance) + chance.of(FORMS);
        String version = "%s.%s".formatted(chance.between(1, 9), chance.between(0, 9));
        String title = Plain.text(chance.of(DECOY_FORMS), base);
        if (chance.in(30)) {
            title += " " + offer.release().map(Release::name).orElse("2019");
        }
        // a maker that calls its own tool by the bare name of somebody else's product
        if (chance.in(15)) {
            title = base.substring(base.lastIndexOf(' ') + 1);
        }
        return unknown(title, maker, version);
    }

    private SampleTitle spelled(Offer offer, int spelling, Chance chance) {
        var product = offer.product();
        boolean clean = spelling == 0;
        String title = clean || chance.in(65) ? product.titles().getFirst() : chance.of(product.titles());
        String edition = "";
        String release = "";
        if (offer.edition().isPresent() && (clean || chance.in(95))) {
            var known = offer.edition().get();
            edition = clean || known.aliases().isEmpty() || chance.in(75) ? known.name() : chance.of(known.aliases());
        }
        if (offer.release().isPresent() && (clean || chance.in(94))) {
            var known = offer.release().get();
            release = clean || known.aliases().isEmpty() || chance.in(88) ? known.name() : chance.of(known.aliases());
        }
        String version = version(offer, chance);
        if (!clean && chance.in(7)) {
            version = "";
        }
        String text = chance.in(82) || clean ? joined(title, edition, release) : joined(title, release, edition);
        if (offer.release().isEmpty() && !clean && !version.isEmpty() && chance.in(30)) {
            text += (chance.in(25) ? " version " : " ") + version;
        }
        if (!clean) {
            text = noisy(text, chance);
        }
        var truth = new ProductTarget(
                product.key(),
                edition.isEmpty() ? "" : offer.edition().map(Edition::key).orElse(""),
                release.isEmpty() && !tellsRelease(offer, version)
                        ? ""
                        : offer.release().map(Release::key).orElse(""));
        return new SampleTitle(
                text,
                publisher(product, clean, chance),
                version,
                Optional.of(truth),
                product.licensingOf(offer.edition().map(Edition::key).orElse("")) == Licensing.LICENSABLE
                        ? Optional.of(offer.target())
                        : Optional.empty());
    }

    private static String joined(String... parts) {
        var joined = new StringBuilder();
        for (String part : parts) {
            if (!part.isEmpty()) {
                joined.append(joined.isEmpty() ? "" : " ").append(part);
            }
        }
        return joined.toString();
    }

    private static String version(Offer offer, Chance chance) {
        if (offer.release().isPresent()) {
            var numbers = offer.release().get().numbers();
            if (!numbers.isEmpty()) {
                String beginning = chance.of(numbers);
                return beginning.endsWith(".")
                        ? beginning + "%s.%s".formatted(chance.between(0, 9), chance.between(1_000, 20_999))
                        : beginning + "." + chance.between(1, 4_000);
            }
            return "";
        }
        return "%s.%s.%s".formatted(chance.between(1, 120), chance.between(0, 20), chance.between(0, 9_999));
    }

    /// Whether the technical version alone tells the release: no other release of the product shares its number.
    private static boolean tellsRelease(Offer offer, String version) {
        if (version.isEmpty() || offer.release().isEmpty()) {
            return false;
        }
        @Nullable String told = null;
        int longest = 0;
        boolean shared = false;
        for (var release : offer.product().releases()) {
            for (String number : release.numbers()) {
                if (version.startsWith(number) && number.length() >= longest) {
                    shared = number.length() == longest && told != null && !told.equals(release.key());
                    longest = number.length();
                    told = release.key();
                }
            }
        }
        return !shared && offer.release().get().key().equals(told);
    }

    private String publisher(Product product, boolean clean, Chance chance) {
        var publisher = catalogue.publishers().get(product.publisher());
        if (publisher == null) {
            return "";
        }
        if (clean) {
            return publisher.aliases().isEmpty()
                    ? publisher.name()
                    : publisher.aliases().getFirst();
        }
        if (chance.in(10)) {
            return "";
        }
        if (chance.in(1.5)) {
            return "Packaged by IT";
        }
        String name =
                publisher.aliases().isEmpty() || chance.in(40) ? publisher.name() : chance.of(publisher.aliases());
        return chance.in(5) ? name.toUpperCase(Locale.ROOT) : name;
    }

    private static String noisy(String text, Chance chance) {
        String noisy = text;
        int blank = noisy.indexOf(' ');
        if (chance.in(7) && blank > 0) {
            noisy = noisy.substring(0, blank) + chance.of(List.of("®", "(R)", "™", "(TM)")) + noisy.substring(blank);
        }
        if (chance.in(9)) {
            noisy = slip(noisy, chance);
        }
        if (chance.in(3)) {
            noisy = noisy.replace("Microsoft ", "MS ")
                    .replace("Professional", "Prof.")
                    .replace("Enterprise", "Ent.")
                    .replace("Standard", "Std");
        }
        if (chance.in(3)) {
            noisy = swapped(noisy, chance);
        }
        if (chance.in(22)) {
            noisy += chance.of(ARCHITECTURES);
        }
        if (chance.in(22)) {
            noisy += chance.of(LANGUAGES);
        }
        if (chance.in(2)) {
            noisy += chance.of(List.of(" (remove only)", " (current user)", " (User)"));
        }
        if (chance.in(2)) {
            noisy = noisy.replace(' ', '_');
        } else if (chance.in(1)) {
            noisy = noisy.replace(" ", "");
        } else if (chance.in(3)) {
            noisy = noisy.replace(" ", "  ");
        }
        if (chance.in(4)) {
            noisy = noisy.toUpperCase(Locale.ROOT);
        } else if (chance.in(4)) {
            noisy = noisy.toLowerCase(Locale.ROOT);
        }
        return noisy;
    }

    /// Two neighbouring words in the other order.
    private static String swapped(String text, Chance chance) {
        String[] words = text.split(" ", -1);
        if (words.length < 3) {
            return text;
        }
        int at = chance.below(words.length - 1);
        String word = words[at];
        words[at] = words[at + 1];
        words[at + 1] = word;
        return String.join(" ", words);
    }

    /// One slip of the keyboard within a word of letters: a letter left out, doubled, or two neighbours swapped.
    private static String slip(String text, Chance chance) {
        int at = chance.below(Math.max(1, text.length() - 2));
        if (at + 2 >= text.length() || !isWord(text, at) || !isWord(text, at + 1)) {
            return text;
        }
        String start = text.substring(0, at);
        String rest = text.substring(at + 2);
        char one = text.charAt(at);
        char two = text.charAt(at + 1);
        return switch (chance.below(3)) {
            case 0 -> start + two + rest;
            case 1 -> start + one + one + two + rest;
            default -> start + two + one + rest;
        };
    }

    private static boolean isWord(String text, int at) {
        return Character.isLetter(text.charAt(at));
    }
}
