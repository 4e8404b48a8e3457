package app.assay.domain.identity;

import java.util.Arrays;
import java.util.Set;

/// Domains of devices and logins, by their names in the directory (`corp.example`) or their short ones (`CORP`).
final class DomainText {

    /// What stands in the place of a domain where there is none.
    private static final Set<String> NONE = Set.of(
            "",
            ".",
            "workgroup",
            "arbeitsgruppe",
            "groupe",
            "groupe_travail",
            "grupo",
            "grupo_trabajo",
            "gruppo",
            "gruppo_lavoro",
            "werkgroep",
            "grupa",
            "mshome",
            "local",
            "localdomain",
            "lan",
            "home",
            "home.arpa",
            "fritz.box",
            "localhost",
            "none",
            "n/a",
            "unknown",
            "azuread",
            "builtin",
            "nt authority");

    private DomainText() {}

    /// The domain, or the empty text where the words stand for none.
    ///
    /// @param folded by [Folding#loose]
    static String of(String folded) {
        var plain = folded.endsWith(".") ? folded.substring(0, folded.length() - 1) : folded;
        return NONE.contains(plain) ? "" : plain;
    }

    /// Whether two texts may name one domain: one is not known, they are equal, or one is a short name that stands
    /// as a
    /// label in the other.
    static boolean agree(String one, String other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other) || isLabelOf(one, other) || isLabelOf(other, one);
    }

    private static boolean isLabelOf(String shortName, String domain) {
        return shortName.indexOf('.') < 0
                && domain.indexOf('.') > 0
                && Arrays.asList(domain.split("\\.", -1)).contains(shortName);
    }
}
