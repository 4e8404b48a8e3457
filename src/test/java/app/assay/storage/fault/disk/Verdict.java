package app.assay.storage.fault.disk;

import app.assay.work.Fault;
import app.assay.work.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/// What a register is worth after a fault, over many of them: nothing acknowledged is missing (kept), nothing is half
/// there (whole), the analyst was told in three sentences (told), and work goes on without repair by hand (back).
final class Verdict {

    /// Steps done after each recovery.
    private static final int STEPS_AFTER = Size.of(2, 8);

    private static final int FINDINGS_SHOWN = 12;
    private static final int FRAMES_SHOWN = 8;
    private static final List<String> PLACES = List.of("app.assay.", "org.h2.");

    private final String name;
    private final long seed;
    private final List<String> lost = new ArrayList<>();
    private final List<String> torn = new ArrayList<>();
    private final List<String> untold = new ArrayList<>();
    private final List<String> notBack = new ArrayList<>();
    private int points;
    private int faults;

    Verdict(String name, long seed) {
        this.name = name;
        this.seed = seed;
    }

    /// Looks at how a fault was told.
    void told(String point, Throwable thrown) {
        faults++;
        if (!(thrown instanceof Fault fault)) {
            untold.add(point + ": " + trace(thrown));
            return;
        }
        var sentences = List.of(fault.happened(), fault.unharmed(), fault.remedy());
        for (var sentence : sentences) {
            if (sentence.isBlank()
                    || !sentence.endsWith(".")
                    || sentence.contains("\n")
                    || sentence.contains("Exception")
                    || sentence.contains("org.h2")) {
                untold.add(point + ": \"" + sentence + "\"");
            }
        }
    }

    /// Opens what a fault left and holds it against the model, then goes on working.
    ///
    /// @param acknowledged how many steps were reported as done
    void judge(String point, Session session, Desk desk, int acknowledged) {
        points++;
        try {
            int found = found(point, session, desk, acknowledged);
            if (found < 0) {
                return;
            }
            int until = Math.min(session.length(), found + STEPS_AFTER);
            session.run(desk, found, until, _ -> {});
            if (!desk.isOpen()) {
                desk.open();
            }
            expect(point + ", then " + (until - found) + " steps", session, until, desk, notBack);
            desk.closeRegister();
        } catch (RuntimeException | IOException e) {
            notBack.add(point + ": " + trace(e));
            closeQuietly(desk);
        }
    }

    /// Opens the register and finds out after which step it stands: the last acknowledged one or the one in flight.
    ///
    /// @return a negative number when it is neither
    private int found(String point, Session session, Desk desk, int acknowledged) {
        try {
            desk.open();
        } catch (RuntimeException e) {
            if (acknowledged == 0) {
                told(point + ", opening what was never made", e);
                return 0;
            }
            notBack.add(point + " does not open: " + trace(e));
            return -1;
        }
        var facts = Facts.of(desk.register());
        int next = Math.min(acknowledged + 1, session.length());
        if (facts.equals(session.expected(next))) {
            return checked(point, desk, next);
        }
        if (facts.equals(session.expected(acknowledged))) {
            return checked(point, desk, acknowledged);
        }
        expect(
                point,
                session,
                acknowledged,
                desk,
                facts.size() < session.expected(acknowledged).size() ? lost : torn);
        desk.closeRegister();
        return -1;
    }

    private int checked(String point, Desk desk, int found) {
        var differences = desk.register().verify(Progress.NONE).differences();
        if (!differences.isEmpty()) {
            torn.add(point + ": " + differences);
        }
        return found;
    }

    private static void expect(String point, Session session, int done, Desk desk, List<String> findings) {
        var facts = Facts.of(desk.register());
        if (!facts.equals(session.expected(done))) {
            findings.add("%s: missing %s, too much %s"
                    .formatted(point, minus(session.expected(done), facts), minus(facts, session.expected(done))));
        }
    }

    private static List<String> minus(SortedSet<String> one, SortedSet<String> other) {
        var rest = new TreeSet<>(one);
        rest.removeAll(other);
        return rest.stream().limit(FINDINGS_SHOWN).toList();
    }

    static void closeQuietly(Desk desk) {
        try {
            desk.closeRegister();
        } catch (RuntimeException e) {
            // What went wrong first is told.
        }
    }

    /// What was thrown and why, with the places of the program and its engine only.
    static String trace(Throwable thrown) {
        var text = new StringBuilder();
        for (var at = thrown; at != null; at = at.getCause()) {
            text.append(text.isEmpty() ? "" : "\n  because ").append(at);
            Arrays.stream(at.getStackTrace())
                    .filter(frame -> PLACES.stream().anyMatch(frame.getClassName()::startsWith))
                    .limit(FRAMES_SHOWN)
                    .forEach(frame -> text.append("\n    ").append(frame));
        }
        return text.toString();
    }

    /// One line for the page of measurements.
    String line() {
        return "fault %s: seed %s, points %s, told %s, lost %s, torn %s, not told %s, not back %s"
                .formatted(name, seed, points, faults, lost.size(), torn.size(), untold.size(), notBack.size());
    }

    /// What went wrong, a few of each kind.
    List<String> findings() {
        var all = new ArrayList<String>();
        Consumer<List<String>> some =
                list -> list.stream().limit(FINDINGS_SHOWN).forEach(all::add);
        some.accept(lost);
        some.accept(torn);
        some.accept(untold);
        some.accept(notBack);
        return all;
    }
}
