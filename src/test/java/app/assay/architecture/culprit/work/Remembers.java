package app.assay.architecture.culprit.work;

/// Keeps a value for the whole program.
public final class Remembers {

    private static int calls;

    private Remembers() {}

    public static int next() {
        return ++calls;
    }
}
