package app.assay.ui.position;

import app.assay.charts.BridgeChart;
import app.assay.charts.BridgeData;
import app.assay.charts.ChartImages;
import app.assay.charts.ChartTexts;
import app.assay.charts.ChartTheme;
import app.assay.charts.GapChart;
import app.assay.domain.position.Trace;
import app.assay.domain.table.Filter;
import app.assay.domain.table.TableSource;
import app.assay.domain.value.Money;
import app.assay.service.ComputePosition;
import app.assay.ui.grid.PagedGrid;
import app.assay.ui.parts.ChartPane;
import app.assay.ui.parts.ChartPicture;
import app.assay.ui.parts.Looks;
import app.assay.ui.parts.Notice;
import app.assay.ui.parts.NoticeLine;
import app.assay.ui.parts.Saving;
import app.assay.ui.parts.SwitchingTable;
import app.assay.ui.position.PositionViewModel.Selected;
import app.assay.ui.position.PositionViewModel.Tab;
import app.assay.ui.shell.Action;
import app.assay.ui.shell.Drill;
import app.assay.ui.shell.EmptyPane;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.Navigator;
import app.assay.ui.shell.Problem;
import app.assay.ui.shell.ProblemPane;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.Icons;
import app.assay.ui.theme.State;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jfree.chart.JFreeChart;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/// Draws the position: figures, gap chart, lines, and the selected line's reasons. Decides nothing.
final class PositionView extends BorderPane {

    private static final PseudoClass COMPUTING = PseudoClass.getPseudoClass("computing");
    private static final int IMAGE_WIDTH = 960;

    private final PositionViewModel model; // keep: bindings hold their far end weakly
    private final Navigator navigator;
    private final Jobs jobs;
    private final Texts texts;
    private final Notice notice;
    private final Saving saving;
    private final ChartTexts chartTexts;
    private final LineWords words;

    private final HBox figures = new HBox();
    private final StackPane body = new StackPane();
    private final SplitPane split = new SplitPane();
    private final SplitPane upper = new SplitPane();
    private final PagedGrid grid;
    private final VBox chartBox = new VBox();
    private final ChartPane gapPane;
    private final ChoiceBox<String> measures = new ChoiceBox<>();
    private final ChartPane bridgePane;
    private final Label sentence = new Label();
    private final TabPane tabs = new TabPane();
    private final Map<Tab, javafx.scene.control.Tab> tabNodes = new EnumMap<>(Tab.class);
    private final SwitchingTable rights;
    private final PagedGrid rightsGrid;
    private final SwitchingTable problems;
    private final PagedGrid problemsGrid;
    private final StackPane consumersPane = new StackPane();
    private final StackPane notCountedPane = new StackPane();
    private @Nullable SwitchingTable consumers;
    private @Nullable PagedGrid consumersGrid;
    private @Nullable PagedGrid notCountedGrid;
    private boolean showingMeasures;

    PositionView(
            PositionViewModel model,
            PagedGrid grid,
            Navigator navigator,
            Jobs jobs,
            Texts texts,
            Notice notice,
            Saving saving) {
        this.model = model;
        this.grid = grid;
        this.navigator = navigator;
        this.jobs = jobs;
        this.texts = texts;
        this.notice = notice;
        this.saving = saving;
        this.chartTexts = ChartTexts.of(texts.locale());
        this.words = new LineWords(texts);
        getStyleClass().add("position");
        Looks.dress(this);
        gapPane = new ChartPane(_ -> emptyGap());
        bridgePane = new ChartPane(_ -> emptyGap());
        rights = new SwitchingTable(model.rights());
        rightsGrid = new PagedGrid(new app.assay.ui.grid.GridViewModel(rights, jobs, texts));
        problems = new SwitchingTable(model.problems());
        problemsGrid = new PagedGrid(new app.assay.ui.grid.GridViewModel(problems, jobs, texts));
        buildTop();
        buildChart();
        buildDetail();
        upper.setId("position-upper");
        split.setId("position-split");
        split.setOrientation(Orientation.VERTICAL);
        split.getItems().setAll(upper, tabs);
        split.setDividerPositions(0.54);
        setCenter(body);
        listen();
    }

    // ---------------------------------------------------------------- building

