import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Starts another Maven that runs on the JDK that runs this program, for plugins that need a newer Java than the
/// Maven that builds.
///
/// Arguments: Maven's folder, then Maven's own arguments; `-Doffline=true` becomes `-o`, and the settings file is left
/// out where there is none.
public final class MavenOnThisJdk {

    private MavenOnThisJdk() {}

    public static void main(String[] arguments) throws Exception {
        var windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
        var command = new ArrayList<String>();
        command.add(Path.of(arguments[0], "bin", windows ? "mvn.cmd" : "mvn").toString());
        command.addAll(mavenArguments(List.of(arguments).subList(1, arguments.length)));

        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // Maven's own libraries use what newer JDKs warn about.
        builder.environment()
                .merge(
                        "MAVEN_OPTS",
                        "--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED",
                        (given, added) -> given + " " + added);
        System.exit(builder.start().waitFor());
    }

    private static List<String> mavenArguments(List<String> given) {
        var kept = new ArrayList<String>();
        for (int i = 0; i < given.size(); i++) {
            var argument = given.get(i);
            switch (argument) {
                case "-Doffline=true" -> kept.add("-o");
                case "-Doffline=false" -> {}
                case "-s" -> {
                    i++;
                    if (Files.isRegularFile(Path.of(given.get(i)))) {
                        kept.add("-s");
                        kept.add(given.get(i));
                    }
                }
                default -> kept.add(argument);
            }
        }
        return kept;
    }
}
