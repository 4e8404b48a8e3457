package app.assay.importing.secrets;

import app.assay.work.Progress;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// JSON by the names of its fields, and every text by form. It is read as letters: what is not well-formed is written
/// on as it is.
final class JsonSecrets {

    private static final int MOST_TEXT = 4 << 20;
    private static final int MOST_DEPTH = 10_000;

    private final Masking masking;
    private final Deque<Container> open = new ArrayDeque<>();
    private final StringBuilder pending = new StringBuilder();
    private final StringBuilder blanks = new StringBuilder();
    private boolean isPending;
    private String key = "";

    /// An object or array that is open.
    private static final class Container {
        private final String name;
        private final Optional<SecretKind> kind;
        private Optional<SecretKind> told = Optional.empty();

        Container(String name, Optional<SecretKind> kind) {
            this.name = name;
            this.kind = kind;
        }
    }

    JsonSecrets(Masking masking) {
        this.masking = masking;
    }

    void read(Reader letters, Progress progress) throws IOException {
        char[] buffer = new char[1 << 15];
        var word = new StringBuilder();
        boolean inText = false;
        boolean escaped = false;
        for (int read = letters.read(buffer, 0, buffer.length);
                read >= 0;
                read = letters.read(buffer, 0, buffer.length)) {
            progress.stopIfCancelled();
            for (int i = 0; i < read; i++) {
                char c = buffer[i];
                if (inText) {
                    if (escaped) {
                        escaped = false;
                    } else if (c == '\\') {
                        escaped = true;
                    } else if (c == '"') {
                        inText = false;
                        isPending = true;
                        continue;
                    }
                    pending.append(c);
                    if (pending.length() > MOST_TEXT) {
                        masking.plain("\"");
                        masking.byForm(pending.toString());
                        pending.setLength(0);
                        isPending = false;
                        inText = false;
                    }
                    continue;
                }
                if (isPending) {
                    if (Character.isWhitespace(c)) {
                        blanks.append(c);
                        continue;
                    }
                    settle(c == ':');
                }
                if (c == '"'
                        || c == '{'
                        || c == '['
                        || c == '}'
                        || c == ']'
                        || c == ','
                        || c == ':'
                        || Character.isWhitespace(c)) {
                    word(word);
                }
                switch (c) {
                    case '"' -> {
                        inText = true;
                        escaped = false;
                    }
                    case '{', '[' -> {
                        masking.plain(c);
                        if (open.size() < MOST_DEPTH) {
                            open.push(new Container(key.isEmpty() ? parentName() : key, kindHere()));
                        }
                        key = "";
                    }
                    case '}', ']' -> {
                        masking.plain(c);
                        open.poll();
                        key = "";
                    }
                    case ',' -> {
                        masking.plain(c);
                        key = "";
                    }
                    default -> {
                        if (c == ':' || Character.isWhitespace(c)) {
                            masking.plain(c);
                        } else {
                            word.append(c);
                            if (word.length() > MOST_TEXT) {
                                masking.byForm(word.toString());
                                word.setLength(0);
                            }
                        }
                    }
                }
            }
        }
        if (isPending) {
            settle(false);
        } else if (inText) {
            masking.plain("\"");
            masking.byForm(pending.toString());
        }
        word(word);
    }

    /// Writes the text that was read last: now it shows whether it is the name of a field.
    private void settle(boolean isName) throws IOException {
        String text = pending.toString();
        pending.setLength(0);
        isPending = false;
        masking.plain("\"");
        if (isName) {
            key = text;
            masking.plain(text);
        } else {
            var kind = kindHere();
            if (kind.isPresent() && SecretName.isSecret(kind.get(), text)) {
                masking.mask(kind.get());
            } else if (SecretName.isDoubtful(key) && SecretName.isKeyLike(text)) {
                masking.mask(SecretKind.PRODUCT_KEY);
            } else {
                masking.byForm(text);
            }
            var container = open.peek();
            if (container != null && SecretName.tellsName(key)) {
                container.told = SecretName.of(text, "");
            }
        }
        masking.plain("\"");
        masking.plain(blanks);
        blanks.setLength(0);
    }

    /// A number or a truth value.
    private void word(StringBuilder word) throws IOException {
        if (word.isEmpty()) {
            return;
        }
        String text = word.toString();
        word.setLength(0);
        var kind = kindHere();
        if (kind.isPresent() && SecretName.isSecret(kind.get(), text)) {
            masking.plain("\"");
            masking.mask(kind.get());
            masking.plain("\"");
        } else {
            masking.plain(text);
        }
    }

    private String parentName() {
        var container = open.peek();
        return container == null ? "" : container.name;
    }

    /// What a value at this place holds: by its own name, by the name beside it, or by what it stands in.
    private Optional<SecretKind> kindHere() {
        var container = open.peek();
        Optional<SecretKind> inherited = container == null ? Optional.empty() : container.kind;
        if (key.isEmpty()) {
            return inherited;
        }
        Optional<SecretKind> named = SecretName.of(key, parentName());
        if (named.isEmpty() && container != null && SecretName.tellsValue(key)) {
            named = container.told;
        }
        return named.isPresent() ? named : inherited;
    }
}
