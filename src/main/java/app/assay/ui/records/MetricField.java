package app.assay.ui.records;

import app.assay.domain.entitlement.Metric;
import app.assay.domain.metric.CountedMetric;
import app.assay.domain.metric.CountedMetrics;
import app.assay.domain.metric.MetricTerms;
import app.assay.ui.text.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The terms of a licence metric, below the box that chooses it by its plain name.
final class MetricField extends VBox {

    private final Texts texts;
    private final StringProperty text;
    private final Runnable confirm;
    private final ComboBox<FieldModel.Choice> metric = new ComboBox<>();
    private final GridPane terms = new GridPane();
    private final Map<String, TextField> numbers = new LinkedHashMap<>();
    private final ComboBox<FieldModel.Choice> counting = new ComboBox<>();
    private final TextField name = new TextField();
    private final Map<String, String> codes = new LinkedHashMap<>();
    private final Map<String, TextField> products = new LinkedHashMap<>();
    private String shownCode = "";
    private boolean showing;

    /// @param text canonical text of the metric
    /// @param confirm the choice is made: it may be written
    MetricField(Texts texts, StringProperty text, Runnable confirm) {
        this.texts = texts;
        this.text = text;
        this.confirm = confirm;
        getStyleClass().add("metric-field");
        metric.setId("field-metric");
        metric.setMaxWidth(Double.MAX_VALUE);
        metric.getItems().setAll(known());
        ChoiceCells.dress(metric);
        metric.valueProperty().subscribe((_, next) -> {
            if (!showing && next != null) {
                showTerms(next.code(), null);
                write();
                confirm.run();
            }
        });
        counting.setId("field-metric-counting");
        counting.setMaxWidth(Double.MAX_VALUE);
        counting.setItems(FXCollections.observableArrayList(java.util.Arrays.stream(Metric.Counting.values())
                .map(way -> new FieldModel.Choice(way.name(), texts.get("metric.counting." + way.name())))
                .toList()));
        ChoiceCells.dress(counting);
        counting.valueProperty().subscribe((_, _) -> {
            if (!showing) {
                write();
                confirm.run();
            }
        });
        name.setId("field-metric-name");
        follow(name);
        terms.getStyleClass().add("metric-terms");
        getChildren().setAll(terms);
        text.subscribe(this::show);
    }

    private List<FieldModel.Choice> known() {
        return MetricWords.CODES.stream()
                .map(code -> new FieldModel.Choice(code, MetricWords.name(texts, code)))
                .toList();
    }

    /// Chooses the metric; stands in the line of its label.
    ComboBox<FieldModel.Choice> choice() {
        return metric;
    }

    private void follow(TextField field) {
        field.textProperty().subscribe((_, _) -> {
            if (!showing) {
                write();
            }
        });
        field.setOnAction(_ -> confirm.run());
        field.focusedProperty().subscribe((had, has) -> {
            if (had && !has) {
                confirm.run();
            }
        });
    }

    private void show(String canonical) {
        if (showing || canonical.equals(current())) {
            return;
        }
        showing = true;
        try {
            var parsed = Metric.parse(canonical);
            metric.setValue(new FieldModel.Choice(parsed.code(), MetricWords.name(texts, parsed.code())));
            showTerms(parsed.code(), parsed);
        } catch (IllegalArgumentException _) {
            // A text that nobody reads as a metric is shown as it was told, and stays until another one is chosen.
            if (canonical.isEmpty()) {
                metric.setValue(null);
            } else {
                var told = new FieldModel.Choice(canonical, texts.get("records.told", canonical));
                metric.getItems().setAll(known());
                metric.getItems().add(told);
                metric.setValue(told);
            }
            showTerms("", null);
        }
        showing = false;
    }

    private void showTerms(String code, @org.jspecify.annotations.Nullable Metric from) {
        boolean before = showing;
        showing = true;
        numbers.clear();
        codes.clear();
        products.clear();
        shownCode = code;
        terms.getChildren().clear();
        switch (code) {
            case "processor" -> {
                var processor = from instanceof Metric.PerProcessor known
                        ? known
                        : new Metric.PerProcessor(OptionalInt.empty());
                number("coresPerLicence", processor.coresPerLicence());
                number("roundedUpTo", processor.roundedUpTo());
            }
            case "core" -> {
                var core = from instanceof Metric.PerCore known
                        ? known
                        : new Metric.PerCore(0, 0, 0, Metric.Counting.DEVICE, OptionalInt.empty());
                counting.setValue(counting.getItems()
                        .get(List.of(Metric.Counting.values()).indexOf(core.counting())));
                term("counting", counting);
                number("minimumPerProcessor", some(core.minimumPerProcessor()));
                number("minimumPerServer", some(core.minimumPerServer()));
                number("minimumPerVirtualMachine", some(core.minimumPerVirtualMachine()));
                number("virtualMachinesPerSet", core.virtualMachinesPerSet());
            }
            case "other" -> {
                name.setText(from instanceof Metric.Other(var own) ? own : "");
                term("name", name);
            }
            default ->
                // Metrics without terms show none.
                CountedMetrics.find(code).ifPresent(metric -> counted(metric, from));
        }
        boolean some = !terms.getChildren().isEmpty();
        setVisible(some);
        setManaged(some);
        showing = before;
    }

