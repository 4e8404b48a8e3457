package app.assay.importing.syntax;

import app.assay.importing.guard.Encodings;
import app.assay.importing.guard.Head;
import app.assay.importing.guard.Limits;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;

/// The outermost names of a JSON file, as far as the head shows them.
///
/// @param list whether the outermost value is a list
/// @param names names of the outermost object, or of the objects in the outermost list
/// @param texts texts of those names that have one
/// @param inner names one level below, as `outer.inner`
public record JsonShape(boolean list, Set<String> names, Map<String, String> texts, Set<String> inner) {

    static boolean looksLike(Head head) {
        Encodings.Start start = Encodings.start(head.first());
        if (start.first() == '{') {
            return start.second() == '"' || start.second() == '}' || start.second() <= ' ';
        }
        return start.first() == '['
                && (start.second() == '{' || start.second() == '"' || start.second() <= ' ' || start.second() == '[');
    }

    /// Looks at the head of a file.
    ///
    /// @return empty when the content does not begin like JSON
    public static Optional<JsonShape> of(Head head, Limits limits) {
        if (!looksLike(head)) {
            return Optional.empty();
        }
        var names = new LinkedHashSet<String>();
        var texts = new HashMap<String, String>();
        var inner = new LinkedHashSet<String>();
        boolean list = false;
        try (JsonParser json = JsonTokens.parser(new ByteArrayInputStream(head.first()), limits)) {
            list = json.nextToken() == JsonToken.START_ARRAY;
            int outer = list ? 2 : 1;
            int depth = 1;
            String parent = "";
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (token == JsonToken.PROPERTY_NAME) {
                    if (depth == outer) {
                        parent = json.currentName();
                        names.add(parent);
                    } else if (depth == outer + 1 || depth == outer + 2) {
                        inner.add(parent + "." + json.currentName());
                    }
                } else if (depth == outer && token == JsonToken.VALUE_STRING) {
                    texts.putIfAbsent(parent, json.getString());
                }
            }
        } catch (JacksonException broken) {
            if ((names.isEmpty() && !list) || head.isWhole() || broken instanceof StreamConstraintsException) {
                throw JsonTokens.explain(head.name(), limits, broken);
            }
        }
        return Optional.of(new JsonShape(list, names, texts, inner));
    }
}
