package app.assay.ui.sources;

import app.assay.domain.source.ImportBalance;
import app.assay.domain.source.RowMeaning;
import app.assay.service.ImportOutcome;
import app.assay.service.ImportPlan;
import app.assay.service.ImportPreview;
import app.assay.ui.records.FieldModel;
import app.assay.ui.records.MappingTable;
import app.assay.ui.records.RecordForm;
import app.assay.ui.shell.Action;
import app.assay.ui.shell.EmptyPane;
import app.assay.ui.shell.ProblemPane;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.Icons;
import app.assay.ui.theme.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/// Five steps on one page, the table of the file always in view.
final class ImportPage extends BorderPane {

    private static final List<String> ENCODINGS =
            List.of("UTF-8", "windows-1252", "ISO-8859-1", "UTF-16LE", "UTF-16BE");
    /// So many texts of warnings stand beside an import; all are one button away.
    private static final int TEXTS = 3;

    private static final List<String> SEPARATORS = List.of(",", ";", "\t", "|");

    private final ImportPageViewModel model; // keep: bindings hold their far end weakly
    private final Texts texts;
    private final Action choose;
    private final RemarkPane remarks;
    private final Consumer<ImportOutcome> showRemarks;
    private final BiConsumer<UUID, RemarkPane.Tab> openRemarks;
    private final VBox steps = new VBox();
    /// The last step stays in view, however long the others are.
    private final VBox effect = new VBox();

    private final MappingTable table = new MappingTable("import-table");

    /// @param remarks shows what an import that was only counted would leave out, beside the rows of the file
    /// @param showRemarks hands it the rows and warnings of such an import
    /// @param choose asks for files
    /// @param openRemarks opens the rows that an import left out, or its warnings
    ImportPage(
            ImportPageViewModel model,
            RemarkPane remarks,
            Consumer<ImportOutcome> showRemarks,
            Action choose,
            BiConsumer<UUID, RemarkPane.Tab> openRemarks,
            Runnable close) {
        this.model = model;
        this.texts = model.texts();
        this.choose = choose;
        this.remarks = remarks;
        this.showRemarks = showRemarks;
        this.openRemarks = openRemarks;
        setId("import-page");
        getStyleClass().add("page");
        getStylesheets().add(RecordForm.styles());
        var title = new Label(texts.get("import.title"));
        title.getStyleClass().add("page-title");
        title.setMinWidth(USE_PREF_SIZE);
        var status = new Label();
        status.setId("import-status");
        status.getStyleClass().add("muted");
        status.setWrapText(true);
        status.textProperty().bind(model.statusProperty());
        status.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(status, Priority.ALWAYS);
        var back = button("import-close", texts.get("import.close"), close);
        var head = new HBox(title, status, back);
        head.getStyleClass().add("page-head");
        setTop(head);
        steps.getStyleClass().add("import-steps");
        var scroll = new ScrollPane(steps);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("form-scroll");
        scroll.setPrefWidth(340);
        scroll.setMinWidth(340);
        effect.getStyleClass().add("import-effect");
        // A long warning is broken into lines and does not widen the steps.
        effect.setPrefWidth(340);
        var left = new BorderPane(scroll);
        left.setBottom(effect);
        setLeft(left);
        table.setOnMap(model::map);
        model.planProperty().subscribe(_ -> build());
        model.previewProperty().subscribe(_ -> build());
        model.problemProperty().subscribe(_ -> build());
        model.readyProperty().subscribe(_ -> build());
        model.noCurrencyProperty().subscribe(_ -> build());
        model.countedProperty().subscribe(counted -> {
            counted.ifPresent(this::showCounted);
            build();
        });
        model.workingProperty().subscribe(_ -> build());
        model.profiles().addListener((javafx.collections.ListChangeListener<String>) _ -> build());
        model.waiting().addListener((javafx.collections.ListChangeListener<Object>) _ -> build());
    }

