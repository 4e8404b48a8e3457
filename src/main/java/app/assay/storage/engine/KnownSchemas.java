package app.assay.storage.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The statements that the database of a register holds, per version of the schema, as `db/schema/<version>.txt` lists
/// them; `StoredSchemaTest` holds the newest list to what the migrations make, and says how to renew it.
public final class KnownSchemas {

    /// What ends each statement of a list.
    public static final String END = ";\n";

    private KnownSchemas() {}

    /// The list of every version, the first version first.
    public static List<List<String>> all() {
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

    /// The version of the schema that a minor format has.
    public static int version(int minor) {
        return minor + 1;
    }
}
