package app.assay.engine.recognise;

import app.assay.domain.code.RuleMatch;
import app.assay.domain.software.RawTitle;
import app.assay.domain.software.RecognitionRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Recognition rules, ready to be tried in their order.
final class Rules {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    /// How often a pattern may look at a character of one title. Steps, not seconds, so that the outcome is the
    /// same on
    /// every machine; a pattern that does not backtrack wildly needs a few hundred.
    static final int MOST_STEPS = 100_000;

    private record Prepared(
            RecognitionRule rule,
            String text,
            String publisher,
            @Nullable Pattern pattern,
            String needle) {}

    private final List<Prepared> rules;

    /// @throws IllegalArgumentException if a pattern is not a regular expression
    Rules(List<RecognitionRule> rules) {
        var prepared = new ArrayList<Prepared>();
        var sorted = rules.stream()
                .sorted(Comparator.comparingInt(RecognitionRule::order).thenComparing(RecognitionRule::id))
                .toList();
        for (var rule : sorted) {
            prepared.add(new Prepared(
                    rule,
                    spaced(rule.title()),
                    spaced(rule.publisher()),
                    rule.match() == RuleMatch.PATTERN ? pattern(rule.title()) : null,
                    rule.match() == RuleMatch.PATTERN ? Needle.of(rule.title()) : ""));
        }
        this.rules = List.copyOf(prepared);
    }

    /// @throws IllegalArgumentException if the text is not a regular expression
    static Pattern pattern(String text) {
        try {
            return Pattern.compile(text, FLAGS);
        } catch (PatternSyntaxException invalid) {
            throw new IllegalArgumentException(
                    "%s is not a regular expression: %s".formatted(text, invalid.getDescription()), invalid);
        }
    }

    /// The first rule that fits.
    Optional<RecognitionRule> first(RawTitle title) {
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        var texts = new Texts(title);
        for (var prepared : rules) {
            if (fits(prepared, title, texts)) {
                return Optional.of(prepared.rule());
            }
        }
        return Optional.empty();
    }

    /// The texts of one title in the forms that rules compare, each made when the first rule asks for it.
    private static final class Texts {

        private final RawTitle title;
        private @Nullable String name;
        private @Nullable String publisher;
        private @Nullable String lower;

        Texts(RawTitle title) {
            this.title = title;
        }

        String name() {
            if (name == null) {
                name = spaced(title.name());
            }
            return name;
        }

        String publisher() {
            if (publisher == null) {
                publisher = spaced(title.publisher());
            }
            return publisher;
        }

        /// Whether a pattern with a needle may fit. Among other letters than ASCII there are some that patterns
        /// take
        /// for Latin ones, so such titles may always.
        boolean mayContain(String needle) {
            if (lower == null) {
                lower = isAscii(title.name()) ? title.name().toLowerCase(Locale.ROOT) : "";
            }
            return lower.isEmpty() || lower.contains(needle);
        }
    }

    private static boolean fits(Prepared prepared, RawTitle title, Texts texts) {
        var rule = prepared.rule();
        if (!prepared.needle().isEmpty() && !texts.mayContain(prepared.needle())) {
            return false;
        }
        if (!prepared.publisher().isEmpty() && !prepared.publisher().equals(texts.publisher())) {
            return false;
        }
        if (!rule.version().isEmpty() && !title.version().strip().startsWith(rule.version())) {
            return false;
        }
        return switch (rule.match()) {
            case LITERAL -> texts.name().equals(prepared.text());
            case PREFIX -> texts.name().startsWith(prepared.text());
            case CONTAINS -> texts.name().contains(prepared.text());
            case PATTERN -> prepared.pattern() != null && finds(prepared.pattern(), title.name());
        };
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }

    private static boolean finds(Pattern pattern, String text) {
        String shown = text.length() > Normaliser.LONGEST_TITLE ? text.substring(0, Normaliser.LONGEST_TITLE) : text;
        try {
            return pattern.matcher(new Limited(shown, new int[] {MOST_STEPS})).find();
        } catch (TooManySteps | StackOverflowError tooMuch) {
            return false;
        }
    }

    /// Lower case, runs of blanks as one.
    static String spaced(String text) {
        var spaced = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean blank = c <= ' ' || c == '\u00a0';
            if (!blank) {
                spaced.append(c);
            } else if (!spaced.isEmpty() && spaced.charAt(spaced.length() - 1) != ' ') {
                spaced.append(' ');
            }
        }
        if (!spaced.isEmpty() && spaced.charAt(spaced.length() - 1) == ' ') {
            spaced.setLength(spaced.length() - 1);
        }
        return spaced.toString().toLowerCase(Locale.ROOT);
    }

    /// A text that ends the search when it was looked at too often: a pattern cannot hang a job.
    private static final class Limited implements CharSequence {

        private final CharSequence text;
        private final int[] steps;

        Limited(CharSequence text, int[] steps) {
            this.text = text;
            this.steps = steps;
        }

        @Override
        public char charAt(int index) {
            if (--steps[0] < 0) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Limited(text.subSequence(start, end), steps);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    private static final class TooManySteps extends RuntimeException {

        @java.io.Serial
        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super("too many steps", null, false, false);
        }
    }
}
