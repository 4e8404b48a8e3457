package app.assay.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every generated hostile file gets its verdict soon and in little memory, reaches nothing outside and leaves the
/// register whole. They all go through the command line of one process of 256 MiB.
class HostileVerdictTest {

    /// The aim is 2 s on a quiet machine; a build beside must not fail this.
    private static final double MOST_SECONDS = 15;

    @TempDir
    Path folder;

    @Test
    @Timeout(300)
    void every_hostile_file_gets_its_verdict_soon_in_little_memory_and_reaches_nothing() throws Exception {
        var asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            Path canary = Files.writeString(folder.resolve("canary.txt"), "CANARY-7F3A");
            var cases = HostileFiles.all(
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/x",
                    canary.toUri().toString());
            Path files = write(cases);
            Path answers = Files.createDirectory(folder.resolve("answers"));
            Path temporary = Files.createDirectory(folder.resolve("temporary"));
            Process worker = start(temporary, files, answers);
            assertThat(worker.waitFor(240, TimeUnit.SECONDS))
                    .as("it ended in time")
                    .isTrue();
            String told = Files.readString(answers.resolve("told.txt"));

            assertThat(worker.exitValue()).as("the register is intact: " + told).isZero();
            assertThat(asked).as("requests over the network").hasValue(0);
            assertThat(told).doesNotContain("\tat ", "Exception", "[Fatal Error]", "CANARY", "A fault of the program");
            assertThat(Files.readString(answers.resolve("import.json"))).doesNotContain("CANARY");
            try (var left = Files.list(temporary)) {
                assertThat(left).as("temporary files that stayed").isEmpty();
            }
            check(cases, document(answers.resolve("import.json")).get("files"));
            var good = document(answers.resolve("again.json")).get("files").get(0);
            assertThat(good.get("new").asLong()).as("the next import works").isEqualTo(2);
        } finally {
            server.stop(0);
        }
    }

    private Path write(List<HostileFiles.Case> cases) throws IOException {
        Path files = Files.createDirectory(folder.resolve("files"));
        for (var each : cases) {
            Files.write(files.resolve(each.name()), each.bytes().get());
        }
        return files;
    }

    private Process start(Path temporary, Path files, Path answers) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileWorker.class.getName(),
                        folder.resolve("register").toString(),
                        files.toString(),
                        answers.toString())
                .redirectError(answers.resolve("told.txt").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static JsonNode document(Path file) {
        try {
            return JsonMapper.builder().build().readTree(Files.readString(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void check(List<HostileFiles.Case> cases, JsonNode files) {
        Map<String, JsonNode> found = new HashMap<>();
        files.forEach(each ->
                found.put(Path.of(each.get("path").asString()).getFileName().toString(), each));
        var wrong = new ArrayList<String>();
        var seconds = new TreeMap<Double, String>(Comparator.reverseOrder());
        for (var each : cases) {
            JsonNode answer = found.get(each.name());
            String verdict = answer == null ? "no answer" : verdict(answer);
            if (!verdict.matches(each.verdict())) {
                wrong.add("%s: %s and not %s".formatted(each.name(), verdict, each.verdict()));
            }
            if (answer != null) {
                seconds.put(answer.get("seconds").asDouble(), each.name());
            }
        }
        System.out.println("hostile files: %s in 256 MiB; slowest verdicts %s"
                .formatted(
                        cases.size(),
                        seconds.entrySet().stream()
                                .limit(4)
                                .map(each -> each.getKey() + " s " + each.getValue())
                                .toList()));
        assertThat(wrong).isEmpty();
        assertThat(found).hasSameSizeAs(cases);
        assertThat(seconds.firstKey()).as(seconds.firstEntry().getValue()).isLessThan(MOST_SECONDS);
    }

    private static String verdict(JsonNode answer) {
        if (answer.has("error")) {
            String name = Path.of(answer.get("path").asString()).getFileName().toString();
            assertThat(answer.get("happened").asString()).startsWith(name).endsWith(".");
            assertThat(answer.get("unharmed").asString()).isNotBlank();
            assertThat(answer.get("remedy").asString()).isNotBlank();
            return answer.get("error").asString();
        }
        long read = answer.get("read").asLong();
        assertThat(read)
                .as("the balance of " + answer.get("path"))
                .isEqualTo(answer.get("new").asLong()
                        + answer.get("changed").asLong()
                        + answer.get("same").asLong()
                        + answer.get("rejected").asLong());
        return "%s read=%s rejected=%s"
                .formatted(
                        answer.get("format").asString(),
                        read,
                        answer.get("rejected").asLong());
    }
}
