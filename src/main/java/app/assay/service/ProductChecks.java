package app.assay.service;

import app.assay.domain.record.Command.Finding;
import app.assay.domain.record.FieldType;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.software.Catalogue;
import app.assay.domain.software.CatalogueFinding;
import app.assay.engine.catalogue.CatalogueMerge.Merged;
import app.assay.work.Plain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What speaks against a change of own products: contradictions of the changed records, and what rests on that which
/// would no longer be there.
final class ProductChecks {

    /// The most users of a product that are told one by one.
    private static final int MOST_TOLD = 5;

    private final Merged before;
    private final Merged after;
    private final boolean keepsContradictions;

    /// @param keepsContradictions whether records that contradict are kept, told and not in force, as when a file
    ///     brings them, instead of refused
    ProductChecks(Merged before, Merged after, boolean keepsContradictions) {
        this.before = before;
        this.after = after;
        this.keepsContradictions = keepsContradictions;
    }

    /// What is wrong with one edited record.
    ///
    /// @param isNew whether the record is not there yet
    List<Finding> of(RecordState edited, boolean isNew) {
        var findings = new ArrayList<Finding>();
        for (var found : after.of(edited.id())) {
            boolean shippedName = found.code() == CatalogueFinding.Code.NAME_SHIPPED && isNew;
            findings.add(new Finding(
                    edited.id(),
                    Optional.of(found.field()),
                    (found.out() || shippedName) && !keepsContradictions,
                    found.code().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    found.message()));
        }
        return findings;
    }

    /// What rests on products, editions and versions that would be gone.
    ///
    /// @param cause the first record of the command, which the findings are told of
    /// @param records records of a kind as they would be
    List<Finding> dependants(UUID cause, Set<UUID> touched, Records records) {
        var findings = new ArrayList<Finding>();
        for (var entry : before.inForce().entrySet()) {
            var one = entry.getValue();
            boolean goes = !after.inForce().containsKey(entry.getKey()) && !touched.contains(one.id());
            if (goes) {
                findings.add(new Finding(
                        cause,
                        Optional.empty(),
                        true,
                        "still-used",
                        Plain.text(
                                "It is still used by the own product %s, which would no longer be in force.",
                                entry.getKey())));
            }
        }
        var changed = changed(before.catalogue(), after.catalogue());
        if (changed.isEmpty()) {
            return findings;
        }
        int users = 0;
        for (var kind : RecordKind.values()) {
            if (kind.fields().stream().noneMatch(field -> field.type() == FieldType.PRODUCT)) {
                continue;
            }
            for (var state : records.of(kind)) {
                if (changed.contains(state.text("product")) && isLost(state)) {
                    users++;
                    if (users <= MOST_TOLD) {
                        findings.add(new Finding(
                                cause,
                                Optional.empty(),
                                true,
                                "still-used",
                                Plain.text(
                                        "It is still used by %s \"%s\".",
                                        kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                        state.text(kind.fields().getFirst().name()))));
                    }
                }
            }
        }
        if (users > MOST_TOLD) {
            findings.add(new Finding(
                    cause,
                    Optional.empty(),
                    true,
                    "still-used",
                    Plain.text("It is still used by %s other records.", users - MOST_TOLD)));
        }
        return findings;
    }

    @FunctionalInterface
    interface Records {
        List<RecordState> of(RecordKind kind);
    }

    private static Set<String> changed(Catalogue before, Catalogue after) {
        var changed = new HashSet<String>();
        before.products().forEach((key, product) -> {
            if (!product.equals(after.products().get(key))) {
                changed.add(key);
            }
        });
        return changed;
    }

    /// Whether what a record names was there and would not be.
    private boolean isLost(RecordState state) {
        var was = before.catalogue().product(state.text("product"));
        var is = after.catalogue().product(state.text("product"));
        if (was.isEmpty()) {
            return false;
        }
        if (is.isEmpty()) {
            return true;
        }
        var edition = state.text("edition");
        if (was.get().edition(edition).isPresent() && is.get().edition(edition).isEmpty()) {
            return true;
        }
        for (var field : List.of("version", "release")) {
            var release = state.text(field);
            if (was.get().release(release).isPresent()
                    && is.get().release(release).isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
