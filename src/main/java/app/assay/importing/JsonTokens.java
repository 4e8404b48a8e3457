package app.assay.importing;

import app.assay.work.Cancelled;
import app.assay.work.Fault;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/// JSON from outside, token by token, within limits and without repeated names.
final class JsonTokens {

    private JsonTokens() {}

    static JsonParser parser(InputStream bytes, Limits limits) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.jsonDepth())
                        .maxStringLength(limits.jsonTextCharacters())
                        .maxNumberLength(limits.jsonNumberDigits())
                        .maxNameLength(limits.jsonNameCharacters())
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        return factory.createParser(ObjectReadContext.empty(), bytes);
    }

    static RuntimeException explain(String file, JacksonException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof Fault || cause instanceof Cancelled) {
                return (RuntimeException) cause;
            }
        }
        String reason =
                Texts.cut(Texts.oneLine(failed.getOriginalMessage()), 200).replaceAll("\\.$", "");
        if (failed instanceof StreamConstraintsException) {
            return Faults.overLimit(file, "the JSON goes beyond a limit: " + reason);
        }
        long line = failed.getLocation() == null ? 0 : failed.getLocation().getLineNr();
        return Faults.fault(
                app.assay.work.FaultCode.INPUT_MALFORMED,
                file,
                "the JSON is broken in line %d: %s".formatted(line, reason),
                "Export the file again; it must be one well-formed JSON document",
                failed);
    }
}
