package app.assay.domain.software;

import java.util.List;

/// Who publishes software.
///
/// @param key stable key, such as `microsoft`
/// @param aliases other spellings that discovery reports
public record Publisher(String key, String name, List<String> aliases) {
    public Publisher {
        aliases = List.copyOf(aliases);
    }
}
