package app.assay.domain.source;

/// What became of the rows of an import. Always read = added + changed + same + rejected.
///
/// @param added rows that say something new (shown as "new")
/// @param vanished facts of the source's load before that this load no longer has; not part of the balance
public record ImportBalance(long read, long added, long changed, long same, long rejected, long vanished) {

    public static final ImportBalance NOTHING = new ImportBalance(0, 0, 0, 0, 0, 0);

    /// Rejected rows beyond this share of all make an import doubtful: the mapping may be wrong.
    public static final int MOST_REJECTED_PERCENT = 5;

    public ImportBalance {
        if (read != added + changed + same + rejected) {
            throw new IllegalArgumentException("read %s is not new %s + changed %s + same %s + rejected %s"
                    .formatted(read, added, changed, same, rejected));
        }
    }

    /// Whether so many rows were rejected that somebody has to look before the rest counts.
    public boolean isManyRejected() {
        return rejected * 100 > read * MOST_REJECTED_PERCENT;
    }

    /// Rejected rows as a share of all, in percent, rounded up; 0 when nothing was read.
    public long rejectedPercent() {
        return read == 0 ? 0 : Math.ceilDiv(rejected * 100, read);
    }
}
