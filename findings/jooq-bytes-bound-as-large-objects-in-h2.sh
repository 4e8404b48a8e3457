#!/usr/bin/env bash
# jOOQ 3.21.9 on H2 2.4.240: does an array of bytes inserted into a VARBINARY column reach the engine as bytes?
#
# A good guess: yes, by PreparedStatement.setBytes, since the column is no large object. Prints which setter of the statement jOOQ
# calls for the bytes, for the dialects of H2 and of PostgreSQL. Needs a JDK 21 or newer and Maven; packages go to a temporary folder.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >pom.xml <<'P'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>f</groupId><artifactId>f</artifactId><version>1</version>
<dependencies><dependency><groupId>com.h2database</groupId><artifactId>h2</artifactId><version>2.4.240</version></dependency>
<dependency><groupId>org.jooq</groupId><artifactId>jooq</artifactId><version>3.21.9</version></dependency></dependencies></project>
P
mvn -q -B dependency:copy-dependencies -DoutputDirectory="$work/lib" >/dev/null
cat >Probe.java <<'J'
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.TreeSet;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

public class Probe {
    /// A connection whose statements tell the names of the setters that are called with anything but a number.
    static Connection watched(Connection connection, TreeSet<String> setters) {
        var loader = Probe.class.getClassLoader();
        return (Connection) Proxy.newProxyInstance(loader, new Class<?>[] {Connection.class}, (outer, method, arguments) -> {
            var result = call(connection, method, arguments);
            if (!(result instanceof PreparedStatement statement)) {
                return result;
            }
            return Proxy.newProxyInstance(loader, new Class<?>[] {PreparedStatement.class}, (inner, setter, values) -> {
                if (setter.getName().startsWith("set") && values.length > 1 && !(values[1] instanceof Number)) {
                    setters.add(setter.getName());
                }
                return call(statement, setter, values);
            });
        });
    }

    static Object call(Object on, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    static TreeSet<String> setters(SQLDialect dialect, String mode) throws Exception {
        var setters = new TreeSet<String>();
        try (var connection = DriverManager.getConnection("jdbc:h2:mem:" + dialect + mode)) {
            connection.createStatement().execute("create table packed (id int primary key, bytes varbinary(1000000) not null)");
            DSL.using(watched(connection, setters), dialect)
                    .insertInto(table("packed"), field("id", SQLDataType.INTEGER), field("bytes", SQLDataType.VARBINARY(1_000_000)))
                    .values(1, new byte[4000])
                    .execute();
        }
        return setters;
    }

    public static void main(String[] none) throws Exception {
        System.out.println("dialect of H2: " + setters(SQLDialect.H2, ""));
        System.out.println("dialect of PostgreSQL: " + setters(SQLDialect.POSTGRES, ";MODE=PostgreSQL"));
    }
}
J
java -cp "lib/*" -Dorg.jooq.no-logo=true -Dorg.jooq.no-tips=true Probe.java 2>errors.txt | tee seen.txt || cat errors.txt

# Seen: for H2 jOOQ makes a large object of each array and binds that, though the column is VARBINARY; for PostgreSQL it binds the
# bytes. H2 writes such an object beside the row first and copies it into the row afterwards. In a register of a million packed
# installations that made a file of 127 MB instead of 27 and an import a quarter longer, until a binding of its own called setBytes.
diff - seen.txt <<'O'
dialect of H2: [setBlob]
dialect of PostgreSQL: [setBytes]
O
