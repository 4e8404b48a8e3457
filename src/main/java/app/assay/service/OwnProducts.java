package app.assay.service;

import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.Command.Finding;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.software.CatalogueFinding;
import app.assay.domain.software.OwnProduct;
import app.assay.domain.software.Product;
import app.assay.domain.software.ProductDifference;
import app.assay.domain.software.Publisher;
import app.assay.engine.catalogue.CatalogueMerge;
import app.assay.engine.catalogue.ProductDifferences;
import app.assay.engine.recognise.Normaliser;
import app.assay.importing.Formats;
import app.assay.importing.ProductRows;
import app.assay.importing.ProductRows.Field;
import app.assay.importing.catalogue.CatalogueFile;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Plain;
import app.assay.work.Progress;
import app.assay.work.Reason;
import app.assay.work.Sentence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The analyst's own products: made in a form, from a title or by file; each change one step that can be undone.
public final class OwnProducts {

    /// The action of a file's products. Its records are kept even where they contradict others; then they are told
    /// and
    /// not in force.
    static final String IMPORT = "catalogue.import";

    /// A product as lists show it.
    ///
    /// @param record identity of the own record; empty for a product that is only shipped
    /// @param publisherName as people read it
    /// @param shippedToo whether the shipped catalogue has a product of this key
    /// @param inForce whether it counts; always for shipped ones
    /// @param differences what the own definition says otherwise than the shipped one
    public record Entry(
            Optional<UUID> record,
            String key,
            Optional<Product> product,
            String publisherName,
            boolean shippedToo,
            boolean inForce,
            List<ProductDifference> differences,
            List<CatalogueFinding> findings) {
        public Entry {
            differences = List.copyOf(differences);
            findings = List.copyOf(findings);
        }

        /// The name that people read, the key where the definition cannot be read.
        public String name() {
            return product.map(Product::name).orElse(key);
        }
    }

    /// What became of saving a draft.
    ///
    /// @param key key of the product; empty when the draft was none
    /// @param findings of the fields of the draft
    public record Outcome(boolean done, Optional<UUID> record, String key, List<Finding> findings) {
        public Outcome {
            findings = List.copyOf(findings);
        }
    }

    /// What a table starts from: it may say nothing about licensing.
    private static final ProductDraft UNTOLD = new ProductDraft(
            "", "", List.of(), "", "", "", "", "", List.of(), List.of(), List.of(), List.of(), List.of());

    private final OpenRegister open;
    private final EditRecords edits;

    public OwnProducts(OpenRegister open, EditRecords edits) {
        this.open = open;
        this.edits = edits;
    }

    // ---------------------------------------------------------------- lists

    /// All own products, in force or not, by key.
    public List<Entry> own() {
        var merged = open.merged();
        return open.ownProducts().stream()
                .sorted(Comparator.comparing(OwnProduct::key).thenComparing(OwnProduct::id))
                .map(one -> entry(one, merged))
                .toList();
    }

    /// All products of the catalogue in force and the own ones that are not, by key.
    public List<Entry> all() {
        var merged = open.merged();
        var entries = new ArrayList<>(own());
        for (var product : merged.catalogue().products().values()) {
            if (!merged.inForce().containsKey(product.key())) {
                entries.add(new Entry(
                        Optional.empty(),
                        product.key(),
                        Optional.of(product),
                        merged.catalogue().publisherNameOf(product.key()),
                        true,
                        true,
                        List.of(),
                        List.of()));
            }
        }
        entries.sort(Comparator.comparing(Entry::key));
        return entries;
    }

    private Entry entry(OwnProduct one, CatalogueMerge.Merged merged) {
        var inForce = Optional.ofNullable(merged.inForce().get(one.key()))
                .filter(other -> other.id().equals(one.id()))
                .isPresent();
        var shipped = open.shippedCatalogue().product(one.key());
        var publisher = one.product().map(Product::publisher).orElse("");
        return new Entry(
                Optional.of(one.id()),
                one.key(),
                one.product(),
                Optional.ofNullable(merged.catalogue().publishers().get(publisher))
                        .or(one::publisher)
                        .map(Publisher::name)
                        .orElse(publisher),
                shipped.isPresent(),
                inForce,
                shipped.flatMap(product -> one.product().map(own -> ProductDifferences.of(product, own)))
                        .orElse(List.of()),
                merged.of(one.id()));
    }

