package app.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.service.Registers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CatalogueCommandsTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-15T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    private final ExecutorService readers = Executors.newFixedThreadPool(2);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void makeRegister() {
        assertThat(run("register", "create", register(), "--name", "Test", "--zone", "UTC"))
                .isZero();
    }

    @AfterEach
    void endThreads() {
        writer.shutdown();
        readers.shutdown();
    }

    private String register() {
        return folder.resolve("register").toString();
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        var context = new CliContext(
                new Registers(NOON, "analyst", "test", writer, readers),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                () -> false,
                false);
        return new Program(context, Map.of()).run(arguments);
    }

    private JsonNode json(String... arguments) {
        assertThat(run(arguments)).as(err.toString(StandardCharsets.UTF_8)).isZero();
        return JsonMapper.shared().readTree(out.toByteArray());
    }

    private Path file() throws IOException {
        return Files.writeString(folder.resolve("own.csv"), """
                publisher,product,editions,metric,licensing
                Lathe Works,Lathe Planner,,device,yes
                Microsoft,Visio,,,
                Lathe Works,,,,
                """);
    }

    @Test
    void aTableIsTriedTakenInListedExportedAndUndone() throws IOException {
        var file = file().toString();

        var tried = json("catalogue", "import", register(), file, "--dry-run", "--json");
        assertThat(tried.get("new").intValue()).isEqualTo(1);
        assertThat(tried.get("keptAside").intValue()).isEqualTo(1);
        assertThat(tried.get("refused").intValue()).isEqualTo(1);
        assertThat(tried.get("items").get(2).get("place").stringValue()).isEqualTo("row 4");
        assertThat(json("catalogue", "list", register(), "--own", "--json")
                        .get("count")
                        .intValue())
                .isZero();

        assertThat(run("catalogue", "import", register(), file)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("1 new, 0 changed, 0 as before, 1 kept aside, 1 refused.")
                .contains("row 4, Lathe Works (refused): The product's name is missing.");
        var own = json("catalogue", "list", register(), "--own", "--json");
        assertThat(own.get("count").intValue()).isEqualTo(2);
        assertThat(own.get("products").get(0).get("key").stringValue()).isEqualTo("lathe-works/lathe-planner");
        assertThat(own.get("products").get(1).get("inForce").booleanValue()).isFalse();

        var written = folder.resolve("own.json").toString();
        assertThat(run("catalogue", "export", register(), written)).isZero();
        assertThat(run("catalogue", "export", register(), written)).isNotZero();
        assertThat(json("catalogue", "import", register(), written, "--dry-run", "--json")
                        .get("new")
                        .intValue())
                .isZero();

        assertThat(run("register", "undo", register())).isZero();
        assertThat(json("catalogue", "list", register(), "--own", "--json")
                        .get("count")
                        .intValue())
                .isZero();
    }

    @Test
    void differencesToTheShippedCatalogueAreShownFieldByField() throws IOException {
        var whole = folder.resolve("whole.json");
        assertThat(run("catalogue", "export", register(), whole.toString(), "--all"))
                .isZero();
        var changed = Files.readString(whole).replace("\"category\" : \"Diagramming\"", "\"category\" : \"Drawing\"");
        assertThat(changed).contains("Drawing");
        Files.writeString(whole, changed);

        assertThat(run("catalogue", "import", register(), whole.toString())).isZero();
        var differences = json("catalogue", "diff", register(), "--json").get("differences");

        assertThat(differences).isNotEmpty().allSatisfy(difference -> {
            assertThat(difference.get("field").stringValue()).isEqualTo("category");
            assertThat(difference.get("shipped").stringValue()).isEqualTo("Diagramming");
            assertThat(difference.get("own").stringValue()).isEqualTo("Drawing");
        });
    }

    @Test
    void severalInOneCellAreSeveralHoweverTheyAreSetApart() throws IOException {
        for (var cells : java.util.List.of(
                "Gold (Pro, Plus)|Silver;7 (7., 7.0)|8", "\"Gold (Pro, Plus), Silver\";\"7 (7., 7.0), 8\"",
                "\"Gold (Pro, Plus)\nSilver\";\"7 (7., 7.0)\n8\"", "\"Gold (Pro, Plus); Silver\";\"7 (7., 7.0); 8\"")) {
            var file = Files.writeString(
                    folder.resolve("list.csv"),
                    "Produttore;Prodotto;Edizioni;Versioni;Metrica;Codici\nLathe Works;Lathe Planner;" + cells
                            + ";device;\n");
            assertThat(run("catalogue", "import", register(), file.toString()))
                    .as(cells)
                    .isZero();
            var written = folder.resolve("written.json");
            assertThat(run("catalogue", "export", register(), written.toString()))
                    .isZero();
            var product = JsonMapper.shared()
                    .readTree(Files.readString(written))
                    .get("products")
                    .get(0);
            assertThat(product.get("editions").findValuesAsString("name"))
                    .as(cells)
                    .containsExactly("Gold", "Silver");
            assertThat(product.get("editions").get(0).get("aliases").size()).isEqualTo(2);
            assertThat(product.get("releases").findValuesAsString("name"))
                    .as(cells)
                    .containsExactly("7", "8");
            Files.delete(written);
            assertThat(run("register", "undo", register())).isZero();
        }
    }

    @Test
    void aFileThatIsNoCatalogueAndNoTableOfProductsIsRefused() throws IOException {
        var other = Files.writeString(folder.resolve("x.csv"), "a,b\n1,2\n").toString();
        var broken = Files.writeString(folder.resolve("x.json"), "{\"format\": \"assay-catalogue\"")
                .toString();

        assertThat(run("catalogue", "import", register(), other)).isEqualTo(3);
        assertThat(run("catalogue", "import", register(), broken)).isEqualTo(3);
    }
}
