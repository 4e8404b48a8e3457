package app.assay.work;

/// A failure that can be told in the language of whoever reads of it; its message is the English one.
public interface Worded {

    /// What happened.
    Sentence words();
}