    /// The rows that would be left out come first where so many are that they have to be accepted.
    private void showCounted(ImportOutcome counted) {
        showRemarks.accept(counted);
        long rejected = counted.balance().rejected();
        remarks.setCounts(Map.of(RemarkPane.Tab.REJECTED, rejected, RemarkPane.Tab.WARNINGS, counted.warnings()));
        remarks.tell(
                rejected > counted.rejectedRows().size()
                                && !counted.rejectedRows().isEmpty()
                        ? texts.get(
                                "import.firstrejected", counted.rejectedRows().size(), rejected)
                        : "");
        remarks.select(counted.balance().isManyRejected() ? RemarkPane.Tab.REJECTED : RemarkPane.Tab.OWN);
    }

    /// Builds the steps anew; the keys stay in the control that they are in.
    private void build() {
        var focused = focusedId();
        buildSteps();
        focused.map(id -> lookup("#" + id)).ifPresent(Node::requestFocus);
    }

    private Optional<String> focusedId() {
        var owner = getScene() == null ? null : getScene().getFocusOwner();
        if (owner == null) {
            return Optional.empty();
        }
        for (Node at = owner; at != null; at = at.getParent()) {
            if (at.equals(steps) || at.equals(effect)) {
                return Optional.ofNullable(owner.getId());
            }
        }
        return Optional.empty();
    }

    private void buildSteps() {
        var plan = model.planProperty().get();
        var preview = model.previewProperty().get();
        steps.getChildren().clear();
        effect.getChildren().clear();
        model.finished().stream()
                .limit(4)
                .forEach(outcome -> steps.getChildren().add(finished(outcome)));
        plan.ifPresent(now -> {
            steps.getChildren().add(fileStep(now, preview));
            preview.ifPresent(found -> {
                steps.getChildren().add(meaningStep(now, found));
                steps.getChildren().add(columnStep(now, found));
                steps.getChildren().add(checkStep(now, found));
                effect.getChildren().add(effectStep());
            });
        });
        effect.setVisible(!effect.getChildren().isEmpty());
        effect.setManaged(effect.isVisible());
        setCenter(body(plan, preview));
    }

    private Node body(Optional<ImportPlan> plan, Optional<ImportPreview> preview) {
        var problem = model.problemProperty().get();
        if (problem.isPresent()) {
            return new ProblemPane(
                    problem.get(),
                    Action.of("look-again", texts.get("import.again"), model::again),
                    Action.of("skip-file", texts.get("import.skip"), model::next));
        }
        if (plan.isEmpty()) {
            return new EmptyPane(
                    texts.get(model.finished().isEmpty() ? "import.empty" : "import.alldone"), Optional.of(choose));
        }
        if (preview.isEmpty()) {
            return new EmptyPane(texts.get("import.looking"), Optional.empty());
        }
        var file = fileRows(preview.get());
        if (model.countedProperty().get().isEmpty()) {
            return file;
        }
        remarks.setOwn(file);
        return remarks;
    }

    private Node fileRows(ImportPreview preview) {
        if (preview.table().isEmpty()) {
            return new EmptyPane(texts.get("import.nomapping", preview.format()), Optional.empty());
        }
        show(preview.table().get());
        return table;
    }

    private void show(ImportPreview.TableProposal proposal) {
        var fields = new ArrayList<FieldModel.Choice>();
        fields.add(new FieldModel.Choice("", texts.get("records.leftout")));
        var kind = proposal.meaning().map(RowMeaning::name).orElse("").toLowerCase(java.util.Locale.ROOT);
        proposal.fields()
                .forEach(field -> fields.add(new FieldModel.Choice(
                        field.field(), texts.column(kind, field.field()) + (field.needed() ? " *" : ""))));
        table.setMarks((_, column) -> column >= proposal.columns().size()
                ? Optional.empty()
                : proposal.findings().stream()
                        .filter(finding -> finding.column()
                                .equals(proposal.columns().get(column).header()))
                        .filter(finding -> finding.code().startsWith("date") || finding.blocking())
                        .findFirst()
                        .map(finding -> new MappingTable.Mark(
                                finding.blocking(), finding.words().in(texts.locale()))));
        var lines = new ArrayList<MappingTable.Line>();
        for (int i = 0; i < proposal.rows().size(); i++) {
            lines.add(new MappingTable.Line(
                    (long) proposal.headerRow() + i + 1, proposal.rows().get(i)));
        }
        table.show(
                proposal.columns().stream()
                        .map(column -> new MappingTable.Head(
                                column.header(),
                                column.field(),
                                column.field().isEmpty()
                                        ? texts.get("import.confidence.none")
                                        : texts.get(
                                                "import.confidence",
                                                texts.values().percent(column.confidence()))))
                        .toList(),
                fields,
                lines);
    }

