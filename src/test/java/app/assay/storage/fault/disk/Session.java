package app.assay.storage.fault.disk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A morning of work with a register, step by step, and what the register must say after each.
///
/// A further kind of work is one more line in the script: its name, what the analyst does and what the model does.
final class Session {

    static final String NAME = "Morning";

    private static final int RECORDS_AT_ONCE = 40;

    /// One thing the analyst does, saved when it returns.
    ///
    /// @param opens whether there is no register open before
    public record Step(String name, boolean opens, Deed deed, Consumer<Model> expected) {}

    @FunctionalInterface
    interface Deed {
        void run(Desk desk) throws IOException;
    }

    private final List<Step> steps = new ArrayList<>();
    private final List<SortedSet<String>> expected = new ArrayList<>();

    private Session() {}

    /// A whole morning.
    static Session morning() {
        var session = new Session();
        session.opening("create", Desk::create, Model::create);
        session.edit("A-1", Map.of("A-1", "5"));
        session.edit("A-2", Map.of("A-2", "7"));
        session.load("office", 1);
        session.edit("A-1 grows", Map.of("A-1", "50"));
        session.load("office", 2);
        session.undo();
        session.redo();
        session.load("plant", 3);
        session.edit("A-2 ends", gone("A-2"));
        session.undo();
        session.close();
        session.open();
        session.redo();
        session.edit("many", many(1));
        session.add("withdraw", desk -> desk.withdraw(2), model -> model.withdraw(2));
        session.undo();
        session.load("office", 4);
        session.close();
        session.open();
        session.edit("A-3", Map.of("A-3", "1"));
        session.undo();
        session.close();
        return session;
    }

    /// Mornings one after the other in one register, until the work is long.
    static Session mornings(int count) {
        var session = morning();
        for (int morning = 1; morning < count; morning++) {
            session.open();
            int number = 100 * morning;
            session.edit("B-" + morning, Map.of("B-" + morning, "5"));
            session.load("office", number);
            session.load("plant", number + 1);
            session.edit("many", many(number));
            session.undo();
            session.close();
        }
        return session;
    }

    private static Map<String, @Nullable String> gone(String reference) {
        var wanted = new TreeMap<String, @Nullable String>();
        wanted.put(reference, null);
        return wanted;
    }

    private static Map<String, @Nullable String> many(int quantity) {
        var wanted = new TreeMap<String, @Nullable String>();
        for (int i = 0; i < RECORDS_AT_ONCE; i++) {
            wanted.put("M-" + i, Integer.toString(quantity + i));
        }
        return wanted;
    }

    void edit(String subject, Map<String, @Nullable String> wanted) {
        add("edit " + subject, desk -> desk.edit(subject, wanted), model -> model.edit(subject, wanted));
    }

    void load(String source, int number) {
        add("import " + number, desk -> desk.load(source, number), model -> model.load(source, number));
    }

    private void undo() {
        add("undo", desk -> desk.register().undo(), Model::undo);
    }

    private void redo() {
        add("redo", desk -> desk.register().redo(), Model::redo);
    }

    private void open() {
        opening("open", Desk::open, _ -> {});
    }

    private void close() {
        add("close", Desk::closeRegister, _ -> {});
    }

    private void add(String name, Deed deed, Consumer<Model> model) {
        steps.add(new Step(name, false, deed, model));
    }

    private void opening(String name, Deed deed, Consumer<Model> model) {
        steps.add(new Step(name, true, deed, model));
    }

    int length() {
        return steps.size();
    }

    Step step(int number) {
        return steps.get(number);
    }

    /// What the register must say after so many steps.
    SortedSet<String> expected(int done) {
        if (expected.size() != steps.size() + 1) {
            expected.clear();
            var model = new Model();
            expected.add(model.facts());
            for (var step : steps) {
                step.expected().accept(model);
                expected.add(model.facts());
            }
        }
        return expected.get(done);
    }

    /// Does the steps from one on. A register is opened before a step that wants an open one.
    ///
    /// @param from how many steps are done already
    /// @param acknowledged told how many steps are done, after each
    void run(Desk desk, int from, int to, Consumer<Integer> acknowledged) throws IOException {
        for (int i = from; i < to; i++) {
            var step = steps.get(i);
            if (step.opens() == desk.isOpen()) {
                if (desk.isOpen()) {
                    desk.closeRegister();
                } else {
                    desk.open();
                }
            }
            step.deed().run(desk);
            acknowledged.accept(i + 1);
        }
    }
}
