package app.assay.domain.metric;

import java.util.List;
import java.util.Map;

/// A metric that counts all that use a product together. One class each, and one line in [CountedMetrics].
///
/// It holds everything about the metric: its code, its terms, the words that contracts name it with, and its
/// arithmetic: a pure function of facts and terms.
public interface CountedMetric {

    /// The stable code, such as `named-user-plus`; it ends the ids of its lines.
    String code();

    /// Its terms in the order in which forms show them.
    List<MetricTerm> terms();

    /// The words of contracts and lists, without blanks, marks and capitals.
    List<String> names();

    /// Metrics of one family are licensed in place of one another and are counted together; all others stand alone.
    default String family() {
        return code();
    }

    /// What is needed.
    ///
    /// @param offered terms by the code of each metric of the family by which the product can be licensed here;
    /// this
    ///     metric's are among them
    Count count(CountFacts facts, Map<String, MetricTerms> offered);
}
