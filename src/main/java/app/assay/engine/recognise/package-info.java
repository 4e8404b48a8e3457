/// From raw titles to products: a pure function of the title, the catalogue, the rules and the decisions.
///
/// A title is tried, in this order, against manual decisions, tag ids and product codes, the analyst's rules, the exact
/// normal forms of the catalogue and the rules shipped with it. What none of them knows stays open; candidates by
/// similarity are only ever proposed. A sure match that is wrong is worse than an open title, so a version, an edition
/// or a
/// publisher that contradicts takes a match back.
@NullMarked
package app.assay.engine.recognise;

import org.jspecify.annotations.NullMarked;
