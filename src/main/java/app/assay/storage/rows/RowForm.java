package app.assay.storage.rows;

import app.assay.files.CanonicalJson;
import app.assay.files.Hashes;
import app.assay.storage.engine.BinaryBinding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How a row of a table is written down outside the database: as digest, as check sums per column, and as a line of
/// canonical JSON. One form for every table, taken from its columns, so that no table can be forgotten.
///
/// The digest of a row is SHA-256 over the name of the table, a zero byte, and each column in its order: a byte 0 for
/// null, else a byte 1, the length of the value in bytes (four bytes, the highest first) and the value: texts in UTF-8,
/// numbers as decimal texts, truth as `true` or `false`, UUIDs as texts, bytes as they are. A column `content` that a
/// column `digest` stands for is left out; its digest is checked by itself. A column `row_check` is no part of a row.
///
/// Belongs to one thread.
public final class RowForm {

    /// The column of check sums of whichever table.
    public static final Field<byte @Nullable []> CHECKS =
            DSL.field(DSL.name("ROW_CHECK"), SQLDataType.VARBINARY.asConvertedDataType(new BinaryBinding()));

    private static final String CHECK = "row_check";
    private static final String CONTENT = "content";
    private static final Set<String> HAVE_CONTENT_DIGEST = Set.of("packed_installations", "source_content");
    private static final int CHECK_BYTES = 4;

    private final Table<?> table;
    private final String name;
    private final List<Field<?>> fields;
    private final List<String> columns;
    private final boolean checked;
    private final int content;
    private final byte[] prefix;
    private final MessageDigest sha256 = Hashes.sha256();
    private final CRC32C crc = new CRC32C();
    private final byte[] length = new byte[4];

    private RowForm(Table<?> table, String name, List<Field<?>> all) {
        this.table = table;
        this.name = name;
        fields = all.stream().filter(field -> !column(field).equals(CHECK)).toList();
        columns = fields.stream().map(RowForm::column).toList();
        checked = fields.size() < all.size();
        content = HAVE_CONTENT_DIGEST.contains(name) ? columns.indexOf(CONTENT) : -1;
        prefix = (name + "\0").getBytes(StandardCharsets.UTF_8);
    }

    public static RowForm of(Table<?> table) {
        return new RowForm(table, table.getName().toLowerCase(Locale.ROOT), List.of(table.fields()));
    }

    /// @param name that goes into the digest of each row
    /// @param all the columns, check sums included
    public static RowForm of(Table<?> table, String name, List<Field<?>> all) {
        return new RowForm(table, name, all);
    }

    private static String column(Field<?> field) {
        return field.getName().toLowerCase(Locale.ROOT);
    }

    public Table<?> table() {
        return table;
    }

    /// The name of the table in lower case.
    public String name() {
        return name;
    }

    /// The columns that make a row, in the table's order.
    public List<Field<?>> fields() {
        return fields;
    }

    /// Their names in lower case.
    public List<String> columns() {
        return columns;
    }

    /// Whether the table keeps check sums of its rows.
    public boolean checked() {
        return checked;
    }

    @Nullable
    public Object[] values(Record row) {
        @Nullable Object[] values = new Object[fields.size()];
        for (int place = 0; place < values.length; place++) {
            values[place] = row.get(fields.get(place));
        }
        return values;
    }

    /// @param values of the columns in their order
    public byte[] digest(@Nullable Object... values) {
        require(values);
        sha256.update(prefix);
        for (int place = 0; place < values.length; place++) {
            if (place == content) {
                continue;
            }
            byte[] bytes = bytes(values[place]);
            if (bytes == null) {
                sha256.update((byte) 0);
                continue;
            }
            length[0] = (byte) (bytes.length >>> 24);
            length[1] = (byte) (bytes.length >>> 16);
            length[2] = (byte) (bytes.length >>> 8);
            length[3] = (byte) bytes.length;
            sha256.update((byte) 1);
            sha256.update(length);
            sha256.update(bytes);
        }
        return sha256.digest();
    }

