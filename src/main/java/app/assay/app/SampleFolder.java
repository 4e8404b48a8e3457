package app.assay.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Where the invented sample lies: beside the program, or in the checkout that it was built from.
final class SampleFolder {

    private static final String NAME = "sample-data";

    private SampleFolder() {}

    /// Where the sample lies when the program was built in `target/assay` of a checkout.
    private static Path checkout(Path lib) {
        return lib.resolve(Path.of("..", "..", "..", NAME)).normalize();
    }

    /// The first of the known places that is there; else the name itself, which then cannot be read.
    static Path find() {
        try {
            URI jar = Objects.requireNonNull(
                            SampleFolder.class.getProtectionDomain().getCodeSource())
                    .getLocation()
                    .toURI();
            var lib = Objects.requireNonNull(Path.of(jar).getParent());
            for (var place : List.of(lib.resolve(NAME), lib.resolveSibling(NAME), checkout(lib), Path.of(NAME))) {
                if (Files.isDirectory(place)) {
                    return place;
                }
            }
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
        return Path.of(NAME);
    }
}
