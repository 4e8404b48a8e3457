package app.assay.domain.identity;

import java.util.regex.Pattern;

/// A device's name taken apart: `PC1`, `PC1.corp.example` and `CORP\PC1` are all called `pc1`.
///
/// @param name folded, without domain
/// @param domain folded; empty when it is not known
record HostName(String name, String domain) {

    /// Labels of which the last begins with a letter: no address and no number of a version.
    private static final Pattern QUALIFIED =
            Pattern.compile("[\\p{L}\\p{N}_-]+(?:\\.[\\p{L}\\p{N}_-]+)*\\.\\p{L}[\\p{L}\\p{N}-]+");

    /// @param domain what else the file says about the domain, or the empty text
    static HostName of(String name, String domain) {
        var text = Folding.loose(name);
        var known = DomainText.of(Folding.loose(domain));
        int slash = text.indexOf('\\');
        if (slash >= 0 && slash < text.length() - 1) {
            if (known.isEmpty()) {
                known = DomainText.of(text.substring(0, slash));
            }
            text = text.substring(slash + 1);
        }
        if (text.endsWith(".") && text.length() > 1) {
            text = text.substring(0, text.length() - 1);
        }
        if (!known.isEmpty() && text.endsWith("." + known) && text.length() > known.length() + 1) {
            return new HostName(text.substring(0, text.length() - known.length() - 1), known);
        }
        int dot = text.indexOf('.');
        if (dot > 0 && QUALIFIED.matcher(text).matches()) {
            var qualified = DomainText.of(text.substring(dot + 1));
            return new HostName(text.substring(0, dot), qualified.isEmpty() ? known : qualified);
        }
        return new HostName(text, known);
    }
}
