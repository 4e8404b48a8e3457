package app.assay.importing.value;

import app.assay.domain.entitlement.Metric;
import app.assay.domain.entitlement.MetricNames;
import app.assay.domain.source.RowMeaning;
import app.assay.importing.guard.Texts;
import app.assay.importing.profile.RowTargets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

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
            "MAINTENANCE: maintenance wartung softwareassurance sa support mantenimiento maintenanceandsupport ss"
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
    private static final Set<String> FOR_A_TIME = Set.of("annual", "monthly", "mise");

    /// Words for kinds of rights that stand only among others; what holds one of the stems is a word for
    /// maintenance.
    private static final Map<String, String> RIGHT_WORDS = words(
            "FULL: lic l licencia licencias lizenzen licenses licences licenza licenze licenca licencas licentie"
                    + " licenties acquisto achat compra aankoop",
            "MAINTENANCE: maint mnt supp sns assistenza assistance ondersteuning asistencia",
            "SUBSCRIPTION: subscriptions subs abonnements abonnementen abos suscripciones abbonamento abbonamenti"
                    + " sottoscrizione assinatura assinaturas subscricao huur noleggio alquiler aluguel");

    private static final List<String> SUPPORT_STEMS = List.of(
            "maintenance",
            "support",
            "supporto",
            "soporte",
            "suporte",
            "wartung",
            "pflege",
            "assurance",
            "mantenimiento",
            "manutenzione",
            "manutencao",
            "onderhoud");
    private static final List<String> RENEWAL_STEMS = List.of(
            "renew", "verlanger", "erneuer", "renouvel", "renov", "rinnov", "verleng", "vernieuw", "reconduction");

    /// Between a right and its maintenance: with it or without it, it is the right.
    private static final Set<String> WITH_OR_WITHOUT = Set.of(
            ("with w including includes included include incl without excluding excluded excl no mit inkl inklusive"
                            + " einschliesslich ohne exkl avec inclus incluse incluant comprenant compris comprise sans hors con"
                            + " incluye incluido incluida incluso inclusa compreso compresa sin senza com inclui incluindo sem met"
                            + " inclusief zonder exclusief")
                    .split(" ", -1));

    /// Between a right and its maintenance: it may be both, or one of them.
    private static final Set<String> AND =
            Set.of("&", "+", "/", "and", "und", "et", "y", "e", "en", "plus", "or", "oder", "ou", "o", "no");

    private static final String JOINED = "&";

    /// Signs that join words stand as words of their own; `w/` is "with" and `s/w` is "software".
    private static final Pattern BETWEEN_WORDS =
            Pattern.compile("(?:(?![&+/])[^\\p{L}\\p{M}\\p{N}])+|(?<=[&+/])(?=[^&+/])|(?<=[^&+/])(?=[&+/])");

    private static final Pattern SOFTWARE_SIGN =
            Pattern.compile("(?<![\\p{L}\\p{N}])s/w(?![\\p{L}\\p{N}])", Pattern.CASE_INSENSITIVE);

    private static final Pattern SUPPORT_SIGNS =
            Pattern.compile("(?<![\\p{L}\\p{N}])[sm] ?& ?s(?![\\p{L}\\p{N}])", Pattern.CASE_INSENSITIVE);

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
    /// licence it would be a right that nobody bought. Whoever buys maintenance or support, or subscribes to it,
    /// has no
    /// further right, whatever else the words say; only a "licence with maintenance" is a licence. Where the words
    /// leave it open, as "licence and support" does, the kind is not known.
    static Optional<String> kindNamed(String text) {
        var named = new ArrayList<String>();
        var beforeWith = Optional.<List<String>>empty();
        boolean isRenewal = false;
        String plain = SOFTWARE_SIGN
                .matcher(SUPPORT_SIGNS.matcher(text).replaceAll(" support "))
                .replaceAll("software");
        for (String word : BETWEEN_WORDS.split(plain, -1)) {
            String key = Texts.key(word);
            if (WITH_OR_WITHOUT.contains(key) && beforeWith.isEmpty()) {
                beforeWith = Optional.of(List.copyOf(named));
            }
            isRenewal |= RENEWAL_STEMS.stream().anyMatch(key::contains);
            if (AND.contains(key.isEmpty() ? word : key)) {
                named.add(JOINED);
            } else {
                kindOfWord(key).ifPresent(named::add);
            }
        }
        if (named.contains("MAINTENANCE") && beforeWith.isPresent()) {
            var first = beforeWith.get();
            boolean isLicence = first.contains("FULL") && Set.of("FULL", JOINED).containsAll(first);
            return isLicence && !isRenewal ? Optional.of("FULL") : kindOf(first, isRenewal);
        }
        return kindOf(named, isRenewal);
    }

    private static Optional<String> kindOf(List<String> named, boolean isRenewal) {
        var kinds = new TreeSet<>(named);
        kinds.remove(JOINED);
        if (kinds.contains("MAINTENANCE")) {
            boolean isOpen = Collections.indexOfSubList(named, List.of("FULL", JOINED, "MAINTENANCE")) >= 0
                    || Collections.indexOfSubList(named, List.of("MAINTENANCE", JOINED, "FULL")) >= 0;
            if (isOpen && !isRenewal) {
                return Optional.empty();
            }
            kinds.remove("SUBSCRIPTION");
        }
        kinds.remove("FULL");
        return kinds.size() == 1 ? Optional.of(kinds.first()) : Optional.empty();
    }

    private static Optional<String> kindOfWord(String key) {
        if (FOR_A_TIME.contains(key)) {
            return Optional.empty();
        }
        boolean isSupport = SUPPORT_STEMS.stream().anyMatch(key::contains) && !key.startsWith("un");
        return isSupport
                ? Optional.of("MAINTENANCE")
                : Optional.ofNullable(RIGHT_KIND.getOrDefault(key, RIGHT_WORDS.get(key)));
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
