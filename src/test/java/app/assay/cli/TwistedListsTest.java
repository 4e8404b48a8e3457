package app.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.service.EditRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Lists as they are handed over: in other languages, with other digits, with parts of another kind, with words for
/// what
/// they sell that no list of words has whole.
class TwistedListsTest {

    @TempDir
    Path folder;

    private CommandLineSession session = null;

    @BeforeEach
    void begin() {
        session = new CommandLineSession(folder);
    }

    @AfterEach
    void end() {
        session.close();
    }

    private JsonNode bring(String text) throws IOException {
        var file = Files.writeString(folder.resolve("list.csv"), text);
        assertThat(session.run("import", session.register(), file.toString(), "--json"))
                .as(session.told())
                .isZero();
        return session.json().get("files").get(0);
    }

    private Map<String, RecordState> rights() {
        var found = new java.util.TreeMap<String, RecordState>();
        session.look(open -> new EditRecords(open)
                .all(RecordKind.ENTITLEMENT)
                .forEach(right -> found.put(right.text("reference"), right)));
        return found;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Riferimento;Produttore;Prodotto;Edizione;Versione;Metrica;Quantità;Prezzo unitario;Valuta;Data inizio;Data scadenza",
                "Referentie;Uitgever;Productnaam;Editie;Versie;Metriek;Aantal;Prijs;Valuta;Begindatum;Einddatum",
                "Referência;Fabricante;Produto;Edição;Versão;Métrica;Quantidade;Preço unitário;Moeda;Data de início;Data de fim",
                "Numer licencji;Producent;Produkt;Edycja;Wersja;Metryka;Ilość;Cena jednostkowa;Waluta;Data rozpoczęcia;Data zakończenia",
                "Referencia;Fabricante;Producto;Edición;Versión;Métrica;Cantidad;Precio unitario;Moneda;Fecha de inicio;Fecha de fin",
                "Identifiant;Éditeur;Produit;Édition;Version;Métrique;Quantité;Prix unitaire;Devise;Date de début;Date de fin",
                "Lizenznummer;Hersteller;Produkt;Edition;Version;Metrik;Anzahl;Einzelpreis;Währung;Gültig ab;Gültig bis"
            })
    void everyColumnOfAListInAnotherLanguageIsRead(String headers) throws IOException {
        var told = bring(headers + "\nL-1;Adobe;Acrobat;Pro;2020;device;1.250;239,88;EUR;15.03.2024;14.03.2027\n");

        assertThat(told.get("new").asLong()).isEqualTo(1);
        assertThat(told.get("warningList").findValuesAsString("code")).containsExactly("entitlement.kind-assumed");
        var right = rights().get("L-1");
        assertThat(right.values())
                .containsEntry("publisher", "Adobe")
                .containsEntry("product", "Acrobat")
                .containsEntry("edition", "Pro")
                .containsEntry("version", "2020")
                .containsEntry("metric", "device")
                .containsEntry("quantity", "1250")
                .containsEntry("unitPrice", "239.88 EUR")
                .containsEntry("start", "2024-03-15")
                .containsEntry("end", "2027-03-14");
    }

    @Test
    void digitsOfOtherScriptsAreNumbersAndDays() throws IOException {
        bring("""
                Reference,Product,Metric,Quantity,Start
                A-1,Moon Suite,device,١٢٣,٢٠٢٤-٠١-٣١
                A-2,Moon Suite,device,１２,15/03/2024
                A-3,Moon Suite,device,१२,2024-01-01
                """);
        assertThat(rights().get("A-1").values())
                .containsEntry("quantity", "123")
                .containsEntry("start", "2024-01-31");
        assertThat(rights().get("A-2").text("quantity")).isEqualTo("12");
        assertThat(rights().get("A-3").text("quantity")).isEqualTo("12");
    }

    @Test
    void aPartOfAnotherKindIsNoRightAndIsLeftOutByItsRows() throws IOException {
        var told = bring("""
                Reference,Product,Quantity,Metric
                A-1,Moon Suite,10,device

                Device,Software,Version
                pc-1,Moon Suite,7.1
                pc-2,Moon Suite,7.1

                Reference,Product,Metric,Quantity
                A-2,Moon Suite,device,5
                """);
        assertThat(rights().keySet()).containsExactly("A-1", "A-2");
        assertThat(rights().get("A-2").text("quantity")).isEqualTo("5");
        assertThat(told.get("read").asLong()).isEqualTo(4);
        assertThat(told.get("rejected").asLong()).isEqualTo(2);
        assertThat(told.get("rejectedRows").get(0).get("raw").asString()).isEqualTo("pc-1,Moon Suite,7.1");
        assertThat(told.get("rejectedRows").get(0).get("found").asString()).isEqualTo("a row of installations");
        assertThat(told.get("warningList").findValuesAsString("message"))
                .contains(
                        "A part with headers of its own tells of installations and not of entitlements: its rows are left out. Import it as a file of its own.");
    }

    @Test
    void wordsForAKindOfRightAreNotTakenForALicenceThatNobodyBought() throws IOException {
        bring("""
                Reference,Product,Quantity,Metric,Entitlement type
                K-1,Moon Suite,1,device,Support renewal
                K-2,Moon Suite,1,device,Annual maintenance
                K-3,Moon Suite,1,device,Upgrade license
                K-4,Moon Suite,1,device,License with maintenance
                K-5,Moon Suite,1,device,Subscription incl. support
                K-6,Moon Suite,1,device,Volume
                """);
        assertThat(rights().values().stream().map(right -> right.text("kind")).toList())
                .isEqualTo(List.of("MAINTENANCE", "MAINTENANCE", "UPGRADE", "FULL", "SUBSCRIPTION", "FULL"));
    }

    /// What is bought with maintenance or support alone is no further right, in whatever words it is sold.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "New maintenance",
                "Maintenance purchase",
                "License support renewal",
                "SW Subscription & Support Renewal",
                "SW S&S Renewal",
                "License s/w maintenance",
                "Support and Subscription",
                "Subscription/Support",
                "SA renewal",
                "License & SA renewal",
                "Software Assurance renewal",
                "Maintenance incl. upgrade license",
                "Kauf Wartung",
                "Abo Wartungsverlängerung",
                "Lizenz Softwarepflege",
                "Renouvellement maintenance licence",
                "Abonnement de support",
                "Renovación de soporte, licencia",
                "Suscripción y mantenimiento",
                "Rinnovo manutenzione licenza",
                "Abbonamento di supporto",
                "Onderhoud licentie",
                "Abonnement onderhoud",
                "Manutenção da licença",
                "Assinatura de suporte"
            })
    void maintenanceAndSupportAreNoFurtherRight(String kind) throws IOException {
        var told =
                bring("Reference;Product;Quantity;Metric;Entitlement type\nK-1;Moon Suite;1;device;\"" + kind + "\"\n");
        assertThat(rights().get("K-1").text("kind")).isEqualTo("MAINTENANCE");
        assertThat(told.get("warningList").findValuesAsString("code")).doesNotContain("entitlement.kind-assumed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "License without support",
                "Lizenz inkl. Wartung",
                "Licence avec maintenance",
                "Licencia con mantenimiento",
                "Licenza con manutenzione",
                "Licentie met onderhoud"
            })
    void aLicenceWithOrWithoutMaintenanceIsALicence(String kind) throws IOException {
        var told =
                bring("Reference;Product;Quantity;Metric;Entitlement type\nK-1;Moon Suite;1;device;\"" + kind + "\"\n");
        assertThat(rights().get("K-1").text("kind")).isEqualTo("FULL");
        assertThat(told.get("warningList").findValuesAsString("code")).doesNotContain("entitlement.kind-assumed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"License & SA", "License/Support", "Lizenz und Wartung", "License with support renewal"})
    void wordsThatLeaveItOpenAreTold(String kind) throws IOException {
        var told =
                bring("Reference;Product;Quantity;Metric;Entitlement type\nK-1;Moon Suite;1;device;\"" + kind + "\"\n");
        assertThat(told.get("warningList").findValuesAsString("code"))
                .contains("cell.unknown", "entitlement.kind-assumed");
    }

    @Test
    void aListOfAgreementsIsKnownByItsHeadersAndAListOfRightsIsNoneOfThem() throws IOException {
        var told =
                bring("Agreement number,Name,Publisher,Start,End\nAG-1,Enterprise,Microsoft,2024-01-01,2027-01-01\n");
        assertThat(told.get("new").asLong()).isEqualTo(1);
        session.look(open -> assertThat(new EditRecords(open).all(RecordKind.AGREEMENT))
                .hasSize(1)
                .allSatisfy(agreement -> assertThat(agreement.text("name")).isEqualTo("Enterprise")));

        bring("Contract,Name,Publisher,Version,Start,Quantity\nAG-1,Moon Suite,Moon Works,7,2024-01-01,5\n");
        assertThat(rights()).hasSize(1);
    }
}
