package app.assay.engine.reconcile.demand;

import app.assay.domain.position.Problem;
import app.assay.engine.reconcile.index.Selection;
import app.assay.engine.reconcile.measure.Measure;
import app.assay.engine.reconcile.pool.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What was measured for one line, before the match: gross units and what each step takes out, measured again after
/// each.
public final class LineDemand {

    final Line line;

    /// Device × product pairs in scope, and how many of them each step takes out.
    public long installations;

    public final long[] installationsByStep;

    /// Units that each step takes out, of the metric that the line is measured with.
    public final long[] unitsByStep;

    /// Whether a step takes out something whose units are unknown.
    public final boolean[] unknownByStep;

    /// Units that are left after all steps.
    public long left;

    /// Consumers left after all steps that the line could measure.
    long measured;

    /// By code of the problem: devices left after all steps whose units are unknown.
    public final SortedMap<String, Set<Integer>> unknown = new TreeMap<>();

    /// Devices with the product whose people hold no assignment, where assignments count.
    public final List<Integer> unassigned = new ArrayList<>();

    /// Why installations cannot tell the use at all, as the code of the problem; empty when they can.
    public String untold = "";

    /// What is to be told of the line as it was counted.
    public final List<Problem> told = new ArrayList<>();

    /// Whether the line by itself could not be measured, though the match may tell what it needs.
    boolean grossUntold;

    /// Whether ways to license were left out because there were too many.
    public boolean waysLeftOut;

    LineDemand(Line line, int steps) {
        this.line = line;
        installationsByStep = new long[steps];
        unitsByStep = new long[steps];
        unknownByStep = new boolean[steps];
    }

    void add(int step, long units) {
        if (step == Selection.COUNTED) {
            left += units;
            measured++;
        } else {
            unitsByStep[step] += units;
        }
    }

    public void unknown(String code, int device) {
        unknown.computeIfAbsent(code, _ -> new LinkedHashSet<>()).add(device);
    }

    public long grossKnown() {
        return left + Arrays.stream(unitsByStep).sum();
    }

    public boolean isGrossUnknown() {
        for (boolean isUnknown : unknownByStep) {
            if (isUnknown) {
                return true;
            }
        }
        return grossUntold || !isNetKnown();
    }

    public boolean isNetKnown() {
        return unknown.isEmpty() && untold.isEmpty() && line.option().measure.level() != Measure.Level.NONE;
    }
}
