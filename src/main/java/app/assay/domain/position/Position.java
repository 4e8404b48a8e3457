package app.assay.domain.position;

import java.util.List;
import java.util.Optional;

/// An Effective License Position: what is installed, what is owned, where the gap is, at one date.
///
/// @param lines sorted by publisher name, product name, edition, metric, id
/// @param problems what concerns no single line, such as maintenance without a base
/// @param unrecognisedTitles titles that are still open
/// @param unrecognisedInstallations device × title pairs of open titles
/// @param digest lower-case hexadecimal SHA-256 over the canonical form of all the other components; equal facts give
///     equal digests
public record Position(
        PositionSettings settings,
        List<PositionLine> lines,
        List<Problem> problems,
        long unrecognisedTitles,
        long unrecognisedInstallations,
        String digest) {

    public Position {
        lines = List.copyOf(lines);
        problems = List.copyOf(problems);
    }

    public Optional<PositionLine> line(String id) {
        return lines.stream().filter(line -> line.id().equals(id)).findFirst();
    }
}
