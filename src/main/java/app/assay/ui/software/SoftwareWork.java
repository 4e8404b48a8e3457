package app.assay.ui.software;

import app.assay.domain.record.Command;
import app.assay.domain.record.RecordState;
import app.assay.domain.software.Catalogue;
import app.assay.domain.software.ProductTarget;
import app.assay.domain.software.RawTitle;
import app.assay.domain.software.Recognition;
import app.assay.domain.table.TableSource;
import app.assay.service.RecogniseTitles.Proposal;
import app.assay.service.RecogniseTitles.RuleEffect;
import app.assay.service.RecogniseTitles.Summary;
import app.assay.service.Saved;
import app.assay.work.Progress;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// What the screen of software asks the services for. Everything but `revision` is called in the background.
///
/// @param revision the register's revision now
/// @param title a title with all that is known of it
/// @param decide says what titles are, as one step
/// @param ignore says of titles that they do not matter, as one step
/// @param reopen takes decisions back
/// @param run recognises all titles and counts
/// @param preview what a rule would change
/// @param change checks and does a command
/// @param rule a rule as it is now
/// @param rules all rules in their order
/// @param products own products: the form and files
record SoftwareWork(
        LongSupplier revision,
        Supplier<Catalogue> catalogue,
        IntFunction<Title> title,
        Decide decide,
        Function<List<Integer>, Saved> ignore,
        Function<List<Integer>, Saved> reopen,
        Function<Progress, Summary> run,
        Preview preview,
        Function<Command, Saved> change,
        Function<UUID, Optional<RecordState>> rule,
        Supplier<List<RecordState>> rules,
        TableSource titles,
        TableSource ruleTable,
        TableSource installations,
        ProductWork products) {

    /// A raw title, what it is recognised as, why, and what it may be.
    ///
    /// @param explanation one sentence
    /// @param proposals best first
    record Title(RawTitle raw, Recognition recognition, String explanation, List<Proposal> proposals) {}

    @FunctionalInterface
    interface Decide {
        Saved decide(List<Integer> titles, ProductTarget target);
    }

    @FunctionalInterface
    interface Preview {
        RuleEffect preview(RecordState rule, Progress progress);
    }
}
