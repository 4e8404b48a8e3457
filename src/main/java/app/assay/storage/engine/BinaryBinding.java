package app.assay.storage.engine;

import java.io.Serial;
import java.sql.SQLException;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.impl.AbstractBinding;

/// Hands columns of bytes to the engine as bytes.
///
/// Left to itself jOOQ (3.21) makes a large object of every array that it binds for H2: the engine then writes what is
/// longer than 256 bytes twice and keeps books of objects that never stand in a table, which made up three quarters of
/// a database after a large import (`src/docs/measurements.md`).
///
/// Public since the generated tables name it.
public final class BinaryBinding extends AbstractBinding<byte[], byte[]> {

    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    public Converter<byte[], byte[]> converter() {
        return Converter.ofNullable(byte[].class, byte[].class, bytes -> bytes, bytes -> bytes);
    }

    @Override
    public void set(BindingSetStatementContext<byte[]> context) throws SQLException {
        context.statement().setBytes(context.index(), context.value());
    }

    @Override
    public void get(BindingGetResultSetContext<byte[]> context) throws SQLException {
        context.value(context.resultSet().getBytes(context.index()));
    }
}
