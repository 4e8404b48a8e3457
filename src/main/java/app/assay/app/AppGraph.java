package app.assay.app;

import app.assay.domain.record.RecordKind;
import app.assay.domain.table.Filter;
import app.assay.service.AttachProofs;
import app.assay.service.ComputePosition;
import app.assay.service.EditDrafts;
import app.assay.service.EditRecords;
import app.assay.service.ExportEvidence;
import app.assay.service.FindRecords;
import app.assay.service.ImportFiles;
import app.assay.service.InspectRecords;
import app.assay.service.OpenRegister;
import app.assay.service.RecogniseTitles;
import app.assay.service.Tables;
import app.assay.ui.backups.BackupWatch;
import app.assay.ui.backups.BackupsDesk;
import app.assay.ui.backups.BackupsWorkspace;
import app.assay.ui.devices.DevicesWorkspace;
import app.assay.ui.entitlements.EntitlementsWorkspace;
import app.assay.ui.evidence.EvidenceWorkspace;
import app.assay.ui.position.PositionWorkspace;
import app.assay.ui.shell.Action;
import app.assay.ui.shell.Drill;
import app.assay.ui.shell.FormDrafts;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.Navigator;
import app.assay.ui.shell.Notice;
import app.assay.ui.shell.PaletteHit;
import app.assay.ui.shell.Pauses;
import app.assay.ui.shell.Problem;
import app.assay.ui.shell.RegisterDesk;
import app.assay.ui.shell.RegisterState;
import app.assay.ui.shell.ShellView;
import app.assay.ui.shell.ShellViewModel;
import app.assay.ui.shell.Workspace;
import app.assay.ui.software.SoftwareWorkspace;
import app.assay.ui.sources.SourcesWorkspace;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.Themes;
import app.assay.ui.trail.TrailWorkspace;
import app.assay.work.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Parent;

/// Every object of the window for one open register and what it needs, in the order in which they are made.
final class AppGraph {

    private final OpenRegister register;
    private final Jobs jobs;
    private final Texts texts;
    private final EditRecords edits;
    private final FormDrafts drafts;
    private final FindRecords finds;
    private final ShellViewModel model;
    private final ShellView shell;
    private final Navigator navigator;
    private final BackupWatch watch;
    private final StandingStates states;

    /// @param backups what the page and the watch ask
    /// @param openOther closes this register and opens the one in a folder
    AppGraph(
            OpenRegister register,
            String actor,
            BackupsDesk backups,
            Consumer<Path> openOther,
            Jobs jobs,
            Texts texts,
            Themes themes,
            List<Action> programActions) {
        this.register = register;
        this.jobs = jobs;
        this.texts = texts.withZone(register.summary().zone());
        this.edits = new EditRecords(register);
        this.finds = new FindRecords(register);
        navigator = new Navigator(Drill.to("position"));
        var keeping = new EditDrafts(register);
        this.drafts = new FormDrafts(
                keeping.isKeeping() ? FormDrafts.Keeper.of(keeping) : FormDrafts.Keeper.nothing(),
                jobs,
                Pauses.ofWindow(),
                register::revision,
                keeping::now);
        this.model = new ShellViewModel(jobs, this.texts, navigator, new Desk(), drafts);
        drafts.setOnFailed(model::fail);
        drafts.setOnSetAside(names -> model.tell(Notice.problem(new Problem(
                this.texts.get("draft.unreadable", names.size(), String.join(", ", names)),
                this.texts.get("draft.unreadable.unharmed"),
                this.texts.get("draft.unreadable.remedy")))));
        this.watch = new BackupWatch(backups, jobs, this.texts, this::revised, model::fail);
        var positions = new ComputePosition(register);
        var tables = new Tables(register, positions);
        var evidence = new ExportEvidence(register, positions, tables);
        var inspect = new InspectRecords(register);
        var recognition = new RecogniseTitles(register, edits);
        var proofs = new AttachProofs(register, edits);
        List<Workspace> workspaces = List.of(
                new SourcesWorkspace(tables, new ImportFiles(register), evidence, navigator, jobs, this.texts),
                new DevicesWorkspace(tables, edits, proofs, inspect, evidence, drafts, navigator, jobs, this.texts),
                new SoftwareWorkspace(
                        register, recognition, tables, edits, evidence, actor, drafts, navigator, jobs, this.texts),
                new EntitlementsWorkspace(
                        register, tables, edits, proofs, inspect, drafts, navigator, jobs, this.texts),
                new PositionWorkspace(register, positions, tables, edits, evidence, navigator, jobs, this.texts),
                new EvidenceWorkspace(register, evidence, tables, navigator, jobs, this.texts),
                new TrailWorkspace(register, tables, edits, evidence, navigator, jobs, this.texts),
                new BackupsWorkspace(backups, watch::lookOnly, openOther, jobs, this.texts));
        this.shell = new ShellView(model, workspaces, programActions, themes);
        states = new StandingStates(register, model);
        states.raise();
        register.onRevision(_ -> jobs.later(this::revised));
        revised();
        navigator.currentProperty().subscribe(_ -> drafts.flush());
        drafts.load();
        watch.lookOnly();
    }