    /// The product of a key: the own one where there is one, else the shipped one.
    public Optional<Entry> find(String key) {
        var own = own().stream().filter(entry -> entry.key().equals(key)).toList();
        return own.stream()
                .filter(Entry::inForce)
                .findFirst()
                .or(() -> own.stream().findFirst())
                .or(() ->
                        all().stream().filter(entry -> entry.key().equals(key)).findFirst());
    }

    // ---------------------------------------------------------------- drafts

    /// What a form shows of a product.
    public ProductDraft draft(Entry entry) {
        if (entry.product().isEmpty()) {
            return UNTOLD.withKey(entry.key());
        }
        var product = entry.product().get();
        var catalogue = open.catalogue();
        var publisher = Optional.ofNullable(catalogue.publishers().get(product.publisher()));
        var shipped = open.shippedCatalogue().publishers().get(product.publisher());
        var aliases = new ArrayList<>(publisher.map(Publisher::aliases).orElse(List.of()));
        if (shipped != null) {
            aliases.removeAll(shipped.aliases());
        }
        return new ProductDraft(
                product.key(),
                entry.publisherName(),
                aliases,
                product.name(),
                product.family().equals(product.name()) ? "" : product.family(),
                product.category(),
                product.licensing().name(),
                product.metric(),
                product.titles(),
                product.codes(),
                product.editions().stream()
                        .map(edition -> new ProductDraft.Edition(
                                edition.key(),
                                edition.name(),
                                edition.aliases(),
                                edition.metric(),
                                edition.licensing().map(Enum::name).orElse("")))
                        .toList(),
                product.releases().stream()
                        .map(release -> new ProductDraft.Release(
                                release.key(),
                                release.name(),
                                release.aliases(),
                                release.numbers(),
                                release.released().map(Object::toString).orElse(""),
                                release.endOfSupport().map(Object::toString).orElse("")))
                        .toList(),
                product.components().stream()
                        .map(component -> new ProductDraft.Component(
                                catalogue
                                        .product(component.product())
                                        .map(found -> catalogue.publisherNameOf(found.key()) + " " + found.name())
                                        .orElse(component.product()),
                                component.editions().stream()
                                        .map(key -> product.edition(key)
                                                .map(edition -> edition.name())
                                                .orElse(key))
                                        .toList()))
                        .toList());
    }

    /// A draft that a raw title suggests: its publisher, its words without version as name, its version as version.
    /// Nothing else is guessed; which of the words name an edition the analyst says.
    public ProductDraft fromTitle(int title) {
        var raw = open.title(title);
        var form = Normaliser.title(raw.name());
        var publisher = DraftedProduct.known(open.catalogue(), raw.publisher())
                .map(Publisher::name)
                .orElse(raw.publisher().strip());
        var name = TitleWords.name(raw.name(), form);
        var bare = withoutPublisher(name, publisher);
        var version = TitleWords.version(form, raw.version());
        var major = TitleWords.major(raw.version());
        var titles = new ArrayList<String>();
        if (!name.equals(bare)) {
            titles.add(name);
        }
        titles.addFirst(bare);
        return new ProductDraft(
                "",
                publisher,
                publisher.equals(raw.publisher().strip()) || raw.publisher().isBlank()
                        ? List.of()
                        : alias(raw.publisher()),
                bare,
                "",
                "",
                "LICENSABLE",
                "",
                titles,
                List.of(),
                List.of(),
                version.isEmpty()
                        ? List.of()
                        : List.of(new ProductDraft.Release(
                                "", version, List.of(), major.isEmpty() ? List.of() : List.of(major + "."), "", "")),
                List.of());
    }

    /// A spelling of a known publisher that the catalogue does not hold yet.
    private List<String> alias(String raw) {
        return DraftedProduct.known(open.catalogue(), raw).isPresent() ? List.of() : List.of(raw.strip());
    }

    private static String withoutPublisher(String name, String publisher) {
        boolean led = !publisher.isEmpty()
                && name.length() > publisher.length() + 1
                && name.toLowerCase(Locale.ROOT).startsWith(publisher.toLowerCase(Locale.ROOT) + " ");
        return led ? name.substring(publisher.length() + 1).strip() : name;
    }

