package app.assay.engine.validate;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.record.Command.Finding;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.software.Catalogue;
import app.assay.domain.software.Edition;
import app.assay.domain.software.Licensing;
import app.assay.domain.software.Product;
import app.assay.domain.software.Publisher;
import app.assay.domain.software.Release;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("locales")
class RecordValidatorTest {

    private static final UUID ID = new UUID(1, 1);
    private static final UUID BASE = new UUID(1, 2);
    private static final UUID ABOVE = new UUID(1, 3);
    private static final UUID ABOVE_THAT = new UUID(1, 4);

    private final Catalogue catalogue = new Catalogue(
            "test",
            "1",
            List.of(new Publisher("acme", "Acme", List.of())),
            List.of(new Product(
                    "acme/draw",
                    "acme",
                    "Draw",
                    "Draw",
                    "Graphics",
                    Licensing.LICENSABLE,
                    "device",
                    List.of("Draw"),
                    List.of(),
                    List.of(new Edition("pro", "Pro", 1, List.of())),
                    List.of(new Release("2", "2", 1, List.of(), List.of(), Optional.empty(), Optional.empty())),
                    List.of(),
                    false)));

    private final RecordValidator validator = new RecordValidator(
            new RecordValidator.Surroundings(catalogue, RecordValidatorTest::known, (_, key) -> key.equals("E-TAKEN")));

    /// A base, one that builds on the record itself, and one that builds on that one.
    private static Optional<RecordState> known(RecordKind kind, UUID id) {
        if (id.equals(BASE)) {
            return Optional.of(RecordState.of(kind, id, Map.of()));
        }
        var field = kind == RecordKind.DEVICE ? "host" : kind == RecordKind.ENTITLEMENT ? "base" : "parent";
        if (id.equals(ABOVE)) {
            return Optional.of(RecordState.of(kind, id, Map.of(field, ID.toString())));
        }
        return id.equals(ABOVE_THAT)
                ? Optional.of(RecordState.of(kind, id, Map.of(field, ABOVE.toString())))
                : Optional.empty();
    }

    @ParameterizedTest
    @CsvSource({"ENTITLEMENT, base, true", "ORGANISATION_UNIT, parent, true", "DEVICE, host, false"})
    void aReferenceThatLeadsBackToItsRecordIsToldAndRefusedWhereItIsTheAnalysts(
            RecordKind kind, String field, boolean isRefused) {
        var values = kind == RecordKind.ENTITLEMENT ? entitlement() : new TreeMap<>(Map.of("name", "n"));
        for (var above : List.of(ABOVE, ABOVE_THAT)) {
            values.put(field, above.toString());

            var findings = validator.check(RecordState.of(kind, ID, values));

            assertThat(findings).anySatisfy(finding -> {
                assertThat(finding.code()).isEqualTo("circle");
                assertThat(finding.field()).contains(field);
                assertThat(finding.blocking()).isEqualTo(isRefused);
            });
        }
        values.put(field, BASE.toString());
        assertThat(codes(validator.check(RecordState.of(kind, ID, values)))).doesNotContain("circle");
    }

    @Test
    void daysInTheWrongOrderAreTold() {
        var device = RecordState.of(
                RecordKind.DEVICE, ID, Map.of("name", "n", "firstSeen", "2026-11-08", "lastSeen", "2024-01-10"));
        assertThat(codes(validator.check(device))).containsExactly("seen-reversed");

        var values = entitlement();
        values.put("start", "2026-01-01");
        values.put("maintenanceUntil", "2025-12-31");
        assertThat(codes(check(values))).containsExactly("maintenance-reversed");
    }

    @Test
    void moreUnitsThanTheLicenceBelowAndSeveralClustersAreToldBesideTheirFields() {
        var base = RecordState.of(
                RecordKind.ENTITLEMENT, BASE, Map.of("reference", "B-1", "quantity", "2", "unitsPerPack", "5"));
        var withBase = new RecordValidator(new RecordValidator.Surroundings(
                catalogue, (_, id) -> id.equals(BASE) ? Optional.of(base) : Optional.empty(), (_, _) -> false));
        var values = entitlement();
        values.put("kind", "UPGRADE");
        values.put("base", BASE.toString());
        values.put("quantity", "11");
        assertThat(withBase.check(RecordState.of(RecordKind.ENTITLEMENT, ID, values)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.field()).contains("quantity");
                    assertThat(finding.blocking()).isFalse();
                    assertThat(finding.message())
                            .isEqualTo(
                                    "The licence it builds on, \"B-1\", has 10 units; what is beyond gives nothing.");
                });
        values.put("quantity", "10");
        assertThat(withBase.check(RecordState.of(RecordKind.ENTITLEMENT, ID, values)))
                .isEmpty();

