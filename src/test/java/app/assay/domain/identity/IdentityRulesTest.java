package app.assay.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.record.RecordKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rules of identity as a table: what one row says, what another one says, whether both stand in one file, and what
/// they are to each other.
class IdentityRulesTest {

    /// @param said such as `name=PC1 serial=S-100`
    private static Map<String, String> values(String said) {
        var values = new HashMap<String, String>();
        for (var part : said.split("; ?", -1)) {
            int place = part.indexOf('=');
            values.put(part.substring(0, place), part.substring(place + 1));
        }
        return values;
    }

    private static Likeness judged(RecordKind kind, String row, String known, boolean inOneFile) {
        var here = IdentityKeys.of(kind, values(row));
        var there = IdentityKeys.of(kind, values(known));
        if (here.stream().noneMatch(key -> key.sort().finds() && there.contains(key))) {
            return Likeness.OTHER; // never compared, since nothing leads from one to the other
        }
        return IdentityRules.judge(kind, here, there, inOneFile).likeness();
    }

    @ParameterizedTest(name = "{0} and {1}, in one file {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            # Sure keys that agree, whatever else is called how.
            name=A; serial=S-100                      | name=B; serial=s-100                     | false | SAME
            name=A; hardwareId=44454C4C-5600-1048-8057-B3C04F584831 | name=B; hardwareId={44454c4c-5600-1048-8057-b3c04f584831} | false | SAME
            # The same identifier with the bytes of its first parts turned.
            name=A; hardwareId=44454C4C-5600-1048-8057-B3C04F584831 | name=A; hardwareId=4C4C4544-0056-4810-8057-B3C04F584831 | false | SAME
            name=A; assetTag=A-1001                   | name=B; assetTag=a-1001                  | false | SAME
            # Sure keys that contradict each other.
            name=CIVET; serial=SN-CIV-1; hardwareId=44454C4C-5600-1048-8057-B3C04F584831 | name=SCANDIC; serial=SN-SCA-2; hardwareId=44454C4C-5600-1048-8057-B3C04F584831 | false | CONTRADICTED
            name=CIVET; serial=SN-CIV-1; hardwareId=44454C4C-5600-1048-8057-B3C04F584831 | name=SCANDIC; serial=SN-SCA-2; hardwareId=44454C4C-5600-1048-8057-B3C04F584831 | true | CONTRADICTED
            name=PC1; serial=SN-1; assetTag=T1        | name=PC1; serial=SN-2; assetTag=T1       | false | LIKELY
            name=PC1; serial=SN-1; assetTag=T1        | name=PC1; serial=SN-2; assetTag=T1       | true  | CONTRADICTED
            name=PC1; serial=SN-1                     | name=PC1; serial=SN-2                    | false | OTHER
            name=Laptop; assetTag=A-1001              | name=Laptop; assetTag=A-1002             | true  | OTHER
            # Sixteen digits of which fifteen are equal.
            name=PC1; serial=1234567890123456         | name=PC1; serial=1234567890123457        | false | OTHER
            # Clones: the identifier of the model they were made from, under names of their own.
            name=VM1; hardwareId=44454C4C-5600-1048-8057-B3C04F584831 | name=VM2; hardwareId=44454C4C-5600-1048-8057-B3C04F584831 | true | CONTRADICTED
            name=VM1; hardwareId=44454C4C-5600-1048-8057-B3C04F584831 | name=VM2; hardwareId=44454C4C-5600-1048-8057-B3C04F584831 | false | SAME
            # What is no identifier.
            name=PC1; serial=To Be Filled By O.E.M.   | name=PC2; serial=To Be Filled By O.E.M.  | false | OTHER
            name=PC1; serial=0000000                  | name=PC2; serial=0000000                 | false | OTHER
            name=PC1; serial=123456789                | name=PC2; serial=123456789               | false | OTHER
            name=PC1; serial=6.37702E+15              | name=PC2; serial=6.37702E+15             | false | OTHER
            name=PC1; hardwareId=00000000-0000-0000-0000-000000000000 | name=PC2; hardwareId=00000000-0000-0000-0000-000000000000 | false | OTHER
            name=PC1; hardwareId=03000200-0400-0500-0006-000700080009 | name=PC2; hardwareId=03000200-0400-0500-0006-000700080009 | false | OTHER
            name=PC1; assetTag=No Asset Tag           | name=PC2; assetTag=No Asset Tag          | false | OTHER
            name=PC1; assetTag=7                      | name=PC2; assetTag=7                     | false | SAME
            # Names with and without domain.
            name=PC1                                  | name=PC1.corp.example                    | false | SAME
            name=PC1                                  | name=CORP\\PC1                            | false | SAME
            name=CORP\\PC1                             | name=pc1.corp.example                    | false | SAME
            name=PC1; domain=corp.example             | name=PC1.corp.example.                   | false | SAME
            name=PC1; domain=CORP                     | name=PC1.ad.corp.example                 | false | SAME
            name=PC1.corp.example                     | name=PC1.other.example                   | false | OTHER
            name=PC1; domain=CORP                     | name=PC1; domain=ACME                    | false | OTHER
            name=PC1; domain=WORKGROUP                | name=PC1.corp.example                    | false | SAME
            name=PC1; domain=WORKGROUP                | name=PC1; domain=ARBEITSGRUPPE           | false | SAME
            name=10.0.0.5                             | name=10.0.0.6                            | false | OTHER
            name=10.0.0.5                             | name=10                                  | false | OTHER
            name=Server 2.0                           | name=Server 2                            | false | OTHER
            # A name alone.
            name=PC1; model=X                         | name=PC1; model=Y                        | true  | NAMESAKE
            name=PC1; domain=WORKGROUP                | name=PC1; domain=WORKGROUP               | true  | NAMESAKE
            name=PC1; serial=Default string           | name=PC1; serial=Default string          | true  | NAMESAKE
            name=PC1; domain=corp.example             | name=PC1.corp.example                    | true  | SAME
            name=PC1; serial=SN-1                     | name=PC1; assetTag=T9                    | false | LIKELY
            name=PC1; serial=SN-1                     | name=PC1                                 | false | SAME
            # Network addresses confirm a name; they find nothing, and virtual ones confirm nothing.
            name=PC1; serial=SN-1; networkAddresses=3C:52:82:11:22:33 | name=PC1; assetTag=T9; networkAddresses=3c-52-82-11-22-33 | false | SAME
            name=PC1; networkAddresses=3C:52:82:11:22:33 | name=PC2; networkAddresses=3C:52:82:11:22:33 | false | OTHER
            name=PC1; networkAddresses=3C:52:82:11:22:33 | name=PC1; networkAddresses=3C:52:82:44:55:66 | false | LIKELY
            name=PC1; serial=SN-1; networkAddresses=00:50:56:C0:00:01 | name=PC1; assetTag=T9; networkAddresses=00:50:56:C0:00:01 | false | LIKELY
            name=PC1; serial=SN-1; networkAddresses=02:42:AC:11:00:02 | name=PC1; assetTag=T9; networkAddresses=02:42:AC:11:00:02 | false | LIKELY
            name=PC1; networkAddresses=00:50:56:C0:00:01 | name=PC1; networkAddresses=00:50:56:C0:00:01 | true | NAMESAKE
            """)
    void devices(String row, String known, boolean inOneFile, Likeness likeness) {
        var one = row.replace("\\\\", "\\");
        var other = known.replace("\\\\", "\\");
        assertThat(judged(RecordKind.DEVICE, one, other, inOneFile)).isEqualTo(likeness);
        assertThat(judged(RecordKind.DEVICE, other, one, inOneFile)).isEqualTo(likeness);
    }

    @ParameterizedTest(name = "{0} and {1}, in one file {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            name=J. Doe; email=jdoe@corp.example      | name=Jane Doe; email=JDoe@corp.example   | false | SAME
            name=Jane; login=jdoe                     | name=Jane Doe; login=CORP\\jdoe           | false | SAME
            name=Jane; login=CORP\\jdoe                | name=Jane Doe; login=jdoe@corp.example   | false | SAME
            name=Jane; login=CORP\\jdoe                | name=John Doe; login=ACME\\jdoe           | false | OTHER
            name=Jane; login=jdoe@corp.example        | name=Jane Doe; email=jdoe@corp.example   | false | SAME
            name=Jane; login=jdoe@corp.example        | name=Jane; login=CORP\\jdoe; email=jane@mail.example | false | SAME
            name=Jane; login=jdoe; email=a@x.example  | name=John; login=jdoe; email=b@y.example | false | LIKELY
            name=Jane; login=jdoe; email=a@x.example  | name=John; login=jdoe; email=b@y.example | true  | CONTRADICTED
            name=Jane; email=office@x.example         | name=John; email=office@x.example        | true  | CONTRADICTED
            name=Jane; email=o@x.example; employeeNumber=17 | name=John; email=o@x.example; employeeNumber=18 | false | CONTRADICTED
            name=Jane Doe; employeeNumber=17          | name=Jane Doe; employeeNumber=18         | false | OTHER
            name=Jane Doe                             | name=Jane Doe; email=a@x.example         | false | SAME
            name=Jane Doe; employeeNumber=17          | name=Jane Doe; email=a@x.example         | false | LIKELY
            name=Jane Doe; unit=A                     | name=Jane Doe; unit=B                    | true  | NAMESAKE
            name=Jane Doe; email=a@x.example          | name=Jane Doe; email=b@x.example         | true  | OTHER
            """)
    void users(String row, String known, boolean inOneFile, Likeness likeness) {
        var one = row.replace("\\\\", "\\");
        var other = known.replace("\\\\", "\\");
        assertThat(judged(RecordKind.USER, one, other, inOneFile)).isEqualTo(likeness);
        assertThat(judged(RecordKind.USER, other, one, inOneFile)).isEqualTo(likeness);
    }

