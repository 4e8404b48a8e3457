package app.assay.engine.reconcile;

import app.assay.domain.position.PositionLine;
import app.assay.domain.position.PositionSettings;
import app.assay.domain.position.Problem;
import app.assay.domain.value.Money;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The digest of a position: SHA-256 over its canonical form.
///
/// The canonical form is the texts of all values in the order of the records' components, each as its number of
/// UTF-16 code units, a colon, its UTF-8 bytes and a comma; a list is preceded by its size. Settings come first, then
/// the lines, the problems of
/// the
/// position and the two counts of what is unrecognised.
public final class PositionDigest {

    private final StringBuilder text = new StringBuilder(1 << 12);
    private final MessageDigest digest;

    private PositionDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /// The digest of a position that says this, lower-case hexadecimal.
    public static String of(
            PositionSettings settings,
            List<PositionLine> lines,
            List<Problem> problems,
            long unrecognisedTitles,
            long unrecognisedInstallations) {
        return new PositionDigest().digest(settings, lines, problems, unrecognisedTitles, unrecognisedInstallations);
    }

    private String digest(
            PositionSettings settings,
            List<PositionLine> lines,
            List<Problem> problems,
            long unrecognisedTitles,
            long unrecognisedInstallations) {
        put(settings.asAt());
        put(settings.staleAfterDays());
        put(settings.exemptEnvironments().size());
        settings.exemptEnvironments().stream().sorted().forEach(this::put);
        put(settings.unit());
        put(lines.size());
        for (var line : lines) {
            put(line);
            flush();
        }
        put(problems.stream().filter(problem -> !problem.isRemarkOnImports()).toList());
        put(unrecognisedTitles);
        put(unrecognisedInstallations);
        flush();
        return HexFormat.of().formatHex(digest.digest());
    }

    private void put(PositionLine line) {
        put(line.id());
        put(line.publisher());
        put(line.product());
        put(line.productName());
        put(line.edition());
        put(line.editionName());
        put(line.versions());
        put(line.metric().text());
        put(line.titles());
        put(line.installations());
        put(line.gross().text());
        put(line.reductions().size());
        for (var reduction : line.reductions()) {
            put(reduction.reason());
            put(reduction.units().text());
            put(reduction.installations());
            put(reduction.rule());
        }
        put(line.net().text());
        put(line.owned().text());
        put(line.usable().text());
        put(line.covered().text());
        put(line.shortfall().text());
        put(line.surplus().text());
        put(line.toBuy().text());
        put(line.packUnits());
        put(line.unitPrice().map(Money::text));
        put(line.exposure().map(Money::text));
        // Positions of packages from before this figure have none; their digests stay what they were.
        line.toBuyValue().map(Money::text).ifPresent(this::put);
        put(line.surplusValue().map(Money::text));
        put(line.status());
        put(line.grade());
        put(line.rights().size());
        for (var right : line.rights()) {
            put(right.entitlement());
            put(right.reference());
            put(right.owned().text());
            put(right.usable().text());
            put(right.used().text());
            put(right.note());
        }
        put(line.problems());
    }

    private void put(List<Problem> problems) {
        put(problems.size());
        for (var problem : problems) {
            put(problem.code());
            put(problem.count());
            put(problem.examples().size());
            problem.examples().forEach(this::put);
            put(problem.message());
        }
    }

    private void put(Optional<?> value) {
        put(value.map(Object::toString).orElse(""));
    }

    private void put(Object value) {
        var written = value.toString();
        text.append(written.length()).append(':').append(written).append(',');
    }

    private void flush() {
        digest.update(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
    }
}
