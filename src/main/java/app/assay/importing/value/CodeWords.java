package app.assay.importing.value;

import app.assay.domain.entitlement.Metric;
import app.assay.domain.entitlement.MetricNames;
import app.assay.domain.source.RowMeaning;
import app.assay.importing.guard.Texts;
import app.assay.importing.profile.RowTargets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The words that files use for the codes of fields.
public final class CodeWords {

    private static final Map<String, String> USER_STATUS = words(
            "ACTIVE: active aktiv actif activo attivo enabled aktiviert yes true 1 ja oui si accountenabled current",
            "DISABLED: disabled deaktiviert desactive desactivado inactive inaktiv inactif inactivo locked gesperrt"
                    + " suspended blocked no false 0 nein non accountdisabled",
            "LEFT: left leaver ausgeschieden verlassen parti baja terminated former ehemalig deleted geloscht supprime",
            "UNKNOWN: unknown unbekannt inconnu desconocido");
    private static final Map<String, String> DEVICE_KIND = words(
            "DESKTOP: desktop pc workstation tower minitower lowprofiledesktop allinone minipc arbeitsplatz"
                    + " arbeitsplatzrechner ordinateurdebureau sobremesa client spacesaving",
            "LAPTOP: laptop notebook portable portatil ordinateurportable convertible subnotebook detachable ultrabook",
            "SERVER: server serveur servidor rackmountchassis blade bladeenclosure mainserverchassis physicalserver host"
                    + " hypervisor",
            "VIRTUAL_MACHINE: virtualmachine vm virtual virtuell virtuellemaschine machinevirtuelle maquinavirtual guest"
                    + " gast vmwarevirtualmachine virtualserver",
            "MOBILE: mobile phone smartphone tablet handheld mobil movil telephone telefon",
            "OTHER: other andere sonstige autre otro",
            "UNKNOWN: unknown unbekannt inconnu desconocido");
    private static final Map<String, String> LIFE_CYCLE = words(
            "PLANNED: planned geplant ordered bestellt prevu planificado",
            "IN_STOCK: instock stock lager auflager storage spare enstock available readytodeploy",
            "IN_SERVICE: inservice inuse active aktiv inbetrieb enservice enuso production deployed installed live used"
                    + " operational running actif activo yes",
            "RETIRED: retired ausgemustert decommissioned stillgelegt inactive inaktiv archived reforme retirado"
                    + " outofservice horsservice",
            "DISPOSED: disposed entsorgt scrapped verschrottet rebut desechado sold verkauft",
            "LOST: lost stolen verloren gestohlen perdu vole perdido robado missing",
            "UNKNOWN: unknown unbekannt inconnu desconocido pending pendingdiagnostics outfordiagnostics outforrepair"
                    + " inrepair repair undeployable inreparatur enreparation enreparacion");
    private static final Map<String, String> ENVIRONMENT = words(
            "PRODUCTION: production prod produktion produktiv produccion live prd",
            "TEST: test testing qualification qual qa qs staging integration recette pruebas uat preproduction acceptance preprod int",
            "DEVELOPMENT: development dev entwicklung developpement desarrollo sandbox",
            "STANDBY: standby passive passiv dr disasterrecovery failover cold secours",
            "UNKNOWN: unknown unbekannt inconnu desconocido");
    private static final Map<String, String> RIGHT_KIND = words(
            "FULL: full perpetual license licence lizenz vollversion vollizenz dauerlizenz perpetuelle perpetuel perpetua"
                    + " perpetuallicense perpetuallicence fulllicense fulllicence new base kauf purchase",
            "OEM: oem oemlicense oemlicence oemlizenz preinstalled vorinstalliert",
            "UPGRADE: upgrade versionupgrade competitiveupgrade mise actualizacion miseaniveau",
            "STEP_UP: stepup editionupgrade",
            "MAINTENANCE: maintenance wartung softwareassurance sa support mantenimiento maintenanceandsupport s&s"
                    + " swmaintenance pflege",
            "SUBSCRIPTION: subscription term abonnement abo suscripcion miete rental saas annual monthly termlicense"
                    + " termlicence mietlizenz timelimited temporary licencesubscription");
    private static final Map<String, String> VERSION_COVER = words(
            "EXACT: exact sameversion nur only none no",
            "AND_EARLIER: andearlier downgrade withdowngrade downgraderight earlier yes",
            "ANY: any all alle toutes todas anyversion latest");