    // ---------------------------------------------------------------- steps

    private VBox step(int number, String key, Node... content) {
        var heading = new Label(number + "  " + texts.get(key));
        heading.getStyleClass().add("step-heading");
        var box = new VBox(heading);
        box.getChildren().addAll(content);
        box.getStyleClass().add("import-step");
        box.setDisable(model.workingProperty().get() && number < 5);
        return box;
    }

    private String note(ImportPreview found) {
        var note = found.note().in(texts.locale());
        return note.isEmpty() ? "" : ": " + note;
    }

    private Node fileStep(ImportPlan plan, Optional<ImportPreview> preview) {
        var name = new Label(ImportPageViewModel.name(plan.file()), Icons.of(Material2OutlinedAL.DESCRIPTION));
        name.setId("import-file");
        name.setWrapText(true);
        var more = model.waiting().isEmpty()
                ? ""
                : texts.get("import.waiting", model.waiting().size());
        var box = step(1, "import.step.file", name);
        preview.ifPresent(found -> box.getChildren()
                .add(muted(texts.get(
                                "import.detected",
                                found.format(),
                                texts.values().percent(found.confidence()))
                        + note(found))));
        if (!more.isEmpty()) {
            box.getChildren().add(muted(more));
        }
        preview.flatMap(ImportPreview::table).ifPresent(table2 -> {
            if (table2.sheets().isEmpty()) {
                box.getChildren()
                        .add(line(
                                "import.encoding",
                                combo(
                                        "import-encoding",
                                        ENCODINGS,
                                        plan.encoding().orElse(table2.encoding()),
                                        code -> code,
                                        model::encoding)));
                box.getChildren()
                        .add(line(
                                "import.separator",
                                combo(
                                        "import-separator",
                                        SEPARATORS,
                                        plan.separator().orElse(table2.separator()),
                                        this::separatorName,
                                        model::separator)));
            } else {
                box.getChildren()
                        .add(line(
                                "import.sheet",
                                combo(
                                        "import-sheet",
                                        table2.sheets(),
                                        plan.sheet().orElse(table2.sheet()),
                                        code -> code,
                                        model::sheet)));
            }
            if (!model.profiles().isEmpty()) {
                var names =
                        Stream.concat(Stream.of(""), model.profiles().stream()).toList();
                box.getChildren()
                        .add(line(
                                "import.profile",
                                combo(
                                        "import-profile",
                                        names,
                                        plan.profile().orElse(""),
                                        code -> code.isEmpty() ? texts.get("import.profile.none") : code,
                                        code -> model.profile(code.isEmpty() ? Optional.empty() : Optional.of(code)))));
            }
        });
        return box;
    }

    private String separatorName(String mark) {
        return mark.equals("\t") ? texts.get("import.separator.tab") : mark;
    }

    private Node meaningStep(ImportPlan plan, ImportPreview preview) {
        if (preview.table().isEmpty()) {
            return step(2, "import.step.meaning", muted(texts.get("import.meaning.own")));
        }
        var meanings = Arrays.stream(RowMeaning.values()).map(Enum::name).toList();
        return step(
                2,
                "import.step.meaning",
                combo(
                        "import-meaning",
                        meanings,
                        plan.meaning()
                                .or(() -> preview.table().get().meaning())
                                .map(Enum::name)
                                .orElse(""),
                        code -> texts.code("rowMeaning", code),
                        code -> model.mean(RowMeaning.valueOf(code))));
    }

