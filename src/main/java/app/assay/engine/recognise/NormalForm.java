package app.assay.engine.recognise;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// What is left of a raw title when everything is taken out that does not tell which product it is.
///
/// @param tokens words and version-like tokens in the order of the title, in lower case
/// @param architecture such as `x64`, empty when the title names none
/// @param language such as `de-de` or `german`, empty when the title names none
/// @param detail service packs, updates and builds, such as `sp1 update 3`; they tell no product and no release
public record NormalForm(List<Token> tokens, String architecture, String language, String detail) {

    /// A word of a title.
    ///
    /// @param number whether it looks like a version: `2019`, `16.0.1`, `19c`, `2012r2`
    public record Token(String text, boolean number) {}

    public NormalForm {
        tokens = List.copyOf(tokens);
    }

    /// The words without version-like tokens, each once, sorted: two titles with the same key differ in version at
    /// most.
    public String key() {
        var words = new TreeSet<String>();
        for (var token : tokens) {
            if (!token.number()) {
                words.add(token.text());
            }
        }
        return String.join(" ", words);
    }

    /// The version-like tokens in the order of the title.
    public List<String> numbers() {
        var numbers = new ArrayList<String>();
        for (var token : tokens) {
            if (token.number()) {
                numbers.add(token.text());
            }
        }
        return numbers;
    }

    /// The tokens as one line, for people.
    public String text() {
        return String.join(" ", tokens.stream().map(Token::text).toList());
    }
}
