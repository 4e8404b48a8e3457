package app.assay.engine.recognise;

import app.assay.domain.software.ProductTarget;

/// What an open title might be. Only a proposal: it counts for nothing until somebody accepts it.
///
/// @param score 0 to 1, the share of the telling words that agree
/// @param why one plain English phrase: which words agree, which do not, what contradicts
public record Candidate(ProductTarget target, double score, String why) {}
