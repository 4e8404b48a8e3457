package app.assay.ui.window;

import app.assay.domain.trail.UndoState;
import app.assay.ui.grid.PagedGrid;
import app.assay.ui.grid.SyntheticTable;
import app.assay.ui.shell.Action;
import app.assay.ui.shell.BackupState;
import app.assay.ui.shell.DirectJobs;
import app.assay.ui.shell.Drill;
import app.assay.ui.shell.FormDrafts;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.Navigator;
import app.assay.ui.shell.PaletteHit;
import app.assay.ui.shell.RegisterDesk;
import app.assay.ui.shell.RegisterState;
import app.assay.ui.shell.ShellView;
import app.assay.ui.shell.ShellViewModel;
import app.assay.ui.shell.Workspace;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.Themes;
import app.assay.work.Progress;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/// A window on an invented register, with every workspace around a grid.
final class ExampleWindow implements RegisterDesk {

    final Texts texts = Texts.of(Locale.ENGLISH, ZoneOffset.UTC);
    final Navigator navigator = new Navigator(Drill.to("position"));
    final Map<String, ExampleWorkspace> workspaces = new LinkedHashMap<>();
    final List<String> asked = new ArrayList<>();
    final ShellViewModel model;
    final ShellView view;

    ExampleWindow(Themes themes, Jobs jobs) {
        this(themes, jobs, FormDrafts.none(jobs));
    }

    ExampleWindow(Themes themes, Jobs jobs, FormDrafts drafts) {
        model = new ShellViewModel(jobs, texts, navigator, this, drafts);
        add("overview", Workspace.Group.WORK, Material2OutlinedAL.DASHBOARD, 0);
        add("sources", Workspace.Group.WORK, Material2OutlinedMZ.MOVE_TO_INBOX, 0);
        add("devices", Workspace.Group.WORK, Material2OutlinedAL.DEVICES, 0);
        add("software", Workspace.Group.WORK, Material2OutlinedAL.APPS, 214);
        add("entitlements", Workspace.Group.WORK, Material2OutlinedMZ.RECEIPT_LONG, 3);
        add("position", Workspace.Group.WORK, Material2OutlinedAL.ACCOUNT_BALANCE, 0);
        add("evidence", Workspace.Group.PROVE, Material2OutlinedMZ.VERIFIED_USER, 0);
        add("trail", Workspace.Group.PROVE, Material2OutlinedAL.HISTORY, 0);
        add("settings", Workspace.Group.FOOT, Material2OutlinedMZ.SETTINGS, 0);
        model.show(state(7, Optional.of(new UndoState.Step(7, "entitlement.edit", "ENT-0042", 3, List.of()))));
        view = new ShellView(
                model,
                List.copyOf(workspaces.values()),
                List.of(
                        Action.of("open-register", "Open a register…", () -> {}),
                        Action.of("verify-register", "Verify this register", () -> {}),
                        Action.of("close-register", "Close this register", () -> {})),
                themes);
    }

    private void add(String id, Workspace.Group group, Ikon icon, int waiting) {
        var grid = new PagedGrid(new SyntheticTable(1_000), new DirectJobs(), texts);
        workspaces.put(id, new ExampleWorkspace(id, group, icon, grid, texts, waiting));
    }

    ExampleWorkspace workspace(String id) {
        return workspaces.get(id);
    }

    static RegisterState state(long revision, Optional<UndoState.Step> undo) {
        return new RegisterState(
                "Harbour estate",
                revision,
                false,
                new BackupState(
                        Optional.of(Instant.parse("2026-06-30T14:05:00Z")),
                        true,
                        false,
                        BackupState.Second.CURRENT,
                        "Copied to /media/stick/backups at 14:05.",
                        214,
                        "3f2a81c09be01d4c55aa0912fe7746b13f2a81c09be01d4c55aa0912fe7746b1"),
                Optional.of(LocalDate.of(2026, 6, 30)),
                new UndoState(undo, Optional.empty()));
    }

    @Override
    public void undo(Progress progress) {
        asked.add("undo");
    }

    @Override
    public void redo(Progress progress) {
        asked.add("redo");
    }

    @Override
    public List<PaletteHit> find(String words, int most) {
        asked.add("find " + words);
        return List.of(
                new PaletteHit(
                        "Device",
                        "HBR-DB-01",
                        "Database server, Rotterdam",
                        Drill.to("devices").record("row-1")),
                new PaletteHit(
                        "Device",
                        "HBR-DB-02",
                        "Database server, Antwerp",
                        Drill.to("devices").record("row-2")),
                new PaletteHit(
                        "Entitlement",
                        "ENT-0042",
                        "Northwind Database Server 2022",
                        Drill.to("entitlements").record("row-3")));
    }
}
