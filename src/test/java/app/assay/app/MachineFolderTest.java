package app.assay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineFolderTest {

    private static final Path HOME = Path.of("/people/anna").toAbsolutePath();

    @Test
    void eachSystemHasItsPlace() {
        assertThat(MachineFolder.of(Map.of(), "Linux", HOME)).isEqualTo(HOME.resolve(".local/state/assay"));
        assertThat(MachineFolder.of(Map.of(), "Mac OS X", HOME))
                .isEqualTo(HOME.resolve("Library/Application Support/Assay"));
        assertThat(MachineFolder.of(Map.of(), "Windows 11", HOME)).isEqualTo(HOME.resolve("AppData/Local/Assay"));
        assertThat(MachineFolder.of(Map.of("LOCALAPPDATA", "/local"), "Windows 11", HOME))
                .isEqualTo(Path.of("/local/Assay"));
        assertThat(MachineFolder.of(Map.of("XDG_STATE_HOME", "/state"), "Linux", HOME))
                .isEqualTo(Path.of("/state/assay"));
    }

    @Test
    void aRelativeStateFolderIsNoneAndAnEmptyVariableToo() {
        assertThat(MachineFolder.of(Map.of("XDG_STATE_HOME", "state", "ASSAY_HOME", " "), "Linux", HOME))
                .isEqualTo(HOME.resolve(".local/state/assay"));
    }

    @Test
    void theVariableOfTheProgramComesFirstEverywhere() {
        for (var system : new String[] {"Linux", "Mac OS X", "Windows 11"}) {
            assertThat(MachineFolder.of(
                            Map.of("ASSAY_HOME", "/notes", "XDG_STATE_HOME", "/state", "LOCALAPPDATA", "/local"),
                            system,
                            HOME))
                    .isEqualTo(Path.of("/notes"));
        }
    }
}
