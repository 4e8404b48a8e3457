package app.assay.importing.profile;

import app.assay.domain.code.UsageKind;
import app.assay.domain.record.FieldType;
import app.assay.domain.source.RowMeaning;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Rows of measured use: a product, who or what used it, a day or a beginning and an end, and a value with what it is.
///
/// A row with a beginning and an end, a person or device and no value is a session: one in use all that time.
final class UsageRows implements RowTarget {

    private static final String DAY = "day";

    @Override
    public RowMeaning meaning() {
        return RowMeaning.USAGE;
    }

    @Override
    public List<List<String>> needs() {
        return List.of(List.of("product"), List.of(DAY, "from"), List.of("value", "user", "device"));
    }

    @Override
    public Map<String, String> headers() {
        return Map.of(
                "product",
                "productname software softwarename title application app feature licensefeature program produkt software"
                        + " anwendung logiciel produit producto programa",
                "publisher",
                "vendor hersteller anbieter editeur fabricante",
                "metric",
                "measure measuredby unit counter kennzahl messgrosse",
                "kind",
                "aggregation aggregationfunction function statistic valuekind art wertart",
                DAY,
                "date usagedate measuredon tag datum messtag jour dia fecha",
                "from",
                "start starttime begin starttimestamp sessionstart checkout checkedout loggedin login beginn von debut inicio",
                "until",
                "end endtime endtimestamp sessionend checkin checkedin loggedout logout ende bis fin",
                "value",
                "peak peakusage peakusers max maximum maxusers concurrent concurrentusers sessions inuse count usage wert"
                        + " spitze spitzenwert anzahl valeur valor",
                "user",
                "username userprincipalname upn person employee benutzer benutzername nutzer utilisateur usuario",
                "device",
                "devicename hostname computer computername client clientname server servername licenseserver licenceserver"
                        + " lizenzserver gerat rechner appareil equipo");
    }

    @Override
    public Map<String, List<String>> codes() {
        return Map.of(
                "kind",
                List.of(
                        "PEAK: peak max maximum highwater highwatermark hwm spitze spitzenwert hochstwert pic pico",
                        "SUM: sum total summe gesamt somme suma",
                        "AVERAGE: average avg mean mittel mittelwert durchschnitt moyenne media promedio",
                        "LAST: last latest current letzter zuletzt dernier ultimo",
                        "SESSION: session sessions sitzung interval checkout"));
    }

    @Override
    public Map<String, FieldType> beside() {
        return Map.of(DAY, FieldType.DATE, "publisher", FieldType.TEXT);
    }

    @Override
    public Set<String> made() {
        return Set.of("from", "until", "value");
    }

    @Override
    public Set<String> strict() {
        return Set.of(DAY, "from", "until", "value", "kind");
    }

    @Override
    public boolean isMeant(Function<RowMeaning, Set<String>> fields) {
        var found = fields.apply(RowMeaning.USAGE);
        return found.contains("product")
                && found.contains("value")
                && found.contains("kind")
                && (found.contains(DAY) || (found.contains("from") && found.contains("until")));
    }

    @Override
    public Optional<String> complete(Map<String, String> record) {
        var day = Optional.ofNullable(record.remove(DAY)).map(LocalDate::parse);
        if (day.isPresent() && !record.containsKey("from")) {
            record.put(
                    "from", day.get().atStartOfDay(ZoneOffset.UTC).toInstant().toString());
            record.putIfAbsent(
                    "until",
                    day.get()
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .toString());
        }
        boolean isSession = day.isEmpty() && record.containsKey("from") && record.containsKey("until");
        boolean somebody = record.containsKey("user") || record.containsKey("device");
        if (!record.containsKey("value") && somebody && isSession && !isOther(record.get("kind"))) {
            record.put("value", "1");
            record.putIfAbsent("kind", UsageKind.SESSION.name());
        }
        var value = record.get("value");
        return value != null && new BigDecimal(value).signum() < 0 ? Optional.of("value") : Optional.empty();
    }

    private static boolean isOther(@Nullable String kind) {
        return kind != null && !kind.equals(UsageKind.SESSION.name());
    }
}
