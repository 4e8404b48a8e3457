package app.assay.storage;

import app.assay.storage.StoredSchema.Statement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// The statements that the database of a register holds, per version of the schema, as `db/schema/<version>.txt` lists
/// them; `StoredSchemaTest` holds the newest list to what the migrations make, and says how to renew it.
final class KnownSchemas {

    private static final String END = ";\n";

    /// What differs from one register to the next and means nothing: the salt of the one user, what the engine has
    /// counted about a column, and the numbers in names that the engine gives.
    private static final Pattern SALT = Pattern.compile("SALT '[0-9a-f]{16}' HASH '[0-9a-f]{64}'");

    private static final Pattern COUNTED = Pattern.compile(" SELECTIVITY \\d{1,3}(?=(?: NOT NULL)?,?\\n)");
    private static final Pattern NAMED_BY_ENGINE =
            Pattern.compile("\"(PRIMARY_KEY|CONSTRAINT|CONSTRAINT_INDEX)_[0-9A-F]{1,8}(?:_\\d{1,4})?\"");

    private KnownSchemas() {}

    /// The list of every version, the first version first.
    static List<List<String>> all() {
        var all = new ArrayList<List<String>>();
        while (true) {
            try (var in = KnownSchemas.class.getResourceAsStream("/db/schema/%s.txt".formatted(all.size() + 1))) {
                if (in == null) {
                    return List.copyOf(all);
                }
                all.add(read(in));
            } catch (IOException e) {
                throw new IllegalStateException("the program's own list of statements cannot be read", e);
            }
        }
    }

    private static List<String> read(InputStream in) throws IOException {
        return Arrays.stream(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .replace("\r\n", "\n")
                        .split(END, -1))
                .filter(text -> !text.isBlank())
                .toList();
    }

    /// A statement as the lists have it.
    static String line(Statement statement) {
        var text = SALT.matcher(statement.text()).replaceFirst("SALT '*' HASH '*'");
        text = COUNTED.matcher(text).replaceAll("");
        text = NAMED_BY_ENGINE.matcher(text).replaceAll("\"$1_*\"");
        return statement.kind() + " " + text;
    }

    /// The list of a database as its file holds it.
    static String list(StoredSchema schema) {
        var text = new StringBuilder();
        schema.statements().stream()
                .map(KnownSchemas::line)
                .sorted()
                .forEach(line -> text.append(line).append(END));
        return text.toString();
    }
}
