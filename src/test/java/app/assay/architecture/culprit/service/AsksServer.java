package app.assay.architecture.culprit.service;

import java.net.http.HttpClient;

/// A service that brings its own way to servers.
public final class AsksServer {

    public boolean follows(HttpClient client) {
        return client.followRedirects() != HttpClient.Redirect.NEVER;
    }
}
