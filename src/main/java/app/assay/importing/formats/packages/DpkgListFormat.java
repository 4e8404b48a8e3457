package app.assay.importing.formats.packages;

import app.assay.domain.source.FactSink;
import app.assay.importing.format.Look;
import app.assay.importing.guard.TextLines;
import java.io.IOException;
import java.util.regex.Pattern;

/// What `dpkg -l` prints (dpkg 1.21): a state of two or three letters, name, version, architecture, description.
///
/// The second letter is what is: `i` installed, `U` unpacked, `F` half-configured, `W` and `t` waiting for triggers are
/// there; `n`, `c` (only its settings are left) and `H` (half-installed) are not.
public final class DpkgListFormat extends PackageListFormat {

    /// The third sign is blank or an error, and a blank follows it, which tells a state from a word of two letters.
    private static final Pattern LINE = Pattern.compile(
            "([uihrp][ncHUFWti](?:R| )) ([a-z0-9][a-z0-9.+:-]*) +(\\S*\\d\\S*|<[a-z]+>)(?: +([a-z0-9<>-]+))?(?: .*)?");
    /// The first line of the head in any language: the states that can be wished for.
    private static final Pattern HEAD = Pattern.compile("\\p{L}+=\\S+/\\S+/\\S+/");

    private static final String THERE = "UFWti";

    @Override
    public String code() {
        return "dpkg-list";
    }

    @Override
    boolean isList(Look look) {
        return look.lines().stream().limit(6).anyMatch(line -> line.startsWith("+++-")) || mostLines(look, LINE, 2, 60);
    }

    @Override
    void tell(TextLines lines, PackageFacts facts, Runnable report) throws IOException {
        long row = 0;
        boolean head = true;
        for (String line = lines.next(); line != null; line = lines.next()) {
            report.run();
            var found = LINE.matcher(line);
            if (found.matches()) {
                head = false;
                row++;
                String state = found.group(1).strip();
                if (THERE.indexOf(state.charAt(1)) >= 0) {
                    facts.installed(row, "deb", found.group(2), "", found.group(3), FactSink.NO_DAY, line);
                } else {
                    facts.notInstalled(row, "%s %s".formatted(state, found.group(2)), line);
                }
            } else if (!line.isBlank() && !isHead(line, head)) {
                facts.malformed(++row, line, line);
            }
        }
    }

    private static boolean isHead(String line, boolean head) {
        return head
                && (line.startsWith("|")
                        || line.startsWith("+++-")
                        || HEAD.matcher(line).lookingAt());
    }
}
