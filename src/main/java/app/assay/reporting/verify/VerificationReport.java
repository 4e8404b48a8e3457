package app.assay.reporting.verify;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a verification of a package found.
///
/// @param name the one top folder of the package, or the name of the folder
/// @param bagId lower-case hexadecimal SHA-256 of `tagmanifest-sha256.txt`: the name of these very bytes; empty
///     when there is none
/// @param complete whether everything listed is there and nothing else
/// @param valid whether it is complete and every hash agrees
/// @param profile whether it is laid out as a package of this program
/// @param signature `none`: packages of this version carry no signature
/// @param files payload files found
/// @param bytes octets of the payload found
/// @param information fields of `bag-info.txt`, the first of each name
/// @param findings what is wrong, sorted by path; empty when nothing is
/// @param notChecked what could not be recomputed or is covered by no hash, sorted by path; a package can be sound
///     with it
public record VerificationReport(
        String name,
        String bagId,
        boolean complete,
        boolean valid,
        boolean profile,
        String signature,
        long files,
        long bytes,
        SortedMap<String, String> information,
        List<Finding> findings,
        List<NotChecked> notChecked) {

    public VerificationReport {
        information = Collections.unmodifiableSortedMap(new TreeMap<>(information));
        findings = List.copyOf(findings);
        notChecked = List.copyOf(notChecked);
    }

    /// Kinds of findings.
    public enum Kind {
        /// Listed, but not there.
        MISSING,
        /// There, but not listed.
        EXTRA,
        /// There and listed, with another hash.
        ALTERED,
        /// Count or size of the payload differs from the bag's own word.
        OXUM,
        /// A file of the bag cannot be read as what it ought to be.
        MALFORMED,
        /// Not laid out as the profile demands.
        PROFILE,
        /// The trail in the package does not end as the bag says, or its chain is broken.
        TRAIL,
        /// A figure, count or hash in it is not the one that the rest of it yields.
        DIFFERS,
        /// Built to deceive or to exhaust; nothing else was looked at.
        HOSTILE
    }

    /// One thing that is wrong.
    ///
    /// @param path path within the package; empty when the package as a whole is meant
    /// @param reason one plain English sentence
    public record Finding(Kind kind, String path, String reason) {}

    /// Something that was not checked.
    ///
    /// @param path path within the package; empty when the package as a whole is meant
    /// @param reason one plain English sentence
    public record NotChecked(String path, String reason) {}

    /// Whether nothing at all is wrong.
    public boolean sound() {
        return valid && findings.isEmpty();
    }

    /// How many findings there are of each kind that has any.
    public Map<Kind, Long> counts() {
        var counts = new TreeMap<Kind, Long>();
        findings.forEach(finding -> counts.merge(finding.kind(), 1L, Long::sum));
        return counts;
    }
}