    /// What is wrong with a draft, without saving it; empty when it can be saved.
    public List<Finding> check(Optional<UUID> record, ProductDraft draft) {
        var prepared = prepare(record, draft);
        return prepared.command().map(edits::check).orElse(prepared.findings());
    }

    /// Saves a draft as one step. With findings that block, nothing is written.
    ///
    /// @param record the own record that is changed; empty for a new one, also where a shipped product is changed
    /// for
    ///     the first time
    public Outcome save(Optional<UUID> record, ProductDraft draft) {
        var prepared = prepare(record, draft);
        if (prepared.command().isEmpty()) {
            return new Outcome(false, Optional.empty(), "", prepared.findings());
        }
        var saved = edits.apply(prepared.command().get(), Progress.NONE);
        return new Outcome(
                saved.done(),
                saved.done() ? Optional.of(prepared.id()) : Optional.empty(),
                prepared.key(),
                saved.findings());
    }

    private record Prepared(Optional<Command> command, UUID id, String key, List<Finding> findings) {}

    private Prepared prepare(Optional<UUID> record, ProductDraft draft) {
        var id = record.orElseGet(edits::newId);
        var before = draft.key().isEmpty()
                ? Optional.<Product>empty()
                : find(draft.key()).flatMap(Entry::product);
        var made = DraftedProduct.of(draft, before, known());
        if (made.product().isEmpty()) {
            return new Prepared(
                    Optional.empty(),
                    id,
                    "",
                    made.problems().stream()
                            .map(problem -> new Finding(
                                    id, Optional.of(problem.field()), true, "not-understood", problem.message()))
                            .toList());
        }
        var product = made.product().get();
        var command = new Command(
                record.isPresent() ? "product.edit" : "product.create",
                open.catalogue().publishers().containsKey(product.publisher())
                        ? open.catalogue().publishers().get(product.publisher()).name() + " " + product.name()
                        : draft.publisher().strip() + " " + product.name(),
                "",
                List.of(Edit.set(RecordKind.PRODUCT, id, values(product, made.publisher(), false))));
        return new Prepared(Optional.of(command), id, product.key(), List.of());
    }

    private static Map<String, String> values(Product product, Optional<Publisher> publisher, boolean waiting) {
        return Map.of("key", product.key(), "definition", CatalogueFile.writeDefinition(product, publisher, waiting));
    }

    /// Takes own products away; what is shipped under their keys counts again. Refused while something uses them.
    public Saved delete(List<UUID> records) {
        var subject = new ArrayList<String>();
        var deletions = new ArrayList<Edit>();
        for (var entry : own()) {
            if (entry.record().filter(records::contains).isPresent()) {
                subject.add(entry.name());
                deletions.add(Edit.delete(RecordKind.PRODUCT, entry.record().get()));
            }
        }
        return edits.apply(
                new Command(
                        "product.delete",
                        subject.size() == 1 ? subject.getFirst() : Plain.text("%s products", subject.size()),
                        "",
                        deletions),
                Progress.NONE);
    }

    // ---------------------------------------------------------------- files

    /// What becomes of a row, or of a product, of a file.
    public enum Fate {
        NEW,
        CHANGED,
        SAME,
        /// Kept as a record that is not in force, since it contradicts others.
        KEPT_ASIDE,
        /// No product can be made of it; the file keeps it.
        REFUSED
    }

    /// A row of a table, or a product of a catalogue file.
    ///
    /// @param place such as `row 12` or `products[3]`
    /// @param name publisher and product as the file says them
    /// @param reason why it is kept aside or refused; may be a remark on others
    public record Item(String place, String name, String key, Fate fate, String reason) {}

    /// What importing a file would do.
    ///
    /// @param items one for each row or product
    /// @param remarks what of the file is not read, in sentences
    public record Plan(String file, List<Item> items, List<String> remarks, List<Edit> edits) {
        public Plan {
            items = List.copyOf(items);
            remarks = List.copyOf(remarks);
            edits = List.copyOf(edits);
        }

        public long count(Fate fate) {
            return items.stream().filter(item -> item.fate() == fate).count();
        }
    }

