package app.assay.reporting;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Counts and hashes what is written through it.
class Hashes extends FilterOutputStream {

    private final MessageDigest sha256 = digest("SHA-256");
    private final MessageDigest sha512 = digest("SHA-512");
    private long bytes;

    Hashes(OutputStream out) {
        super(out);
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest("SHA-256").digest(bytes));
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

    long bytes() {
        return bytes;
    }

    /// Lower-case hexadecimal; ends the hashing.
    String sha256() {
        return hex(sha256);
    }

    /// Lower-case hexadecimal; ends the hashing.
    String sha512() {
        return hex(sha512);
    }
}
