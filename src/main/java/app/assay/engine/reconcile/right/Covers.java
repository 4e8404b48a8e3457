package app.assay.engine.reconcile.right;

import app.assay.domain.code.RightKind;
import app.assay.domain.code.VersionCover;
import app.assay.domain.entitlement.Entitlement;
import app.assay.domain.software.Edition;
import app.assay.domain.software.Product;
import app.assay.engine.reconcile.index.Versions;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Whether units of a right may be used for an edition and a version.
///
/// Edition: the right's own, those it names, those that the catalogue lets its edition cover, or any when it names
/// none. An installation whose edition nobody could tell
/// is
/// covered only by a right for every edition that the catalogue has.
///
/// Version, measured from the right's own:
/// - a subscription without a version is for any; a lasting right without one for those released by the day it began,
/// and
///   by the end of its maintenance, as far as these days are known, and the line says so;
/// - EXACT: its own; AND_EARLIER: its own and earlier ones; ANY: every one, after the maintenance of a lasting right
/// has
///   ended only those released by then;
/// - maintenance adds every later version released until it ends; while it runs, also those whose release date nobody
/// knows;
/// - an installation whose version nobody could tell is covered only where every version is: by a right for any
/// version, or
///   by earlier-and-own at the latest version of the catalogue, or by earlier-and-own under running maintenance;
/// - a version that the catalogue does not have is itself alone: what comes before or after it is not known;
/// - where the catalogue tells no version of the product at all, versions are not compared.
public final class Covers {

    private final LocalDate asAt;

    public Covers(LocalDate asAt) {
        this.asAt = asAt;
    }

    public static boolean edition(Entitlement entitlement, Optional<Product> product, String edition) {
        if (entitlement.edition().isEmpty() || entitlement.edition().equals(edition)) {
            return true;
        }
        if (!edition.isEmpty()) {
            return entitlement.editionsCovered().contains(edition)
                    || coveredBy(product, entitlement.edition()).contains(edition);
        }
        var all = new HashSet<String>();
        for (var known : product.map(Product::editions).orElse(java.util.List.<Edition>of())) {
            all.add(known.key());
        }
        if (all.isEmpty()) {
            return false;
        }
        all.remove(entitlement.edition());
        entitlement.editionsCovered().forEach(all::remove);
        coveredBy(product, entitlement.edition()).forEach(all::remove);
        return all.isEmpty();
    }

    /// Editions that the catalogue lets a right of an edition serve besides.
    public static List<String> coveredBy(Optional<Product> product, String edition) {
        return product.flatMap(known -> known.edition(edition))
                .map(Edition::covers)
                .orElse(List.of());
    }

    public boolean version(Part part, Versions versions, String version) {
        var entitlement = part.entitlement();
        var own = entitlement.version();
        if (own.isEmpty() && entitlement.versionCover() != VersionCover.ANY) {
            return !isReleasedAfterIt(part, versions, version);
        }
        if (own.equals(version)) {
            return true;
        }
        boolean maintained = part.isMaintained(asAt) && part.maintainedUntil().isPresent();
        boolean wasMaintained = part.maintainedUntil().isPresent();
        if (!versions.areKnown()) {
            return true;
        }
        if (!own.isEmpty() && !versions.has(own) && entitlement.versionCover() != VersionCover.ANY) {
            return false; // nobody knows which versions come before or after it
        }
        return switch (entitlement.versionCover()) {
            case ANY ->
                !wasMaintained
                        || maintained
                        || isReleasedByEnd(part, versions, version)
                        || isEarlier(versions, version, own);
            case AND_EARLIER -> {
                if (version.isEmpty()) {
                    yield maintained || versions.compare(own, versions.latest()) >= 0;
                }
                yield isEarlier(versions, version, own) || isLaterUnderMaintenance(part, versions, version, own);
            }
            case EXACT -> !version.isEmpty() && isLaterUnderMaintenance(part, versions, version, own);
        };
    }

    /// Whether a version came after a lasting right that does not tell its own was bought, and after its
    /// maintenance: then
    /// it cannot be of that version.
    private boolean isReleasedAfterIt(Part part, Versions versions, String version) {
        return !isForCurrent(part)
                && part.entitlement()
                        .term()
                        .first()
                        .filter(bought -> versions.released(version)
                                .map(released -> released.isAfter(bought) && !isReleasedByEnd(part, versions, version))
                                .orElse(false))
                        .isPresent();
    }

    private boolean isForCurrent(Part part) {
        return part.entitlement().kind() == RightKind.SUBSCRIPTION || part.isMaintained(asAt);
    }

    /// Whether a right leaves it open for which versions it is: a lasting one that tells no version where the
    /// catalogue
    /// knows some.
    public boolean isVersionOpen(Entitlement entitlement, Versions versions) {
        return entitlement.version().isEmpty()
                && entitlement.versionCover() != VersionCover.ANY
                && entitlement.kind() != RightKind.SUBSCRIPTION
                && entitlement.kind() != RightKind.MAINTENANCE
                && versions.areKnown();
    }

    private static boolean isEarlier(Versions versions, String version, String own) {
        return !version.isEmpty() && !own.isEmpty() && versions.compare(version, own) <= 0;
    }

    private boolean isLaterUnderMaintenance(Part part, Versions versions, String version, String own) {
        return part.maintainedUntil().isPresent()
                && versions.compare(version, own) > 0
                && (isReleasedByEnd(part, versions, version)
                        || (part.isMaintained(asAt)
                                && versions.released(version).isEmpty()));
    }

    private static boolean isReleasedByEnd(Part part, Versions versions, String version) {
        return versions.released(version)
                .flatMap(released -> part.maintainedUntil().map(end -> !released.isAfter(end)))
                .orElse(false);
    }

    /// In plain words why a part covers a version, such as `version 2019 and earlier covers 2016`.
    public String rule(Part part, Versions versions, String version) {
        var entitlement = part.entitlement();
        var own = entitlement.version();
        if (own.isEmpty()) {
            return entitlement.versionCover() == VersionCover.ANY || !versions.areKnown()
                    ? "the right is for any version"
                    : "the right tells no version, and this one is not known to be later than it";
        }
        var ownName = versions.name(own);
        if (own.equals(version)) {
            return "the right is for version " + ownName;
        }
        var name = version.isEmpty() ? "the version found" : versions.name(version);
        if (!versions.areKnown()) {
            return "the catalogue tells no versions, so they are not compared";
        }
        if (entitlement.versionCover() == VersionCover.ANY) {
            return "the right, sold as version %s, covers every version".formatted(ownName);
        }
        if (version.isEmpty() || versions.compare(version, own) <= 0) {
            return "version %s and earlier covers %s".formatted(ownName, name);
        }
        return "maintenance until %s extends version %s to %s"
                .formatted(part.maintainedUntil().map(LocalDate::toString).orElse("an open date"), ownName, name);
    }
}
