package app.assay.storage.engine.h2;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.jspecify.annotations.Nullable;

/// Reads the names of the classes by which a database file says how its rows are stored. The engine makes an object of
/// whatever class such a name names; here it stays a name.
final class StoredTypes extends BasicDataType<String> {

    private static final String OF_ONE = "org.h2.mvstore.tx.VersionedValueType$Factory";
    private static final String OF_ROWS = "org.h2.mvstore.db.RowDataType$Factory";
    private static final Set<String> PLAIN = Set.of(
            "org.h2.mvstore.db.NullValueDataType",
            "org.h2.mvstore.db.LobStorageMap$BlobMeta$Type",
            "org.h2.mvstore.db.LobStorageMap$BlobReference$Type",
            "org.h2.mvstore.type.ByteArrayDataType",
            "org.h2.mvstore.type.LongDataType");

    private static final int LONGEST_NAME = 1000;

    private @Nullable String unknown;

    /// The first class that no register names, once the reading of its page has failed for that.
    Optional<String> unknown() {
        return Optional.ofNullable(unknown);
    }

    /// @throws IllegalArgumentException if the class is none that a register names: how its description ends is not
    /// known
    @Override
    public String read(ByteBuffer buffer) {
        int length = DataUtils.readVarInt(buffer);
        if (length < 0 || length > Math.min(LONGEST_NAME, buffer.remaining())) {
            throw refused("with a name of %s letters".formatted(length));
        }
        var name = DataUtils.readString(buffer, length);
        if (name.equals(OF_ONE)) {
            return read(buffer);
        }
        if (name.equals(OF_ROWS)) {
            DataUtils.readVarInt(buffer); // columns
            skipNumbers(buffer); // order
            skipNumbers(buffer); // columns of an index
            buffer.get(); // whether the key is stored
            return name;
        }
        if (!PLAIN.contains(name)) {
            throw refused(name);
        }
        return name;
    }

    /// Whoever reads the page learns of the failure alone, so the name is kept.
    private IllegalArgumentException refused(String name) {
        unknown = name;
        return new IllegalArgumentException("a class that no register names");
    }

    private static void skipNumbers(ByteBuffer buffer) {
        for (int left = DataUtils.readVarInt(buffer) - 1; left > 0; left--) {
            DataUtils.readVarInt(buffer);
        }
    }

    @Override
    public int getMemory(String name) {
        return 2 * name.length();
    }

    @Override
    public void write(WriteBuffer buffer, String name) {
        throw new UnsupportedOperationException("the file is only looked at");
    }

    @Override
    public String[] createStorage(int size) {
        return new String[size];
    }
}
