package app.assay.storage.fault;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Arrays;
import org.h2.api.AggregateFunction;

/// The process of somebody who puts code into the databases of registers: the engine without any of the settings by
/// which the program restrains it.
public final class Intruder {

    private Intruder() {}

    /// Arguments: files of SQL, one statement to a line; the first line is the engine's name of the database.
    public static void main(String[] arguments) throws Exception {
        for (var argument : arguments) {
            var lines = Files.readAllLines(Path.of(argument), StandardCharsets.UTF_8);
            try (var connection = DriverManager.getConnection("jdbc:h2:file:" + lines.getFirst(), "sa", "");
                    var statement = connection.createStatement()) {
                for (var sql : lines.subList(1, lines.size())) {
                    statement.execute(sql);
                }
            }
        }
    }

    /// Runs in a JVM of its own with the class path of the tests.
    static void run(Path... scripts) throws Exception {
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(java.util.List.of("-cp", System.getProperty("java.class.path"), Intruder.class.getName()));
        Arrays.stream(scripts).map(Path::toString).forEach(command::add);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(told);
        }
    }

    /// A function that SQL may call.
    public static boolean mark(String file) throws Exception {
        Files.writeString(Path.of(file), "executed");
        return true;
    }

    /// An aggregate that SQL may call.
    public static final class Total implements AggregateFunction {

        @Override
        public int getType(int[] types) {
            return java.sql.Types.BIGINT;
        }

        @Override
        public void add(Object value) {
            // counts nothing
        }

        @Override
        public Object getResult() {
            return 0L;
        }
    }

    /// A trigger that is named by its class.
    public static final class Watcher implements org.h2.api.Trigger {

        @Override
        public void init(Connection connection, String schema, String name, String table, boolean before, int type) {
            // watches nothing
        }

        @Override
        public void fire(Connection connection, Object[] before, Object[] after) {
            // changes nothing
        }
    }
}