    /// A product that a file brings, or rows that bring none.
    ///
    /// @param places where it stands
    /// @param reason why it is no product; empty when it is one
    private record Brought(
            List<String> places,
            String name,
            Optional<Product> product,
            Optional<Publisher> publisher,
            String reason) {}

    /// Reads a catalogue file or a table of products and says what importing it would do.
    ///
    /// @throws Fault if it is neither
    public Plan plan(Path file, Progress progress) {
        var name = Optional.ofNullable(file.getFileName()).map(Path::toString).orElse("");
        var remarks = new ArrayList<String>();
        var brought = isJson(file) ? document(file, name, remarks) : table(file, remarks, progress);
        return plan(name, brought, remarks, progress);
    }

    private static boolean isJson(Path file) {
        try (var in = Files.newInputStream(file)) {
            var head = new String(in.readNBytes(64), StandardCharsets.UTF_8);
            return head.replace("\ufeff", "").strip().startsWith("{");
        } catch (IOException unreadable) {
            throw new Fault(
                    FaultCode.INPUT_UNREADABLE,
                    Sentence.of("program.cannot-read", file, Reason.told(unreadable)),
                    Sentence.of("program.nothing-was-changed"),
                    Sentence.of("program.check-file-try-again"),
                    unreadable);
        }
    }

    private List<Brought> document(Path file, String name, List<String> remarks) {
        CatalogueFile.Loose loose;
        try (var in = Files.newInputStream(file)) {
            loose = CatalogueFile.readLoose(in, name);
        } catch (IOException unreadable) {
            throw new Fault(
                    FaultCode.INPUT_UNREADABLE,
                    Sentence.of("program.cannot-read", file, Reason.told(unreadable)),
                    Sentence.of("program.nothing-was-changed"),
                    Sentence.of("program.check-file-try-again"),
                    unreadable);
        }
        if (loose.rules() > 0) {
            remarks.add(Plain.text(
                    "%s recognition %s of the file %s not taken: they are no products. Write them as rules.",
                    loose.rules(), Plain.of(loose.rules(), "rule", "rules"), Plain.of(loose.rules(), "is", "are")));
        }
        var publishers = new HashMap<String, Publisher>();
        loose.publishers().forEach(publisher -> publishers.put(publisher.key(), publisher));
        var used = new HashSet<String>();
        var brought = new ArrayList<Brought>();
        for (int place = 0; place < loose.products().size(); place++) {
            var product = loose.products().get(place);
            used.add(product.publisher());
            var publisher = Optional.ofNullable(publishers.get(product.publisher()))
                    .filter(told ->
                            !told.equals(open.shippedCatalogue().publishers().get(told.key())));
            brought.add(new Brought(
                    List.of(Plain.text("products[%s]", place)),
                    publisher.map(Publisher::name).orElse(product.publisher()) + " " + product.name(),
                    Optional.of(product),
                    publisher,
                    ""));
        }
        long unused =
                publishers.keySet().stream().filter(key -> !used.contains(key)).count();
        if (unused > 0) {
            remarks.add(Plain.text(
                    "%s %s of the file %s no product and %s left out.",
                    unused,
                    Plain.of(unused, "publisher", "publishers"),
                    Plain.of(unused, "has", "have"),
                    Plain.of(unused, "is", "are")));
        }
        return brought;
    }