    private Node columnStep(ImportPlan plan, ImportPreview preview) {
        if (preview.table().isEmpty()) {
            return step(
                    3,
                    "import.step.columns",
                    line("import.device", text("import-device", plan.device().orElse(""), model::device)));
        }
        var columns = preview.table().get().columns();
        long used = columns.stream().filter(column -> !column.field().isEmpty()).count();
        var profileName = new TextField();
        profileName.setId("import-profile-name");
        profileName.setPromptText(texts.get("import.profile.name"));
        HBox.setHgrow(profileName, Priority.ALWAYS);
        var save = button(
                "import-profile-save",
                texts.get("import.profile.save"),
                () -> model.saveProfile(profileName.getText()));
        save.disableProperty().bind(profileName.textProperty().isEmpty());
        var saving = new HBox(profileName, save);
        saving.setSpacing(4);
        return step(
                3,
                "import.step.columns",
                muted(texts.get("import.columns", used, columns.size())),
                line(
                        "import.dateorder",
                        combo(
                                "import-dateorder",
                                List.of("", "DAY_MONTH_YEAR", "MONTH_DAY_YEAR"),
                                plan.dateOrder().orElse(""),
                                code -> texts.get("import.dateorder." + code),
                                model::dateOrder)),
                line(
                        "import.decimalmark",
                        combo(
                                "import-decimalmark",
                                List.of("", "POINT", "COMMA"),
                                plan.decimalMark().orElse(""),
                                code -> texts.get("import.decimalmark." + code),
                                model::decimalMark)),
                currency(plan),
                saving);
    }

