package app.assay.architecture.culprit.service;

import java.net.URI;
import java.net.URL;
import java.util.Optional;

/// Breaks no rule: the program's own resources have an address, and a report may name one.
public final class NamesAddressWell {

    public Optional<URL> resource(String name) {
        return Optional.ofNullable(NamesAddressWell.class.getResource(name));
    }

    public String shown(URI address) {
        return address.toString();
    }
}
