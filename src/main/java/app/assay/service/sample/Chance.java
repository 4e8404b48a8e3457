package app.assay.service.sample;

import java.util.List;
import java.util.Random;

/// Chance that is the same for the same seed on every machine: `java.util.Random` is specified to the bit.
final class Chance {

    private final Random random;

    /// @param seed mixed before use, so that neighbouring seeds have nothing in common
    Chance(long seed) {
        random = new Random(mix(seed));
    }

    /// A seed for one thing among many.
    static long seed(long seed, long kind, long number) {
        return mix(mix(seed + kind) + number);
    }

    private static long mix(long value) {
        long mixed = value + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /// A whole number from 0, less than `bound`.
    int below(int bound) {
        return random.nextInt(bound);
    }

    /// A whole number from `from` to `to`, both included.
    int between(int from, int to) {
        return from + random.nextInt(to - from + 1);
    }

    /// True in `percent` of 100 cases.
    boolean in(double percent) {
        return random.nextDouble() * 100 < percent;
    }

    /// A number from 0, less than `bound`, small ones far more often.
    int skewed(int bound, double steepness) {
        return Math.min(bound - 1, (int) (bound * Math.pow(random.nextDouble(), steepness)));
    }

    <T> T of(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
