package app.assay.engine.recognise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormaliserTest {

    private static final Path CORPUS =
            Path.of("..", "shared", "corpus", "catalog", "microsoft-winget-cli__InputARPData.txt");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
                    Microsoft® Office Professional Plus 2019 (64-bit) - de-de | microsoft office plus professional | 2019 | x64 | de-de | -
                    Microsoft Office 2016 Service Pack 1                 | microsoft office      | 2016          | -   | -       | sp1
                    Acme(TM) Draw(R) v5.1.3 x86_64                       | acme draw             | 5.1.3         | x64 | -       | -
                    Java 8 Update 381 (64-bit)                           | java                  | 8             | x64 | -       | update 381
                    Windows Server 2012 R2 Standard                      | server standard windows | 2012r2      | -   | -       | -
                    Oracle Database 11g Release 2                        | database oracle       | 11gr2         | -   | -       | -
                    Wondershare EdrawMax(Build 11.1.2.870)               | edrawmax wondershare  | -             | -   | -       | build 11.1.2.870
                    SRPG Studio Trial version 1.251                      | srpg studio trial     | 1.251         | -   | -       | -
                    Adobe Acrobat Reader DC - Deutsch                    | acrobat adobe dc reader | -           | -   | deutsch | -
                    Notepad++ (64-bit x64)                               | notepad++             | -             | x64 | -       | -
                    Opera GX Stable 82.0.4227.44                         | gx opera stable       | 82.0.4227.44  | -   | -       | -
                    jdk1.8.0_381                                         | jdk1.8.0.381          | -             | -   | -       | -
                    Office2019                                           | office                | 2019          | -   | -       | -
                    Dassault Systèmes SOLIDWORKS 2024 SP03               | dassault solidworks systemes | 2024   | -   | -       | sp03
                    Microsoft Excel.app                                  | excel microsoft       | -             | -   | -       | -
                    /Applications/Adobe Photoshop 2024.app               | adobe photoshop       | 2024          | -   | -       | -
                    Paint.application                                    | application paint     | -             | -   | -       | -
                    .app                                                 | app                   | -             | -   | -       | -
                    Microsoft Visio Professionnel 2016                   | microsoft professional visio | 2016   | -   | -       | -
                    Клиент для Windows                                   | for windows клиент    | -             | -   | -       | -
                    Acme Draw 5.1 (64-Bit-Version)                       | acme draw             | 5.1           | x64 | -       | -
                    HTTPMaster — Professional Edition                    | httpmaster professional | -           | -   | -       | -
                    """)
    void whatTellsNoProductIsTakenOutOfATitle(
            String title,
            @Nullable String key,
            @Nullable String number,
            @Nullable String architecture,
            @Nullable String language,
            @Nullable String detail) {
        var form = Normaliser.title(title);

        assertThat(form.key()).isEqualTo(key);
        assertThat(form.numbers()).isEqualTo(number == null ? List.of() : List.of(number));
        assertThat(form.architecture()).isEqualTo(text(architecture));
        assertThat(form.language()).isEqualTo(text(language));
        assertThat(form.detail()).isEqualTo(text(detail));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    Microsoft Corporation                      | microsoft
                    Adobe Systems, Inc.                        | adobe systems
                    JetBrains s.r.o.                           | jetbrains
                    Ashampoo GmbH & Co. KG                     | ashampoo
                    The MathWorks, Inc.                        | mathworks
                    Tracker Software Products (Canada) Ltd.    | tracker software products
                    Copyright Esposito Software                | esposito software
                    CN=Microsoft Corporation, O=Microsoft Corporation, L=Redmond, S=Washington, C=US | microsoft
                    `CN="Anthropic, PBC", O="Anthropic, PBC", L=San Francisco` | anthropic
                    Co                                         | co
                    Корпорация Майкрософт                      | корпорация маикрософт
                    """)
    void aPublisherLosesItsLegalForm(String raw, String normal) {
        assertThat(Normaliser.publisher(raw)).isEqualTo(normal);
    }

    @Test
    void anyTextHasANormalForm() {
        for (String text : List.of(
                "", " ", "()", "((((", "---", "\u0000", "®", "1", "v", "R2", "de-de", "\uD83D", "x".repeat(100_000))) {
            assertThat(Normaliser.title(text)).isEqualTo(Normaliser.title(text));
            assertThat(Normaliser.publisher(text)).isNotNull();
        }
    }

    /// Real names of store entries against what the same programs write into the registry.
    @Test
    void moreNamesOfTheSameProgramAgreeThanByLetterCaseAlone() throws IOException {
        assumeTrue(Files.exists(CORPUS), "corpus file absent: " + CORPUS);
        var rows = Files.readAllLines(CORPUS, StandardCharsets.UTF_8).stream()
                .map(line -> line.replace("\uFEFF", "").split("\\|", -1))
                .filter(row -> row.length >= 6)
                .toList();

        var plain = compare(rows, text -> text.toLowerCase(Locale.ROOT).strip());
        var normal = compare(rows, text -> Normaliser.title(text).key());
        long plainPublishers =
                rows.stream().filter(row -> row[2].equalsIgnoreCase(row[5])).count();
        long publishers = rows.stream()
                .filter(row -> Normaliser.publisher(row[2]).equals(Normaliser.publisher(row[5])))
                .count();
        System.out.printf(
                Locale.ROOT,
                "registry names: %s rows; names alike %s by letter case, %s by normal form, wrong %s; publishers alike %s, %s%n",
                rows.size(),
                plain.right(),
                normal.right(),
                normal.wrong(),
                plainPublishers,
                publishers);

        assertThat(normal.right()).isGreaterThan(plain.right() + 15);
        assertThat(normal.wrong()).isZero();
        assertThat(publishers).isGreaterThan(plainPublishers);
    }

    private record Outcome(int right, int wrong) {}

    /// Looks the registry name of each row up among all store names.
    private static Outcome compare(List<String[]> rows, UnaryOperator<String> form) {
        Map<String, Set<String>> byForm = new HashMap<>();
        for (String[] row : rows) {
            byForm.computeIfAbsent(form.apply(row[1]), _ -> new HashSet<>()).add(row[1]);
        }
        int right = 0;
        int wrong = 0;
        for (String[] row : rows) {
            var found = byForm.getOrDefault(form.apply(row[3]), Set.of());
            if (found.contains(row[1])) {
                right++;
            } else if (rows.stream().noneMatch(other -> found.contains(other[1]) && other[3].equals(row[3]))) {
                // a program may be in the store twice, under names in two languages
                wrong += found.isEmpty() ? 0 : 1;
            }
        }
        return new Outcome(right, wrong);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
