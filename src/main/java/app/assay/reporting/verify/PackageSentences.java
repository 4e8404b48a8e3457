package app.assay.reporting.verify;

import app.assay.reporting.content.VerifyText;
import app.assay.reporting.position.Legend;
import app.assay.reporting.position.PackageWords;
import app.assay.work.Plain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/// Compares the sentences that the program writes into every package, the sheet Legend and the text on how to check,
/// with those of this version, and those of other versions with the hash that the package tells of them. Whoever
/// follows other words checks something else.
final class PackageSentences {

    private static final String VERIFY = "metadata/VERIFY.txt";
    private static final String BOOK = "data/20_position/ELP.xlsx";
    private static final int MOST = 1 << 20;

    private final PackageFiles bag;
    private final String version;
    private final Set<String> named;
    private final BiConsumer<String, String> differs;
    private final BiConsumer<String, String> notChecked;

    /// @param version of this program
    /// @param named the versions that the package names as those that made it
    PackageSentences(
            PackageFiles bag,
            String version,
            Set<String> named,
            BiConsumer<String, String> differs,
            BiConsumer<String, String> notChecked) {
        this.bag = bag;
        this.version = version;
        this.named = named;
        this.differs = differs;
        this.notChecked = notChecked;
    }

    /// @param legend the rows of the sheet without its header; empty where they cannot be read, which was told
    void check(Optional<List<List<String>>> legend) {
        if (bag.size(VERIFY) < 0) {
            differs.accept(VERIFY, "Every package holds it, and it is not there.");
            return;
        }
        String told = bag.information(PackageWords.NAME);
        var text = text();
        if (text.isEmpty() || legend.isEmpty()) {
            return;
        }
        boolean isTold = told.equals(PackageWords.digest(text.get(), legend.get()));
        boolean isOfThis = named.contains(version) || told.equals(PackageWords.digest(bag.name()));
        if (isOfThis && !isAsWritten(text.get(), legend.get())) {
            return; // which of the two it is was told
        }
        if (!told.isEmpty() && !isTold) {
            differs.accept(
                    VERIFY,
                    "It and the sheet Legend do not have the hash that bag-info.txt tells of them (" + PackageWords.NAME
                            + "): do not follow it.");
        } else if (!isOfThis) {
            ofAnotherVersion(text.get(), legend.get());
        }
    }

    private Optional<String> text() {
        if (bag.size(VERIFY) > MOST) {
            differs.accept(VERIFY, "It is larger than such a file can be; do not follow it.");
            return Optional.empty();
        }
        try (var in = bag.open(VERIFY)) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            differs.accept(VERIFY, "It cannot be read: " + broken.getMessage() + ".");
            return Optional.empty();
        }
    }

    /// Whether both are as this version writes them; what is not is told.
    private boolean isAsWritten(String text, List<List<String>> legend) {
        boolean isWritten = text.equals(VerifyText.of(bag.name()));
        if (!isWritten) {
            differs.accept(
                    VERIFY,
                    "It is not the text that this version writes on how to check the package; do not follow it.");
        }
        var expected = Legend.rows();
        for (int i = 0; i < Math.max(legend.size(), expected.size()); i++) {
            String found = i < legend.size() ? String.join(", ", legend.get(i)) : "";
            String ours = i < expected.size() ? String.join(", ", expected.get(i)) : "";
            if (i >= legend.size() || i >= expected.size() || !legend.get(i).equals(expected.get(i))) {
                differs.accept(
                        BOOK,
                        Plain.text(
                                "Sheet Legend, row %s: it says %s, and this version says %s.",
                                i + 2, PackageFigures.shown(found), PackageFigures.shown(ours)));
                return false;
            }
        }
        return isWritten;
    }

    private void ofAnotherVersion(String text, List<List<String>> legend) {
        String maker = named.isEmpty()
                ? "another version of the program"
                : "another version of the program, " + StrictZip.printable(String.join(", ", named));
        if (!text.equals(VerifyText.of(bag.name()))) {
            notChecked.accept(
                    VERIFY,
                    "The package says that it was made by " + maker
                            + ": its text on how to check was not compared. Do not follow the instructions in VERIFY.txt"
                            + " unless you trust who gave it to you.");
        }
        if (!legend.equals(Legend.rows())) {
            notChecked.accept(
                    BOOK,
                    "The package says that it was made by " + maker
                            + ", which may explain columns and codes otherwise: its sheet Legend was not compared.");
        }
    }
}
