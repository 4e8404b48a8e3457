package app.assay.work;

import java.text.MessageFormat;
import java.text.NumberFormat;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/// A sentence, or the part of one, as a code and what is put into it, so that each reader gets it in a language of
/// their own: the command line and what the register keeps in English, a window in its analyst's language.
///
/// The words stand in the bundle `sentences` beside this class. They are message formats, so an apostrophe is written
/// twice; `{0}` shows a number digit by digit, `{0,number,integer}` in groups of three.
///
/// @param code key of the words; empty for words that have no translation, such as those of the system
/// @param arguments what is put in: texts, numbers, sentences, or collections of these, which are joined by commas
public record Sentence(String code, List<Object> arguments) {

    private static final String WORDS = "app.assay.work.sentences";
    private static final String VERBATIM = "";
    private static final String CLAUSE = "sentence.clause";

    public Sentence {
        arguments = List.copyOf(arguments);
    }

    public static Sentence of(String code, Object... arguments) {
        return new Sentence(code, List.of(arguments));
    }

    /// Words that are the same in every language, or of which nobody knows another one.
    public static Sentence verbatim(String words) {
        return new Sentence(VERBATIM, List.of(words));
    }

    /// This one and the next one behind it.
    public Sentence and(Sentence next) {
        return of("sentence.and", this, next);
    }

    /// The same without its full stop, to stand within another one.
    public Sentence clause() {
        return of(CLAUSE, this);
    }

    /// All of them, one behind the other; empty words when there is none.
    public static Sentence all(Collection<Sentence> sentences) {
        return sentences.stream().reduce(Sentence::and).orElseGet(() -> verbatim(""));
    }

    /// As the command line, a log and the register show it.
    public String english() {
        return in(Locale.ROOT);
    }

    /// In the language nearest to `locale`; English where it has no translation, the code in angle brackets where
    /// there
    /// are no words.
    public String in(Locale locale) {
        return switch (code) {
            case VERBATIM -> String.valueOf(arguments.getFirst());
            case CLAUSE -> Reason.clause(shown(arguments.getFirst(), locale));
            default -> words(locale);
        };
    }

    private String words(Locale locale) {
        // Without this control a missing language would fall back to the machine's, not to English.
        var noFallback = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        var bundle = ResourceBundle.getBundle(WORDS, locale, Sentence.class.getClassLoader(), noFallback);
        if (!bundle.containsKey(code)) {
            return "‹" + code + "›";
        }
        // Digits and signs of the language that the words are in, not of one without a translation.
        var format = new MessageFormat(bundle.getString(code), bundle.getLocale());
        var formats = format.getFormatsByArgumentIndex();
        var shown = new Object[arguments.size()];
        for (int index = 0; index < shown.length; index++) {
            var argument = arguments.get(index);
            boolean isNumber = index < formats.length && formats[index] instanceof NumberFormat;
            shown[index] = isNumber && argument instanceof Number ? argument : shown(argument, locale);
        }
        return format.format(shown);
    }

    private static String shown(Object argument, Locale locale) {
        return switch (argument) {
            case Sentence sentence -> sentence.in(locale);
            case Collection<?> several ->
                several.stream().map(one -> shown(one, locale)).collect(Collectors.joining(", "));
            default -> argument.toString();
        };
    }

    @Override
    public String toString() {
        return english();
    }
}
