package app.assay.importing.format;

import app.assay.domain.source.FactSink;
import app.assay.importing.guard.Faults;
import app.assay.importing.guard.Input;
import app.assay.work.Fault;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// A format that is recognised and not imported: it is refused by its name, with what to do instead. Of each family
/// these are asked last, so that one which is read some day is one entry less.
///
/// @param code its stable code, for tests and logs
/// @param sign whether a content is of this format
/// @param refusal what is said of it
public record KnownFormat(String code, Family family, Predicate<Look> sign, Function<Look, Fault> refusal)
        implements Format {

    /// A format with one name and one remedy.
    ///
    /// @param what its name as the words after "the file is"
    public static KnownFormat of(String code, Family family, Predicate<Look> sign, Sentence what, Sentence remedy) {
        return new KnownFormat(code, family, sign, look -> refused(look, what, remedy));
    }

    public static Fault refused(Look look, Sentence what, Sentence remedy) {
        return Faults.unknown(look.name(), Sentence.of("import.file", what), remedy);
    }

    @Override
    public Optional<Detection> detect(Look look) {
        if (sign.test(look)) {
            throw refusal.apply(look);
        }
        return Optional.empty();
    }

    /// Never called: nothing is detected as this format.
    @Override
    public void read(Input input, Detection detection, ReadOptions options, FactSink sink, Progress progress) {
        throw Faults.unknown(
                input.name(), Sentence.of("import.file", code), Sentence.of("import.export-data-as-csv-or"));
    }
}
