package app.assay.architecture.culprit.service;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;

/// A service that reads whatever an address names.
public final class OpensAddress {

    public InputStream open(URL place) throws IOException {
        return place.openStream();
    }
}
