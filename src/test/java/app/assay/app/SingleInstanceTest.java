package app.assay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SingleInstanceTest {

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();

    private Path home() {
        return folder.resolve("window");
    }

    private SingleInstance instance() {
        return new SingleInstance(home(), Clock.systemUTC());
    }

    private List<Path> inbox() throws IOException {
        try (var files = Files.list(home().resolve("inbox"))) {
            return files.toList();
        }
    }

    private Process start(String manner) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FirstInstance.class.getName(),
                        home().toString(),
                        manner)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void aSecondProcessHandsOverWhatItWasAskedToOpenAndTheNextStartIsFirstAgain() throws Exception {
        var first = start("listening");
        try (BufferedReader said = first.inputReader();
                var second = instance()) {
            assertThat(said.readLine()).isEqualTo("first");
            assertThat(second.isFirst()).isFalse();
            var register = folder.resolve("harbour");
            assertThat(second.handOver(Optional.of(register), System::nanoTime, () -> LockSupport.parkNanos(1_000_000)))
                    .isTrue();
            assertThat(said.readLine()).isEqualTo("asked " + register);
            assertThat(second.handOver(Optional.empty(), System::nanoTime, () -> LockSupport.parkNanos(1_000_000)))
                    .isTrue();
            assertThat(said.readLine()).isEqualTo("asked nothing");
            assertThat(inbox()).isEmpty();

            // However it ends.
            first.destroyForcibly().waitFor();
            assertThat(second.isFirst()).isTrue();
            assertThat(second.isFirst()).isTrue();
        } finally {
            first.destroyForcibly().waitFor();
        }
    }

    @Test
    void aFirstStartThatDoesNotAnswerIsGivenUpAfterFiveSecondsAndNothingIsLeftForIt() throws Exception {
        var first = start("deaf");
        try (var said = first.inputReader();
                var second = instance()) {
            assertThat(said.readLine()).isEqualTo("first");
            assertThat(second.isFirst()).isFalse();
            var pauses = new AtomicInteger();
            assertThat(second.handOver(Optional.empty(), nanos::get, () -> {
                        pauses.incrementAndGet();
                        nanos.addAndGet(Duration.ofMillis(50).toNanos());
                    }))
                    .isFalse();
            assertThat(pauses).hasValue(100);
            assertThat(inbox()).isEmpty();
        } finally {
            first.destroyForcibly().waitFor();
        }
    }

    @Test
    void aRequestIsShownOnceAndTakenByOneSideOnly() throws Exception {
        try (var first = instance()) {
            assertThat(first.isFirst()).isTrue();
            var requests = new ArrayList<SingleInstance.Request>();
            var answered = instance().handOver(Optional.of(Path.of("harbour")), nanos::get, () -> {
                first.look(requests::add);
                first.look(requests::add);
                nanos.addAndGet(Duration.ofSeconds(2).toNanos());
            });

            assertThat(answered).isFalse();
            // The window wakes up after the other start has gone its own way.
            assertThat(requests).hasSize(1);
            assertThat(requests.getFirst().take()).isEmpty();
        }
    }

    @Test
    void aRelativePlaceIsToldAsTheSecondStartSeesIt() throws Exception {
        try (var first = instance()) {
            assertThat(first.isFirst()).isTrue();
            var taken = new ArrayList<Optional<Path>>();
            assertThat(instance()
                            .handOver(
                                    Optional.of(Path.of("a", "..", "harbour")),
                                    nanos::get,
                                    () -> first.look(request -> request.take().ifPresent(taken::add))))
                    .isTrue();
            assertThat(taken).containsExactly(Optional.of(Path.of("harbour").toAbsolutePath()));
        }
    }

    @Test
    void aRequestThatNobodyWaitsForIsThrownAway() throws Exception {
        var now = Instant.parse("2026-11-15T12:00:00Z");
        try (var first = new SingleInstance(home(), Clock.fixed(now, ZoneOffset.UTC))) {
            assertThat(first.isFirst()).isTrue();
            var left = home().resolve("inbox").resolve("left.request");
            Files.writeString(left, folder.toString());
            Files.setLastModifiedTime(left, FileTime.from(now.minusSeconds(11)));
            var shown = new ArrayList<SingleInstance.Request>();

            first.look(shown::add);

            assertThat(shown).isEmpty();
            assertThat(left).doesNotExist();
        }
    }

    @Test
    void nobodyElseMayPutARequestThere() throws Exception {
        org.junit.jupiter.api.Assumptions.assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "no permissions of this kind");
        try (var first = instance()) {
            assertThat(first.isFirst()).isTrue();
            for (var made : List.of(home(), home().resolve("inbox"))) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                        .isEqualTo("rwx------");
            }
        }
    }

    @Test
    void withoutAPlaceToMeetEveryStartIsOneOfItsOwn() throws Exception {
        Files.writeString(home(), "a file where the folder should be");
        try (var one = instance();
                var other = instance()) {
            assertThat(one.isFirst()).isTrue();
            assertThat(other.isFirst()).isTrue();
            one.look(request -> {
                throw new AssertionError("there is no request");
            });
            assertThat(one.handOver(Optional.empty(), nanos::get, () -> {})).isFalse();
        }
    }
}
