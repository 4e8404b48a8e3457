package app.assay.importing.formats.tag;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What one identification tag says, as far as an inventory needs it.
final class SwidTag {

    String namespace = "";
    int line;
    String name = "";
    String tagId = "";
    String version = "";
    String versionScheme = "";
    String language = "";
    String tagVersion = "";
    boolean corpus;
    boolean patch;
    boolean supplemental;
    boolean signed;
    boolean nested;
    boolean payload;
    boolean evidence;
    boolean supplementalLink;
    boolean patchesLink;
    boolean persistentEdition;
    String deviceId = "";
    String evidenceDate = "";
    final List<Entity> entities = new ArrayList<>();

    /// @param roles in lower case
    record Entity(String name, String regid, List<String> roles) {
        boolean is(String role) {
            return roles.contains(role);
        }
    }

    /// Whether the tag says that its software is installed, by the reading of RFC 9393.
    boolean isPrimary() {
        return !corpus && !patch && !supplemental;
    }

    /// The name of the software's creator, else of who licenses it, else of who made the tag.
    String publisher() {
        for (String role : List.of("softwarecreator", "licensor", "softwarelicensor", "publisher", "tagcreator")) {
            for (Entity entity : entities) {
                if (entity.is(role)) {
                    return entity.name().isEmpty() ? domain(entity.regid()) : entity.name();
                }
            }
        }
        return "";
    }

    /// The code of the tag: `swid:<regid of the tag creator>__<tagId>`.
    String code() {
        String regid = entities.stream()
                .filter(entity -> entity.is("tagcreator"))
                .map(entity -> domain(entity.regid()))
                .findFirst()
                .orElse("");
        return "swid:" + regid + "__" + tagId;
    }

    /// A regid as a lower-case domain; empty for the standard's word for "not known".
    static String domain(String regid) {
        String text = regid.strip()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^https?://", "")
                .replaceFirst("^www\\.", "");
        text = text.replaceAll("/+$", "");
        if (text.equals("invalid.unavailable") || text.equals("unavailable.invalid")) {
            return "";
        }
        if (text.matches("regid\\.\\d{4}-\\d{2}\\..+")) {
            String[] labels =
                    text.substring("regid.yyyy-mm.".length()).split(",", 2)[0].split("\\.", -1);
            return String.join(".", List.of(labels).reversed());
        }
        return text;
    }
}
