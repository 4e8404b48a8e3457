package app.assay.storage.engine.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.h2.engine.SysProperties;
import org.junit.jupiter.api.Test;

/// What the engine may do is the same in every start: the program's, the installed program's, the tests'.
class EngineSettingsTest {

    @Test
    void everyStartForbidsTheEngineToLoadClassesAndObjects() throws Exception {
        assertThat(Files.readAllLines(Path.of("installer", "jvm.args")))
                .contains("-Djdk.serialFilter=!*", "-Dh2.allowedClasses=" + EngineSettings.NO_CLASS);
        assertThat(SysProperties.ALLOWED_CLASSES).isEqualTo(EngineSettings.NO_CLASS);
        assertThat(ObjectInputFilter.Config.getSerialFilter()).isNotNull();
    }

    @Test
    void theEngineLoadsNoClassThatSqlNames() throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:h2:mem:", "sa", "");
                var statement = connection.createStatement()) {
            for (var sql : List.of(
                    "CREATE ALIAS EVIL FOR 'java.lang.System.getProperty'",
                    "CREATE TABLE T(A INT) ENGINE \"com.example.Evil\"",
                    "CREATE LINKED TABLE L('com.example.Driver', 'jdbc:x', '', '', 'T')")) {
                assertThatThrownBy(() -> statement.execute(sql))
                        .as(sql)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("is denied");
            }
        }
    }

    @Test
    void nothingBecomesAnObjectOfWhatAFileSaysIsOne() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(new java.util.ArrayList<>(List.of("text")));
        }
        assertThatThrownBy(() -> new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject())
                .isInstanceOf(InvalidClassException.class);
    }

    /// Else a test could fail of an assertion that says nothing of the program; `pom.xml` tells which.
    @Test
    void theTestsRunWithAssertionsButWithoutThoseOfTheEngine() {
        assumeTrue(System.getProperty("basedir") != null, "the build did not start this");
        assertThat(EngineSettings.class.desiredAssertionStatus()).isTrue();
        assertThat(org.h2.mvstore.MVStore.class.desiredAssertionStatus()).isFalse();
    }
}
