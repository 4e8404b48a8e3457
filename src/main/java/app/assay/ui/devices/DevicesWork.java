package app.assay.ui.devices;

import app.assay.domain.record.RecordState;
import app.assay.domain.table.TableSource;
import app.assay.service.InspectRecords.Said;
import app.assay.service.Saved;
import app.assay.ui.parts.RecordCells;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/// What the screen of devices asks the services for, in the background.
///
/// @param device a device as it is now
/// @param said who says what about each of its fields, the counting value first
/// @param papers documents that stand behind what is said of a device
/// @param isKept whether the file of a document is still there
/// @param attach keeps a document and attaches it to a device
/// @param name the name of a record that a field points at, by the field and the identity
record DevicesWork(
        TableSource devices,
        Function<UUID, Optional<RecordState>> device,
        Function<UUID, List<Said>> said,
        Function<UUID, List<RecordState>> papers,
        Predicate<RecordState> isKept,
        BiFunction<UUID, Path, Saved> attach,
        BiFunction<String, UUID, Optional<String>> name,
        RecordCells.Canonical canonical,
        RecordCells.Apply apply) {}
