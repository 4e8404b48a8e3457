package app.assay.architecture.culprit.files;

import app.assay.architecture.culprit.domain.DomainWell;

/// Knows what is told in files.
final class NeedsDomain {

    private final DomainWell told = new DomainWell();

    DomainWell told() {
        return told;
    }
}
