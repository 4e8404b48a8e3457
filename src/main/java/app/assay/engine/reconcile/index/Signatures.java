package app.assay.engine.reconcile.index;

import java.util.Arrays;

/// Numbers for chains of small facts: two consumers with the same chain get the same number, without an object for
/// either.
///
/// A chain is extended by one fact (a kind and a value) at a time and can be read back.
public final class Signatures {

    public static final int EMPTY = 0;

    private int[] previous = new int[64];
    private int[] kind = new int[64];
    private int[] value = new int[64];
    private int[] table = new int[256];
    private int count = 1;

    /// The number of a chain followed by one more fact.
    public int extend(int chain, int factKind, int factValue) {
        int mask = table.length - 1;
        int place = hash(chain, factKind, factValue) & mask;
        while (table[place] != 0) {
            int known = table[place];
            if (previous[known] == chain && kind[known] == factKind && value[known] == factValue) {
                return known;
            }
            place = place + 1 & mask;
        }
        if (count == previous.length) {
            previous = Arrays.copyOf(previous, 2 * count);
            kind = Arrays.copyOf(kind, 2 * count);
            value = Arrays.copyOf(value, 2 * count);
        }
        int number = count++;
        previous[number] = chain;
        kind[number] = factKind;
        value[number] = factValue;
        table[place] = number;
        if (2 * count > table.length) {
            grow();
        }
        return number;
    }

    int size() {
        return count;
    }

    public int previous(int chain) {
        return previous[chain];
    }

    public int kind(int chain) {
        return kind[chain];
    }

    public int value(int chain) {
        return value[chain];
    }

    private void grow() {
        table = new int[2 * table.length];
        int mask = table.length - 1;
        for (int number = 1; number < count; number++) {
            int place = hash(previous[number], kind[number], value[number]) & mask;
            while (table[place] != 0) {
                place = place + 1 & mask;
            }
            table[place] = number;
        }
    }

    private static int hash(int chain, int factKind, int factValue) {
        int mixed = (chain * 31 + factKind) * 0x9E3779B9 + factValue * 0x85EBCA6B;
        return mixed ^ mixed >>> 15;
    }
}
