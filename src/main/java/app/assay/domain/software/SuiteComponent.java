package app.assay.domain.software;

import java.util.List;

/// A product that a suite contains.
///
/// @param product key of the component
/// @param editions keys of the suite's editions that contain it; empty for all
public record SuiteComponent(String product, List<String> editions) {
    public SuiteComponent {
        editions = List.copyOf(editions);
    }
}