    /// Rows of one product are put together: each may bring an edition or a version.
    private List<Brought> table(Path file, List<String> remarks, Progress progress) {
        var table = ProductRows.read(file, Formats.shipped(), progress);
        if (!table.unread().isEmpty()) {
            remarks.add("Columns that are not read: " + String.join(", ", table.unread()) + ".");
        }
        var brought = new ArrayList<Brought>();
        var drafts = new LinkedHashMap<String, TableDraft>();
        for (var line : table.lines()) {
            var place = Plain.text("row %s", line.number());
            var says = line.values();
            var name = (says.getOrDefault(Field.PUBLISHER, "") + " " + says.getOrDefault(Field.PRODUCT, "")).strip();
            var tooLong = line.cells().stream().anyMatch(ProductRows::isTooLong);
            if (tooLong || !says.containsKey(Field.PRODUCT) || !says.containsKey(Field.PUBLISHER)) {
                brought.add(new Brought(
                        List.of(place),
                        name,
                        Optional.empty(),
                        Optional.empty(),
                        tooLong
                                ? "A cell is longer than a table of products may have; use a catalogue file."
                                : says.containsKey(Field.PRODUCT)
                                        ? "The publisher is missing."
                                        : "The product's name is missing."));
                continue;
            }
            var key = Normaliser.publisher(says.getOrDefault(Field.PUBLISHER, ""))
                    + '\n'
                    + says.getOrDefault(Field.PRODUCT, "").strip().toLowerCase(Locale.ROOT);
            drafts.computeIfAbsent(key, _ -> new TableDraft(name)).add(place, line);
        }
        brought.addAll(made(List.copyOf(drafts.values()), progress));
        brought.sort(Comparator.comparingLong(OwnProducts::firstRow));
        return brought;
    }

    private static long firstRow(Brought brought) {
        return Long.parseLong(brought.places().getFirst().substring("row ".length()));
    }

    /// Suites may contain products of the same table, so all get their keys first.
    private List<Brought> made(List<TableDraft> drafts, Progress progress) {
        var own = new HashMap<String, Entry>();
        own().forEach(entry -> own.putIfAbsent(nameKey(entry.publisherName(), entry.name()), entry));
        var known = known();
        var existing = new HashMap<TableDraft, Entry>();
        var keyed = new HashMap<TableDraft, String>();
        for (var draft : drafts) {
            progress.stopIfCancelled();
            var same = own.get(nameKey(draft.publisher(), draft.product()));
            if (same != null) {
                existing.put(draft, same);
            }
            var first = made(draft, existing.get(draft), "", known, false);
            first.product().ifPresent(product -> {
                keyed.put(draft, product.key());
                if (!known.isOwn(product.key())) {
                    known.add(OwnProduct.of(edits.newId(), product, first.publisher(), false));
                }
            });
        }
        var brought = new ArrayList<Brought>();
        for (var draft : drafts) {
            progress.stopIfCancelled();
            var result = made(draft, existing.get(draft), keyed.getOrDefault(draft, ""), known, true);
            brought.add(new Brought(
                    draft.places(),
                    draft.name(),
                    result.product(),
                    result.publisher(),
                    String.join(
                            " ",
                            result.problems().stream()
                                    .map(DraftedProduct.Problem::message)
                                    .toList())));
        }
        return brought;
    }

    private DraftedProduct.Result made(
            TableDraft draft, @Nullable Entry existing, String key, KnownProducts known, boolean withComponents) {
        var told = draft.over(existing == null ? UNTOLD : draft(existing), withComponents);
        return DraftedProduct.of(
                key.isEmpty() ? told : told.withKey(key),
                Optional.ofNullable(existing).flatMap(Entry::product),
                known);
    }

    private KnownProducts known() {
        return new KnownProducts(open.catalogue(), open.shippedCatalogue(), open.ownProducts());
    }

    /// Equal for names that differ in case alone, as [String#equalsIgnoreCase(String)] sees it.
    private static String nameKey(String publisher, String product) {
        var key = new StringBuilder(Normaliser.publisher(publisher)).append('\n');
        product.codePoints()
                .map(Character::toUpperCase)
                .map(Character::toLowerCase)
                .forEach(key::appendCodePoint);
        return key.toString();
    }

    private Plan plan(String file, List<Brought> brought, List<String> remarks, Progress progress) {
        var records = new TreeMap<String, RecordState>();
        edits.all(RecordKind.PRODUCT).forEach(state -> records.putIfAbsent(state.text("key"), state));
        var settled = settled(brought, records, progress);
        var changes = new ArrayList<Edit>();
        var after = new LinkedHashMap<UUID, RecordState>();
        edits.all(RecordKind.PRODUCT).forEach(state -> after.put(state.id(), state));
        for (var state : settled.values()) {
            var before = records.get(state.text("key"));
            if (before == null || !before.values().equals(state.values())) {
                after.remove(state.id());
                after.put(state.id(), state);
                changes.add(Edit.set(RecordKind.PRODUCT, state.id(), state.values()));
            }
        }
        progress.stopIfCancelled();
        var merged = open.mergedWith(List.copyOf(after.values()));
        var items = new ArrayList<Item>();
        for (var one : brought) {
            var state = settled.get(one);
            for (var place : one.places()) {
                items.add(item(place, one, state, records, merged));
            }
        }
        return new Plan(file, items, remarks, changes);
    }