        var host = RecordState.of(RecordKind.DEVICE, ID, Map.of("name", "h", "cluster", "A; B;a"));
        assertThat(validator.check(host)).singleElement().satisfies(finding -> {
            assertThat(finding.field()).contains("cluster");
            assertThat(finding.message())
                    .isEqualTo("It belongs to 2 clusters; machines of each of them are counted on it.");
        });
        assertThat(validator.check(RecordState.of(RecordKind.DEVICE, ID, Map.of("name", "h", "cluster", "A;a"))))
                .isEmpty();
    }

    private static Map<String, String> entitlement() {
        return new TreeMap<>(Map.of(
                "reference", "E-1",
                "product", "acme/draw",
                "metric", "device",
                "kind", "FULL",
                "quantity", "10"));
    }

    private List<Finding> check(Map<String, String> values) {
        return validator.check(RecordState.of(RecordKind.ENTITLEMENT, ID, values));
    }

    private static List<String> codes(List<Finding> findings) {
        return findings.stream().map(Finding::code).toList();
    }

    @Test
    void aPlainEntitlementHasNoFindings() {
        assertThat(check(entitlement())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "product, acme/paint, product-waiting",
        "edition, lite, unknown-edition",
        "version, 9, unknown-version",
        "metric, per moon, metric-not-supported"
    })
    void aTextThatNobodyUnderstandsIsKeptAndTold(String field, String value, String code) {
        var values = entitlement();
        values.put(field, value);

        var findings = check(values);

        assertThat(codes(findings)).contains(code);
        assertThat(findings).noneMatch(Finding::blocking);
        assertThat(findings).anySatisfy(finding -> assertThat(finding.field()).contains(field));
    }

    @ParameterizedTest
    @CsvSource({
        "quantity, ten, not-quantity",
        "quantity, -1, negative",
        "kind, GIFT, unknown-code",
        "start, 31.12.2026, not-date",
        "unitPrice, 12.50, not-money",
        "unitsPerPack, 0, out-of-range",
        "base, nowhere, unknown-reference",
        "reference, E-TAKEN, duplicate",
        "reference, '', missing"
    })
    void aWrongValueBlocksAndIsToldBesideItsField(String field, String value, String code) {
        var values = entitlement();
        values.put(field, value);

        var findings = check(values);

        assertThat(codes(findings)).contains(code);
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.blocking()).isTrue();
            assertThat(finding.field()).contains(field);
            assertThat(finding.message()).endsWith(".");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "kind, UPGRADE, unattached",
        "kind, MAINTENANCE, unattached",
        "kind, SUBSCRIPTION, no-end",
        "quantity, unknown, quantity-unknown",
        "metric, other(name=per moon), metric-not-supported"
    })
    void anOddValueWarnsAndPasses(String field, String value, String code) {
        var values = entitlement();
        values.put(field, value);

        var findings = check(values);

        assertThat(codes(findings)).containsExactly(code);
        assertThat(findings).noneMatch(Finding::blocking);
    }

    @Test
    void anEndBeforeTheStartBlocks() {
        var values = entitlement();
        values.put("start", "2026-06-01");
        values.put("end", "2026-05-31");

        assertThat(codes(check(values))).containsExactly("ends-before-it-begins");
    }

    @Test
    void anAttachedUpgradeIsFine() {
        var values = entitlement();
        values.put("kind", "UPGRADE");
        values.put("base", BASE.toString());

        assertThat(check(values)).isEmpty();
    }

    @Test
    void aReferenceToItselfBlocks() {
        var own = new RecordValidator(new RecordValidator.Surroundings(
                catalogue, (kind, id) -> Optional.of(RecordState.of(kind, id, Map.of())), (_, _) -> false));
        var values = entitlement();
        values.put("kind", "UPGRADE");
        values.put("base", ID.toString());

        assertThat(codes(own.check(RecordState.of(RecordKind.ENTITLEMENT, ID, values))))
                .containsExactly("refers-to-itself");
    }

    @Test
    void anExclusionWithoutConditionBlocks() {
        var findings = validator.check(RecordState.of(
                RecordKind.EXCLUSION,
                ID,
                Map.of("reference", "X-1", "reason", "OTHER", "explanation", "because", "approvedBy", "someone")));

        assertThat(codes(findings)).containsExactly("no-condition");
    }

    @Test
    void aBrokenPatternOfARuleBlocks() {
        var findings = validator.check(RecordState.of(
                RecordKind.RECOGNITION_RULE,
                ID,
                Map.of("order", "1", "match", "PATTERN", "title", "draw(", "product", "acme/draw")));

        assertThat(codes(findings)).containsExactly("bad-pattern");
    }
}
