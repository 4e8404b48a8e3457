package app.assay.ui.entitlements;

import app.assay.domain.record.DatedValues;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.service.InspectRecords.Said;
import app.assay.service.Saved;
import app.assay.ui.records.MemoryDesk;
import app.assay.ui.shell.DirectJobs;
import app.assay.ui.shell.Drill;
import app.assay.ui.shell.FormDrafts;
import app.assay.ui.shell.Navigator;
import app.assay.ui.text.Texts;
import app.assay.work.Progress;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// An entitlements workspace over records in memory.
final class EntitlementsFixture {

    final MemoryDesk desk = new MemoryDesk();
    final Navigator navigator = new Navigator(Drill.to("entitlements"));
    final EntitlementsWorkspace workspace;

    EntitlementsFixture(Locale locale) {
        this(locale, FormDrafts.none(new DirectJobs()));
    }

    EntitlementsFixture(Locale locale, FormDrafts drafts) {
        var texts = Texts.of(locale, ZoneOffset.UTC);
        workspace = new EntitlementsWorkspace(
                desk::table,
                desk,
                new MemoryProofs(),
                (kind, id) -> desk.find(kind, id).stream()
                        .flatMap(state -> state.values().entrySet().stream())
                        .map(value -> new Said(value.getKey(), value.getValue(), "", "", 0, true, false))
                        .toList(),
                drafts,
                navigator,
                new DirectJobs(),
                texts);
    }

    /// A believable handful of licences.
    void fill() {
        desk.steps.add(new DatedValues.Step("quantity", "64", LocalDate.of(2026, 6, 30)));
        desk.steps.add(new DatedValues.Step("quantity", "70", LocalDate.of(2026, 12, 31)));
        var agreement = desk.put(
                RecordKind.AGREEMENT,
                Map.of("reference", "EA-7781", "publisher", "Microsoft", "programme", "Enterprise Agreement"));
        String[][] rows = {
            {"ENT-0001", "microsoft/sql-server", "core(counting=HOST,minimumPerProcessor=8)", "FULL", "64", "2"},
            {"ENT-0002", "microsoft/sql-server", "core(minimumPerVirtualMachine=4)", "SUBSCRIPTION", "16", "2"},
            {"ENT-0003", "adobe/acrobat", "named-user", "SUBSCRIPTION", "120", "1"},
            {"ENT-0004", "microsoft/windows-server", "core(minimumPerServer=16)", "FULL", "320", "2"},
            {"ENT-0005", "microsoft/sql-server", "core", "UPGRADE", "12", "2"},
            {"ENT-0006", "adobe/acrobat", "device", "FULL", "unknown", "1"},
            {"ENT-0007", "microsoft/visio", "device", "FULL", "35", "1"},
            {"ENT-0008", "microsoft/project", "site", "FULL", "unlimited", "1"},
        };
        for (var row : rows) {
            var values = new HashMap<String, String>();
            values.put("reference", row[0]);
            values.put("product", row[1]);
            values.put("metric", row[2]);
            values.put("kind", row[3]);
            values.put("quantity", row[4]);
            values.put("unitsPerPack", row[5]);
            values.put("versionCover", "AND_EARLIER");
            values.put("unitPrice", "412.5 EUR");
            values.put("agreement", agreement.id().toString());
            values.put("start", "2024-04-01");
            if (row[3].equals("SUBSCRIPTION")) {
                values.put("end", "2027-03-31");
            }
            desk.put(RecordKind.ENTITLEMENT, values);
        }
    }

    private final class MemoryProofs implements ProofDesk {

        @Override
        public List<RecordState> of(UUID record) {
            return desk.all(RecordKind.PROOF).stream()
                    .filter(proof -> proof.text("entitlement").equals(record.toString()))
                    .toList();
        }

        @Override
        public boolean isKept(RecordState proof) {
            return !proof.text("fileName").startsWith("lost");
        }

        @Override
        public Saved attach(UUID entitlement, Path file, Map<String, String> further) {
            desk.put(
                    RecordKind.PROOF,
                    Map.of(
                            "fileName",
                            String.valueOf(file.getFileName()),
                            "entitlement",
                            entitlement.toString(),
                            "sha256",
                            "3f2a90c1b2d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e",
                            "bytes",
                            "120400"));
            return new Saved(true, 1, List.of());
        }

        @Override
        public void copy(RecordState proof, Path to) {
            throw new UnsupportedOperationException(proof.text("fileName") + to + Progress.NONE);
        }
    }
}
