package app.assay.engine.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.software.Basis;
import app.assay.domain.software.ProductTarget;
import app.assay.domain.software.Recognition.State;
import app.assay.domain.software.TitleDecision;
import app.assay.importing.catalogue.CatalogueFile;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RightsRecogniserTest {

    private static final Recogniser SHIPPED = new Recogniser(CatalogueFile.starter(), List.of(), List.of());
    private static final RightsRecogniser RIGHTS = new RightsRecogniser(SHIPPED);

    private static RightText text(String publisher, String product, String edition, String version, String metric) {
        return new RightText(product, publisher, edition, version, "", metric);
    }

    @ParameterizedTest(name = "{0} | {1} | {2} | {3}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            emptyValue = "",
            value = {
                // publisher | product | edition | version | expected
                "`` ; microsoft/visio ; professional ; 2021 ; microsoft/visio|professional|2021",
                "`` ; microsoft/visio ; `` ; `` ; microsoft/visio||",
                "Microsoft ; Visio ; Professional ; 2021 ; microsoft/visio|professional|2021",
                "`` ; Microsoft Visio ; Professional ; 2021 ; microsoft/visio|professional|2021",
                "Microsoft Corporation ; Visio Professional 2021 ; `` ; `` ; microsoft/visio|professional|2021",
                "`` ; Microsoft Visio Professional ; `` ; 2021 ; microsoft/visio|professional|2021",
                "Microsoft ; Visio ; professional ; Version 2021 ; microsoft/visio|professional|2021",
                "Microsoft ; Visio ; Professional Edition ; v2021 ; microsoft/visio|professional|2021",
                "Microsoft ; Visio ; Gold ; 2021 ; microsoft/visio|Gold|2021",
                "Microsoft ; Visio ; Professional ; 1887 ; microsoft/visio|professional|1887",
                "Microsoft ; Visio ; any ; all versions ; microsoft/visio||",
                "Microsoft ; Visio Professional 2019 ; any ; all versions ; microsoft/visio|professional|2019",
                "Microsoft ; SQL Server 2019 Standard ; alle ; * ; microsoft/sql-server|standard|2019",
                "Microsoft ; Visio ; Alle Editionen ; alle Versionen ; microsoft/visio||",
                "`` ; Microsoft SQL Server Standard ; `` ; 2019 ; microsoft/sql-server|standard|2019",
                "Microsoft ; SQL Server ; Standard ; 2019 ; microsoft/sql-server|standard|2019",
                "`` ; Microsoft Windows Server Standard ; `` ; 2022 ; microsoft/windows-server|standard|2022",
                "Oracle ; Database ; Enterprise Edition ; 10.2.0.5 ; oracle/database|enterprise|10.2.0.5",
                "Oracle ; Oracle Database ; EE ; 19c ; oracle/database|enterprise|19",
                "Oracle America, Inc. ; Oracle Database ; Standard Edition 2 ; 19.3 ; oracle/database|standard-2|19",
                "Initech ; Acrobat Pro ; `` ; `` ; open",
                "Initech ; Adobe Acrobat ; `` ; `` ; open",
                "Initech ; Visio ; `` ; `` ; open",
                "Lathe Works ; Lathe Planner ; `` ; 4 ; open",
                "Lathe Works ; Lathe Viewer ; Small Business ; 2020 ; open",
                "`` ; Drehbank-Planer ; `` ; 4 ; open",
                "`` ; `` ; `` ; `` ; open"
            })
    void aRightIsWhatItsTextsTellAndNothingElse(
            String publisher, String product, String edition, String version, String expected) {
        var right = RIGHTS.recognise(text(publisher, product, edition, version, "device"));

        assertThat(right.recognition().target().map(ProductTarget::text).orElse("open"))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} of {1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            emptyValue = "",
            value = {
                // metric | product | edition | expected | noted
                "Core | microsoft/windows-server | standard | core(counting=HOST,minimumPerProcessor=8,minimumPerServer=16,virtualMachinesPerSet=2) | true",
                "Per core | microsoft/sql-server | standard | core(counting=DEVICE_VIRTUAL_IF_MAINTAINED,minimumPerProcessor=4,minimumPerVirtualMachine=4) | true",
                "Physical core | microsoft/sql-server | standard | core(counting=DEVICE_VIRTUAL_IF_MAINTAINED,minimumPerProcessor=4,minimumPerVirtualMachine=4) | true",
                "2 Core License Pack | microsoft/sql-server | standard | core(counting=DEVICE_VIRTUAL_IF_MAINTAINED,minimumPerProcessor=4,minimumPerVirtualMachine=4) | true",
                "Lizenz pro Kern | microsoft/sql-server | standard | core(counting=DEVICE_VIRTUAL_IF_MAINTAINED,minimumPerProcessor=4,minimumPerVirtualMachine=4) | true",
                "`` | microsoft/sql-server | standard | core(counting=DEVICE_VIRTUAL_IF_MAINTAINED,minimumPerProcessor=4,minimumPerVirtualMachine=4) | true",
                "other(name=not stated) | microsoft/sql-server | standard | core(counting=DEVICE_VIRTUAL_IF_MAINTAINED,minimumPerProcessor=4,minimumPerVirtualMachine=4) | true",
                "other(name=2 Core License Pack) | microsoft/sql-server | standard | core(counting=DEVICE_VIRTUAL_IF_MAINTAINED,minimumPerProcessor=4,minimumPerVirtualMachine=4) | true",
                "Dauerlizenz | microsoft/visio | professional | device | true",
                "device | microsoft/visio | professional | device | false",
                "pro Gerät | microsoft/visio | professional | device | false",
                "Benannter Nutzer | microsoft/visio | professional | named-user | false",
                "per user | microsoft/visio | professional | named-user | false",
                "core(minimumPerProcessor=2) | microsoft/sql-server | standard | core(minimumPerProcessor=2) | false",
                "Per core | microsoft/visio | professional | core | true",
                "Processor | oracle/database | enterprise | other(name=processor with core factor) | true",
                "per moon | microsoft/visio | professional | other(name=per moon) | false",
                "`` | unknown/product | `` | other(name=not stated) | false"
            })
    void aMetricTakesTheTermsOfTheProductOrStaysAsItIsNamed(
            String metric, String product, String edition, String expected, boolean noted) {
        var right = RIGHTS.recognise(text("", product, edition, "", metric));

        assertThat(right.metric().text()).isEqualTo(expected);
        assertThat(!right.metricNote().isEmpty()).isEqualTo(noted);
        assertThat(right.metricNote()).matches("|[^\\n]+\\.");
    }

    @ParameterizedTest
    @CsvSource({
        "2 Core License Pack, 2",
        "16-core pack, 16",
        "Per core, 0",
        "device, 0",
        "100 Users, 100",
        "1 user, 0",
        "2.5 cores, 0"
    })
    void thePackIsReadFromTheNameOfTheMetric(String metric, int units) {
        var right = RIGHTS.recognise(text("", "microsoft/sql-server", "standard", "", metric));

        assertThat(right.unitsPerPack()).isEqualTo(units == 0 ? OptionalInt.empty() : OptionalInt.of(units));
    }

    @Test
    void unknownTextsAreNamedAsUnknown() {
        var right = RIGHTS.recognise(text("Microsoft", "Visio", "Gold", "1887", ""));

        assertThat(right.unknownEdition()).isTrue();
        assertThat(right.unknownVersion()).isTrue();
        assertThat(RIGHTS.recognise(text("", "microsoft/visio", "professional", "2021", ""))
                        .unknownVersion())
                .isFalse();
    }

    @Test
    void aDecisionForATitleHoldsForARightOfTheSameTexts() {
        var decision = new TitleDecision(
                UUID.randomUUID(),
                "Lathe Viewer Small Business",
                "Lathe Works",
                "2020",
                "",
                Optional.of(new ProductTarget("microsoft/visio", "professional", "2021")),
                "analyst");
        var rights = new RightsRecogniser(SHIPPED.with(List.of(), List.of(decision)));

        var right = rights.recognise(text("Lathe Works", "Lathe Viewer", "Small Business", "2020", "per device"));

        assertThat(right.recognition().basis()).isEqualTo(Basis.MANUAL);
        assertThat(right.target().text()).isEqualTo("microsoft/visio|professional|2021");
        assertThat(rights.recognise(text("Lathe Works", "Lathe Viewer", "", "2020", ""))
                        .isWaiting())
                .isTrue();
    }

    @Test
    void aDecisionThatLeavesTheVersionOpenDoesNotMakeItAny() {
        var decision = new TitleDecision(
                UUID.randomUUID(),
                "Lathe Planner",
                "Lathe Works",
                "4",
                "",
                Optional.of(new ProductTarget("microsoft/visio", "", "")),
                "analyst");
        var rights = new RightsRecogniser(SHIPPED.with(List.of(), List.of(decision)));

        var right = rights.recognise(text("Lathe Works", "Lathe Planner", "", "4", ""));

        assertThat(right.target().text()).isEqualTo("microsoft/visio||4");
        assertThat(right.unknownVersion()).isTrue();
    }

    @Test
    void aTextThatDoesNotMatterIsSetAsideAndDoesNotWait() {
        var decision = new TitleDecision(UUID.randomUUID(), "Freebie", "", "", "", Optional.empty(), "analyst");
        var rights = new RightsRecogniser(SHIPPED.with(List.of(), List.of(decision)));

        var right = rights.recognise(text("", "Freebie", "", "", ""));

        assertThat(right.recognition().state()).isEqualTo(State.IGNORED);
        assertThat(right.isWaiting()).isFalse();
    }

    @Test
    void theSameTextsMeanTheSameWhateverWasAskedBefore() {
        var one = text("Microsoft", "Visio", "Professional", "2021", "Per core");
        var first = new RightsRecogniser(SHIPPED).recognise(one);
        RIGHTS.recognise(text("Initech", "Visio", "", "", ""));

        assertThat(RIGHTS.recognise(one)).isEqualTo(first);
        assertThat(RIGHTS.explain(one))
                .startsWith(
                        "\"Visio Professional\" by Microsoft is Microsoft Visio, edition Professional, version 2021 because");
    }
}
