package app.assay.storage.rows;

import java.util.Arrays;
import java.util.HexFormat;

/// The sum of the SHA-256 digests of a set of rows, modulo 2²⁵⁶. Rows can be added and taken away in any order; equal
/// sets have equal sums, and no one can make another set of the same sum by chance.
///
/// Never changes.
public final class SetDigest {

    static final SetDigest EMPTY = new SetDigest(new long[4]);

    private static final int BYTES = 32;

    /// The most significant word first.
    private final long[] words;

    private SetDigest(long[] words) {
        this.words = words;
    }

    /// @param hex 64 hexadecimal digits
    /// @throws IllegalArgumentException if it is anything else
    static SetDigest parse(String hex) {
        if (hex.length() != 2 * BYTES) {
            throw new IllegalArgumentException("not 64 hexadecimal digits: " + hex.length());
        }
        return new SetDigest(words(HexFormat.of().parseHex(hex)));
    }

    /// Adds up digests without an object per row; for one thread.
    public static final class Adder {

        private final long[] words = new long[4];
        private long rows;

        public void add(byte[] sha256) {
            plus(words, words(sha256));
            rows++;
        }

        void remove(byte[] sha256) {
            minus(words, words(sha256));
            rows--;
        }

        public long rows() {
            return rows;
        }

        public SetDigest sum() {
            return new SetDigest(words.clone());
        }
    }

    SetDigest plus(SetDigest other) {
        var sum = words.clone();
        plus(sum, other.words);
        return new SetDigest(sum);
    }

    SetDigest minus(SetDigest other) {
        var difference = words.clone();
        minus(difference, other.words);
        return new SetDigest(difference);
    }

    private static long[] words(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a digest has 32 bytes, not " + bytes.length);
        }
        var words = new long[4];
        for (int place = 0; place < BYTES; place++) {
            words[place >> 3] = (words[place >> 3] << 8) | (bytes[place] & 0xff);
        }
        return words;
    }

    private static void plus(long[] to, long[] other) {
        long carry = 0;
        for (int place = 3; place >= 0; place--) {
            long sum = to[place] + other[place];
            long over = Long.compareUnsigned(sum, other[place]) < 0 ? 1 : 0;
            long whole = sum + carry;
            if (carry == 1 && whole == 0) {
                over = 1;
            }
            to[place] = whole;
            carry = over;
        }
    }

    private static void minus(long[] from, long[] other) {
        long borrow = 0;
        for (int place = 3; place >= 0; place--) {
            long difference = from[place] - other[place];
            long under = Long.compareUnsigned(from[place], other[place]) < 0 ? 1 : 0;
            long whole = difference - borrow;
            if (borrow == 1 && difference == 0) {
                under = 1;
            }
            from[place] = whole;
            borrow = under;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SetDigest digest && Arrays.equals(words, digest.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    /// 64 lower-case hexadecimal digits.
    @Override
    public String toString() {
        var text = new StringBuilder(2 * BYTES);
        var hex = HexFormat.of();
        for (long word : words) {
            text.append(hex.toHexDigits(word));
        }
        return text.toString();
    }
}
