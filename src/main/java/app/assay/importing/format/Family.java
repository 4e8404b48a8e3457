package app.assay.importing.format;

import app.assay.importing.guard.ZipReader;
import app.assay.importing.syntax.XmlRoot;

/// How a format shows itself. The families are asked in this order, and the first of which a format claims the content
/// ends the search: what is an archive is not looked at as text, and what is XML is no table.
public enum Family {
    /// Bytes of its own at the beginning.
    BYTES(false) {
        @Override
        public boolean fits(Look look) {
            return true;
        }
    },
    /// A ZIP archive that is one document. An archive that no format claims holds files to be read one by one.
    CONTAINER(true) {
        @Override
        public boolean fits(Look look) {
            return ZipReader.looksLike(look.head());
        }
    },
    /// XML, told by its first element.
    XML(true) {
        @Override
        public boolean fits(Look look) {
            return look.root().isPresent() || XmlRoot.looksLike(look.head());
        }
    },
    /// JSON, told by its first members.
    JSON(true) {
        @Override
        public boolean fits(Look look) {
            return look.json().isPresent();
        }
    },
    /// Lines in a form of their own, such as the list of a package manager.
    TEXT(false) {
        @Override
        public boolean fits(Look look) {
            return true;
        }
    },
    /// Rows and columns whose meaning the analyst decides.
    TABLE(false) {
        @Override
        public boolean fits(Look look) {
            return true;
        }
    };

    private final boolean alone;

    Family(boolean alone) {
        this.alone = alone;
    }

    /// Whether a format of this family can be asked about the content at all.
    public abstract boolean fits(Look look);

    /// Whether content that fits this family is of no later one, also when no format claims it.
    public boolean isAlone() {
        return alone;
    }
}
