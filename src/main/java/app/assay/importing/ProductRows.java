package app.assay.importing;

import app.assay.importing.format.ReadOptions;
import app.assay.importing.guard.Texts;
import app.assay.importing.table.Previews;
import app.assay.importing.value.CodeWords;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a table of products: comma-separated text or a workbook with a header, one product or one edition of a
/// product a row. Texts only; what they mean together is for the caller.
public final class ProductRows {

    /// The most rows of data a table of products may have.
    public static final int MOST_ROWS = 50_000;

    /// What a column can hold.
    public enum Field {
        KEY,
        PUBLISHER,
        PUBLISHER_ALIASES,
        PRODUCT,
        FAMILY,
        CATEGORY,
        LICENSING,
        METRIC,
        TITLES,
        CODES,
        EDITIONS,
        RELEASES,
        COMPONENTS
    }

    /// A row of data.
    ///
    /// @param number row in the file, the first being 1
    /// @param values what the columns say, without blank ones
    /// @param cells the whole row as it stands there
    public record Line(long number, Map<Field, String> values, List<String> cells) {
        public Line {
            values = Map.copyOf(values);
            cells = List.copyOf(cells);
        }
    }

    /// A table.
    ///
    /// @param unread headers of columns that mean nothing here
    public record Table(List<Line> lines, List<String> unread) {
        public Table {
            lines = List.copyOf(lines);
            unread = List.copyOf(unread);
        }
    }

    private static final Map<String, Field> WORDS = words();

    private ProductRows() {}

    private static Map<String, Field> words() {
        var words = new HashMap<String, Field>();
        put(words, Field.KEY, "key productkey schlussel produktschlussel cle clave");
        put(
                words,
                Field.PUBLISHER,
                "publisher vendor manufacturer maker hersteller anbieter editeur fabricant editor"
                        + " fabricante softwarepublisher publishername produttore uitgever fabrikant producent wydawca");
        put(
                words,
                Field.PUBLISHER_ALIASES,
                "publisheraliases publisheralias vendoraliases herstellernamen" + " weitereherstellernamen");
        put(
                words,
                Field.PRODUCT,
                "product productname name software softwarename application produkt produktname"
                        + " anwendung produit nomduproduit producto nombredelproducto prodotto nomeprodotto productnaam"
                        + " produto nomedoproduto nazwaproduktu");
        put(words, Field.FAMILY, "family productfamily familie produktfamilie famille familia");
        put(words, Field.CATEGORY, "category kategorie categorie categoria");
        put(words, Field.LICENSING, "licensing licensable licencing lizenzpflicht lizenzpflichtig lizenzierung");
        put(
                words,
                Field.METRIC,
                "metric usualmetric licensemetric licencemetric metrik lizenzmetrik metrique metrica metriek metryka");
        put(
                words,
                Field.TITLES,
                "titles title alias aliases rawtitle rawtitles spellings othernames synonyms titel"
                        + " schreibweisen weiterenamen synonyme");
        put(words, Field.CODES, "codes code productcode productcodes swid msi produktcode produktcodes");
        put(
                words,
                Field.EDITIONS,
                "edition editions editionname ausgabe ausgaben editionen edicion ediciones edizione edizioni"
                        + " editie edities edicao edicoes edycja edycje");
        put(
                words,
                Field.RELEASES,
                "release releases version versions versionen versiones versione versioni versie versies"
                        + " versao versoes wersja wersje");
        put(
                words,
                Field.COMPONENTS,
                "components component suitecomponents contains bestandteile enthalt komponenten"
                        + " composants componentes");
        return Map.copyOf(words);
    }

    private static void put(Map<String, Field> words, Field field, String keys) {
        for (var key : keys.split(" ", -1)) {
            words.put(key, field);
        }
    }

    /// Reads a file.
    ///
    /// @throws Fault if it is no table, has no column for the product's name, or is too long
    public static Table read(Path file, Formats formats, Progress progress) {
        var preview = formats.preview(file, ReadOptions.NONE, MOST_ROWS + 1, progress);
        if (preview.rows().size() > MOST_ROWS) {
            throw new Fault(
                    FaultCode.INPUT_OVER_LIMIT,
                    Sentence.of("import.has-more-than-rows", file.getFileName(), MOST_ROWS),
                    Sentence.of("import.nothing-was-changed"),
                    Sentence.of("import.split-file-import-its-parts"));
        }
        var fields = new LinkedHashMap<Integer, Field>();
        var unread = new ArrayList<String>();
        for (var column : preview.columns()) {
            var field = WORDS.get(Texts.key(column.header()));
            if (field == null || fields.containsValue(field)) {
                unread.add(column.header());
            } else {
                fields.put(column.index(), field);
            }
        }
        if (!fields.containsValue(Field.PRODUCT) || !fields.containsValue(Field.PUBLISHER)) {
            throw new Fault(
                    FaultCode.INPUT_MALFORMED,
                    Sentence.of(
                            fields.containsValue(Field.PRODUCT)
                                    ? "import.no-publisher-column"
                                    : "import.no-product-column",
                            file.getFileName()),
                    Sentence.of("import.nothing-was-changed"),
                    Sentence.of("import.give-table-header-with-at"));
        }
        var lines = new ArrayList<Line>();
        for (var row : preview.rows()) {
            var values = new HashMap<Field, String>();
            fields.forEach((index, field) -> {
                var text = index < row.cells().size() ? Texts.strip(row.cells().get(index)) : "";
                if (!Texts.isBlank(text)) {
                    values.put(field, text);
                }
            });
            lines.add(new Line(row.number(), values, row.cells()));
        }
        return new Table(lines, unread);
    }

    /// Whether a text may have been cut when it was read.
    public static boolean isTooLong(String text) {
        return text.length() >= Previews.LONGEST_CELL;
    }

    /// The canonical text of a metric, however a file says it.
    public static String metric(String text) {
        return CodeWords.metric(text);
    }

    /// Whether a product needs a licence, however a file says it; empty for a word that is not known.
    public static Optional<String> licensing(String text) {
        return switch (Texts.key(text)) {
            case "licensable", "yes", "ja", "true", "1", "commercial", "kommerziell", "lizenzpflichtig", "oui", "si" ->
                Optional.of("LICENSABLE");
            case "free", "no", "nein", "false", "0", "freeware", "frei", "kostenlos", "non" -> Optional.of("FREE");
            case "opensource", "oss", "foss" -> Optional.of("OPEN_SOURCE");
            case "component", "bestandteil", "komponente" -> Optional.of("COMPONENT");
            case "update", "aktualisierung" -> Optional.of("UPDATE");
            case "unknown", "unbekannt" -> Optional.of("UNKNOWN");
            default -> Optional.empty();
        };
    }
}
