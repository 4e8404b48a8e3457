package app.assay.importing.secrets;

import app.assay.work.Progress;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// XML by the names of its elements and attributes, and every text by form. It is read as letters, not as a document:
/// what is not well-formed is written on as it is.
final class XmlSecrets {

    private static final int MOST_TEXT = 1 << 20;
    private static final int MOST_DEPTH = 10_000;
    private static final Pattern ATTRIBUTE = Pattern.compile("([^\\s=\"'/<>]+)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");

    private final Masking masking;
    private final Deque<Element> open = new ArrayDeque<>();
    private long depthBeyond;

    /// An element that is open.
    private static final class Element {
        private final String name;
        /// What its text holds by its own name or by the name that stood before it.
        private final Optional<SecretKind> kind;
        /// What a value beside a name holds, as the name says.
        private Optional<SecretKind> told = Optional.empty();

        Element(String name, Optional<SecretKind> kind) {
            this.name = name;
            this.kind = kind;
        }
    }

    XmlSecrets(Masking masking) {
        this.masking = masking;
    }

    void read(Reader letters, Progress progress) throws IOException {
        var text = new StringBuilder();
        char[] buffer = new char[1 << 15];
        boolean inTag = false;
        char quote = 0;
        for (int read = letters.read(buffer, 0, buffer.length);
                read >= 0;
                read = letters.read(buffer, 0, buffer.length)) {
            progress.stopIfCancelled();
            for (int i = 0; i < read; i++) {
                char c = buffer[i];
                if (!inTag) {
                    if (c == '<') {
                        text(text);
                        inTag = true;
                        quote = 0;
                    } else if ((text.length() >= MOST_TEXT && Character.isWhitespace(c))
                            || text.length() >= 2 * MOST_TEXT) {
                        text(text);
                    }
                    text.append(c);
                    continue;
                }
                text.append(c);
                boolean isSpecial = text.length() > 1 && (text.charAt(1) == '!' || text.charAt(1) == '?');
                if (isSpecial) {
                    if (c == '>' && isSpecialEnd(text)) {
                        special(text);
                        inTag = false;
                    } else if (text.length() > 4 * MOST_TEXT) {
                        masking.byForm(text.toString());
                        text.setLength(0);
                        inTag = false;
                    }
                } else if (quote != 0) {
                    quote = c == quote ? 0 : quote;
                } else if (c == '"' || c == '\'') {
                    quote = c;
                } else if (c == '>') {
                    tag(text.toString());
                    text.setLength(0);
                    inTag = false;
                }
                if (inTag && !isSpecial && text.length() > MOST_TEXT) {
                    masking.byForm(text.toString());
                    text.setLength(0);
                    inTag = false;
                }
            }
        }
        if (inTag) {
            masking.byForm(text.toString());
        } else {
            text(text);
        }
    }

    private static boolean isSpecialEnd(StringBuilder text) {
        if (starts(text, "<!--")) {
            return text.length() >= 7 && ends(text, "-->");
        }
        return !starts(text, "<![CDATA[") || ends(text, "]]>");
    }

    private static boolean starts(StringBuilder text, String start) {
        // What may still become such a start does not end yet.
        int most = Math.min(start.length(), text.length());
        return text.length() >= start.length() && text.substring(0, most).equals(start);
    }

    private static boolean ends(StringBuilder text, String end) {
        return text.length() >= end.length()
                && text.substring(text.length() - end.length()).equals(end);
    }

    private void special(StringBuilder text) throws IOException {
        if (starts(text, "<![CDATA[")) {
            var content = new StringBuilder(text.substring(9, text.length() - 3));
            masking.plain("<![CDATA[");
            text(content);
            masking.plain("]]>");
        } else {
            masking.byForm(text.toString());
        }
        text.setLength(0);
    }

