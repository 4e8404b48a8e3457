package app.assay.reporting.content;

import app.assay.domain.position.Position;
import app.assay.domain.position.PositionLine;
import app.assay.domain.position.Trace;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.source.Load;
import app.assay.domain.table.TableQuery;
import app.assay.domain.table.TableSource;
import app.assay.domain.trail.TrailEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Everything an evidence package or an ELP workbook is a function of, at one revision of a register. Equal content
/// gives equal bytes; nothing here depends on the clock, the zone or the language of the machine.
///
/// Small things are values; large ones (records, traces, tables, trail, bytes) are asked for when their part is
/// written and must answer the same each time, from the same revision.
///
/// @param traces why each line says what it says
/// @param records the register's records as they are at the revision
/// @param meanings what the texts of rights, assignments and exclusions mean at the revision
/// @param tables further tables to export, by their path in the package
/// @param loads all loads, published or withdrawn, in the order of their receipt
/// @param trail events up to the revision, in sequence; later ones are left out by the writer
/// @param bytes source files and documents by hash
/// @param redaction finds and masks product keys, passwords and other secrets
/// @param assumptions what the position rests on beyond its settings, in plain words; shown as they are
public record EvidenceContent(
        Register register,
        Paper paper,
        CatalogueFacts catalogue,
        Choices choices,
        Position position,
        Traces traces,
        Records records,
        Meanings meanings,
        List<ExtraTable> tables,
        List<Load> loads,
        Trail trail,
        Bytes bytes,
        Redaction redaction,
        List<String> assumptions) {

    public EvidenceContent {
        tables = List.copyOf(tables);
        loads = List.copyOf(loads);
        assumptions = List.copyOf(assumptions);
    }

    /// Which register at which revision.
    ///
    /// @param revisionAt when the revision was made; the only time a package carries as its own
    /// @param zone zone of the register, in which its days begin
    public record Register(UUID id, String name, long revision, Instant revisionAt, ZoneId zone) {}

    /// What stands on the cover.
    ///
    /// @param organisation whose software it is
    /// @param scope what is in, in a few words, such as `all` or a publisher
    /// @param sequence number of the package among those of its date, from 1
    /// @param preparedBy empty when nobody is named
    /// @param reviewedBy empty when nobody is named
    /// @param status code: `draft` or `frozen`
    /// @param classification such as `confidential`; empty for none
    /// @param applicationVersion version of the program, such as `0.1.0`
    public record Paper(
            String organisation,
            String scope,
            int sequence,
            String preparedBy,
            String reviewedBy,
            String status,
            String classification,
            String applicationVersion) {

        public Paper {
            if (sequence < 1) {
                throw new IllegalArgumentException("sequence is not 1 or more: " + sequence);
            }
        }
    }

    /// What a package says of itself, with secrets masked as everywhere else in it. Names of people and
    /// organisations
    /// are no secrets and stay: a package says who made it.
    public Paper paperAsShown() {
        if (choices.secrets() == Secrets.INCLUDE) {
            return paper;
        }
        UnaryOperator<String> mask = text -> redaction.text("", text);
        return new Paper(
                mask.apply(paper.organisation()),
                mask.apply(paper.scope()),
                paper.sequence(),
                mask.apply(paper.preparedBy()),
                mask.apply(paper.reviewedBy()),
                paper.status(),
                mask.apply(paper.classification()),
                paper.applicationVersion());
    }

    /// The catalogue in force.
    ///
    /// @param digest lower-case hexadecimal SHA-256 over its canonical form, with the analyst's own products
    public record CatalogueFacts(String name, String version, String digest) {}

    /// What the analyst chose to hand over.
    ///
    /// @param sourceFiles whether the source files go along byte for byte; else only their hashes
    /// @param documents whether the proofs go along byte for byte; else only their hashes
    /// @param spreadsheetTwins whether each CSV has a guarded twin that is safe to open by double-click
    /// @param secrets what becomes of product keys, passwords and other secrets
    public record Choices(boolean sourceFiles, boolean documents, boolean spreadsheetTwins, Secrets secrets) {

        public static final Choices EVERYTHING = new Choices(true, true, true, Secrets.MASK);

        public Choices(boolean sourceFiles, boolean documents, boolean spreadsheetTwins) {
            this(sourceFiles, documents, spreadsheetTwins, Secrets.MASK);
        }
    }

    /// What becomes of secrets. Those in tables, texts and the trail are masked unless all are included.
    public enum Secrets {
        /// A text file goes along as a copy in which they are masked; any other file that holds some is left
        /// out.
        MASK,
        /// A file that holds some is left out.
        LEAVE_OUT,
        /// Everything goes along as it is, and the package says so.
        INCLUDE
    }

    /// Finds and masks secrets.
    public interface Redaction {

        /// Finds nothing.
        Redaction NONE = new Redaction() {
            @Override
            public String text(String name, String text) {
                return text;
            }

            @Override
            public Look look(String sha256) {
                return new Look("", false, true);
            }

            @Override
            public void mask(String sha256, OutputStream out) {
                throw new IllegalStateException("nothing is to be masked");
            }
        };

        /// A text with its secrets masked; the very same text when it holds none.
        ///
        /// @param name of the column or field; empty for none
        String text(String name, String text);

        /// What secrets a file of the register holds.
        Look look(String sha256) throws IOException;

        /// Writes a copy of a text file with its secrets masked.
        void mask(String sha256, OutputStream out) throws IOException;
    }

    /// What secrets a file holds.
    ///
    /// @param words such as `2 product keys, 1 password`; empty when none was found
    /// @param partlyUnread whether a part could not be looked into
    /// @param maskable whether a masked copy can be written
    public record Look(String words, boolean partlyUnread, boolean maskable) {

        public boolean isClean() {
            return words.isEmpty() && !partlyUnread;
        }
    }

    /// Explains lines. Called once per line and part; one trace is held at a time.
    ///
    /// The value of a fact is shown as it is; a fact that is an installation had best name its source file and row.
    @FunctionalInterface
    public interface Traces {

        /// @return empty when the line cannot be explained
        Optional<Trace> trace(PositionLine line);
    }

    /// The register's records.
    @FunctionalInterface
    public interface Records {

        /// Records of a kind, sorted by natural key, then id.
        List<RecordState> of(RecordKind kind);
    }

    /// What the texts of rights, assignments and exclusions mean: derived by the catalogue and the analyst's rules
    /// and
    /// decisions, never stored.
    @FunctionalInterface
    public interface Meanings {

        /// @return empty for records that name no product
        Optional<Meaning> of(RecordState record);
    }

    /// What the texts of a record mean.
    ///
    /// @param recognition code: `KNOWN`, `EDITION_UNKNOWN`, `VERSION_UNKNOWN`, `WAITING` or `SET_ASIDE`
    /// @param product key in the catalogue; empty when nobody knows the product, as are the next three
    /// @param edition key of the edition, or the text of one that the catalogue does not have; empty for any
    /// @param release key of the release, or the text of one that the catalogue does not have; empty for any
    /// @param named product, edition and version as people read them
    /// @param metric what is counted; empty for records without a metric
    /// @param note which terms were assumed, in a sentence; empty for none
    public record Meaning(
            String recognition,
            String product,
            String edition,
            String release,
            String named,
            String metric,
            String note) {}

    /// A table that is too large or too special to be a list of records, such as installations or rejected rows.
    ///
    /// @param path folder and name without ending, such as `30_deployment/installs`: letters, digits, `.`, `_`, `-`
    ///     and one `/`
    /// @param title what it holds, in a few words, for the index
    public record ExtraTable(String path, String title, TableSource source, TableQuery query) {}

    /// The trail.
    @FunctionalInterface
    public interface Trail {

        void forEach(Consumer<TrailEvent> each);
    }

    /// Bytes kept by the register.
    @FunctionalInterface
    public interface Bytes {

        /// @param sha256 lower-case hexadecimal
        /// @return empty when the register does not hold them
        Optional<InputStream> open(String sha256) throws IOException;
    }
}