    private static Item item(
            String place,
            Brought one,
            @Nullable RecordState state,
            Map<String, RecordState> records,
            CatalogueMerge.Merged merged) {
        var key = one.product().map(Product::key).orElse("");
        if (state == null) {
            return new Item(place, one.name(), key, one.product().isEmpty() ? Fate.REFUSED : Fate.SAME, one.reason());
        }
        var findings = merged.of(state.id());
        var reason = String.join(
                " ", findings.stream().map(CatalogueFinding::message).toList());
        var before = records.get(state.text("key"));
        var fate = findings.stream().anyMatch(CatalogueFinding::out)
                ? Fate.KEPT_ASIDE
                : before == null ? Fate.NEW : before.values().equals(state.values()) ? Fate.SAME : Fate.CHANGED;
        return new Item(place, one.name(), key, fate, reason);
    }

    /// The records that a file brings. A product that says what the shipped catalogue says needs none. One whose
    /// name
    /// the shipped catalogue has under another key waits for the name.
    private Map<Brought, RecordState> settled(
            List<Brought> brought, Map<String, RecordState> records, Progress progress) {
        var states = new LinkedHashMap<Brought, RecordState>();
        var after = new HashMap<UUID, RecordState>();
        edits.all(RecordKind.PRODUCT).forEach(state -> after.put(state.id(), state));
        for (var one : brought) {
            progress.stopIfCancelled();
            if (one.product().isEmpty()) {
                continue;
            }
            var product = one.product().get();
            var before = records.get(product.key());
            boolean asShipped = before == null
                    && open.shippedCatalogue()
                            .product(product.key())
                            .filter(known ->
                                    ProductDifferences.of(known, product).isEmpty())
                            .isPresent();
            if (!asShipped) {
                var waits = before != null && OwnCatalogue.of(before).waiting();
                var state = RecordState.of(
                        RecordKind.PRODUCT,
                        before == null ? edits.newId() : before.id(),
                        values(product, one.publisher(), waits));
                states.put(one, state);
                after.put(state.id(), state);
            }
        }
        var merged = open.mergedWith(List.copyOf(after.values()));
        states.replaceAll((one, state) -> {
            boolean waits = !records.containsKey(state.text("key"))
                    && merged.of(state.id()).stream()
                            .anyMatch(finding -> finding.code() == CatalogueFinding.Code.NAME_SHIPPED);
            return waits
                    ? RecordState.of(
                            RecordKind.PRODUCT, state.id(), values(one.product().orElseThrow(), one.publisher(), true))
                    : state;
        });
        return states;
    }

    /// Takes in what a file brings, as one step. Nothing is written when there is nothing new, or when something of
    /// the register rests on what would go.
    public Saved apply(Plan plan, Progress progress) {
        if (plan.edits().isEmpty()) {
            return new Saved(true, open.revision(), List.of());
        }
        return edits.apply(new Command(IMPORT, plan.file(), "", plan.edits()), progress);
    }

    /// Writes the file that [#file] tells, whole or not at all; one that was there is replaced.
    ///
    /// @throws Fault `DISK_FULL` when it cannot be written; what was there is there still
    public void export(Path file, boolean everything) {
        var text = file(everything);
        WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// Products as a catalogue file, sorted by key.
    ///
    /// @param everything the whole catalogue in force; else the own products alone, also those not in force
    public String file(boolean everything) {
        if (everything) {
            return CatalogueFile.write(open.catalogue());
        }
        var publishers = new TreeMap<String, Publisher>();
        var products = new TreeMap<String, Product>();
        for (var one : open.ownProducts()) {
            one.product().ifPresent(product -> {
                products.putIfAbsent(product.key(), product);
                one.publisher().ifPresent(publisher -> publishers.putIfAbsent(publisher.key(), publisher));
            });
        }
        return CatalogueFile.writeLoose("Own products", "", publishers.values(), products.values());
    }
}
