package app.assay.storage.installations;

import static app.assay.storage.generated.Tables.RAW_TITLE;

import app.assay.domain.software.RawTitle;
import app.assay.storage.folder.Faults;
import app.assay.work.Sentence;
import java.util.Arrays;
import org.jooq.DSLContext;

/// The dictionary of raw titles with a hash table over the four texts. Looking a row up makes no object.
///
/// Once it belongs to a snapshot it is not changed any more; an import works on a copy.
public final class TitleIndex {

    private static final int START = 1 << 10;
    private static final int PAGE = 5_000;

    private String[] names;
    private String[] publishers;
    private String[] versions;
    private String[] codes;
    /// Title number plus one, or 0; linear probing, at most half full.
    private int[] slots;

    private int size;

    TitleIndex() {
        names = new String[START];
        publishers = new String[START];
        versions = new String[START];
        codes = new String[START];
        slots = new int[START * 2];
    }

    /// @param end the number after the last title that counts
    public static TitleIndex load(DSLContext dsl, int end) {
        var index = new TitleIndex();
        for (int from = 0; from < end; from += PAGE) {
            var page = dsl.selectFrom(RAW_TITLE)
                    .where(RAW_TITLE.ID.ge(from).and(RAW_TITLE.ID.lt(Math.min(from + PAGE, end))))
                    .orderBy(RAW_TITLE.ID)
                    .fetch();
            for (var row : page) {
                int id = index.idOf(row.getName(), row.getPublisher(), row.getVersion(), row.getCode());
                if (id != row.getId()) {
                    throw Faults.damaged(Sentence.of("register.dictionary-titles-table-raw-title", row.getId()));
                }
            }
        }
        return index;
    }

    public TitleIndex copy() {
        var copy = new TitleIndex();
        copy.names = names.clone();
        copy.publishers = publishers.clone();
        copy.versions = versions.clone();
        copy.codes = codes.clone();
        copy.slots = slots.clone();
        copy.size = size;
        return copy;
    }

    public int size() {
        return size;
    }

    public RawTitle title(int id) {
        return new RawTitle(java.util.Objects.checkIndex(id, size), names[id], publishers[id], versions[id], codes[id]);
    }

    public String name(int id) {
        return names[id];
    }

    public String publisher(int id) {
        return publishers[id];
    }

    public String version(int id) {
        return versions[id];
    }

    public String code(int id) {
        return codes[id];
    }

    /// The number of a title; a new one is given the next number.
    public int idOf(String name, String publisher, String version, String code) {
        int mask = slots.length - 1;
        int slot = hash(name, publisher, version, code) & mask;
        while (slots[slot] != 0) {
            int id = slots[slot] - 1;
            if (names[id].equals(name)
                    && versions[id].equals(version)
                    && publishers[id].equals(publisher)
                    && codes[id].equals(code)) {
                return id;
            }
            slot = (slot + 1) & mask;
        }
        return add(slot, name, publisher, version, code);
    }

    private int add(int slot, String name, String publisher, String version, String code) {
        if (size == names.length) {
            grow();
            return idOf(name, publisher, version, code);
        }
        int id = size++;
        names[id] = name;
        publishers[id] = publisher;
        versions[id] = version;
        codes[id] = code;
        slots[slot] = id + 1;
        return id;
    }

    private void grow() {
        int more = names.length * 2;
        names = Arrays.copyOf(names, more);
        publishers = Arrays.copyOf(publishers, more);
        versions = Arrays.copyOf(versions, more);
        codes = Arrays.copyOf(codes, more);
        slots = new int[more * 2];
        int mask = slots.length - 1;
        for (int id = 0; id < size; id++) {
            int slot = hash(names[id], publishers[id], versions[id], codes[id]) & mask;
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = id + 1;
        }
    }

    private static int hash(String name, String publisher, String version, String code) {
        int hash = ((name.hashCode() * 31 + publisher.hashCode()) * 31 + version.hashCode()) * 31 + code.hashCode();
        return (hash * 0x9e3779b9) ^ (hash >>> 15);
    }
}
