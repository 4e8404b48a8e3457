package app.assay.service;

import app.assay.service.PlaceRemark.Kind;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Tells whether a folder is kept in step with other machines or lies on one, by the names on its path, by what sync
/// programs leave on their folders, and by the kind of its file system.
///
/// @param path absolute, as the user wrote it
/// @param environment variables in which sync programs tell their folders
/// @param has whether a folder has an entry of a name
/// @param names of the entries of the folder itself
/// @param fileSystem kind of the file system, such as `ext4`; empty when it is not told
record RegisterPlace(
        String path,
        Map<String, String> environment,
        BiPredicate<String, String> has,
        List<String> names,
        String fileSystem) {

    private static final Pattern SEPARATOR = Pattern.compile("[/\\\\]+");
    private static final Set<String> NETWORK_FILE_SYSTEMS = Set.of(
            "nfs",
            "nfs4",
            "cifs",
            "smb",
            "smb2",
            "smb3",
            "smbfs",
            "afpfs",
            "afs",
            "ncpfs",
            "davfs",
            "webdav",
            "9p",
            "ceph",
            "glusterfs",
            "lustre",
            "fuse.sshfs",
            "fuse.rclone",
            "fuse.gvfsd-fuse",
            "fuse.davfs2",
            "fuse.glusterfs");

    /// Words that sync programs put into the names of copies.
    private static final Pattern CONFLICT = Pattern.compile(
            "conflicted copy|case conflict|\\.sync-conflict-|in konflikt stehende kopie|copie en conflit|_conflict-\\d",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /// A file of the register with a number or the name of a machine behind its name: `register (1).mv.db`,
    /// `register 2.mv.db`, `register.mv-LAPTOP.db`.
    private static final Pattern SECOND_COPY = Pattern.compile(
            "register(\\.mv|\\.seal)?( \\(\\d+\\)| \\d+|-[\\p{Alnum}][\\p{Alnum}-]*)\\.(mv\\.db|db|assay|seal\\.json|json)",
            Pattern.CASE_INSENSITIVE);

    /// Looks at a folder of this machine, which need not be there yet.
    static List<PlaceRemark> remarks(Path folder, Map<String, String> environment) {
        var path = folder.toAbsolutePath().normalize();
        return new RegisterPlace(
                        path.toString(),
                        environment,
                        (parent, name) -> Files.exists(Path.of(parent, name)),
                        names(path),
                        fileSystem(path))
                .remarks();
    }

    private static List<String> names(Path folder) {
        var names = new ArrayList<String>();
        try (var entries = Files.newDirectoryStream(folder)) {
            entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        } catch (IOException | DirectoryIteratorException notThere) {
            // What cannot be looked at is no reason to disturb anybody; opening it tells.
        }
        names.sort(null);
        return names;
    }

    private static String fileSystem(Path path) {
        for (Path at = path; at != null; at = at.getParent()) {
            if (Files.exists(at)) {
                try {
                    return Files.getFileStore(at).type();
                } catch (IOException notTold) {
                    return "";
                }
            }
        }
        return "";
    }

    /// One remark for each kind, in the order of the kinds.
    List<PlaceRemark> remarks() {
        var found = new LinkedHashMap<Kind, String>();
        elements().forEach(element -> ofName(element).ifPresent(kind -> found.putIfAbsent(kind, element)));
        cloudStorage().ifPresent(service -> {
            if (found.isEmpty()) {
                found.put(Kind.CLOUD_STORAGE, service);
            }
        });
        ofEnvironment().ifPresent(folder -> found.putIfAbsent(Kind.ONEDRIVE, folder));
        for (var folder : folders()) {
            left(folder, found, Kind.SYNCTHING, ".stfolder");
            left(folder, found, Kind.DROPBOX, ".dropbox.cache");
            left(folder, found, Kind.NEXTCLOUD, ".nextcloudsync.log");
            left(folder, found, Kind.OWNCLOUD, ".owncloudsync.log");
            left(folder, found, Kind.GOOGLE_DRIVE, ".tmp.drivedownload");
        }
        if (path.startsWith("\\\\") || path.startsWith("//")) {
            found.put(Kind.NETWORK, path);
        } else if (NETWORK_FILE_SYSTEMS.contains(fileSystem.toLowerCase(Locale.ROOT))) {
            found.put(Kind.NETWORK, fileSystem);
        }
        names.stream()
                .filter(RegisterPlace::isConflictCopy)
                .findFirst()
                .ifPresent(name -> found.put(Kind.CONFLICT_COPY, name));
        elements()
                .filter(element -> CONFLICT.matcher(element).find())
                .findFirst()
                .ifPresent(element -> found.putIfAbsent(Kind.CONFLICT_COPY, element));
        return found.entrySet().stream()
                .map(entry -> new PlaceRemark(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(PlaceRemark::kind))
                .toList();
    }

    private static boolean isConflictCopy(String name) {
        return CONFLICT.matcher(name).find() || SECOND_COPY.matcher(name).matches();
    }

    private void left(String folder, Map<Kind, String> found, Kind kind, String name) {
        if (!found.containsKey(kind) && has.test(folder, name)) {
            found.put(kind, folder);
        }
    }

    private Stream<String> elements() {
        return SEPARATOR.splitAsStream(path).filter(element -> !element.isEmpty());
    }

    /// The folder and those around it, the innermost first.
    private List<String> folders() {
        var folders = new ArrayList<String>();
        folders.add(path);
        for (int at = path.length() - 1; at > 0; at--) {
            char c = path.charAt(at);
            if (c == '/' || c == '\\') {
                folders.add(path.substring(0, at));
            }
        }
        return folders;
    }

    private static Optional<Kind> ofName(String element) {
        var name = element.toLowerCase(Locale.ROOT);
        return kind(name, "onedrive")
                .map(_ -> Kind.ONEDRIVE)
                .or(() -> kind(name, "dropbox").map(_ -> Kind.DROPBOX))
                .or(() -> kind(name, "nextcloud").map(_ -> Kind.NEXTCLOUD))
                .or(() -> kind(name, "owncloud").map(_ -> Kind.OWNCLOUD))
                .or(() -> kind(name, "google drive", "googledrive").map(_ -> Kind.GOOGLE_DRIVE))
                .or(() -> is(name, "my drive", "meine ablage", "mon drive", "mi unidad", "il mio drive")
                        .map(_ -> Kind.GOOGLE_DRIVE))
                .or(() -> is(name, "mobile documents", "iclouddrive", "icloud drive")
                        .map(_ -> Kind.ICLOUD));
    }

    /// The product's name, alone or with an account behind it: `OneDrive - Harbour`, `OneDrive-Personal`,
    /// `Dropbox (Harbour)`, `Nextcloud2`.
    private static Optional<String> kind(String name, String... products) {
        for (var product : products) {
            if (name.equals(product)
                    || (name.startsWith(product) && " -(_0123456789".indexOf(name.charAt(product.length())) >= 0)) {
                return Optional.of(product);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> is(String name, String... names) {
        return List.of(names).contains(name) ? Optional.of(name) : Optional.empty();
    }

    private Optional<String> cloudStorage() {
        var elements = elements().toList();
        int at = elements.indexOf("CloudStorage");
        return at > 0 && elements.get(at - 1).equals("Library") && at + 1 < elements.size()
                ? Optional.of(elements.get(at + 1))
                : Optional.empty();
    }

    private Optional<String> ofEnvironment() {
        return Stream.of("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
                .map(variable -> environment.getOrDefault(variable, ""))
                .filter(folder -> !folder.isBlank() && isIn(folder))
                .findFirst();
    }

    private boolean isIn(String folder) {
        var whole = SEPARATOR.matcher(path + "/").replaceAll("/").toLowerCase(Locale.ROOT);
        var start = SEPARATOR.matcher(folder + "/").replaceAll("/").toLowerCase(Locale.ROOT);
        return whole.startsWith(start);
    }
}
