package app.assay.storage.engine;

import static app.assay.storage.generated.Tables.PACKED_INSTALLATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import app.assay.storage.generated.DefaultSchema;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/// A column that is not bound as bytes is kept by the engine a second time, as a large object.
class BinaryBindingTest {

    @Test
    void everyColumnOfBytesIsBoundAsBytes() {
        var columns = DefaultSchema.DEFAULT_SCHEMA.getTables().stream()
                .flatMap(table -> Arrays.stream(table.fields()))
                .filter(field -> field.getType() == byte[].class)
                .toList();

        assertThat(columns).hasSizeGreaterThan(10);
        assertThat(columns).extracting(Field::getBinding).allMatch(BinaryBinding.class::isInstance);
    }

    @Test
    void bytesComeBackAsTheyWereAndNoLargeObjectIsMade() throws Exception {
        var content = new byte[10_000];
        Arrays.fill(content, (byte) 7);
        var called = new TreeSet<String>();
        try (var connection = DriverManager.getConnection("jdbc:h2:mem:binding");
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE PACKED_INSTALLATIONS (ID BIGINT, CONTENT VARBINARY(1000000),"
                    + " ROW_CHECK VARBINARY(200))");
            var dsl = DSL.using(watched(connection, called), SQLDialect.H2);
            dsl.insertInto(
                            PACKED_INSTALLATIONS,
                            PACKED_INSTALLATIONS.ID,
                            PACKED_INSTALLATIONS.CONTENT,
                            PACKED_INSTALLATIONS.ROW_CHECK)
                    .values(1L, content, null)
                    .execute();

            var row = dsl.select(PACKED_INSTALLATIONS.CONTENT, PACKED_INSTALLATIONS.ROW_CHECK)
                    .from(PACKED_INSTALLATIONS)
                    .fetchSingle();
            assertThat(row.value1()).isEqualTo(content);
            assertThat(row.value2()).isNull();
        }
        assertThat(called).contains("setBytes").doesNotContain("createBlob", "setBlob", "setBinaryStream");
    }

    private static Connection watched(Connection connection, SortedSet<String> called) {
        return watched(Connection.class, connection, called);
    }

    private static <T> T watched(Class<T> type, T behind, SortedSet<String> called) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    called.add(method.getName());
                    try {
                        var result = method.invoke(behind, arguments);
                        return result instanceof PreparedStatement statement
                                ? watched(PreparedStatement.class, statement, called)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
