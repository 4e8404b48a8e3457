package app.assay.domain.identity;

/// A login taken apart: `jdoe`, `CORP\jdoe` and `jdoe@corp.example` are all called `jdoe`.
///
/// @param name folded, without domain
/// @param domain folded; empty when it is not known
/// @param isAddress whether it has the form of an e-mail address
record LoginName(String name, String domain, boolean isAddress) {

    static LoginName of(String login) {
        var text = Folding.loose(login);
        int slash = text.indexOf('\\');
        if (slash >= 0 && slash < text.length() - 1) {
            return new LoginName(text.substring(slash + 1), DomainText.of(text.substring(0, slash)), false);
        }
        int at = text.lastIndexOf('@');
        if (at > 0 && at < text.length() - 1) {
            var domain = text.substring(at + 1);
            return new LoginName(text.substring(0, at), DomainText.of(domain), domain.indexOf('.') > 0);
        }
        return new LoginName(text, "", false);
    }
}
