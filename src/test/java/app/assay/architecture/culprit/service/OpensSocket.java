package app.assay.architecture.culprit.service;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/// A service that connects by itself.
public final class OpensSocket {

    public SocketChannel connect(InetSocketAddress place) throws IOException {
        return SocketChannel.open(place);
    }
}