    /// What stands in forms and is not saved.
    FormDrafts drafts() {
        return drafts;
    }

    /// Looks whether a backup is due, and which is the last; called once a minute.
    BackupWatch watch() {
        return watch;
    }

    /// Tells that the database file was found damaged.
    ///
    /// @param leave closes the register and shows the recovery desk
    void raiseDamaged(Runnable leave) {
        states.raiseDamaged(leave);
    }

    Parent shell() {
        return shell;
    }

    /// Tells something in the corner of the window.
    void tell(Notice notice) {
        model.tell(notice);
    }

    Navigator navigator() {
        return navigator;
    }

    private void revised() {
        jobs.quiet(_ -> state(), model::show, model::fail);
    }

    private RegisterState state() {
        var summary = register.summary();
        return new RegisterState(
                summary.name(),
                summary.revision(),
                summary.readOnly(),
                watch.state(summary.trailLength(), summary.trailHead()),
                Optional.of(register.positionSettings(Optional.empty()).asAt()),
                edits.undoState());
    }

    private final class Desk implements RegisterDesk {

        @Override
        public void undo(Progress progress) {
            edits.undo();
        }

        @Override
        public void redo(Progress progress) {
            edits.redo();
        }

        @Override
        public List<PaletteHit> find(String words, int most) {
            return finds.find(words, most).stream().map(this::hit).toList();
        }

        private PaletteHit hit(FindRecords.Hit hit) {
            return new PaletteHit(texts.get("record." + hit.kind().name()), hit.name(), hit.further(), place(hit));
        }

        private Drill place(FindRecords.Hit hit) {
            return switch (hit.kind()) {
                case DEVICE -> Drill.to("devices").record(hit.id());
                case PRODUCT ->
                    Drill.to("software", new Filter.OneOf("product", List.of(hit.name()), false))
                            .titled(hit.name());
                case AGREEMENT -> Drill.to("entitlements").page("agreements").record(hit.id());
                case PURCHASE -> Drill.to("entitlements").page("purchases").record(hit.id());
                case EXCLUSION -> Drill.to("entitlements").page("exclusions").record(hit.id());
                case USER -> Drill.to("devices", new Filter.OneOf("user", List.of(hit.name()), false));
                default -> Drill.to("entitlements").record(hit.id());
            };
        }
    }

    /// The kinds of records that the palette finds; each needs a word in the texts.
    static List<RecordKind> found() {
        return List.of(
                RecordKind.DEVICE,
                RecordKind.ENTITLEMENT,
                RecordKind.USER,
                RecordKind.AGREEMENT,
                RecordKind.PURCHASE,
                RecordKind.EXCLUSION,
                RecordKind.PRODUCT);
    }
}
