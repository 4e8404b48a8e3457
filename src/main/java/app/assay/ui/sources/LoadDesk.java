package app.assay.ui.sources;

import app.assay.domain.table.TableSource;
import app.assay.service.ImportFiles;
import app.assay.service.ImportOutcome;
import app.assay.service.Tables;
import app.assay.work.Progress;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/// What the sources workspace asks of the register about its imports.
interface LoadDesk {

    TableSource loads();

    /// Rows that an import, or all that are published, left out.
    TableSource rejected(Optional<UUID> load);

    /// What the warnings say, each text once.
    TableSource warningTexts(Optional<UUID> load);

    /// The warnings one by one.
    TableSource warnings(Optional<UUID> load);

    /// Rows that an import would leave out that was only counted.
    TableSource rejectedBy(ImportOutcome outcome);

    TableSource warningTextsBy(ImportOutcome outcome);

    /// Takes an import back; throws when something rests on it.
    void takeBack(UUID load, String reason);

    /// Reads the kept file of an import again; on a background thread.
    ImportOutcome retry(UUID load, Progress progress);

    /// The day of the position as it is shown.
    LocalDate asAt();

    static LoadDesk of(Tables tables, ImportFiles files) {
        return new LoadDesk() {
            @Override
            public TableSource loads() {
                return tables.loads();
            }

            @Override
            public TableSource rejected(Optional<UUID> load) {
                return tables.rejected(load);
            }

            @Override
            public TableSource warningTexts(Optional<UUID> load) {
                return tables.warningTexts(load);
            }

            @Override
            public TableSource warnings(Optional<UUID> load) {
                return tables.warnings(load);
            }

            @Override
            public TableSource rejectedBy(ImportOutcome outcome) {
                return tables.rejectedBy(outcome);
            }

            @Override
            public TableSource warningTextsBy(ImportOutcome outcome) {
                return tables.warningTextsBy(outcome);
            }

            @Override
            public void takeBack(UUID load, String reason) {
                files.takeBack(load, reason);
            }

            @Override
            public ImportOutcome retry(UUID load, Progress progress) {
                return files.retry(load, false, progress);
            }

            @Override
            public LocalDate asAt() {
                return files.asAt();
            }
        };
    }
}
