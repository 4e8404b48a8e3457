package app.assay.storage.witness;

import app.assay.work.Sentence;
import app.assay.work.Worded;
import java.io.IOException;

/// Something in a file of rows or entries is not as it was written.
public final class BrokenLines extends IOException implements Worded {

    @java.io.Serial
    private static final long serialVersionUID = 1L;

    private final transient Sentence words;

    public BrokenLines(Sentence words) {
        super(words.english());
        this.words = words;
    }

    @Override
    public Sentence words() {
        return words;
    }
}
