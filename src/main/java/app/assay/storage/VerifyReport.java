package app.assay.storage;

import java.util.List;

/// What a full check of a register found.
///
/// @param trailEntries entries of the trail that were recomputed
/// @param packedRows packed installations whose digest was recomputed
/// @param blobs kept files whose hash was recomputed
/// @param loads loads whose balance was counted anew
/// @param differences what differs, each in one sentence with its place; empty when all agrees
public record VerifyReport(long trailEntries, long packedRows, long blobs, long loads, List<String> differences) {

    public VerifyReport {
        differences = List.copyOf(differences);
    }

    public boolean intact() {
        return differences.isEmpty();
    }
}
