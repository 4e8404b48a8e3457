package app.assay.domain.position;

import app.assay.domain.entitlement.Metric;
import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import java.util.List;
import java.util.Optional;

/// One licence pool of a position: a product (or an edition of it) by one metric.
///
/// Where the line can be computed: gross − Σ reductions = net; covered + shortfall = net; used per right ≤ usable.
/// Where it cannot, what is not known is [Quantity#UNKNOWN], the status is [LineStatus#NOT_COMPUTABLE] and `problems`
/// says
/// why.
///
/// @param id stable text key of the line, such as `microsoft/office|professional-plus|device`
/// @param edition key of the edition, empty when the line spans all or there are none
/// @param versions versions found, with counts, as people read them: `2016 (12), 2019 (30)`
/// @param titles raw titles behind the line
/// @param installations device × product pairs found, before reductions
/// @param owned units of all rights of the line, in term or not
/// @param usable units of rights that can be used at the date
/// @param surplus usable units that nothing needs; unlimited for an unlimited right
/// @param toBuy packs to buy to cover the shortfall, rounded up to whole packs
/// @param packUnits units in the pack that would be bought; 0 where packs of several sizes would be
/// @param unitPrice price of one unit that is short; empty when no entitlement tells one, or several prices are short
/// @param exposure what is short, each unit at the price of a right that would close its gap; empty when a price is not
///     known
/// @param toBuyValue packs to buy × price of a pack: the exposure rounded up to packs as they are sold
/// @param surplusValue known surplus × the line's usual unit price
/// @param grade weakest proof grade of the rights used, as a code of [app.assay.domain.code.EvidenceGrade]; empty when
/// a
///     right used has no proof
public record PositionLine(
        String id,
        String publisher,
        String product,
        String productName,
        String edition,
        String editionName,
        String versions,
        Metric metric,
        int titles,
        long installations,
        Quantity gross,
        List<Reduction> reductions,
        Quantity net,
        Quantity owned,
        Quantity usable,
        Quantity covered,
        Quantity shortfall,
        Quantity surplus,
        Quantity toBuy,
        int packUnits,
        Optional<Money> unitPrice,
        Optional<Money> exposure,
        Optional<Money> toBuyValue,
        Optional<Money> surplusValue,
        LineStatus status,
        String grade,
        List<RightUse> rights,
        List<Problem> problems) {

    public PositionLine {
        reductions = List.copyOf(reductions);
        rights = List.copyOf(rights);
        problems = List.copyOf(problems);
    }
}
