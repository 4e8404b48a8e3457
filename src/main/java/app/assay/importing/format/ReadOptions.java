package app.assay.importing.format;

import app.assay.domain.source.RowMeaning;
import app.assay.importing.guard.Limits;
import app.assay.importing.profile.MappingProfile;
import java.util.Optional;

/// What the analyst said about how to read a file.
///
/// @param meaning what a row of a table means; the profile's meaning when absent, else proposed from the headers
/// @param profile how to read a table; else proposed
/// @param device the device that tags and title lists without device belong to
public record ReadOptions(
        Optional<RowMeaning> meaning, Optional<MappingProfile> profile, Optional<String> device, Limits limits) {

    public static final ReadOptions NONE =
            new ReadOptions(Optional.empty(), Optional.empty(), Optional.empty(), Limits.DEFAULT);

    public static ReadOptions as(RowMeaning meaning) {
        return new ReadOptions(Optional.of(meaning), Optional.empty(), Optional.empty(), Limits.DEFAULT);
    }

    public ReadOptions withProfile(MappingProfile chosen) {
        return new ReadOptions(meaning, Optional.of(chosen), device, limits);
    }

    public ReadOptions withDevice(String name) {
        return new ReadOptions(meaning, profile, Optional.of(name), limits);
    }

    public ReadOptions withLimits(Limits others) {
        return new ReadOptions(meaning, profile, device, others);
    }
}
