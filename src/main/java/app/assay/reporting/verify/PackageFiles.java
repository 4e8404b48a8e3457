package app.assay.reporting.verify;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.SortedMap;

/// The files of a package.
interface PackageFiles {

    /// The name of the package, which is that of its top folder.
    String name();

    /// Files by path, with their SHA-256.
    SortedMap<String, String> hashes();

    InputStream open(String path) throws IOException;

    long size(String path);

    /// All files of which nothing wrong was found yet, those beside the payload too.
    Set<String> paths();

    /// A field of `bag-info.txt`; empty when it is not there.
    String information(String name);
}
