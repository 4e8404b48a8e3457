package app.assay.domain.estate;

import app.assay.domain.code.DeviceKind;
import app.assay.domain.code.Environment;
import app.assay.domain.code.HostAffinity;
import app.assay.domain.code.LifeCycleStatus;
import app.assay.domain.record.RecordState;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// A device as all sources and the analyst together describe it.
///
/// @param processors filled sockets; for a virtual machine virtual sockets
/// @param cores physical cores in all; for a virtual machine virtual cores
/// @param host the physical device that a virtual machine runs on
/// @param cluster the name of the cluster that a host belongs to, empty when none is known; several separated by `;`
/// @param hostAffinity whether a virtual machine may move within the cluster; where unknown it may
public record Device(
        UUID id,
        String name,
        DeviceKind kind,
        String operatingSystem,
        String manufacturer,
        String model,
        String serial,
        String processorModel,
        OptionalInt processors,
        OptionalInt cores,
        OptionalInt threads,
        Optional<UUID> host,
        String cluster,
        HostAffinity hostAffinity,
        LifeCycleStatus status,
        Environment environment,
        Optional<UUID> unit,
        Optional<UUID> user,
        Optional<LocalDate> firstSeen,
        Optional<LocalDate> lastSeen) {

    public static Device of(RecordState state) {
        return new Device(
                state.id(),
                state.text("name"),
                state.code("kind", DeviceKind.class, DeviceKind.UNKNOWN),
                state.text("operatingSystem"),
                state.text("manufacturer"),
                state.text("model"),
                state.text("serial"),
                state.text("processorModel"),
                state.integer("processors"),
                state.integer("cores"),
                state.integer("threads"),
                state.reference("host"),
                state.text("cluster"),
                state.code("hostAffinity", HostAffinity.class, HostAffinity.UNKNOWN),
                state.code("status", LifeCycleStatus.class, LifeCycleStatus.UNKNOWN),
                state.code("environment", Environment.class, Environment.UNKNOWN),
                state.reference("unit"),
                state.reference("user"),
                state.date("firstSeen"),
                state.date("lastSeen"));
    }

    /// Whether it was last seen before it was first seen; then nobody knows when it was there.
    public boolean isSeenReversed() {
        return firstSeen.isPresent() && lastSeen.isPresent() && lastSeen.get().isBefore(firstSeen.get());
    }

    public boolean isVirtual() {
        return kind == DeviceKind.VIRTUAL_MACHINE || host.isPresent();
    }
}
