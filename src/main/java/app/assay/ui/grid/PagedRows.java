package app.assay.ui.grid;

import app.assay.domain.table.TablePage;
import app.assay.domain.table.TableRow;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The result of one query as a list whose rows are loaded when they are looked at. It has as many elements as there
/// are matching rows and holds at most [#MOST_PAGES] pages of them; those looked at longest ago go first.
///
/// A list belongs to one query and one revision and never changes its size; another query makes another list, so a late
/// answer cannot end up among foreign rows. For the drawing thread.
final class PagedRows extends AbstractList<GridRow> {

    static final int PAGE = 200;
    static final int MOST_PAGES = 40;

    private static final int MOST_ON_THE_WAY = 2;
    private static final int MOST_WAITING = 4;

    /// Reads the page that starts at a row; hands it over on the drawing thread, or null if it could not be read.
    interface Reader extends BiConsumer<Long, Consumer<@Nullable TablePage>> {}

    private final int size;
    private final Reader reader;
    private final Map<Integer, GridRow[]> pages = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<Integer> loaded = new HashSet<>();
    private final Set<Integer> onTheWay = new HashSet<>();
    private final Deque<Integer> waiting = new ArrayDeque<>();

    PagedRows(long matching, Reader reader) {
        // A table control counts with int; a table of more rows than that shows the first two thousand million.
        this.size = (int) Math.min(matching, Integer.MAX_VALUE - 1);
        this.reader = reader;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public GridRow get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        int page = index / PAGE;
        var row = rows(page)[index % PAGE];
        if (!loaded.contains(page)) {
            want(page);
        }
        return row;
    }

    /// The row if it is loaded; asks for nothing.
    @Nullable
    TableRow loaded(int index) {
        int page = index / PAGE;
        if (!loaded.contains(page)) {
            return null;
        }
        var rows = pages.get(page);
        return rows == null ? null : rows[index % PAGE].row();
    }

    /// The number of the row with this identity among the loaded ones; -1 if it is not among them.
    int numberOf(String id) {
        for (var rows : pages.values()) {
            for (var row : rows) {
                var found = row.row();
                if (found != null && found.id().equals(id)) {
                    return row.number();
                }
            }
        }
        return -1;
    }

    /// Puts a page in its place.
    void put(TablePage page) {
        int first = Math.toIntExact(page.from() / PAGE);
        for (int i = 0; i < page.rows().size(); i++) {
            int place = Math.toIntExact(page.from() + i);
            if (place < size) {
                rows(place / PAGE)[place % PAGE].show(page.rows().get(i));
            }
        }
        int last = Math.toIntExact((page.from() + Math.max(1, page.rows().size()) - 1) / PAGE);
        for (int number = first; number <= last; number++) {
            if (pages.containsKey(number)) {
                loaded.add(number);
            }
        }
        forgetOld();
    }

    private GridRow[] rows(int page) {
        return pages.computeIfAbsent(page, number -> {
            int from = number * PAGE;
            var rows = new GridRow[Math.min(PAGE, size - from)];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = new GridRow(from + i);
            }
            return rows;
        });
    }

    private void want(int page) {
        if (onTheWay.contains(page) || waiting.contains(page)) {
            return;
        }
        // The newest wish first: what was looked at in passing is of no use any more.
        waiting.addFirst(page);
        while (waiting.size() > MOST_WAITING) {
            waiting.removeLast();
        }
        read();
    }

    private void read() {
        while (onTheWay.size() < MOST_ON_THE_WAY && !waiting.isEmpty()) {
            int page = waiting.removeFirst();
            onTheWay.add(page);
            reader.accept((long) page * PAGE, answer -> {
                onTheWay.remove(page);
                if (answer != null) {
                    put(answer);
                }
                read();
            });
        }
    }

    private void forgetOld() {
        var oldest = pages.entrySet().iterator();
        while (pages.size() > MOST_PAGES && oldest.hasNext()) {
            var page = oldest.next().getKey();
            oldest.remove();
            loaded.remove(page);
        }
    }
}
