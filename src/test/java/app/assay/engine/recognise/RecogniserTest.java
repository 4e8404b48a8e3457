package app.assay.engine.recognise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.domain.code.RuleMatch;
import app.assay.domain.software.Basis;
import app.assay.domain.software.ProductTarget;
import app.assay.domain.software.RawTitle;
import app.assay.domain.software.Recognition;
import app.assay.domain.software.Recognition.State;
import app.assay.domain.software.RecognitionRule;
import app.assay.domain.software.TitleDecision;
import app.assay.fixtures.Catalogues;
import app.assay.work.Cancelled;
import app.assay.work.Progress;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("locales")
class RecogniserTest {

    private static final Recogniser RECOGNISER = new Recogniser(Catalogues.starter(), List.of(), List.of());

    @ParameterizedTest(name = "{0} / {1} / {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    Microsoft Office Professional Plus 2019 - de-de      | Microsoft Corporation | 16.0.10396.20023 | microsoft/office|professional-plus|2019
                    Microsoft® Office Professional Plus 2016             | Microsoft Corporation | 16.0.4266.1001   | microsoft/office|professional-plus|2016
                    MICROSOFT OFFICE STANDARD 2016                       |                       |                  | microsoft/office|standard|2016
                    Microsoft Office LTSC Professional Plus 2021 - en-us | Microsoft Corporation | 16.0.14332.20565 | microsoft/office|professional-plus|2021
                    Microsoft Office LTSC стандартный 2021 - ru-ru       | Microsoft Corporation | 16.0.14332.20565 | microsoft/office|standard|2021
                    Microsoft Office Professionnel Plus 2016             | Microsoft Corporation | 16.0.4266.1001   | microsoft/office|professional-plus|2016
                    Office Professional Plus 2013                        | Microsoft Corporation | 15.0.4569.1506   | microsoft/office|professional-plus|2013
                    Microsoft 365 Apps for enterprise - de-de            | Microsoft Corporation | 16.0.17328.20184 | microsoft/365-apps|enterprise|
                    Microsoft Office 365 ProPlus - en-us                 | Microsoft Corporation | 16.0.11929.20300 | microsoft/365-apps|enterprise|
                    Microsoft Visio Professional 2019 - en-us            | Microsoft Corporation | 16.0.10396.20023 | microsoft/visio|professional|2019
                    Microsoft Project Standard 2016                      | Microsoft Corporation | 16.0.4266.1001   | microsoft/project|standard|2016
                    Microsoft SQL Server 2019 (64-bit)                   | Microsoft Corporation |                  | microsoft/sql-server||2019
                    Microsoft SQL Server 2008 R2 (64-bit)                | Microsoft Corporation |                  | microsoft/sql-server||2008-r2
                    Microsoft SQL Server 2022 Standard Edition (64-bit)  | Microsoft Corporation | 16.0.1000.6      | microsoft/sql-server|standard|2022
                    Microsoft SQL Server 2012 Native Client              | Microsoft Corporation | 11.4.7515.2      | microsoft/sql-server-components||
                    Microsoft SQL Server 2019 LocalDB                    | Microsoft Corporation | 15.0.4382.1      | microsoft/sql-server-localdb||
                    Microsoft Windows Server 2022 Datacenter             | Microsoft Corporation | 10.0.20348       | microsoft/windows-server|datacenter|2022
                    Microsoft(R) Windows(R) Server 2012 R2 Standard      | Microsoft Corporation | 6.3.9600         | microsoft/windows-server|standard|2012-r2
                    Microsoft Windows 10 Pro                             | Microsoft Corporation | 10.0.19045       | microsoft/windows|pro|10
                    Windows 11 Enterprise                                | Microsoft Corporation | 10.0.22631       | microsoft/windows|enterprise|11
                    Microsoft Visual Studio Professional 2022            | Microsoft Corporation | 17.9.2           | microsoft/visual-studio|professional|2022
                    Visual Studio Community 2019                         | Microsoft Corporation | 16.11.34         | microsoft/visual-studio|community|2019
                    Microsoft Visual Studio Code (User)                  | Microsoft Corporation | 1.118.1          | microsoft/visual-studio-code||
                    Microsoft Visual C++ 2015-2022 Redistributable (x64) - 14.38.33130 | Microsoft Corporation | 14.38.33130.0 | microsoft/visual-c-redistributable||
                    Microsoft Visual C++ 2013 x64 Minimum Runtime - 12.0.40664 | Microsoft Corporation | 12.0.40664 | microsoft/visual-c-redistributable||
                    Microsoft .NET Runtime - 8.0.27 (x64)                | Microsoft Corporation | 64.108.52182     | microsoft/dotnet-runtime||
                    Microsoft .NET Framework 4.8 SDK                     | Microsoft Corporation | 4.8.03761        | microsoft/dotnet-runtime||
                    Security Update for Microsoft Office 2016 (KB4011574) 32-Bit Edition | Microsoft Corporation | | microsoft/update||
                    Update for Windows 10 for x64-based Systems (KB4023057) | Microsoft Corporation | 2.55.0.0      | microsoft/update||
                    Microsoft Office Proof (English) 2016                | Microsoft Corporation | 16.0.4266.1001   | microsoft/language-pack||
                    Microsoft Teams Meeting Add-in for Microsoft Office  | Microsoft             | 1.25.18202       | microsoft/teams-meeting-addin||
                    Adobe Acrobat XI Pro                                 | Adobe Systems         | 11.0.23          | adobe/acrobat|pro|xi
                    Adobe Acrobat Reader DC - Deutsch                    | Adobe Systems Incorporated | 22.001.20117 | adobe/acrobat-reader||
                    Adobe Reader XI (11.0.23) - Deutsch                  | Adobe Systems Incorporated | 11.0.23     | adobe/acrobat-reader||
                    Adobe Photoshop 2024                                 | Adobe Inc.            | 25.3.1           | adobe/photoshop||2024
                    Adobe Photoshop CC 2019                              | Adobe Systems Incorporated | 20.0.4      | adobe/photoshop||2019
                    Java 8 Update 381 (64-bit)                           | Oracle Corporation    | 8.0.3810.9       | oracle/java||8
                    Java(TM) SE Development Kit 17.0.8 (64-bit)          | Oracle Corporation    | 17.0.8.0         | oracle/java||17
                    Oracle Database 11g Release 2                        | Oracle                |                  | oracle/database||11.2
                    Oracle Database 19c Enterprise Edition               | Oracle Corporation    | 19.3.0.0.0       | oracle/database|enterprise|19
                    Oracle VM VirtualBox 7.0.10                          | Oracle and/or its affiliates | 7.0.10    | oracle/virtualbox||
                    IBM SPSS Statistics 27                               | IBM Corp              | 27.0.1.0         | ibm/spss-statistics||27
                    Autodesk AutoCAD 2024 - English                      | Autodesk, Inc.        | 24.3.61.0        | autodesk/autocad||2024
                    AutoCAD LT 2023 – Deutsch (German)                   | Autodesk              | 30.0.47.0        | autodesk/autocad-lt||2023
                    Autodesk 3ds Max 2022                                | Autodesk              | 24.0.0.923       | autodesk/3ds-max||2022
                    AutoCAD Map 3D 2023                                  | Autodesk              |                  | autodesk/autocad-map-3d||2023
                    VMware vCenter Server 7.0 Update 3                   | VMware, Inc.          | 7.0.3            | vmware/vcenter-server||7.0
                    JetBrains PyCharm Community Edition 2023.2.1         | JetBrains s.r.o.      | 232.9559.58      | jetbrains/pycharm|community|2023
                    IntelliJ IDEA Ultimate 2024.1                        | JetBrains s.r.o.      |                  | jetbrains/intellij-idea|ultimate|2024
                    7-Zip 25.01 (x64)                                    | Igor Pavlov           | 25.01            | igor-pavlov/7-zip||
                    Notepad++ (64-bit x64)                               | Notepad++ Team        | 8.6.2            | notepad-plus-plus/notepad-plus-plus||
                    NOTEPAD++                                            |                       | 7.9              | notepad-plus-plus/notepad-plus-plus||
                    VLC media player                                     | VideoLAN              | 3.0.20           | videolan/vlc||
                    Mozilla Firefox 121.0 (x64 de)                       | Mozilla               | 121.0            | mozilla/firefox||
                    WinRAR 6.24 (64-bit)                                 | win.rar GmbH          | 6.24.0           | rarlab/winrar||
                    Git                                                  | The Git Development Community | 2.52.0   | git/git||
                    Git version 2.39.0                                   | The Git Development Community | 2.39.0   | git/git||
                    Eclipse Temurin JDK with Hotspot 25+36 (x64)         | Eclipse Adoptium      | 25.0.0.36        | adoptium/temurin||
                    Python 3.11.4 Core Interpreter (64-bit)              | Python Software Foundation | 3.11.4150.0 | python/python||3.11
                    WinZip 26.0                                          | Corel Corporation     | 26.0.15033       | corel/winzip||26
                    Zoom                                                 | Zoom Video Communications, Inc. | 5.10.0 (4306) | zoom/workplace||
                    SIMATIC STEP 7 V5.6                                  | Siemens AG            |                  | siemens/simatic-step-7||5.6
                    MATLAB R2023b                                        | MathWorks             | 23.2             | mathworks/matlab||r2023b
                    AdobeAcrobatXIPro                                    | Adobe Systems         | 11.0.23          | adobe/acrobat|pro|xi
                    Microsoft_Office_Professional_Plus_2016              | Microsoft             |                  | microsoft/office|professional-plus|2016
                    Power BI Desktop                                     | CN=Microsoft Corporation, O=Microsoft Corporation, L=Redmond, S=Washington, C=US | 2.93 | microsoft/power-bi-desktop||
                    """)
    void aTitleIsRecognisedForSure(
            String title, String publisher, String version, String product, String edition, String release) {
        // the last three columns are one target that the separator splits
        var recognition = RECOGNISER.recognise(raw(title, publisher, version, ""));

        assertThat(recognition.state()).as(recognition.detail()).isEqualTo(State.RECOGNISED);
        assertThat(recognition.target().map(ProductTarget::text))
                .contains(product + "|" + text(edition) + "|" + text(release));
        assertThat(recognition.score()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} / {1} / {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    Microsft Office Professional Plus 2019      | Microsoft Corporation | 16.0.1           | a slip of the keyboard is only proposed
                    Microsoft Office Professional Plus 2031     | Microsoft Corporation |                  | no such release
                    Microsoft SQL Server 2019 Standard          | Microsoft Corporation | 14.0.1000.169    | the number says 2017
                    Microsoft Office 2016 Add-in for Sales      | Sales Tools Ltd       | 1.0              | more words
                    Add-in for Adobe Acrobat                    | Acme                  | 1.0              | more words
                    Microsoft Visual Studio 2026 Preview        | Microsoft Corporation |                  | a preview is no product
                    AutoCAD 2024 Trial                          | Autodesk              |                  | a trial is no product
                    Rider                                       | Horse Riding Club     | 1.0              | somebody else's
                    Rider                                       |                       | 2024.1           | too short without publisher
                    Word                                        |                       | 16.0             | too short without publisher
                    Python                                      | Snake Watchers        | 3.1              | somebody else's
                    Office                                      | Acme                  | 2016             | somebody else's
                    Windows 10                                  | Microsoft Corporation | 10.0.22631       | the number says 11
                    Oracle Database 19c Enterprise Edition      | Oracle Corporation    | 12.2.0.1         | the number says 12.2
                    Adobe Acrobat DC (64-bit)                   | Adobe                 | 24.002.20991     | the free Reader has this title too
                    com.microsoft.Excel.Helper                  |                       | 16.89            | another package
                    com.microsoft.Excel 16                      |                       | 16.89            | no name of a package
                    Adobe Acrobat XI Pro 10.1                   | Adobe Systems         | 10.1.16          | the number says X
                    Server                                      | Microsoft Corporation | 10.0.20348       | one general word
                    Contoso Expenses                            | Contoso               | 4.2              | unknown
                    ???                                         |                       |                  | nothing at all
                    """)
    void aTitleThatIsNotSureStaysOpen(String title, String publisher, String version, String why) {
        var recognition = RECOGNISER.recognise(raw(title, publisher, version, ""));

        assertThat(recognition.state()).as("%s: %s", why, recognition).isEqualTo(State.OPEN);
        assertThat(recognition.target()).isEmpty();
    }

