package app.assay.domain.software;

import java.util.UUID;

/// Something to tell about a record.
///
/// @param id identity of the record
/// @param field the field of the form that it is about, such as `name`, `components`
/// @param out whether the record is not in force because of it
/// @param message one plain English sentence
public record CatalogueFinding(UUID id, String key, String field, Code code, boolean out, String message) {

    /// What can be wrong with a record.
    public enum Code {
        /// The definition cannot be read.
        BROKEN,
        /// Another record has the same key.
        KEY_TWICE,
        /// Another product of the same publisher has the same name.
        NAME_EXISTS,
        /// The shipped catalogue has a product of the same name under another key. The record stays in force.
        NAME_SHIPPED,
        /// No publisher of that key is known.
        PUBLISHER_UNKNOWN,
        /// Two records describe one publisher differently. The record stays in force.
        PUBLISHER_DIFFERS,
        /// The suite contains a product that is not there.
        COMPONENT_UNKNOWN,
        /// The suite contains itself.
        CYCLE,
        /// Another product has one of its identifying codes. The record stays in force; among the analyst's own
        /// the
        /// first by key has the code.
        CODE_TAKEN
    }
}
