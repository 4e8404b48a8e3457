package app.assay.domain.position;

import app.assay.domain.code.EvidenceGrade;
import app.assay.domain.entitlement.Entitlement;
import app.assay.domain.entitlement.Exclusion;
import app.assay.domain.estate.Assignment;
import app.assay.domain.estate.Device;
import app.assay.domain.estate.OrganisationUnit;
import app.assay.domain.estate.User;
import app.assay.domain.software.Catalogue;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Everything a position is a function of. Lists are sorted by name, then UUID.
///
/// @param devices all devices of the register; a device's number is its place in this list
/// @param entitlements all entitlements, whatever their term
/// @param grades the strongest proof attached to each entitlement (directly or through its purchase or agreement)
/// @param notes what is to be told of rights beside what they give
/// @param use what was measured, who reaches which server, and dated tables
public record PositionFacts(
        PositionSettings settings,
        Catalogue catalogue,
        List<Device> devices,
        List<User> users,
        List<OrganisationUnit> units,
        List<Assignment> assignments,
        List<Entitlement> entitlements,
        List<Exclusion> exclusions,
        Map<UUID, EvidenceGrade> grades,
        InstallationFacts installations,
        RightNotes notes,
        UseFacts use) {

    /// Facts in which every right is understood.
    public PositionFacts(
            PositionSettings settings,
            Catalogue catalogue,
            List<Device> devices,
            List<User> users,
            List<OrganisationUnit> units,
            List<Assignment> assignments,
            List<Entitlement> entitlements,
            List<Exclusion> exclusions,
            Map<UUID, EvidenceGrade> grades,
            InstallationFacts installations) {
        this(
                settings,
                catalogue,
                devices,
                users,
                units,
                assignments,
                entitlements,
                exclusions,
                grades,
                installations,
                RightNotes.NONE,
                UseFacts.NONE);
    }

    /// The same with other use.
    public PositionFacts with(UseFacts other) {
        return new PositionFacts(
                settings,
                catalogue,
                devices,
                users,
                units,
                assignments,
                entitlements,
                exclusions,
                grades,
                installations,
                notes,
                other);
    }
}
