package app.assay.storage.rows;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntUnaryOperator;

/// What a load takes over from the load before of the same source, since it says of some devices that it does not tell
/// everything.
///
/// If it tells of such devices only, it takes over whatever it does not say itself. Otherwise it takes over what the
/// files said that told of these devices before.
public final class CarriedOver {

    private final Set<String> names = new HashSet<>();
    private final Set<UUID> devices = new HashSet<>();
    private final Set<UUID> takenOver = new HashSet<>();
    private final Map<Integer, Integer> files = new HashMap<>();
    private boolean toldWholly;

    /// A device of which not everything is told.
    public void add(String name) {
        names.add(name);
    }

    /// Whether not everything is told of a device of this name.
    public boolean names(String name) {
        return !names.isEmpty() && names.contains(name);
    }

    /// The record of a device that was named before.
    public void add(UUID device) {
        devices.add(device);
    }

    /// The load also says something that is told in full.
    public void toldWholly() {
        toldWholly = true;
    }

    public boolean isNothing() {
        return names.isEmpty();
    }

    /// Whether everything of the load before is taken over that this one does not say.
    public boolean isEverything() {
        return !names.isEmpty() && !toldWholly;
    }

    /// Whether what was installed on a device before is taken over.
    public boolean holds(UUID device) {
        return isEverything() || devices.contains(device) || takenOver.contains(device);
    }

    /// A device of which this load says nothing and whose record is taken over: what was installed on it is too.
    public void takenOver(UUID device) {
        takenOver.add(device);
    }

    public Set<UUID> devices() {
        return devices;
    }

    /// The number that a file of the load before has in this one.
    ///
    /// @param taking gives a file of the load before a number in this one
    public int file(int before, IntUnaryOperator taking) {
        return files.computeIfAbsent(before, taking::applyAsInt);
    }
}
