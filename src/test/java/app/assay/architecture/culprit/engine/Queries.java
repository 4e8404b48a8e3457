package app.assay.architecture.culprit.engine;

import java.sql.Connection;
import java.sql.SQLException;

/// An engine that talks to a database.
public final class Queries {

    public boolean open(Connection connection) throws SQLException {
        return !connection.isClosed();
    }
}