    /// A check sum of four bytes per column, so that a changed row can be told by its column.
    public byte[] check(@Nullable Object... values) {
        require(values);
        var check = new byte[values.length * CHECK_BYTES];
        for (int place = 0; place < values.length; place++) {
            int sum = place == content ? 0 : crc(values[place]);
            check[CHECK_BYTES * place] = (byte) (sum >>> 24);
            check[CHECK_BYTES * place + 1] = (byte) (sum >>> 16);
            check[CHECK_BYTES * place + 2] = (byte) (sum >>> 8);
            check[CHECK_BYTES * place + 3] = (byte) sum;
        }
        return check;
    }

    /// The columns whose check sums do not fit; all of them when there are none.
    public List<String> changed(byte @Nullable [] check, @Nullable Object... values) {
        if (check == null || check.length != values.length * CHECK_BYTES) {
            return columns;
        }
        var found = check(values);
        var changed = new ArrayList<String>();
        for (int place = 0; place < values.length; place++) {
            int from = CHECK_BYTES * place;
            if (!Arrays.equals(found, from, from + CHECK_BYTES, check, from, from + CHECK_BYTES)) {
                changed.add(columns.get(place));
            }
        }
        return changed;
    }

    private int crc(@Nullable Object value) {
        byte[] bytes = bytes(value);
        crc.reset();
        if (bytes == null) {
            crc.update(0);
        } else {
            crc.update(1);
            crc.update(bytes);
        }
        return (int) crc.getValue();
    }

    private void require(@Nullable Object[] values) {
        if (values.length != fields.size()) {
            throw new IllegalArgumentException(
                    "%s has %s columns, not %s".formatted(name, fields.size(), values.length));
        }
    }

    private static byte @Nullable [] bytes(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case byte[] bytes -> bytes;
            default -> value.toString().getBytes(StandardCharsets.UTF_8);
        };
    }

    /// A row as canonical JSON without a line end: texts, truth values and nulls by column; bytes in Base64.
    public String json(@Nullable Object... values) {
        return CanonicalJson.of(map(values));
    }

    /// The same as an object.
    public Map<String, @Nullable Object> map(@Nullable Object... values) {
        require(values);
        var texts = new TreeMap<String, @Nullable Object>();
        for (int place = 0; place < values.length; place++) {
            texts.put(
                    columns.get(place),
                    switch (values[place]) {
                        case null -> null;
                        case Boolean truth -> truth;
                        case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
                        case Object other -> other.toString();
                    });
        }
        return texts;
    }

    /// Reads what [#json] wrote.
    ///
    /// @throws IllegalArgumentException if it says something else than such a row
    @Nullable
    public Object[] parse(JsonNode node) {
        if (!node.isObject() || node.size() != fields.size()) {
            throw new IllegalArgumentException("not a row of " + name);
        }
        @Nullable Object[] values = new Object[fields.size()];
        for (int place = 0; place < values.length; place++) {
            var value = node.get(columns.get(place));
            if (value == null) {
                throw new IllegalArgumentException("a row of %s lacks %s".formatted(name, columns.get(place)));
            }
            values[place] = value.isNull() ? null : typed(fields.get(place).getType(), value);
        }
        return values;
    }

    private static Object typed(Class<?> type, JsonNode value) {
        if (type == Boolean.class) {
            if (!value.isBoolean()) {
                throw new IllegalArgumentException("not a truth value");
            }
            return value.asBoolean();
        }
        if (!value.isString()) {
            throw new IllegalArgumentException("not a text");
        }
        var text = value.asString();
        if (type == Integer.class) {
            return Integer.valueOf(text);
        }
        if (type == Long.class) {
            return Long.valueOf(text);
        }
        if (type == Byte.class) {
            return Byte.valueOf(text);
        }
        if (type == UUID.class) {
            return UUID.fromString(text);
        }
        if (type == byte[].class) {
            return Base64.getDecoder().decode(text);
        }
        return text;
    }
}
