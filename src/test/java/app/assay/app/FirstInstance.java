package app.assay.app;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/// A process that is the first start of the program. It prints `first` and then each register that it is asked for,
/// until its input ends; told to be deaf, it answers nothing.
public final class FirstInstance {

    private FirstInstance() {}

    public static void main(String[] arguments) throws Exception {
        try (var threads = new Threads();
                var instance = new SingleInstance(Path.of(arguments[0]), Clock.systemUTC())) {
            say(instance.isFirst() ? "first" : "second");
            if (!arguments[1].equals("deaf")) {
                threads.watch(
                        () -> instance.look(request -> request.take()
                                .ifPresent(register -> say(
                                        "asked " + register.map(Path::toString).orElse("nothing")))),
                        Duration.ofMillis(20));
            }
            System.in.readAllBytes(); // ends with the process that started this one
        }
        System.exit(0);
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
