package app.assay.importing.profile;

import app.assay.domain.record.FieldType;
import app.assay.domain.source.RowMeaning;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Rows that tell who reaches which server: a server with a person, a device, or a person at a device.
final class AccessRows implements RowTarget {

    @Override
    public RowMeaning meaning() {
        return RowMeaning.ACCESS;
    }

    @Override
    public List<List<String>> needs() {
        return List.of(List.of("server"), List.of("user", "device"));
    }

    @Override
    public Map<String, String> headers() {
        return Map.of(
                "server",
                "servername accessedserver targetserver target zielserver serveur servidor",
                "product",
                "productname accessedproduct serverproduct produkt produit producto",
                "publisher",
                "vendor hersteller anbieter editeur fabricante",
                "user",
                "username userprincipalname upn person account login benutzer benutzername nutzer konto utilisateur usuario",
                "device",
                "devicename client clientname computer computername workstation gerat rechner appareil equipo",
                "from",
                "start startdate since firstaccess seit von debut inicio",
                "until",
                "end enddate bis fin",
                "note",
                "notes comment remarks bemerkung notiz commentaire nota");
    }

    @Override
    public Map<String, FieldType> beside() {
        return Map.of("publisher", FieldType.TEXT);
    }

    @Override
    public Set<String> strict() {
        return Set.of("from", "until");
    }

    @Override
    public boolean isMeant(Function<RowMeaning, Set<String>> fields) {
        var found = fields.apply(RowMeaning.ACCESS);
        return found.contains("server")
                && (found.contains("user") || found.contains("device"))
                && !isOfInstallations(found, fields.apply(RowMeaning.INSTALLATIONS))
                && fields.apply(RowMeaning.DEVICES).size() <= found.size();
    }

    /// What is reached is called a title too; where a person reaches it from a device it is no installation.
    private static boolean isOfInstallations(Set<String> found, Set<String> installation) {
        boolean isBoth = found.contains("user") && found.contains("device");
        return installation.contains("version") || (installation.contains("title") && !isBoth);
    }
}