    private static final Map<String, String> EXCLUSION_REASON = words(
            "TEST_OR_DEVELOPMENT: testordevelopment test development testing dev entwicklung testsystem developpement"
                    + " desarrollo msdn nonproduction",
            "PASSIVE_STANDBY: passivestandby standby passive failover disasterrecovery dr cold passiv secours",
            "DECOMMISSIONED: decommissioned retired disposed scrapped ausgemustert stillgelegt reforme retirado",
            "DUPLICATE: duplicate double doppelt dublette doublon duplicado",
            "FREE_EDITION: freeedition free freeware kostenlos gratuit gratuito gratis trial evaluation",
            "OWNED_BY_OTHERS: ownedbyothers thirdparty external customer hosted fremd fremdbesitz tiers tercero partner",
            "FALSE_POSITIVE: falsepositive wrong fehlerkennung notinstalled fauxpositif falsopositivo",
            "OTHER: other andere sonstige autre otro altro overig");

    /// Words that tell for how long and not what.
    private static final Set<String> FOR_A_TIME = Set.of("annual", "monthly", "mise", "sa");

    private CodeWords() {}

    /// The code that a word of a file stands for.
    public static Optional<String> code(RowMeaning meaning, String field, List<String> codes, String text) {
        String upper = text.toUpperCase(java.util.Locale.ROOT).replace(' ', '_').replace('-', '_');
        if (codes.contains(upper)) {
            return Optional.of(upper);
        }
        String key = Texts.key(text);
        Map<String, String> words = switch (meaning) {
            case USERS -> USER_STATUS;
            case DEVICES ->
                switch (field) {
                    case "kind" -> DEVICE_KIND;
                    case "environment" -> ENVIRONMENT;
                    default -> LIFE_CYCLE;
                };
            case ENTITLEMENTS -> field.equals("kind") ? RIGHT_KIND : VERSION_COVER;
            case EXCLUSIONS -> field.equals("environment") ? ENVIRONMENT : EXCLUSION_REASON;
            default ->
                RowTargets.of(meaning)
                        .map(target -> target.codes().getOrDefault(field, List.of()))
                        .map(lines -> words(lines.toArray(String[]::new)))
                        .orElse(Map.of());
        };
        String code = words.get(key);
        if (code == null && meaning == RowMeaning.DEVICES && field.equals("kind")) {
            // Chassis and model names are endless: what is none of ours is still a device.
            code = "OTHER";
        }
        return Optional.ofNullable(code).filter(codes::contains);
    }

    /// The kind of right that a column of kinds names in several words, such as "Support renewal": taken for a full
    /// licence it would be a right that nobody bought. A "licence with maintenance" is a licence.
    static Optional<String> kindNamed(String text) {
        var named = new TreeSet<String>();
        for (String word : text.split("[^\\p{L}\\p{N}]+", -1)) {
            String key = Texts.key(word);
            String kind = RIGHT_KIND.get(key);
            if (kind != null && !FOR_A_TIME.contains(key)) {
                named.add(kind);
            }
        }
        if (named.contains("FULL") && named.contains("MAINTENANCE")) {
            return Optional.of("FULL");
        }
        named.remove("FULL");
        if (named.contains("SUBSCRIPTION")) {
            named.remove("MAINTENANCE");
        }
        return named.size() == 1 ? Optional.of(named.first()) : Optional.empty();
    }

    /// The canonical text of the metric that a product is usually licensed by. A name that nobody knows is kept:
    /// lines
    /// that need it cannot be computed and say so.
    public static String metric(String text) {
        try {
            return Metric.parse(text).text();
        } catch (IllegalArgumentException noCanonicalText) {
            return MetricNames.code(text).orElseGet(() -> new Metric.Other(Texts.cut(text, 200)).text());
        }
    }

    private static Map<String, String> words(String... lines) {
        var words = new HashMap<String, String>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            String code = line.substring(0, colon);
            for (String word : line.substring(colon + 1).strip().split(" +", -1)) {
                words.put(word, code);
            }
        }
        return Map.copyOf(words);
    }
}
