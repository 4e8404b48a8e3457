package app.assay.storage.engine.h2;

import app.assay.storage.engine.KnownSchemas;
import app.assay.storage.engine.h2.StoredSchema.Statement;
import java.util.regex.Pattern;

/// Statements of a database file as the lists of [KnownSchemas] have them.
final class SchemaLines {

    /// What differs from one register to the next and means nothing: the salt of the one user, what the engine has
    /// counted about a column, and the numbers in names that the engine gives.
    private static final Pattern SALT = Pattern.compile("SALT '[0-9a-f]{16}' HASH '[0-9a-f]{64}'");

    private static final Pattern COUNTED = Pattern.compile(" SELECTIVITY \\d{1,3}(?=(?: NOT NULL)?,?\\n)");
    private static final Pattern NAMED_BY_ENGINE =
            Pattern.compile("\"(PRIMARY_KEY|CONSTRAINT|CONSTRAINT_INDEX)_[0-9A-F]{1,8}(?:_\\d{1,4})?\"");

    private SchemaLines() {}

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
                .map(SchemaLines::line)
                .sorted()
                .forEach(line -> text.append(line).append(KnownSchemas.END));
        return text.toString();
    }
}
