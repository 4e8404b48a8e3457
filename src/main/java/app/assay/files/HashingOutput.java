package app.assay.files;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/// Counts and hashes what is written through it.
public class HashingOutput extends FilterOutputStream {

    private final MessageDigest sha256 = Hashes.digest("SHA-256");
    private final MessageDigest sha512 = Hashes.digest("SHA-512");
    private long bytes;

    public HashingOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        sha256.update((byte) b);
        sha512.update((byte) b);
        bytes++;
    }

    @Override
    public void write(byte[] buffer, int from, int length) throws IOException {
        out.write(buffer, from, length);
        sha256.update(buffer, from, length);
        sha512.update(buffer, from, length);
        bytes += length;
    }

    public long bytes() {
        return bytes;
    }

    /// Lower-case hexadecimal; ends the hashing.
    public String sha256() {
        return Hashes.hex(sha256);
    }

    /// Lower-case hexadecimal; ends the hashing.
    public String sha512() {
        return Hashes.hex(sha512);
    }
}
