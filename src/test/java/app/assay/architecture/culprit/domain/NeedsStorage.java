package app.assay.architecture.culprit.domain;

import app.assay.architecture.culprit.storage.QueriesWell;

/// A domain value that reaches up to the register.
public final class NeedsStorage {

    public int size() {
        return new QueriesWell().size();
    }
}
