package app.assay.importing.value;

import app.assay.importing.profile.DateOrder;
import app.assay.importing.profile.DecimalMark;
import java.util.Locale;
import java.util.Optional;

/// One column of a table and what it is taken for.
///
/// @param index place in the row, the first being 0
/// @param header its words in the file, empty when it has none
/// @param field code of the field that it fills, empty when the column is left out
/// @param confidence how sure the field is, from 0 to 1
/// @param dateOrder order of its dates, empty when they need none
/// @param decimalMark mark of its numbers, empty when they need none
public record TableColumn(
        int index,
        String header,
        String field,
        double confidence,
        Optional<DateOrder> dateOrder,
        Optional<DecimalMark> decimalMark) {

    /// The ISO code of the currency that a header such as `Price (USD)` names.
    public Optional<String> currency() {
        for (String word : header.split("[^\\p{L}\\p{Sc}$]+", -1)) {
            if ((!word.isEmpty() && word.equals(word.toUpperCase(Locale.ROOT)))
                    || word.equalsIgnoreCase("eur")
                    || word.equalsIgnoreCase("usd")) {
                Optional<String> code = NumberText.currency(word);
                if (code.isPresent()) {
                    return code;
                }
            }
        }
        return Optional.empty();
    }
}