    @ParameterizedTest(name = "{0} and {1}, in one file {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            reference=PO-10a                          | reference=PO-10a                         | false | SAME
            reference=PO-10a                          | reference=PO-10A                         | false | NAMESAKE
            reference=PO-10a                          | reference=PO-10A                         | true  | NAMESAKE
            reference=PO-10; product=a                | reference=PO-10; product=b               | true  | NAMESAKE
            reference=PO-10; product=a                | reference=PO-10; product=b               | false | SAME
            # An accent composed or not is the same accent.
            reference=Möbel-1                         | reference=Mo\u0308bel-1                  | false | SAME
            reference=Möbel-1                         | reference=Mobel-1                        | false | OTHER
            """)
    void references(String row, String known, boolean inOneFile, Likeness likeness) {
        for (var kind : List.of(RecordKind.ENTITLEMENT, RecordKind.PURCHASE, RecordKind.AGREEMENT)) {
            assertThat(judged(kind, row, known, inOneFile)).isEqualTo(likeness);
        }
    }

    @Test
    void whatAnOlderProgramStoredIsFoundUnderTheKeysOfToday() {
        assertThat(IdentityKeys.stored(RecordKind.DEVICE, '3', "pc1.corp.example"))
                .containsExactlyElementsOf(IdentityKeys.of(RecordKind.DEVICE, Map.of("name", "PC1.corp.example")));
        assertThat(IdentityKeys.stored(RecordKind.USER, '1', "corp\\jdoe"))
                .isEqualTo(IdentityKeys.of(RecordKind.USER, Map.of("login", "CORP\\jdoe")));
        assertThat(IdentityRules.judge(
                                RecordKind.ENTITLEMENT,
                                IdentityKeys.of(RecordKind.ENTITLEMENT, Map.of("reference", "PO-10A")),
                                IdentityKeys.stored(RecordKind.ENTITLEMENT, '0', "po-10a"),
                                false)
                        .likeness())
                .isEqualTo(Likeness.SAME);
    }

    @Test
    void aLineOfAnOrderIsTheSameWithAnotherNumberOrPrice() {
        var line = Map.of("reference", "PO-10", "product", "Visio", "quantity", "5", "unitPrice", "1 EUR");
        var changed = Map.of("reference", "PO-10", "product", "Visio", "quantity", "7", "note", "more");
        var other = Map.of("reference", "PO-10", "product", "Project", "quantity", "5");
        assertThat(IdentityKeys.of(RecordKind.PURCHASE, line))
                .isEqualTo(IdentityKeys.of(RecordKind.PURCHASE, changed))
                .isNotEqualTo(IdentityKeys.of(RecordKind.PURCHASE, other));
    }

    @Test
    void everyStoredDigitStandsForOneSortOfItsKind() {
        for (var kind : RecordKind.values()) {
            for (var key : IdentityKeys.of(kind, everything(kind))) {
                assertThat(KeySort.of(kind, key.sort().digit()))
                        .as("%s %s", kind, key)
                        .contains(key.sort());
            }
        }
    }

    private static Map<String, String> everything(RecordKind kind) {
        var values = new HashMap<String, String>();
        kind.fields().forEach(field -> values.put(field.name(), "value of " + field.name()));
        if (kind == RecordKind.DEVICE) {
            values.put("name", "pc1.corp.example");
            values.put("networkAddresses", "3C:52:82:11:22:33");
        }
        return values;
    }
}
