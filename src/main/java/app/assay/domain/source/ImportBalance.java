package app.assay.domain.source;

/// What became of the rows of an import. Always read = added + changed + same + rejected.
///
/// @param added rows that say something new (shown as "new")
/// @param vanished facts of the source's load before that this load no longer has; not part of the balance
public record ImportBalance(long read, long added, long changed, long same, long rejected, long vanished) {

    public static final ImportBalance NOTHING = new ImportBalance(0, 0, 0, 0, 0, 0);

    public ImportBalance {
        if (read != added + changed + same + rejected) {
            throw new IllegalArgumentException("read %d is not new %d + changed %d + same %d + rejected %d"
                    .formatted(read, added, changed, same, rejected));
        }
    }
}