    private Node currency(ImportPlan plan) {
        var wrong = model.noCurrencyProperty().get();
        var field = text("import-currency", wrong.isEmpty() ? plan.currency().orElse("") : wrong, model::currency);
        var line = line("import.currency", field);
        if (wrong.isEmpty()) {
            return line;
        }
        field.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("refused"), true);
        var why = told(State.FAILED, texts.get("import.currency.unknown", wrong));
        why.setId("import-currency-why");
        return new VBox(line, why);
    }

    private Node checkStep(ImportPlan plan, ImportPreview preview) {
        var box = step(4, "import.step.checks");
        var findings =
                preview.table().map(ImportPreview.TableProposal::findings).orElse(List.of());
        if (findings.isEmpty()) {
            box.getChildren().add(told(State.COMPLIANT, texts.get("import.nofindings")));
        }
        for (var finding : findings) {
            var where = finding.column().isEmpty() ? "" : finding.column() + ": ";
            box.getChildren()
                    .add(told(
                            finding.blocking() ? State.FAILED : State.ATTENTION,
                            where + finding.words().in(texts.locale())));
            if (finding.code().equals("date.ambiguous")) {
                var fixes = new HBox(
                        button(
                                "fix-day-first",
                                texts.get("import.dateorder.DAY_MONTH_YEAR"),
                                () -> model.dateOrder("DAY_MONTH_YEAR")),
                        button(
                                "fix-month-first",
                                texts.get("import.dateorder.MONTH_DAY_YEAR"),
                                () -> model.dateOrder("MONTH_DAY_YEAR")));
                fixes.setSpacing(4);
                box.getChildren().add(fixes);
            }
        }
        var day = text(
                "import-datadate", plan.dataDate().map(texts.values()::date).orElse(""), _ -> {});
        day.setPromptText(texts.get("import.datadate.prompt"));
        Runnable write = () -> day.pseudoClassStateChanged(
                javafx.css.PseudoClass.getPseudoClass("refused"), !model.dataDate(day.getText()));
        day.setOnAction(_ -> write.run());
        day.focusedProperty().subscribe((had, has) -> {
            if (had && !has) {
                model.later(write);
            }
        });
        box.getChildren()
                .addAll(
                        line(
                                "import.source",
                                text("import-source", plan.source().orElse(preview.source()), typed -> {
                                    if (!typed.equals(preview.source())) {
                                        model.source(typed);
                                    }
                                })),
                        line("import.datadate", day),
                        days(preview),
                        line("import.suppliedby", text("import-suppliedby", plan.suppliedBy(), model::suppliedBy)));
        return box;
    }

    /// What the day of the data means for the position, before anything is imported.
    private Node days(ImportPreview preview) {
        var box = new VBox();
        box.setId("import-days");
        box.setSpacing(4);
        preview.day().ifPresent(day -> {
            var told = texts.values().date(day.day());
            var asAt = texts.values().date(day.asAt());
            if (day.isAfterToday()) {
                box.getChildren().add(told(State.ATTENTION, texts.get("import.day.future", told)));
            }
            if (day.isAfterAsAt()) {
                box.getChildren().add(told(State.ATTENTION, texts.get("import.day.after", told, asAt)));
            } else if (day.isMovingAsAt()) {
                box.getChildren().add(muted(texts.get("import.day.moves", told, asAt)));
            }
        });
        box.setVisible(!box.getChildren().isEmpty());
        box.setManaged(box.isVisible());
        return box;
    }

    private Node effectStep() {
        var box = step(5, "import.step.effect");
        boolean working = model.workingProperty().get();
        model.countedProperty().get().ifPresent(outcome -> {
            box.getChildren()
                    .add(told(
                            outcome.balance().isManyRejected() ? State.ATTENTION : State.COMPLIANT,
                            model.told(outcome)));
            box.getChildren()
                    .add(muted(texts.get("import.vanished", outcome.balance().vanished(), outcome.warnings())));
            box.getChildren().add(looks(outcome));
        });
        if (model.countedProperty().get().isEmpty()) {
            box.getChildren().add(muted(texts.get("import.notcounted")));
        }
        var count = button("import-dryrun", texts.get("import.dryrun"), model::dryRun);
        var run = button("import-run", texts.get("import.run"), model::run);
        run.setGraphic(Icons.of(Material2OutlinedAL.CHECK));
        var skip = button("import-skip", texts.get("import.skip"), model::next);
        var cancel = button("import-cancel", texts.get("import.cancel"), model::cancel);
        boolean ready = model.readyProperty().get();
        count.setDisable(working || !ready);
        run.setDisable(working || !ready);
        if (model.isManyRejected()) {
            box.getChildren().add(manyRejected(working));
            // Not before it was accepted in so many words.
            run.disableProperty()
                    .bind(model.acceptRejectedProperty().not().or(new SimpleBooleanProperty(working || !ready)));
        }
        var row = working ? new HBox(cancel) : new HBox(count, run, skip);
        row.setSpacing(4);
        box.getChildren().add(row);
        return box;
    }

    /// Buttons that bring the rows left out and the warnings of the counted import before the eyes.
    private Node looks(ImportOutcome outcome) {
        var row = new FlowPane(4, 4);
        if (outcome.balance().rejected() > 0) {
            row.getChildren()
                    .add(button(
                            "import-show-rejected",
                            texts.get("import.rejected", outcome.balance().rejected()),
                            () -> remarks.select(RemarkPane.Tab.REJECTED)));
        }
        if (outcome.warnings() > 0) {
            row.getChildren()
                    .add(button(
                            "import-show-warnings",
                            texts.get("import.warnings", outcome.warnings()),
                            () -> remarks.select(RemarkPane.Tab.WARNINGS)));
        }
        row.setManaged(!row.getChildren().isEmpty());
        return row;
    }

    /// The warning of an import that would leave out much, and the words that accept it.
    private Node manyRejected(boolean working) {
        var balance = model.countedProperty().get().orElseThrow().balance();
        var accept = new CheckBox(texts.get("import.manyrejected.accept", balance.rejected()));
        accept.setId("import-accept-rejected");
        accept.setWrapText(true);
        accept.setDisable(working);
        accept.selectedProperty().bindBidirectional(model.acceptRejectedProperty());
        var warning = told(
                State.ATTENTION,
                texts.get(
                        "import.manyrejected",
                        balance.rejected(),
                        balance.read(),
                        balance.rejectedPercent(),
                        ImportBalance.MOST_REJECTED_PERCENT));
        warning.setId("import-many-rejected");
        warning.setMinHeight(USE_PREF_SIZE);
        accept.setMinHeight(USE_PREF_SIZE);
        var box = new VBox(warning, accept);
        box.setSpacing(6);
        return box;
    }

    private Node finished(ImportOutcome outcome) {
        var told = told(outcome.balance().rejected() > 0 ? State.ATTENTION : State.COMPLIANT, model.told(outcome));
        var box = new VBox(told);
        box.getStyleClass().add("import-finished");
        outcome.warningGroups().stream()
                .limit(TEXTS)
                .forEach(group -> box.getChildren()
                        .add(muted(texts.get(
                                "import.warned",
                                group.count(),
                                group.message().isEmpty()
                                        ? texts.get("import.warned.more", group.code())
                                        : group.message()))));
        if (outcome.warningGroups().size() > TEXTS) {
            box.getChildren()
                    .add(muted(texts.get(
                            "import.warned.others", outcome.warningGroups().size() - TEXTS)));
        }
        outcome.load().ifPresent(load -> {
            var row = new FlowPane(4, 4);
            row.setPrefWrapLength(280);
            if (outcome.balance().rejected() > 0) {
                row.getChildren()
                        .add(button(
                                "import-rejected",
                                texts.get("import.rejected", outcome.balance().rejected()),
                                () -> openRemarks.accept(load, RemarkPane.Tab.REJECTED)));
            }
            if (outcome.warnings() > 0) {
                row.getChildren()
                        .add(button(
                                "import-warnings",
                                texts.get("import.warnings", outcome.warnings()),
                                () -> openRemarks.accept(load, RemarkPane.Tab.WARNINGS)));
            }
            if (!row.getChildren().isEmpty()) {
                box.getChildren().add(row);
            }
        });
        return box;
    }

    // ---------------------------------------------------------------- parts

    private static Button button(String id, String text, Runnable run) {
        var button = new Button(text);
        button.setId(id);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> run.run());
        return button;
    }

    private static Label muted(String text) {
        var label = new Label(text);
        label.getStyleClass().add("muted");
        label.setWrapText(true);
        return label;
    }

    private static Label told(State state, String text) {
        var label = new Label(state.sign() + "  " + text);
        label.getStyleClass().addAll("step-told", state.styleClass());
        label.setWrapText(true);
        return label;
    }

    private Node line(String key, Control control) {
        var label = new Label(texts.get(key));
        label.getStyleClass().add("form-label");
        label.setMinWidth(104);
        label.setPrefWidth(104);
        label.setLabelFor(control);
        control.setAccessibleText(texts.get(key));
        control.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(control, Priority.ALWAYS);
        var line = new HBox(label, control);
        line.getStyleClass().add("step-line");
        return line;
    }

    private TextField text(String id, String shown, Consumer<String> write) {
        var field = new TextField(shown);
        field.setId(id);
        // The keys first reach the next control; only then is the page built anew around them.
        Runnable leave = () -> {
            if (!field.getText().equals(shown)) {
                model.later(() -> write.accept(field.getText()));
            }
        };
        field.setOnAction(_ -> leave.run());
        field.focusedProperty().subscribe((had, has) -> {
            if (had && !has) {
                leave.run();
            }
        });
        return field;
    }

    private static ComboBox<String> combo(
            String id,
            List<String> codes,
            String chosen,
            java.util.function.Function<String, String> name,
            Consumer<String> choose) {
        var all = codes.contains(chosen) || chosen.isEmpty()
                ? codes
                : Stream.concat(Stream.of(chosen), codes.stream()).toList();
        var box = new ComboBox<String>();
        box.setId(id);
        box.setMaxWidth(Double.MAX_VALUE);
        box.getItems().setAll(all);
        box.setConverter(new javafx.util.StringConverter<>() {
            @Override
            public String toString(String code) {
                return code == null ? "" : name.apply(code);
            }

            @Override
            public String fromString(String text) {
                return text;
            }
        });
        box.setValue(all.contains(chosen) ? chosen : null);
        box.valueProperty().subscribe((_, next) -> {
            if (next != null) {
                choose.accept(next);
            }
        });
        return box;
    }
}
