package app.assay.app;

/// Starts the program.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.err.println("Assay cannot do anything yet.");
        System.exit(2);
    }
}
