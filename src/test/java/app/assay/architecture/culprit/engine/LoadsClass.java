package app.assay.architecture.culprit.engine;

/// Takes a class by a name that data gives.
public final class LoadsClass {

    public Class<?> load(String name) throws ClassNotFoundException {
        return Class.forName(name);
    }
}
