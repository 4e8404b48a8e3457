package app.assay.reporting.position;

import app.assay.domain.code.EvidenceGrade;
import app.assay.domain.code.RightKind;
import app.assay.domain.position.LineStatus;
import app.assay.reporting.sheet.Workbook;
import app.assay.reporting.table.Words;
import java.util.ArrayList;
import java.util.List;

/// The sheet that explains every column and code.
public final class Legend {

    private static final String[][] COLUMNS = {
        {"Position", "Ref", "Reference of the line in the workpapers; the other sheets use the same."},
        {"Position", "Line", "Stable key of the line: product, edition and metric."},
        {"Position", "Versions found", "Versions found by discovery, with the number of installations of each."},
        {"Position", "Metric", "How the publisher counts, with its terms."},
        {"Position", "Raw titles", "Different titles, as machines report them, that were recognised as this product."},
        {"Position", "Installations", "Pairs of device and title found, before anything is taken off."},
        {"Position", "Gross found (units)", "Units of the metric that everything found would need."},
        {"Position", "Reductions (units)", "Units taken off for the reasons on the sheet Bridge."},
        {"Position", "Net required (units)", "Gross less reductions."},
        {"Position", "Counted in Consumption (units)", "Units of all consumers of the line on the sheet Consumption."},
        {"Position", "Owned (units)", "Units of all rights of the line, in term or not."},
        {"Position", "Usable at the date (units)", "Units of rights that can be used at the date."},
        {"Position", "Covered (units)", "Required units that a right covers."},
        {"Position", "Shortfall (units)", "Net required less covered."},
        {"Position", "Surplus (units)", "Usable units that nothing needs."},
        {"Position", "Balance (units)", "Surplus less shortfall; below zero there is something to buy."},
        {
            "Position",
            "Packs to buy",
            "Whole packs that would cover the shortfall; units per pack are 0 where packs of several sizes would."
        },
        {
            "Position",
            "Price per unit",
            "Price of a right that would close the gap, per unit; blank where units at several prices are short."
        },
        {
            "Position",
            "Exposure (money)",
            "Shortfall × price per unit; each unit at its own where several prices are short."
        },
        {
            "Position",
            "Exposure in whole packs (money)",
            "Packs to buy × price of a pack: the exposure rounded up to packs as they are sold."
        },
        {"Position", "Surplus value (money)", "Surplus × the line's usual price per unit, not rounded."},
        {"Position", "Weakest proof", "Weakest grade of proof among the rights used; see the grades below."},
        {
            "Position",
            "Check",
            "ok when gross − reductions = net, covered + shortfall = net, and consumption adds up to net."
        },
        {"Bridge", "Level after", "Running level: found, less each reduction, less what is covered."},
        {"Bridge", "Money", "Units × price per unit of the line."},
        {"Consumption", "Consumer", "What needs units: a device, host, user, assignment or site."},
        {"Consumption", "Facts used", "Facts that the rules were applied to, in the order of their use."},
        {"Consumption", "Not covered", "Units of this consumer that no right covers."},
        {"Consumption", "Rights used", "Entitlement × units, and the rule that lets it cover the consumer."},
        {"Not counted", "Reason", "Why something found needs no licence."},
        {"Entitlement detail", "Owned (units)", "Units that the right grants, before anything is taken off."},
        {"Entitlement detail", "Usable (units)", "Units that could be used at the date."},
        {"Entitlement detail", "Used here (units)", "Units that cover demand of this line."},
        {
            "Assumptions",
            "Kind",
            "Setting of the run, assumption of the analyst, exclusion, or limit that the computation met."
        },
    };

    private static final String[][] REASONS = {
        {"Not licensable", "Free, open source, an update or a component: needs no licence."},
        {"Out of service", "The device is planned, in stock, retired, disposed of or lost."},
        {"Stale", "The device was not seen for longer than the setting allows."},
        {"Environment", "The device is in an exempt environment."},
        {"Excluded", "An exclusion of the analyst takes it out."},
        {"Duplicate", "The same installation was reported twice."},
        {"Second copy", "A right lets the same person use a second copy."},
        {"Suite component", "A suite on the same device covers it."},
    };

    private static final String[][] TICKS = {
        {"✓", "agreed to source document"},
        {"T", "traced to system record"},
        {"F", "footed: column added up"},
        {"CF", "cross-footed"},
        {"R", "recalculated independently"},
        {"C", "confirmed by owner"},
        {"V", "verified on the device"},
        {"PBC", "supplied by the department"},
        {"N/A", "not applicable"},
    };

    private Legend() {}

    static void write(Workbook.Sheet sheet) {
        for (var row : rows()) {
            row.forEach(sheet::text);
            sheet.endRow();
        }
    }

    /// Sheet, column or code, and meaning.
    public static List<List<String>> rows() {
        var rows = new ArrayList<List<String>>();
        for (var column : COLUMNS) {
            rows.add(List.of(column));
        }
        for (var status : LineStatus.values()) {
            rows.add(List.of("Status", Words.sign(status) + " " + Words.status(status), meaning(status)));
        }
        for (var reason : REASONS) {
            rows.add(List.of("Reason", reason[0], reason[1]));
        }
        for (var kind : RightKind.values()) {
            rows.add(List.of("Kind of right", Words.sentence(kind.name()), meaning(kind)));
        }
        for (var grade : EvidenceGrade.values()) {
            rows.add(List.of("Grade of proof", Words.grade(grade.name()), "1 is the strongest, 7 the weakest."));
        }
        for (var tick : TICKS) {
            rows.add(List.of("Tick mark", tick[0], tick[1]));
        }
        rows.add(List.of("Cell", "unknown", "Nobody told how many. Never the same as 0."));
        rows.add(List.of("Cell", "unlimited", "As many as anyone likes, within scope and term of the right."));
        return rows;
    }

    private static String meaning(LineStatus status) {
        return switch (status) {
            case SHORT -> "More is required than covered.";
            case NOT_COMPUTABLE -> "A fact or a rule is missing; the remark says which.";
            case SURPLUS -> "Usable units are left over.";
            case COMPLIANT -> "Everything required is covered and nothing is left over.";
            case UNLIMITED -> "Covered by a right without limit.";
        };
    }

    private static String meaning(RightKind kind) {
        return switch (kind) {
            case FULL -> "A full licence.";
            case OEM -> "A full licence that came with a device and may be used on that device alone.";
            case UPGRADE -> "A higher version for a full licence that it consumes.";
            case STEP_UP -> "A higher edition for a full licence that it consumes.";
            case MAINTENANCE -> "Maintenance on a base licence; no right of its own.";
            case SUBSCRIPTION -> "A right for a term.";
        };
    }
}