    private void buildTop() {
        var label = new Label(texts.get("position.asat"));
        label.getStyleClass().add("figure-words");
        var picker = new DatePicker();
        picker.setId("position-asat");
        picker.setPrefWidth(132);
        picker.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable LocalDate day) {
                return day == null ? "" : texts.values().date(day);
            }

            @Override
            public @Nullable LocalDate fromString(String text) {
                try {
                    return text.isBlank()
                            ? model.asAtProperty().get()
                            : LocalDate.parse(texts.values().canonicalOf(app.assay.domain.table.ColumnType.DATE, text));
                } catch (java.time.format.DateTimeParseException _) {
                    return model.asAtProperty().get();
                }
            }
        });
        picker.valueProperty().bindBidirectional(model.asAtProperty());
        label.setLabelFor(picker);
        model.dateOfProperty().subscribe(of -> label.setText(texts.get("position.asat." + of.name())));
        var date = new VBox(label, picker);
        date.getStyleClass().add("figure-date");
        figures.getStyleClass().add("figures");
        figures.setId("position-figures");
        HBox.setHgrow(figures, Priority.ALWAYS);
        var line = new HBox(date, figures);
        line.getStyleClass().add("figures-line");
        line.setAlignment(Pos.CENTER_LEFT);
        setTop(new VBox(new NoticeLine(notice, texts), line, laterImports()));
    }

    /// What was imported or edited and does not count, since the position is of an earlier day.
    private HBox laterImports() {
        var told = new Label();
        told.setId("position-later");
        told.getStyleClass().addAll("step-told", State.ATTENTION.styleClass());
        told.setWrapText(true);
        told.setMinWidth(0);
        var show = new Hyperlink(texts.get("position.later.show"));
        show.setId("position-later-show");
        show.setMinWidth(USE_PREF_SIZE);
        show.setOnAction(
                _ -> navigator.open(Drill.to("sources", new Filter.OneOf("standing", List.of("AFTER_DAY"), false))));
        var follow = new Hyperlink(texts.get("position.followdata"));
        follow.setId("position-later-follow");
        follow.setMinWidth(USE_PREF_SIZE);
        follow.setOnAction(_ -> model.followData());
        var line = new HBox(told, show, follow);
        line.getStyleClass().add("figures-line");
        line.setAlignment(Pos.CENTER_LEFT);
        model.positionProperty().subscribe(position -> {
            var later = position.stream()
                    .flatMap(now -> now.problems().stream())
                    .filter(problem -> problem.code().equals(ComputePosition.LATER_IMPORTS))
                    .findFirst();
            var edits = position.stream()
                    .flatMap(now -> now.problems().stream())
                    .filter(problem -> problem.code().equals(ComputePosition.LATER_EDITS))
                    .findFirst();
            var sentences = Stream.concat(
                            later.map(problem -> texts.get("position.later", problem.count())).stream(),
                            edits
                                    .map(problem -> texts.get(
                                            "position.lateredits", problem.count(), edited(problem.examples(), texts)))
                                    .stream())
                    .toList();
            told.setText(State.ATTENTION.sign() + "  " + String.join(" ", sentences));
            show.setVisible(later.isPresent());
            show.setManaged(later.isPresent());
            line.setVisible(!sentences.isEmpty());
            line.setManaged(!sentences.isEmpty());
        });
        return line;
    }

    /// Records by kind and name in the language of the screen.
    static String edited(List<String> examples, Texts texts) {
        return examples.stream()
                .map(example -> ComputePosition.kindNamed(example)
                        .map(kind -> texts.get("draft.kind." + kind.name()) + " " + ComputePosition.nameIn(example))
                        .orElse(example))
                .collect(Collectors.joining(", "));
    }

    private void buildChart() {
        measures.setId("position-measure");
        measures.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable String code) {
                return code == null || code.isEmpty() ? texts.get("position.measure.units") : code;
            }

            @Override
            public String fromString(String text) {
                return text;
            }
        });
        measures.setAccessibleText(texts.get("position.measure"));
        measures.setTooltip(new Tooltip(texts.get("position.measure")));
        measures.valueProperty().subscribe(code -> {
            if (!showingMeasures && code != null) {
                model.measureProperty().set(code);
            }
        });
        var menu = new MenuButton();
        menu.setId("position-chart-menu");
        menu.setGraphic(Icons.of(Material2OutlinedMZ.SAVE_ALT));
        menu.getStyleClass().addAll("flat", "tool");
        menu.setTooltip(new Tooltip(texts.get("position.chart.export")));
        menu.setAccessibleText(texts.get("position.chart.export"));
        menu.getItems()
                .addAll(
                        item("position-chart-copy", "position.chart.copy", this::copyGap),
                        item("position-chart-svg", "position.chart.svg", () -> saveGap("svg")),
                        item("position-chart-png", "position.chart.png", () -> saveGap("png")));
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var tools = new HBox(measures, space, menu);
        tools.getStyleClass().add("chart-tools");
        tools.setAlignment(Pos.CENTER_LEFT);
        gapPane.setId("position-gap");
        gapPane.setOnOpen(publisher -> {
            model.togglePublisher(publisher);
            grid.focusTable();
        });
        gapPane.setWords(this::gapWords);
        VBox.setVgrow(gapPane, Priority.ALWAYS);
        chartBox.getStyleClass().add("chart-box");
        chartBox.setMinWidth(240);
        chartBox.getChildren().setAll(tools, gapPane);
    }

    private MenuItem item(String id, String key, Runnable run) {
        var made = new MenuItem(texts.get(key));
        made.setId(id);
        made.setOnAction(_ -> run.run());
        return made;
    }

    private void buildDetail() {
        tabs.setId("position-tabs");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.getStyleClass().add("detail-tabs");
        bridgePane.setId("position-bridge");
        bridgePane.setOnOpen(model::openStep);
        bridgePane.setWords(this::stepWords);
        sentence.setId("position-sentence");
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        sentence.getStyleClass().add("bridge-sentence");
        VBox.setVgrow(bridgePane, Priority.ALWAYS);
        var bridge = new VBox(bridgePane, sentence);
        bridge.getStyleClass().add("bridge");
        rightsGrid.setId("position-rights");
        rightsGrid.model().facetsShownProperty().set(false);
        rightsGrid.setEmptyState(texts.get("position.rights.empty"), Optional.empty());
        rightsGrid.setColumnWidth("reference", 320);
        rightsGrid.setColumnWidth("note", 360);
        rightsGrid.setOnActivate((row, _) ->
                navigator.open(Drill.to("entitlements").record(row.id()).titled(reference(row.cells()))));
        problemsGrid.setId("position-problems");
        problemsGrid.model().facetsShownProperty().set(false);
        problemsGrid.setEmptyState(texts.get("position.problems.empty"), Optional.empty());
        problemsGrid.setColumnWidth("message", 560);
        problemsGrid.setColumnWidth("examples", 360);
        tab(Tab.BRIDGE, bridge);
        tab(Tab.CONSUMERS, consumersPane);
        tab(Tab.RIGHTS, rightsGrid);
        tab(Tab.NOT_COUNTED, notCountedPane);
        tab(Tab.PROBLEMS, problemsGrid);
        tabs.getSelectionModel().selectedItemProperty().subscribe(chosen -> {
            if (chosen != null && chosen.getUserData() instanceof Tab key) {
                model.tabProperty().set(key);
            }
        });
        model.tabProperty().subscribe(key -> {
            var node = tabNodes.get(key);
            if (node != null) {
                tabs.getSelectionModel().select(node);
            }
        });
    }

    private static String reference(List<@Nullable Object> cells) {
        return String.valueOf(cells.getFirst());
    }

    private void tab(Tab key, Node content) {
        var made = new javafx.scene.control.Tab();
        made.setId(
                "position-tab-" + key.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        made.setUserData(key);
        made.setContent(content);
        tabNodes.put(key, made);
        tabs.getTabs().add(made);
        name(key, Optional.empty());
    }

    private void name(Tab key, Optional<Long> count) {
        var node = tabNodes.get(key);
        if (node != null) {
            var title = texts.get("position.tab." + key.name());
            node.setText(count.map(number -> title + "  " + texts.values().number(number))
                    .orElse(title));
        }
    }

    private void listen() {
        model.positionProperty().subscribe(_ -> showBody());
        model.problemProperty().subscribe(_ -> showBody());
        model.computingProperty().subscribe(computing -> {
            pseudoClassStateChanged(COMPUTING, computing);
            showBody();
        });
        model.totalsProperty().subscribe(this::showFigures);
        model.gapProperty().subscribe(_ -> showGap());
        model.measureProperty().subscribe(_ -> showGap());
        model.chartShownProperty().subscribe(shown -> {
            upper.getItems().setAll(shown ? List.of(chartBox, grid) : List.of(grid));
            upper.setDividerPositions(0.345);
        });
        model.lines().filters().addListener((ListChangeListener<Filter>) _ -> gapPane.choose(model.chosenPublisher()));
        model.selectedProperty().subscribe(this::showSelected);
        model.consumerFiltersProperty().subscribe(filters -> {
            if (consumersGrid != null) {
                consumersGrid.setFilters(filters);
            }
        });
        model.notCountedFiltersProperty().subscribe(filters -> {
            if (notCountedGrid != null) {
                notCountedGrid.setFilters(filters);
            }
        });
    }

    // ---------------------------------------------------------------- showing

    private void showBody() {
        var problem = model.problemProperty().get();
        var position = model.positionProperty().get();
        // Figures of a position that is not there would be zeros that nobody counted.
        figures.setVisible(problem.isEmpty()
                && position.filter(now -> !now.lines().isEmpty()).isPresent());
        if (problem.isPresent()) {
            body.getChildren()
                    .setAll(new ProblemPane(
                            problem.get(),
                            Action.of("recompute-again", texts.get("position.recompute"), model::recompute)));
        } else if (position.isEmpty()) {
            body.getChildren()
                    .setAll(new EmptyPane(
                            texts.get(model.computingProperty().get() ? "position.computing" : "position.none"),
                            Optional.empty()));
        } else if (position.get().lines().isEmpty()) {
            body.getChildren()
                    .setAll(new EmptyPane(
                            texts.get("position.empty"),
                            Optional.of(Action.of(
                                    "position-sources",
                                    texts.get("position.empty.action"),
                                    () -> navigator.open("sources")))));
        } else if (!body.getChildren().equals(List.of(split))) {
            body.getChildren().setAll(split);
        }
    }

    private void showFigures(PositionTotals totals) {
        figures.getChildren()
                .setAll(
                        figure(
                                "short",
                                State.SHORTFALL,
                                totals.exposure().isEmpty()
                                        ? texts.values().number(totals.shortLines())
                                        : amounts(totals.exposure()),
                                words("position.figure.short", totals.shortLines())
                                        + more("position.figure.unpriced", totals.unpricedShort()),
                                () -> model.showStatus(List.of("SHORT"))),
                        figure(
                                "surplus",
                                State.SURPLUS,
                                totals.surplusValue().isEmpty()
                                        ? texts.values().number(totals.surplusLines())
                                        : amounts(totals.surplusValue()),
                                words("position.figure.surplus", totals.surplusLines())
                                        + more("position.figure.unpriced", totals.unpricedSurplus()),
                                () -> model.showStatus(List.of("SURPLUS"))),
                        figure(
                                "not-computable",
                                State.NOT_COMPUTABLE,
                                texts.values().number(totals.notComputableLines()),
                                words("position.figure.notcomputable", totals.notComputableLines()),
                                () -> model.showStatus(List.of("NOT_COMPUTABLE"))),
                        figure(
                                "compliant",
                                State.COMPLIANT,
                                texts.values().number(totals.compliantLines() + (long) totals.unlimitedLines()),
                                words(
                                        "position.figure.compliant",
                                        totals.compliantLines() + (long) totals.unlimitedLines()),
                                () -> model.showStatus(List.of("COMPLIANT", "UNLIMITED"))),
                        figure(
                                "unrecognised",
                                State.ATTENTION,
                                texts.values().number(totals.unrecognisedTitles()),
                                words("position.figure.unrecognised", totals.unrecognisedTitles()),
                                more("position.figure.installations", totals.unrecognisedInstallations()),
                                () -> navigator.open(
                                        Drill.to("software", new Filter.OneOf("state", List.of("OPEN"), false))
                                                .page("titles"))));
    }

    private String amounts(List<Money> amounts) {
        return amounts.stream().map(texts.values()::money).collect(Collectors.joining(" · "));
    }

    private String words(String key, long count) {
        return texts.get(key, count);
    }

    private String more(String key, long count) {
        return count == 0 ? "" : texts.get(key, count);
    }

    private Node figure(String id, State state, String number, String words, Runnable open) {
        return figure(id, state, number, words, "", open);
    }

    /// @param further told only when somebody points at it
    private Node figure(String id, State state, String number, String words, String further, Runnable open) {
        var sign = new Label(state.sign());
        sign.getStyleClass().addAll("figure-sign", state.styleClass());
        var value = new Label(number);
        value.setId("position-figure-" + id + "-value");
        value.getStyleClass().add("figure-value");
        var first = new HBox(sign, value);
        first.setAlignment(Pos.BASELINE_LEFT);
        first.getStyleClass().add("figure-first");
        var second = new Label(words);
        second.getStyleClass().add("figure-words");
        var box = new VBox(first, second);
        var button = new Button();
        button.setId("position-figure-" + id);
        button.getStyleClass().addAll("flat", "figure");
        button.setGraphic(box);
        var told = further.isEmpty() ? words : words + " " + further;
        button.setAccessibleText(number + ", " + told);
        button.setTooltip(new Tooltip(number + "\n" + told));
        button.setOnAction(_ -> open.run());
        button.setMaxWidth(Double.MAX_VALUE);
        button.setMinWidth(88);
        HBox.setHgrow(button, Priority.ALWAYS);
        return button;
    }

    private void showGap() {
        var data = model.gapProperty().get();
        showingMeasures = true;
        if (!measures.getItems().equals(model.measures())) {
            measures.getItems().setAll(model.measures());
        }
        measures.setValue(model.measureProperty().get());
        showingMeasures = false;
        measures.setVisible(measures.getItems().size() > 1);
        if (data.isPresent()) {
            gapPane.show(theme -> ChartPicture.of(gapChart(theme, chartTexts)));
            gapPane.choose(model.chosenPublisher());
        }
    }

    private GapChart gapChart(ChartTheme theme, ChartTexts words) {
        var data = model.gapProperty().get().orElseThrow();
        return GapChart.of(data, model.chosenMeasure().orElseGet(data::chosen), theme, words, GapChart.TOP);
    }

    private static ChartPicture emptyGap() {
        var nothing = new app.assay.charts.GapData(
                LocalDate.EPOCH,
                List.of(new app.assay.charts.GapData.Measure(Optional.empty(), List.of(), 0, 0)),
                0,
                0);
        return ChartPicture.of(GapChart.of(nothing, ChartTheme.LIGHT, ChartTexts.forExport()));
    }

    private String gapWords(String publisher) {
        var measure = model.chosenMeasure();
        return measure.flatMap(shown -> shown.bars().stream()
                        .filter(bar -> bar.publisher().equals(publisher))
                        .findFirst()
                        .map(bar -> texts.get(
                                "position.gap.words",
                                publisher,
                                shown.currency()
                                        .map(unit -> texts.values().money(new Money(bar.shortfall(), unit)))
                                        .orElseGet(() -> texts.values().number(bar.shortfall())),
                                shown.currency()
                                        .map(unit -> texts.values().money(new Money(bar.surplus(), unit)))
                                        .orElseGet(() -> texts.values().number(bar.surplus())))))
                .orElse(publisher);
    }

    private String stepWords(String key) {
        return model.selectedProperty()
                .get()
                .flatMap(selected -> bridgeData(selected).step(key))
                .map(step -> texts.get(
                        "position.step.words",
                        texts.find("position.step." + key).orElseGet(() -> texts.code("notCounted", key)),
                        texts.values().number(step.units())))
                .orElse(key);
    }

    private BridgeData bridgeData(Selected selected) {
        var line = selected.line();
        return BridgeData.of(
                        line,
                        model.positionProperty()
                                .get()
                                .map(position -> position.settings().asAt())
                                .orElse(LocalDate.EPOCH))
                .because(
                        line.problems().stream().findFirst().map(words::problem).orElse(""));
    }

    private void showSelected(Optional<Selected> now) {
        rights.show(model.rights());
        rightsGrid.refresh();
        problems.show(model.problems());
        problemsGrid.refresh();
        if (now.isEmpty()) {
            sentence.setText(texts.get("position.select"));
            bridgePane.setVisible(false);
            consumersPane.getChildren().setAll(new EmptyPane(texts.get("position.select"), Optional.empty()));
            notCountedPane.getChildren().setAll(new EmptyPane(texts.get("position.select"), Optional.empty()));
            for (var key : Tab.values()) {
                name(key, Optional.empty());
            }
            return;
        }
        var selected = now.get();
        bridgePane.setVisible(true);
        var data = bridgeData(selected);
        bridgePane.show(theme -> ChartPicture.of(BridgeChart.of(data, theme, chartTexts)));
        sentence.setText(selected.trace()
                .map(_ -> words.sentences(selected.line()))
                .or(() -> selected.problem().map(Problem::sentences))
                .orElse(texts.get("position.explaining")));
        name(Tab.RIGHTS, Optional.of((long) selected.line().rights().size()));
        name(
                Tab.PROBLEMS,
                Optional.of(selected.line().problems().size()
                        + model.positionProperty()
                                .get()
                                .map(position -> (long) position.problems().size())
                                .orElse(0L)));
        if (selected.problem().isPresent()) {
            consumersPane
                    .getChildren()
                    .setAll(new ProblemPane(selected.problem().get()));
            notCountedPane
                    .getChildren()
                    .setAll(new ProblemPane(selected.problem().get()));
        }
        selected.trace().ifPresent(this::showTrace);
    }

    private void showTrace(Trace trace) {
        long notCounted = trace.consumers().stream()
                .filter(consumer -> !consumer.notCounted().isEmpty())
                .count();
        name(Tab.CONSUMERS, Optional.of(trace.consumers().size() - notCounted));
        name(Tab.NOT_COUNTED, Optional.of(notCounted));
        var table = model.consumers();
        if (table.isEmpty()) {
            return;
        }
        var counted = consumersGrid;
        var others = notCountedGrid;
        var rows = consumers;
        if (rows == null || counted == null || others == null) {
            rows = new SwitchingTable(table.get());
            counted = consumerGrid(rows, "position-consumers");
            others = consumerGrid(rows, "position-not-counted");
            others.setEmptyState(texts.get("position.notcounted.empty"), Optional.empty());
            consumers = rows;
            consumersGrid = counted;
            notCountedGrid = others;
        }
        rows.show(table.get());
        counted.setFilters(model.consumerFiltersProperty().get());
        others.setFilters(model.notCountedFiltersProperty().get());
        consumersPane.getChildren().setAll(counted);
        notCountedPane.getChildren().setAll(others);
    }

    private PagedGrid consumerGrid(TableSource rows, String id) {
        var made = new PagedGrid(new app.assay.ui.grid.GridViewModel(rows, jobs, texts));
        made.setId(id);
        made.model().facetsShownProperty().set(false);
        made.setStatusLineShown(true);
        made.setColumnWidth("why", 640);
        made.setOnActivate((row, _) -> {
            int slash = row.id().indexOf('/');
            var kind = row.id().substring(0, Math.max(0, slash));
            if (kind.equals(Trace.ConsumerKind.DEVICE.name()) || kind.equals(Trace.ConsumerKind.HOST.name())) {
                navigator.open(Drill.to("devices").record(row.id().substring(slash + 1)));
            }
        });
        return made;
    }

    // ---------------------------------------------------------------- pictures

    private void copyGap() {
        picture("png", chartTexts, bytes -> {
            var content = new ClipboardContent();
            content.putImage(new Image(new ByteArrayInputStream(bytes)));
            Clipboard.getSystemClipboard().setContent(content);
            notice.tell(texts.get("position.chart.copied"));
        });
    }

    void saveGap(String ending) {
        var kinds = List.of(new Saving.Kind(texts.get("position.chart." + ending + ".kind"), ending));
        var name = texts.get("position.chart.name") + "-"
                + model.positionProperty()
                        .get()
                        .map(position -> position.settings().asAt().toString())
                        .orElse("") + "." + ending;
        saving.ask(texts.get("position.chart.export"), name, kinds)
                .ifPresent(file -> picture(
                        ending,
                        ChartTexts.forExport(),
                        bytes -> jobs.quiet(
                                _ -> Files.write(file, bytes),
                                _ -> notice.tell(texts.get("parts.export.done", String.valueOf(file.getFileName()))),
                                notice::fail)));
    }

    private void picture(String ending, ChartTexts words, java.util.function.Consumer<byte[]> then) {
        if (model.gapProperty().get().isEmpty()) {
            return;
        }
        var gap = gapChart(ChartTheme.LIGHT, words);
        JFreeChart chart = gap.chart();
        int height = gap.preferredHeight();
        Function<String, byte[]> make = kind -> kind.equals("svg")
                ? ChartImages.svg(chart, IMAGE_WIDTH, height)
                : ChartImages.png(chart, IMAGE_WIDTH, height, 2);
        jobs.quiet(_ -> make.apply(ending), then, notice::fail);
    }
}
