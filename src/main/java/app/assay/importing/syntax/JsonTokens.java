package app.assay.importing.syntax;

import app.assay.importing.guard.Faults;
import app.assay.importing.guard.Limit;
import app.assay.importing.guard.Limits;
import app.assay.importing.guard.Texts;
import app.assay.work.Cancelled;
import app.assay.work.Fault;
import app.assay.work.Sentence;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/// JSON from outside, token by token, within limits and without repeated names.
public final class JsonTokens {

    private JsonTokens() {}

    public static JsonParser parser(InputStream bytes, Limits limits) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.whole(Limit.JSON_DEPTH))
                        .maxStringLength(limits.whole(Limit.JSON_TEXT_CHARACTERS))
                        .maxNumberLength(limits.whole(Limit.JSON_NUMBER_DIGITS))
                        .maxNameLength(limits.whole(Limit.JSON_NAME_CHARACTERS))
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        return factory.createParser(ObjectReadContext.empty(), bytes);
    }

    public static RuntimeException explain(String file, Limits limits, JacksonException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof Fault || cause instanceof Cancelled) {
                return (RuntimeException) cause;
            }
        }
        long line = failed.getLocation() == null ? 0 : failed.getLocation().getLineNr();
        String reason =
                Texts.cut(Texts.oneLine(failed.getOriginalMessage()), 200).replaceAll("\\.$", "");
        if (failed instanceof StreamConstraintsException) {
            Limit limit = limit(reason);
            return Faults.overLimit(
                    file,
                    limits,
                    limit,
                    Sentence.of("import.json-has-more-than-near", limits.of(limit), limit.words(), line));
        }
        return Faults.fault(
                app.assay.work.FaultCode.INPUT_MALFORMED,
                file,
                Sentence.of("import.json-broken-in-line", line, reason),
                Sentence.of("import.export-file-again-must-one"),
                failed);
    }

    /// The parser names the method that gives the limit.
    private static Limit limit(String reason) {
        if (reason.contains("NestingDepth")) {
            return Limit.JSON_DEPTH;
        }
        if (reason.contains("NumberLength")) {
            return Limit.JSON_NUMBER_DIGITS;
        }
        return reason.contains("NameLength") ? Limit.JSON_NAME_CHARACTERS : Limit.JSON_TEXT_CHARACTERS;
    }
}