    private void counted(CountedMetric metric, @org.jspecify.annotations.Nullable Metric from) {
        var told = from instanceof Metric.Counted known ? known.terms() : new MetricTerms(new TreeMap<>());
        for (var term : metric.terms()) {
            switch (term.type()) {
                case NUMBER -> number(term.name(), some(told.number(term.name())));
                case CODE -> {
                    var choices = new ComboBox<FieldModel.Choice>();
                    choices.setId("field-metric-" + term.name());
                    choices.getItems()
                            .setAll(term.codes().stream()
                                    .map(way -> new FieldModel.Choice(way, texts.get("metric.choice." + way)))
                                    .toList());
                    ChoiceCells.dress(choices);
                    int chosen = Math.max(0, term.codes().indexOf(told.text(term.name())));
                    choices.setValue(choices.getItems().get(chosen));
                    choices.valueProperty().subscribe((_, next) -> {
                        if (!showing && next != null) {
                            codes.put(term.name(), chosenCode(term.codes(), next.code()));
                            write();
                            confirm.run();
                        }
                    });
                    codes.put(term.name(), told.text(term.name()));
                    term(term.name(), choices);
                }
                case PRODUCT -> {
                    var field = new TextField(told.text(term.name()));
                    field.setId("field-metric-" + term.name());
                    follow(field);
                    products.put(term.name(), field);
                    var label = new Label(texts.get("metric.label." + term.name()));
                    label.getStyleClass().add("form-label");
                    label.setLabelFor(field);
                    field.setMaxWidth(Double.MAX_VALUE);
                    int row = terms.getRowCount();
                    terms.add(label, 0, row, 2, 1);
                    terms.add(field, 0, row + 1, 2, 1);
                }
            }
        }
    }

    /// The first code says no more than nothing told.
    private static String chosenCode(List<String> all, String chosen) {
        return all.getFirst().equals(chosen) ? "" : chosen;
    }

    private static OptionalInt some(int value) {
        return value == 0 ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private void number(String termName, OptionalInt value) {
        var field = new TextField(value.isPresent() ? Integer.toString(value.getAsInt()) : "");
        field.setId("field-metric-" + termName);
        field.getStyleClass().add("number-field");
        field.setPromptText(texts.get("metric.none." + termName));
        follow(field);
        numbers.put(termName, field);
        term(termName, field);
    }

    private void term(String termName, javafx.scene.control.Control control) {
        int row = terms.getRowCount();
        var label = new Label(texts.find("metric.label." + shownCode + "." + termName)
                .orElseGet(() -> texts.get("metric.label." + termName)));
        label.getStyleClass().add("form-label");
        label.setLabelFor(control);
        label.setWrapText(true);
        GridPane.setHgrow(label, Priority.ALWAYS);
        label.setMaxWidth(Double.MAX_VALUE);
        if (control instanceof TextField && !termName.equals("name")) {
            control.setPrefWidth(64);
            control.setMinWidth(64);
            terms.addRow(row, label, control);
        } else {
            control.setMaxWidth(Double.MAX_VALUE);
            terms.add(control, 0, row, 2, 1);
        }
    }

    private void write() {
        text.set(current());
    }

    /// The canonical text of what stands in the controls; numbers that are none stay as typed, to be explained.
    private String current() {
        var chosen = metric.getValue();
        if (chosen == null) {
            return "";
        }
        if (!MetricWords.CODES.contains(chosen.code())) {
            return chosen.code();
        }
        var parts = new java.util.TreeMap<String, String>();
        numbers.forEach((term, field) -> {
            var typed = field.getText().strip();
            if (!typed.isEmpty() && !typed.equals("0")) {
                parts.put(term, typed);
            }
        });
        codes.forEach((term, code) -> {
            if (!code.isEmpty()) {
                parts.put(term, code);
            }
        });
        products.forEach((term, field) -> {
            var typed = field.getText().replaceAll("[(),=]", " ").strip();
            if (!typed.isEmpty()) {
                parts.put(term, typed);
            }
        });
        if (chosen.code().equals("core")
                && counting.getValue() != null
                && !counting.getValue().code().equals(Metric.Counting.DEVICE.name())) {
            parts.put("counting", counting.getValue().code());
        }
        if (chosen.code().equals("other")) {
            var own = name.getText().replaceAll("[(),=]", " ").strip();
            if (!own.isEmpty()) {
                parts.put("name", own);
            }
        }
        if (parts.isEmpty()) {
            return chosen.code();
        }
        var terms2 = new ArrayList<String>();
        parts.forEach((term, value) -> terms2.add(term + "=" + value));
        return chosen.code() + "(" + String.join(",", terms2) + ")";
    }
}
