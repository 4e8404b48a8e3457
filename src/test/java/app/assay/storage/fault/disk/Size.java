package app.assay.storage.fault.disk;

import java.util.Random;

/// How long the fault tests are: `-Dassay.fault.size=long` for a night, else what each commit can bear;
/// `-Dassay.fault.seed` repeats a run.
final class Size {

    private Size() {}

    static boolean isLong() {
        return System.getProperty("assay.fault.size", "gate").equals("long");
    }

    static int of(int gate, int night) {
        return isLong() ? night : gate;
    }

    static long seed() {
        return Long.getLong("assay.fault.seed", new Random().nextLong(1_000_000));
    }
}
