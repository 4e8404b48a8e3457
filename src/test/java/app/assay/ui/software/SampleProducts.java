package app.assay.ui.software;

import app.assay.domain.record.Command.Finding;
import app.assay.domain.software.CatalogueFinding;
import app.assay.domain.software.ProductDifference;
import app.assay.service.OwnProducts.Entry;
import app.assay.service.OwnProducts.Fate;
import app.assay.service.OwnProducts.Item;
import app.assay.service.OwnProducts.Outcome;
import app.assay.service.OwnProducts.Plan;
import app.assay.service.ProductDraft;
import app.assay.service.Saved;
import app.assay.work.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Own products in memory: drafts are kept as they are saved, a name that exists is refused.
final class SampleProducts implements ProductWork {

    static final UUID OWN = new UUID(0, 77);

    final List<ProductDraft> saved = new ArrayList<>();
    final List<UUID> deleted = new ArrayList<>();

    private static Entry entry(boolean own) {
        return new Entry(
                own ? Optional.of(OWN) : Optional.empty(),
                "autodesk/autocad",
                SampleSoftware.catalogue().product("autodesk/autocad"),
                "Autodesk",
                true,
                true,
                own ? List.of(new ProductDifference("metric", "named-user", "device")) : List.of(),
                own
                        ? List.of(new CatalogueFinding(
                                OWN,
                                "autodesk/autocad",
                                "codes",
                                CatalogueFinding.Code.CODE_TAKEN,
                                false,
                                "The code msi:{1} already names autodesk/inventor."))
                        : List.of());
    }

    @Override
    public Optional<Shown> find(String key) {
        return Optional.of(new Shown(
                entry(true),
                new ProductDraft(
                        key,
                        "Autodesk",
                        List.of("Autodesk GmbH"),
                        "AutoCAD",
                        "",
                        "Design",
                        "LICENSABLE",
                        "device",
                        List.of("AutoCAD", "Autodesk AutoCAD"),
                        List.of("msi:{1}"),
                        List.of(
                                new ProductDraft.Edition("lt", "LT", List.of("Light"), "", ""),
                                new ProductDraft.Edition("full", "Full", List.of(), "named-user", "")),
                        List.of(new ProductDraft.Release("2020", "2020", List.of(), List.of("24.0"), "", "2026-03-31")),
                        List.of())));
    }

    @Override
    public ProductDraft fromTitle(int title) {
        return new ProductDraft(
                "",
                "Harbour Systems",
                List.of(),
                "Harbour Crane Control",
                "",
                "",
                "LICENSABLE",
                "",
                List.of("Harbour Crane Control"),
                List.of(),
                List.of(),
                List.of(new ProductDraft.Release("", "7.2", List.of(), List.of("7."), "", "")),
                List.of());
    }

    @Override
    public Outcome save(Optional<UUID> record, ProductDraft draft) {
        if (draft.name().equals("Visio")) {
            return new Outcome(
                    false,
                    Optional.empty(),
                    "",
                    List.of(new Finding(
                            OWN,
                            Optional.of("name"),
                            true,
                            "name-shipped",
                            "The catalogue has the name \"Visio\" under the key microsoft/visio too.")));
        }
        saved.add(draft);
        return new Outcome(true, Optional.of(OWN), "autodesk/autocad", List.of());
    }

    @Override
    public Saved delete(UUID record) {
        deleted.add(record);
        return new Saved(true, 9, List.of());
    }

    @Override
    public List<Entry> own() {
        return List.of();
    }

    @Override
    public Plan plan(Path file, Progress progress) {
        return new Plan(
                "products.csv",
                List.of(
                        new Item("row 2", "Lathe Works Lathe Planner", "lathe-works/lathe-planner", Fate.NEW, ""),
                        new Item(
                                "row 3",
                                "Microsoft Visio",
                                "microsoft/visio-2",
                                Fate.KEPT_ASIDE,
                                "The catalogue already has the name \"Visio\" under the key microsoft/visio."),
                        new Item("row 4", "Lathe Works", "", Fate.REFUSED, "The product's name is missing.")),
                List.of("Columns that are not read: Colour."),
                List.of());
    }

    @Override
    public Saved apply(Plan plan, Progress progress) {
        return new Saved(true, 9, List.of());
    }

    @Override
    public void export(Path file) {
        // What is written is the services' and tried there.
    }
}
