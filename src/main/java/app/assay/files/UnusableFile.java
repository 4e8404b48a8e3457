package app.assay.files;

import app.assay.work.Sentence;
import app.assay.work.Worded;
import java.io.IOException;
import java.io.Serial;

/// A file or folder of the register is not what it should be, in words for whoever reads of it.
public final class UnusableFile extends IOException implements Worded {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Sentence words;

    public UnusableFile(Sentence words) {
        super(words.english());
        this.words = words;
    }

    @Override
    public Sentence words() {
        return words;
    }
}
