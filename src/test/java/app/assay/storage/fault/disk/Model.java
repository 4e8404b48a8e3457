package app.assay.storage.fault.disk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a register must say after each step, worked out with plain maps and none of the program's code.
final class Model {

    private final Map<String, String> quantities = new TreeMap<>();
    private final List<Scan> scans = new ArrayList<>();
    private final Set<String> titles = new TreeSet<>();
    private final List<String> trail = new ArrayList<>();
    private final Deque<Done> done = new ArrayDeque<>();
    private final Deque<Done> undone = new ArrayDeque<>();
    private long revision;
    private boolean exists;

    private static final class Scan {
        private final String source;
        private final int number;
        private boolean published;
        private long revision;

        Scan(String source, int number) {
            this.source = source;
            this.number = number;
        }
    }

    private record Done(String subject, Runnable back, Runnable again) {}

    void create() {
        exists = true;
        tell("register.create", Session.NAME);
    }

    /// @param wanted quantities by reference; null takes the entitlement away
    void edit(String subject, Map<String, @Nullable String> wanted) {
        var before = new TreeMap<>(quantities);
        command("entitlement.edit", subject, () -> put(before), () -> put(with(before, wanted)));
    }

    private static Map<String, String> with(Map<String, String> before, Map<String, @Nullable String> wanted) {
        var after = new TreeMap<>(before);
        wanted.forEach((reference, quantity) -> {
            if (quantity == null) {
                after.remove(reference);
            } else {
                after.put(reference, quantity);
            }
        });
        return after;
    }

    private void put(Map<String, String> all) {
        quantities.clear();
        quantities.putAll(all);
    }

    void load(String source, int number) {
        var scan = new Scan(source, number);
        scans.add(scan);
        Rows.titles(number).forEach(title -> titles.add(title));
        command("import.publish", Rows.file(number), () -> scan.published = false, () -> publish(scan));
    }

    private void publish(Scan scan) {
        scan.published = true;
        scan.revision = revision;
    }

    void withdraw(int number) {
        var scan =
                scans.stream().filter(one -> one.number == number).findFirst().orElseThrow();
        command("import.withdraw", Rows.file(number), () -> publish(scan), () -> scan.published = false);
    }

    void undo() {
        var last = done.removeLast();
        revision++;
        last.back().run();
        undone.addLast(last);
        tell("undo", last.subject());
    }

    void redo() {
        var next = undone.removeLast();
        revision++;
        next.again().run();
        done.addLast(next);
        tell("redo", next.subject());
    }

    private void command(String action, String subject, Runnable back, Runnable again) {
        revision++;
        again.run();
        undone.clear();
        done.addLast(new Done(subject, back, again));
        tell(action, subject);
    }

    private void tell(String action, String subject) {
        trail.add(Facts.event(revision, action, subject));
    }

    /// The same lines as [Facts#of].
    SortedSet<String> facts() {
        var facts = new TreeSet<String>();
        if (!exists) {
            return facts;
        }
        facts.add(Facts.revision(revision));
        facts.addAll(trail);
        quantities.forEach((reference, quantity) -> facts.add(Facts.entitlement(reference, quantity)));
        var latest = new TreeMap<String, Scan>();
        for (var scan : scans) {
            facts.add(Facts.load(Rows.file(scan.number), scan.published, scan.revision, Rows.bytes(scan.number)));
            if (scan.published) {
                latest.put(scan.source, scan);
            }
        }
        titles.forEach(title -> facts.add(Facts.title(title)));
        for (var scan : latest.values()) {
            for (var device : Rows.devices(scan.source)) {
                facts.add(Facts.device(device, Rows.note(scan.number)));
                Rows.titles(scan.number).forEach(title -> facts.add(Facts.installation(device, title)));
            }
        }
        facts.add(Facts.undo(done.isEmpty() ? "" : done.getLast().subject()));
        facts.add(Facts.redo(undone.isEmpty() ? "" : undone.getLast().subject()));
        return facts;
    }
}
