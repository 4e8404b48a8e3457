package app.assay.importing.guard;

/// The beginning of a file.
///
/// @param name name of the file, for messages only
/// @param first the first bytes, at most [#BYTES]
/// @param size bytes of the whole file, negative when unknown
@SuppressWarnings("ArrayRecordComponent") // never compared; copied by nobody
public record Head(String name, byte[] first, long size) {

    /// How many bytes are looked at.
    public static final int BYTES = 64 * 1024;

    /// Whether `first` is the whole file.
    public boolean isWhole() {
        return size >= 0 && size <= first.length;
    }

    /// Whether the file begins with these bytes, each from 0 to 255.
    public boolean startsWith(int... bytes) {
        if (first.length < bytes.length) {
            return false;
        }
        for (int place = 0; place < bytes.length; place++) {
            if ((first[place] & 0xFF) != bytes[place]) {
                return false;
            }
        }
        return true;
    }
}
