package app.assay.domain.entitlement;

import app.assay.domain.metric.CountedMetrics;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/// The words by which contracts and lists of licences name a metric, in the languages that such lists come in.
///
/// A word names the way of counting alone. The terms that go with it, such as the minimum of cores, are the product's.
public final class MetricNames {

    private static final Map<String, String> WORDS = words(
            "device: device devices perdevice gerat gerate pergerat progerat parposte poste postes appareil parappareil"
                    + " dispositivo pordispositivo install installation installations perinstall perinstallation computer"
                    + " percomputer pc perpc workstation perworkstation machine permachine endpoint perendpoint node"
                    + " desktop devicelicense devicelicence arbeitsplatz proarbeitsplatz equipo porequipo",
            "named-user: user users peruser nameduser namedusers pernameduser nameduserlicense benutzer probenutzer"
                    + " benannternutzer nutzer pronutzer utilisateur parutilisateur utilisateurnomme usuario porusuario"
                    + " usuarionombrado authorizeduser authorizedusers registereduser person perperson",
            "processor: processor perprocessor processors cpu percpu socket persocket socketpair socketpairs persocketpair"
                    + "  prozessor prozessoren proprozessor"
                    + " processeur parprocesseur procesador porprocesador sockets cpus",
            "core: core percore cores kern prokern kerne coeur parcoeur coeurs nucleo pornucleo physicalcore"
                    + " physicalcores perphysicalcore physischerkern corelicense corelicence",
            "subscription-seat: subscriptionseat seat seats perseat subscription subscriptions persubscription"
                    + " usersubscription saasseat sitzplatz abonnement suscripcion subscriptionuser peruserpermonth"
                    + " userpermonth",
            "site: site persite sitelicense sitelicence standort prostandort siteweite parsite porsitio"
                    + " enterprisewide company companywide unternehmen unternehmenslizenz campus organisation"
                    + " organization");

    /// Words that say nothing about the metric beside the one that does: `Lizenz pro Kern`, `2 Core License Pack`.
    private static final Set<String> EMPTY_WORDS = Set.of(
            "license",
            "licenses",
            "licence",
            "licences",
            "lizenz",
            "lizenzen",
            "lic",
            "pack",
            "packs",
            "paket",
            "per",
            "pro",
            "par",
            "por",
            "je",
            "each",
            "of",
            "for",
            "a",
            "an",
            "the");

    /// What lists write into the column of the metric though it is none: the sort of right, or that nothing is
    /// told.
    private static final Set<String> NO_METRIC = Set.of(
            "",
            "notstated",
            "unknown",
            "unbekannt",
            "perpetual",
            "perpetuallicense",
            "perpetuallicence",
            "dauerlizenz",
            "perpetuelle",
            "perpetuel",
            "perpetua",
            "license",
            "licence",
            "lizenz",
            "fulllicense",
            "fulllicence",
            "vollversion",
            "vollizenz",
            "full",
            "new",
            "upgrade",
            "versionupgrade",
            "stepup",
            "maintenance",
            "wartung",
            "softwareassurance",
            "support",
            "oem",
            "base",
            "kauf",
            "purchase",
            "term",
            "termlicense",
            "termlicence",
            "mietlizenz",
            "perpetualsubscription",
            "na",
            "none",
            "null");

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern PACKED = Pattern.compile(
            "(?iU)(?<![\\d.,])([2-9]|[1-9]\\d{1,3})[ -]?(core|cores|kern|kerne|kerns|processor|processors|cpu|user|users|device"
                    + "|devices|seat|seats|benutzer|nutzer|gerät|geräte)\\b");

    private MetricNames() {}

    /// The code of the metric that a text names, such as `core` by "Per core"; empty when it names none.
    public static Optional<String> code(String text) {
        String code = WORDS.get(key(text));
        if (code != null) {
            return Optional.of(code);
        }
        var left = new ArrayList<String>();
        for (String word : NOT_WORD.split(plain(text).replace('-', ' '), -1)) {
            boolean number = !word.isEmpty() && word.chars().allMatch(Character::isDigit);
            if (!word.isEmpty() && !number && !EMPTY_WORDS.contains(word)) {
                left.add(word);
            }
        }
        return left.isEmpty() ? Optional.empty() : Optional.ofNullable(WORDS.get(String.join("", left)));
    }

    /// Whether the text tells no metric: it is empty, says so, or names the sort of right where the metric belongs.
    public static boolean isNone(String text) {
        return NO_METRIC.contains(key(text));
    }

    /// Units that one licence holds where the metric's name tells it, such as 2 by "2 Core License Pack".
    public static OptionalInt unitsPerPack(String text) {
        if (key(text).contains("socketpair")) {
            return OptionalInt.of(2);
        }
        var matcher = PACKED.matcher(text);
        return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    private static String plain(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss");
    }

    private static String key(String text) {
        return NOT_WORD.matcher(plain(text)).replaceAll("");
    }

    private static Map<String, String> words(String... lines) {
        var words = new HashMap<String, String>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            for (String word : List.of(line.substring(colon + 1).strip().split(" +", -1))) {
                words.put(word, line.substring(0, colon));
            }
        }
        for (var metric : CountedMetrics.ALL) {
            metric.names().forEach(name -> words.putIfAbsent(name, metric.code()));
        }
        return Map.copyOf(words);
    }
}
