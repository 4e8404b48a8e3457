package app.assay.ui.sources;

import app.assay.service.ImportFiles;
import app.assay.service.ImportOutcome;
import app.assay.service.ImportPlan;
import app.assay.service.ImportPreview;
import app.assay.service.Saved;
import app.assay.work.Progress;
import java.util.List;

/// What the import page asks of the register. Every method is called on a background thread.
public interface ImportDesk {

    ImportPreview preview(ImportPlan plan);

    /// Counts what an import would change; writes nothing.
    ImportOutcome dryRun(ImportPlan plan, Progress progress);

    /// Imports; when too many rows are rejected, nothing is written unless that was accepted.
    ImportOutcome run(ImportPlan plan, boolean acceptRejected, Progress progress);

    List<String> profiles();

    Saved saveProfile(String name, ImportPlan plan);

    static ImportDesk of(ImportFiles files) {
        return new ImportDesk() {
            @Override
            public ImportPreview preview(ImportPlan plan) {
                return files.preview(plan);
            }

            @Override
            public ImportOutcome dryRun(ImportPlan plan, Progress progress) {
                return files.dryRun(plan, progress);
            }

            @Override
            public ImportOutcome run(ImportPlan plan, boolean acceptRejected, Progress progress) {
                return acceptRejected ? files.run(plan, progress) : files.runUnlessManyAreRejected(plan, progress);
            }

            @Override
            public List<String> profiles() {
                return files.profiles();
            }

            @Override
            public Saved saveProfile(String name, ImportPlan plan) {
                return files.saveProfile(name, plan);
            }
        };
    }
}