    /// What stands between tags.
    private void text(StringBuilder all) throws IOException {
        if (all.isEmpty()) {
            return;
        }
        String text = all.toString();
        all.setLength(0);
        var element = open.peek();
        if (text.isBlank() || element == null) {
            masking.plain(text);
            return;
        }
        if (element.kind.isPresent() && SecretName.isSecret(element.kind.get(), text)) {
            maskWithin(text, element.kind.get());
        } else if (SecretName.isDoubtful(element.name) && SecretName.isKeyLike(text)) {
            maskWithin(text, SecretKind.PRODUCT_KEY);
        } else {
            masking.byForm(text);
        }
        if (SecretName.tellsName(element.name)) {
            open.stream().skip(1).findFirst().ifPresent(parent -> parent.told = SecretName.of(text.strip(), ""));
        }
    }

    private void maskWithin(String text, SecretKind kind) throws IOException {
        int from = text.length() - text.stripLeading().length();
        int to = text.stripTrailing().length();
        masking.plain(text.substring(0, from));
        masking.mask(kind);
        masking.plain(text.substring(to));
    }

    private void tag(String tag) throws IOException {
        if (tag.startsWith("</")) {
            masking.plain(tag);
            if (depthBeyond > 0) {
                depthBeyond--;
            } else {
                open.poll();
            }
            return;
        }
        int end = 1;
        while (end < tag.length()
                && !Character.isWhitespace(tag.charAt(end))
                && tag.charAt(end) != '>'
                && tag.charAt(end) != '/') {
            end++;
        }
        String name = tag.substring(1, end);
        name = name.substring(name.indexOf(':') + 1);
        var parent = open.peek();
        String parentName = parent == null ? "" : parent.name;
        Optional<SecretKind> kind = SecretName.of(name, parentName);
        if (kind.isEmpty() && parent != null && SecretName.tellsValue(name)) {
            kind = parent.told;
        }
        if (kind.isEmpty() && parent != null && parent.kind.isPresent()) {
            kind = parent.kind;
        }
        var named = attributes(tag, end, name);
        if (tag.endsWith("/>")) {
            return;
        }
        if (open.size() >= MOST_DEPTH) {
            depthBeyond++;
            return;
        }
        open.push(new Element(name, kind.isPresent() ? kind : named));
    }

    /// Writes a tag on.
    ///
    /// @return the kind that an attribute says the element holds, such as `<add name="password">`
    private Optional<SecretKind> attributes(String tag, int from, String element) throws IOException {
        masking.plain(tag.substring(0, from));
        Optional<SecretKind> told = Optional.empty();
        for (var match = ATTRIBUTE.matcher(tag).region(from, tag.length()); match.find(); ) {
            if (SecretName.tellsName(String.valueOf(match.group(1)))) {
                told = told.or(() -> SecretName.of(value(match.group(2), match.group(3)), ""));
            }
        }
        int at = from;
        for (var match = ATTRIBUTE.matcher(tag).region(from, tag.length()); match.find(); ) {
            int group = match.group(2) != null ? 2 : 3;
            String name = String.valueOf(match.group(1));
            String value = value(match.group(2), match.group(3));
            masking.plain(tag.substring(at, match.start(group)));
            Optional<SecretKind> kind = SecretName.of(name.substring(name.indexOf(':') + 1), element);
            if (kind.isEmpty() && SecretName.tellsValue(name)) {
                kind = told;
            }
            if (kind.isPresent() && SecretName.isSecret(kind.get(), value)) {
                masking.mask(kind.get());
            } else if (SecretName.isDoubtful(name) && SecretName.isKeyLike(value)) {
                masking.mask(SecretKind.PRODUCT_KEY);
            } else {
                masking.byForm(value);
            }
            at = match.end(group);
        }
        masking.plain(tag.substring(at));
        return told;
    }

    private static String value(@Nullable String quoted, @Nullable String single) {
        return quoted != null ? quoted : single != null ? single : "";
    }
}
