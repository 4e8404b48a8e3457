package app.assay.service.sample;

import app.assay.domain.software.ProductTarget;
import java.util.Optional;

/// An invented raw title and what it really is.
///
/// @param truth what the three texts tell, no more; empty for software that no catalogue knows
/// @param licensed the licence that the installation needs, whether the texts tell its edition or not; empty when none
record SampleTitle(
        String title,
        String publisher,
        String version,
        Optional<ProductTarget> truth,
        Optional<ProductTarget> licensed) {}
