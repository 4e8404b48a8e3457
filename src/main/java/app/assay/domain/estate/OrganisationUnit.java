package app.assay.domain.estate;

import app.assay.domain.record.RecordState;
import java.util.Optional;
import java.util.UUID;

/// A part of the organisation that owns rights or devices. A right of a unit serves the unit and all units below it.
public record OrganisationUnit(UUID id, String name, Optional<UUID> parent) {

    public static OrganisationUnit of(RecordState state) {
        return new OrganisationUnit(state.id(), state.text("name"), state.reference("parent"));
    }
}
