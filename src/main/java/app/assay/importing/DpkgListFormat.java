package app.assay.importing;

import app.assay.domain.source.FactSink;
import java.io.IOException;
import java.util.regex.Pattern;

/// What `dpkg -l` prints (dpkg 1.21): a state of two or three letters, name, version, architecture, description.
///
/// The second letter is what is: `i` installed, `U` unpacked, `F` half-configured, `W` and `t` waiting for triggers are
/// there; `n`, `c` (only its settings are left) and `H` (half-installed) are not.
final class DpkgListFormat extends PackageListFormat {

    private static final Pattern LINE =
            Pattern.compile("([uihrp][ncHUFWti]R?) {1,2}(\\S+) +(\\S+)(?: +(\\S+))?(?: +(.*))?");
    private static final String THERE = "UFWti";

    @Override
    public String code() {
        return "dpkg-list";
    }

    @Override
    boolean isList(Look look) {
        return (!look.lines().isEmpty()
                        && look.lines().getFirst().startsWith("Desired=Unknown/Install/Remove/Purge/Hold"))
                || mostLines(look, LINE, 2, 60);
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
                if (THERE.indexOf(found.group(1).charAt(1)) >= 0) {
                    facts.installed(row, "deb", found.group(2), "", found.group(3), FactSink.NO_DAY, line);
                } else {
                    facts.notInstalled(row, "%s %s".formatted(found.group(1), found.group(2)), line);
                }
            } else if (!line.isBlank() && !isHead(line, head)) {
                facts.malformed(++row, line, line);
            }
        }
    }

    private static boolean isHead(String line, boolean head) {
        return head && (line.startsWith("Desired=") || line.startsWith("|") || line.startsWith("+++-"));
    }
}
