package app.assay.service;

import app.assay.domain.position.InstallationFacts;
import app.assay.domain.record.RecordState;
import app.assay.domain.software.Catalogue;
import app.assay.domain.software.RawTitle;
import app.assay.domain.software.Recognition;
import app.assay.engine.recognise.Recogniser;
import app.assay.storage.installations.InstallationIndex;
import app.assay.storage.records.RegisterSnapshot;
import java.time.LocalDate;
import java.util.List;

/// All titles of a snapshot, recognised by one set of rules.
///
/// @param rules the user rules that were in force
/// @param decisions the manual decisions that were in force
record Recognised(
        List<RecordState> rules,
        List<RecordState> decisions,
        Catalogue catalogue,
        Recogniser recogniser,
        List<Recognition> titles) {

    /// Identifies catalogue, rules and decisions together.
    String digest() {
        return recogniser.digest();
    }

    /// The installations of one date as the engine wants them.
    InstallationFacts facts(RegisterSnapshot snapshot, InstallationIndex index) {
        return new InstallationFacts() {
            @Override
            public int titleCount() {
                return Math.min(titles.size(), index.titleCount());
            }

            @Override
            public RawTitle title(int title) {
                return snapshot.title(title);
            }

            @Override
            public Recognition recognition(int title) {
                return titles.get(title);
            }

            @Override
            public int[] devices(int title) {
                return index.devices(title);
            }

            @Override
            public int[] devicesLastSeenBefore(int title, LocalDate day) {
                return index.devicesLastSeenBefore(title, day);
            }

            @Override
            public int seenFirstLater(int title) {
                return index.seenFirstLater(title);
            }
        };
    }
}
