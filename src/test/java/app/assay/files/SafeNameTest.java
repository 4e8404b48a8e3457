package app.assay.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeNameTest {

    @ParameterizedTest
    @CsvSource({
        "Лицензия.pdf, unnamed.pdf",
        "رخصة.pdf, unnamed.pdf",
        "رخصة.pdf\u200f, unnamed.pdf",
        "ライセンス証書.docx, unnamed.docx",
        "라이선스 2024.xlsx, 2024.xlsx",
        "Άδεια Office 2019.PDF, Office-2019.PDF",
        "Rechnung Nr. 4711 / Büro.pdf, Rechnung-Nr.-4711-Buro.pdf",
        "Straße.tar.gz, Strasse.tar.gz",
        "証書.ｐｄｆ, unnamed.pdf",
        ".htaccess, htaccess",
        "con.txt, _con.txt",
        "..., unnamed",
        "договор, unnamed",
        "Версия 2.договор, 2",
    })
    void aNameKeepsItsEndingWhateverTheScriptOfItsStem(String text, String name) {
        assertThat(SafeName.of(text, 40)).isEqualTo(name);
        assertThat(SafeName.isPath("folder/" + name)).isTrue();
    }

    @Test
    void aLongNameIsCutBeforeItsEnding() {
        assertThat(SafeName.of("a".repeat(60) + ".pdf", 40)).isEqualTo("a".repeat(36) + ".pdf");
        assertThat(SafeName.of("Лицензия ".repeat(20) + ".spdx", 40)).isEqualTo("unnamed.spdx");
        assertThat(SafeName.of("a".repeat(60), 40)).hasSize(40);
    }
}
