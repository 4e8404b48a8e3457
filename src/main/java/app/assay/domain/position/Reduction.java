package app.assay.domain.position;

import app.assay.domain.value.Quantity;

/// What one named step takes out of gross demand, measured again after the step before.
///
/// @param reason stable code: `not-licensable`, `out-of-service`, `stale`, `environment`, `excluded`, `duplicate`,
///     `second-copy`, `suite-component` …
/// @param units units of the metric that the step takes away
/// @param installations device × product pairs that the step takes away
/// @param rule the setting, exclusion or rule that did it, in plain words
public record Reduction(String reason, Quantity units, long installations, String rule) {}
