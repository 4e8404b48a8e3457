package app.assay.service;

import app.assay.domain.software.RawTitle;
import app.assay.engine.recognise.RightText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Numbers for the texts of rights, so that they stand in one queue with raw titles. A number is never given twice
/// while the register is open and lies above those of titles. Any number of threads may ask.
final class RightTitles {

    /// The first number of a right's text; titles of a register are fewer.
    static final int FIRST = 1 << 30;

    /// Rights of one text are one entry for each currency, so that the money of an entry has a sum.
    private record Key(RawTitle title, String currency) {}

    private final Map<Key, Integer> numbers = new HashMap<>();
    private final List<RightText> texts = new ArrayList<>();

    static boolean isRight(int number) {
        return number >= FIRST;
    }

    /// The number of a text; rights whose texts make the same title have the same.
    synchronized int number(RightText text, String currency) {
        return numbers.computeIfAbsent(new Key(text.title(-1), currency), _ -> {
            texts.add(text);
            return FIRST + texts.size() - 1;
        });
    }

    /// The text of a number that was given.
    synchronized RightText text(int number) {
        return texts.get(number - FIRST);
    }
}