    @Test
    void theStarterCatalogueHasNoSpellingWithTwoMeanings() {
        assertThat(RECOGNISER.ambiguities()).isEmpty();
    }

    @Test
    void everyTitleOfTheStarterCatalogueIsRecognisedAsItsProduct() {
        var catalogue = Catalogues.starter();
        for (var product : catalogue.products().values()) {
            String publisher = catalogue.publisherNameOf(product.key());
            for (String title : product.titles()) {
                var recognition = RECOGNISER.recognise(raw(title, publisher, "", ""));
                assertThat(recognition.target().map(ProductTarget::product))
                        .as("%s %s", title, recognition)
                        .contains(product.key());
                for (var edition : product.editions()) {
                    for (var release : product.releases()) {
                        String whole = "%s %s %s".formatted(title, edition.name(), release.name());
                        assertThat(RECOGNISER
                                        .recognise(raw(whole, publisher, "", ""))
                                        .target())
                                .as(whole)
                                .contains(new ProductTarget(product.key(), edition.key(), release.key()));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Microsoft Visio - de-de,microsoft/visio-plan",
        "Microsoft Project - zh-hans-cn,microsoft/project-plan",
        "Microsoft Visio Professional 2021 - de-de,microsoft/visio",
        "Microsoft Visio,microsoft/visio"
    })
    void aTitleOfProductAndLanguageAloneIsTheSubscription(String title, String product) {
        assertThat(RECOGNISER
                        .recognise(raw(title, "Microsoft Corporation", "16.0.17328.20184", ""))
                        .target()
                        .map(ProductTarget::product))
                .contains(product);
    }

    @Test
    void aDecisionWinsOverEverything() {
        var title = raw("7-Zip 25.01 (x64)", "Igor Pavlov", "25.01", "msi:{90160000-0011-0000-1000-0000000FF1CE}");
        var rule = rule(1, RuleMatch.PREFIX, "7-Zip", Optional.of(new ProductTarget("google/chrome", "", "")));
        var decision = new TitleDecision(
                id(9), title.name(), title.publisher(), title.version(), title.code(), Optional.empty(), "Ines");

        var recogniser = RECOGNISER.with(List.of(rule), List.of(decision));

        assertThat(recogniser.recognise(title).state()).isEqualTo(State.IGNORED);
        assertThat(recogniser.recognise(title).basis()).isEqualTo(Basis.MANUAL);
        assertThat(recogniser.explain(title))
                .isEqualTo("\"7-Zip 25.01 (x64)\" by Igor Pavlov is ignored because of the decision by Ines.");
    }

    @Test
    void aProductCodeWinsOverRulesAndTitles() {
        var title = raw("Whatever", "Acme", "16.0.4266.1001", "msi:{90160000-0011-0000-1000-0000000ff1ce}");
        var rule = rule(1, RuleMatch.LITERAL, "whatever", Optional.of(new ProductTarget("google/chrome", "", "")));

        var recognition = RECOGNISER.with(List.of(rule), List.of()).recognise(title);

        assertThat(recognition.basis()).isEqualTo(Basis.PRODUCT_CODE);
        assertThat(recognition.target()).contains(new ProductTarget("microsoft/office", "professional-plus", "2016"));
    }

    @Test
    void aPackageIsKnownByItsNameOrTheFamilyOfItsName() {
        var named = raw("git", "Debian", "1:2.39.5-0+deb12u3", "package:deb/git");
        var family = raw("libreoffice-l10n-de", "Debian", "4:7.4.7-1", "package:deb/libreoffice-l10n-de");
        var table = raw("Tabellen", "", "16.89", "package:com.microsoft.Excel");
        var stranger = raw("libreofficekit", "Debian", "1.0", "package:deb/libreofficekit");
        var title = raw("Microsoft.UI.Xaml.2.8_8.2310.30001.0_x64__8wekyb3d8bbwe", "", "", "");

        assertThat(RECOGNISER.recognise(named).target()).contains(new ProductTarget("git/git", "", ""));
        assertThat(RECOGNISER.recognise(family).target()).contains(new ProductTarget("tdf/libreoffice", "", ""));
        assertThat(RECOGNISER.recognise(table).target()).contains(new ProductTarget("microsoft/excel", "", ""));
        assertThat(RECOGNISER.recognise(stranger).state()).isEqualTo(State.OPEN);
        assertThat(RECOGNISER.explain(title))
                .startsWith("\"Microsoft.UI.Xaml.2.8_8.2310.30001.0_x64__8wekyb3d8bbwe\" is Windows components because"
                        + " it is the name of the package ");
    }

    @Test
    void theVersionOfALinuxPackageTellsTheReleaseWhateverItsEpochAndRevision() {
        var python = raw("python3", "Debian", "3.11.2-1+b1", "package:deb/python3");
        var java = raw("jdk-17", "Oracle", "2000:17.0.12-8", "package:rpm/jdk-17");

        assertThat(RECOGNISER.recognise(python).target()).contains(new ProductTarget("python/python", "", "3.11"));
        assertThat(RECOGNISER.recognise(java).target()).contains(new ProductTarget("oracle/java", "", "17"));
    }

    @Test
    void aTitleOfFreeAndPaidProgramsStaysOpenUntilAnAnalystDecides() {
        var title = raw("Adobe Acrobat (64-bit)", "Adobe", "24.002.20759", "");
        var rule = rule(
                1,
                RuleMatch.LITERAL,
                "Adobe Acrobat (64-bit)",
                Optional.of(new ProductTarget("adobe/acrobat", "", "")));

        assertThat(RECOGNISER.explain(title))
                .isEqualTo("\"Adobe Acrobat (64-bit)\" by Adobe is open because the free Reader and the paid Acrobat of"
                        + " 64 bits have the same title; what is signed in or its licence tells which it is.");
        assertThat(RECOGNISER.with(List.of(rule), List.of()).recognise(title).target())
                .contains(new ProductTarget("adobe/acrobat", "", ""));
    }

    @Test
    void rulesAreTriedInTheirOrderAndWinOverTheCatalogue() {
        var chrome = new ProductTarget("google/chrome", "", "");
        var edge = new ProductTarget("microsoft/edge", "", "");
        var second = rule(20, RuleMatch.CONTAINS, "chrome", Optional.of(edge));
        var first = rule(10, RuleMatch.PREFIX, "google   CHROME", Optional.of(chrome));

        var recogniser = RECOGNISER.with(List.of(second, first), List.of());

        assertThat(recogniser
                        .recognise(raw("Google Chrome 120", "Google LLC", "", ""))
                        .target())
                .contains(chrome);
        assertThat(recogniser.recognise(raw("Old Chrome", "", "", "")).target()).contains(edge);
        assertThat(recogniser.explain(raw("Old Chrome", "", "", "")))
                .isEqualTo("\"Old Chrome\" is Microsoft Edge because of rule 20 (contains \"chrome\") by Ines.");
    }

    @Test
    void aRuleFitsOnlyItsPublisherAndItsVersions() {
        var target = new ProductTarget("microsoft/office", "standard", "2016");
        var rule = new RecognitionRule(
                id(1), 1, RuleMatch.LITERAL, "Text Suite", "Acme Ltd", "16.", Optional.of(target), "Ines");
        var recogniser = RECOGNISER.with(List.of(rule), List.of());

        assertThat(recogniser
                        .recognise(raw("text  suite", "ACME LTD", "16.2", ""))
                        .target())
                .contains(target);
        assertThat(recogniser
                        .recognise(raw("text suite", "Acme Ltd", "15.2", ""))
                        .state())
                .isEqualTo(State.OPEN);
        assertThat(recogniser
                        .recognise(raw("text suite", "Bcme Ltd", "16.2", ""))
                        .state())
                .isEqualTo(State.OPEN);
    }

    @Test
    void aRuleWithoutReleaseTakesTheReleaseThatTheVersionTells() {
        var rule = rule(
                1, RuleMatch.PREFIX, "Datenbank", Optional.of(new ProductTarget("microsoft/sql-server", "web", "")));

        var recognition = RECOGNISER.with(List.of(rule), List.of()).recognise(raw("Datenbank", "", "15.0.2000.5", ""));

        assertThat(recognition.target()).contains(new ProductTarget("microsoft/sql-server", "web", "2019"));
    }

    @Test
    void aPatternThatBacktracksWildlyCannotHangTheJob() {
        var rule = rule(1, RuleMatch.PATTERN, "(a+)+b", Optional.of(new ProductTarget("google/chrome", "", "")));
        var deep = rule(2, RuleMatch.PATTERN, "(x|y)*z", Optional.of(new ProductTarget("google/chrome", "", "")));
        var recogniser = RECOGNISER.with(List.of(rule, deep), List.of());

        assertThat(recogniser.recognise(raw("a".repeat(5_000), "", "", "")).state())
                .isEqualTo(State.OPEN);
        assertThat(recogniser.recognise(raw("xy".repeat(50_000), "", "", "")).state())
                .isEqualTo(State.OPEN);
        assertThat(recogniser.recognise(raw("aaab", "", "", "")).state()).isEqualTo(State.RECOGNISED);
    }

    @Test
    void whatIsWrongWithARuleIsSaidBeforeItIsSaved() {
        assertThat(RECOGNISER.problems(rule(1, RuleMatch.PATTERN, "(", Optional.empty())))
                .singleElement()
                .asString()
                .contains("not a regular expression");
        assertThat(RECOGNISER.problems(rule(1, RuleMatch.PATTERN, "a*", Optional.empty())))
                .containsExactly("the pattern fits every title");
        assertThat(RECOGNISER.problems(
                        rule(1, RuleMatch.LITERAL, "x", Optional.of(new ProductTarget("google/chrome", "pro", "9")))))
                .containsExactly("Google Chrome has no edition pro", "Google Chrome has no version 9");
        assertThat(RECOGNISER.problems(rule(1, RuleMatch.LITERAL, "x", Optional.of(new ProductTarget("a/b", "", "")))))
                .containsExactly("the catalogue has no product a/b");
        assertThat(RECOGNISER.problems(rule(1, RuleMatch.CONTAINS, "chrome", Optional.empty())))
                .isEmpty();
        assertThatThrownBy(() -> RECOGNISER.with(List.of(rule(1, RuleMatch.PATTERN, "(", Optional.empty())), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPreviewTellsWhatARuleWouldChange() {
        var titles = List.of(
                raw("Google Chrome", "Google LLC", "", ""),
                raw("Chrome Remote Helper", "Acme", "", ""),
                raw("Chromium", "", "", ""),
                raw("7-Zip", "Igor Pavlov", "", ""));
        var rule = rule(1, RuleMatch.CONTAINS, "chrome", Optional.of(new ProductTarget("google/chrome", "", "")));

        var preview = RECOGNISER.preview(rule, titles.size(), titles::get, Progress.NONE);

        assertThat(preview.fits()).isEqualTo(2);
        assertThat(preview.effects()).singleElement().satisfies(effect -> {
            assertThat(effect.title()).isEqualTo(1);
            assertThat(effect.before().state()).isEqualTo(State.OPEN);
            assertThat(effect.after().target()).contains(new ProductTarget("google/chrome", "", ""));
        });
    }

    @Test
    void aPreviewOfAChangedRuleTellsWhatItsOldFormNoLongerHolds() {
        var old = rule(1, RuleMatch.CONTAINS, "contoso", Optional.empty());
        var changed = rule(1, RuleMatch.CONTAINS, "fabrikam", Optional.empty());
        var titles = List.of(raw("Contoso Expenses", "", "", ""), raw("Fabrikam Till", "", "", ""));

        var preview = RECOGNISER.with(List.of(old), List.of()).preview(changed, 2, titles::get, Progress.NONE);

        assertThat(preview.effects())
                .extracting(effect ->
                        effect.before().state() + " to " + effect.after().state())
                .containsExactly("IGNORED to OPEN", "OPEN to IGNORED");
    }

    @Test
    void candidatesForgiveASlipAndAreOnlyProposed() {
        var title = raw("Microsft Ofice Professional Plus 2019", "Microsoft Corporation", "16.0.1", "");

        var candidates = RECOGNISER.candidates(title, 5);

        assertThat(RECOGNISER.recognise(title)).isEqualTo(Recognition.OPEN);
        assertThat(candidates).isNotEmpty().hasSizeLessThanOrEqualTo(5);
        assertThat(candidates.getFirst().target())
                .isEqualTo(new ProductTarget("microsoft/office", "professional-plus", "2019"));
        assertThat(candidates.getFirst().score()).isBetween(0.5, 0.999);
    }

    @Test
    void aCandidateSaysWhatContradicts() {
        var candidates = RECOGNISER.candidates(raw("Autodesk AutoCAD 1999", "Autodesk", "", ""), 3);

        assertThat(candidates.getFirst().target()).isEqualTo(new ProductTarget("autodesk/autocad", "", ""));
        assertThat(candidates.getFirst().why()).contains("version 1999 contradicts");
    }

    @Test
    void somethingElseHasNoCandidates() {
        assertThat(RECOGNISER.candidates(raw("Zebra Crossing Planner", "Stripes", "", ""), 5))
                .isEmpty();
        assertThat(RECOGNISER.candidates(raw("", "", "", ""), 5)).isEmpty();
    }

    @Test
    void anOpenTitleIsExplained() {
        assertThat(RECOGNISER.explain(raw("Contoso Expenses 4", "Contoso", "", "")))
                .startsWith("\"Contoso Expenses 4\" by Contoso is open because nothing in Assay starter catalogue")
                .endsWith("has its normal form \"contoso expenses 4\".");
        assertThat(RECOGNISER.explain(raw("Microsoft Office 2031", "", "", "")))
                .endsWith("is open because the title is one of Microsoft Office, but version 2031 contradicts.");
        assertThat(RECOGNISER.explain(raw("Microsoft Office Standard 2016 - de-de", "", "", "")))
                .startsWith(
                        "\"Microsoft Office Standard 2016 - de-de\" is Microsoft Office, edition Standard, version 2016"
                                + " because it has the normal form of the title");
    }

    @Test
    void theDigestChangesWithRulesAndDecisionsOnly() {
        var rule = rule(1, RuleMatch.CONTAINS, "chrome", Optional.empty());

        assertThat(RECOGNISER.digest())
                .hasSize(64)
                .isEqualTo(new Recogniser(Catalogues.starter(), List.of(), List.of()).digest())
                .isNotEqualTo(RECOGNISER.with(List.of(rule), List.of()).digest());
    }

    @Test
    void aLicenceNamesItsProductByKeyOrByName() {
        assertThat(RECOGNISER.named("microsoft/office", "")).contains(new ProductTarget("microsoft/office", "", ""));
        assertThat(RECOGNISER.named(" Microsoft Office Standard 2019 ", "Microsoft"))
                .contains(new ProductTarget("microsoft/office", "standard", "2019"));
        assertThat(RECOGNISER.named("Rider", "JetBrains")).contains(new ProductTarget("jetbrains/rider", "", ""));
        assertThat(RECOGNISER.named("Rider", "")).isEmpty();
        assertThat(RECOGNISER.named("Contoso Expenses", "Contoso")).isEmpty();
    }

    @Test
    void aCancelledJobStops() {
        var cancelled = new Progress() {
            @Override
            public void report(long done, long total) {}

            @Override
            public void stage(String name) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };

        assertThatThrownBy(() -> RECOGNISER.recogniseAll(10, _ -> raw("x", "", "", ""), cancelled))
                .isInstanceOf(Cancelled.class);
    }

    private static RawTitle raw(String title, String publisher, String version, String code) {
        return new RawTitle(0, text(title), text(publisher), text(version), code);
    }

    private static String text(@org.jspecify.annotations.Nullable String cell) {
        return cell == null ? "" : cell;
    }

    private static RecognitionRule rule(int order, RuleMatch match, String title, Optional<ProductTarget> target) {
        return new RecognitionRule(id(order), order, match, title, "", "", target, "Ines");
    }

    private static UUID id(int number) {
        return new UUID(7, number);
    }
}
