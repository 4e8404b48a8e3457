package app.assay.ui.entitlements;

import app.assay.domain.record.RecordKind;
import app.assay.domain.table.Filter;
import app.assay.ui.records.RecordInspector;
import app.assay.ui.shell.Action;
import app.assay.ui.shell.Drill;
import app.assay.ui.shell.InspectorContent;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.Navigator;
import app.assay.ui.text.Texts;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// Which page of the workspace is open and what the inspector tells of its row. Knows no control; for the drawing
/// thread.
public final class EntitlementsViewModel {

    /// The pages in the order of their tabs.
    public static final List<RecordKind> PAGES = List.of(
            RecordKind.ENTITLEMENT,
            RecordKind.AGREEMENT,
            RecordKind.PURCHASE,
            RecordKind.EXCLUSION,
            RecordKind.ASSIGNMENT);

    private final RecordInspector inspector;
    private final ProofDesk proofs;
    private final Navigator navigator;
    private final Jobs jobs;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<RecordKind> page = new ReadOnlyObjectWrapper<>(RecordKind.ENTITLEMENT);
    private final ReadOnlyObjectWrapper<InspectorContent> content =
            new ReadOnlyObjectWrapper<>(InspectorContent.NOTHING);
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private long latest;

    EntitlementsViewModel(RecordInspector inspector, ProofDesk proofs, Navigator navigator, Jobs jobs, Texts texts) {
        this.inspector = inspector;
        this.proofs = proofs;
        this.navigator = navigator;
        this.jobs = jobs;
        this.texts = texts;
        page.subscribe(kind -> title.set(texts.get("records.tab." + kind.name())));
    }

    ReadOnlyObjectProperty<RecordKind> pageProperty() {
        return page.getReadOnlyProperty();
    }

    ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<InspectorContent> contentProperty() {
        return content.getReadOnlyProperty();
    }

    void open(RecordKind kind) {
        page.set(kind);
        content.set(InspectorContent.NOTHING);
    }

    /// The page of a place: `agreements`, `purchases` …; entitlements for every other name.
    static RecordKind pageOf(Drill place) {
        return PAGES.stream()
                .filter(kind -> pageName(kind).equals(place.page()))
                .findFirst()
                .orElse(RecordKind.ENTITLEMENT);
    }

    static String pageName(RecordKind kind) {
        return switch (kind) {
            case AGREEMENT -> "agreements";
            case PURCHASE -> "purchases";
            case EXCLUSION -> "exclusions";
            case ASSIGNMENT -> "assignments";
            default -> "";
        };
    }

    /// Shows a record of the open page in the inspector.
    void inspect(RecordKind kind, Optional<UUID> id) {
        long request = ++latest;
        if (id.isEmpty()) {
            content.set(InspectorContent.NOTHING);
            return;
        }
        jobs.quiet(
                _ -> inspector.content(kind, id.get()).map(found -> dress(kind, id.get(), found)),
                found -> {
                    if (request == latest && page.get() == kind) {
                        content.set(found.orElse(InspectorContent.NOTHING));
                    }
                },
                _ -> content.set(InspectorContent.NOTHING));
    }

    private InspectorContent dress(RecordKind kind, UUID id, InspectorContent found) {
        if (kind != RecordKind.ENTITLEMENT) {
            return found;
        }
        var papers = proofs.of(id).stream()
                .map(proof -> new InspectorContent.Document(
                        proof.text("fileName"),
                        texts.get(
                                "entitlements.paper",
                                proof.find("grade")
                                        .map(code -> texts.code("grade", code))
                                        .orElse(texts.get("proofs.nograde")),
                                proof.text("sha256")),
                        proofs.isKept(proof)))
                .toList();
        var product = found.sections().getFirst().fields().stream()
                .filter(line -> line.name().equals(texts.column("entitlements", "product")))
                .map(InspectorContent.FieldLine::value)
                .findFirst();
        var dressed = found.documents(papers);
        if (papers.isEmpty()) {
            dressed = dressed.state("ATTENTION", texts.get("entitlements.noproof"));
        }
        return product.isEmpty()
                ? dressed
                : dressed.actions(Action.of(
                        "show-position",
                        texts.get("entitlements.showposition"),
                        () -> navigator.open("position", new Filter.Search(product.get()))));
    }
}
