package app.assay.importing.formats.workbook;

import app.assay.importing.guard.Texts;
import app.assay.importing.profile.DateOrder;
import app.assay.importing.value.DateText;
import app.assay.importing.value.Row;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One row of a sheet while it is read: sparse, with the number that a cell stores beside the text that it shows.
final class SheetRow implements Row {

    private long number;
    private int size;
    private String[] texts = new String[32];
    private String[] exact = new String[32];
    private boolean[] typed = new boolean[32];
    private final Map<Integer, String> formulas = new HashMap<>();

    void begin(long next) {
        number = next;
        formulas.clear();
        Arrays.fill(texts, 0, size, "");
        Arrays.fill(typed, 0, size, false);
        size = 0;
    }

    /// The same row once more, under another number.
    void repeat(long next) {
        number = next;
    }

    void put(int column, String text, boolean canonical) {
        if (column >= texts.length) {
            int length = Math.max(texts.length * 2, column + 1);
            texts = Arrays.copyOf(texts, length);
            exact = Arrays.copyOf(exact, length);
            typed = Arrays.copyOf(typed, length);
        }
        for (int gap = size; gap <= column; gap++) {
            texts[gap] = "";
            exact[gap] = "";
            typed[gap] = false;
        }
        texts[column] = Texts.strip(text);
        exact[column] = texts[column];
        typed[column] = canonical;
        size = Math.max(size, column + 1);
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String text(int column) {
        return column < size ? texts[column] : "";
    }

    void putExact(int column, String number) {
        exact[column] = number;
    }

    void putFormula(int column, String formula) {
        formulas.put(column, formula.startsWith("=") ? formula : "=" + formula);
    }

    @Override
    public String openFormula(int column) {
        return formulas.getOrDefault(column, "");
    }

    @Override
    public boolean hasOpenFormula() {
        return !formulas.isEmpty();
    }

    @Override
    public String exact(int column) {
        return column < size ? exact[column] : "";
    }

    @Override
    public boolean isTyped(int column) {
        return column < size && typed[column];
    }

    @Override
    public int day(int column, @Nullable DateOrder order) {
        return DateText.parse(text(column), order);
    }

    @Override
    public boolean hasNull() {
        for (int column = 0; column < size; column++) {
            if (texts[column].indexOf('\0') >= 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean isBlank() {
        for (int column = 0; column < size; column++) {
            if (!texts[column].isEmpty()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String raw() {
        return Texts.cut(String.join("\t", Arrays.asList(texts).subList(0, size)), Texts.RAW);
    }
}
