package app.assay.storage;

import java.nio.ByteBuffer;
import java.util.Set;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

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

    /// A class that no register names.
    static final class Unknown extends RuntimeException {

        @java.io.Serial
        private static final long serialVersionUID = 1L;

        Unknown(String name) {
            super(name);
        }

        String name() {
            return String.valueOf(getMessage());
        }
    }

    /// @throws Unknown if the class is none that a register names; how its description ends is not known then
    @Override
    public String read(ByteBuffer buffer) {
        int length = DataUtils.readVarInt(buffer);
        if (length < 0 || length > Math.min(LONGEST_NAME, buffer.remaining())) {
            throw new Unknown("a name of %d letters".formatted(length));
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
            throw new Unknown(name);
        }
        return name;
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
