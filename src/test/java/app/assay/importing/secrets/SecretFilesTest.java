package app.assay.importing.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.work.Progress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFilesTest {

    private static final String KEY = "VK7JG-NPHTM-C97JM-9MPGT-3V66T";
    private static final String OTHER = "A1B2C-D3E4F-G5H6I-J7K8L-M9N0P";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key " + KEY,
                "setup.exe /PIDKEY=" + KEY,
                "msiexec /i office.msi PIDKEY=ABCDEFGHIJKLMNOPQRSTUVWXY /qn",
                "msiexec /i acrobat.msi SERIALNUMBER=1118-1234-5678-9012-3456-7890 /qb",
                "setup.exe -password hunter22 -quiet",
                "agent --token 8f14e45fceea167a",
                "agent --token=\"8f14e45fceea167a\"",
                "setup.exe /SAPWD=\"hunter 22\" /Q",
                "Server=db1;Database=cmdb;User Id=sa;Password=hunter22;",
                "jdbc:postgresql://reader:hunter22@db1/cmdb",
                "password: hunter22",
                "api_key=8f14e45fceea167a",
                "Authorization: Bearer 8f14e45fceea167a",
                "x ghp_0123456789abcdefghijABCDEFGHIJ012345",
            })
    void anArgumentOrAKeyIsFoundByItsFormAndMaskedWithTheRestLeftAsItIs(String text) throws IOException {
        assertThat(look(text).counts().total()).isEqualTo(1);
        String masked = mask(text);
        assertThat(masked).contains(SecretText.MASK).doesNotContain("hunter", "8f14e", "NPHTM", "1118", "ABCDEFGHIJ");
        assertThat(masked.substring(0, 2)).isEqualTo(text.substring(0, 2));
        assertThat(look(masked).isClean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host;Password;Note\nA;pw-one;24\" TV\nB;pw-two;x\n",
                "Host\tPassword\tNote\nA\tpw-one\t\"24 TV\nB\tpw-two\tx\n",
                "Host;Note;Password\nA;24\" TV;pw-one\nB;\"open;pw-two\n",
                "Host;Password;Note\nA;pw-one;\"open\nB;pw-two;\"open\n",
                "Host;Password;Note\nA;pw-one;\"it \"\"goes\"\"\non; here\"\nB;pw-two;x\n",
            })
    void aQuoteHoldsSeparatorsTogetherOnlyWhereAFieldBegins(String table) throws IOException {
        String masked = mask(table);
        assertThat(masked).doesNotContain("pw-one", "pw-two");
        assertThat(masked.replace("*****", ""))
                .isEqualTo(table.replace("pw-one", "").replace("pw-two", ""));
    }

    @Test
    void anArchiveThatEndsWhileItIsCopiedIsPartlyUnreadAndNoFailure() throws IOException {
        var look = SecretFiles.look(
                () -> new java.io.SequenceInputStream(
                        new ByteArrayInputStream(new byte[] {'P', 'K', 3, 4}), new java.io.InputStream() {
                            private int given;

                            @Override
                            public int read() throws IOException {
                                if (given++ > 1 << 17) {
                                    throw new IOException("no space left");
                                }
                                return 1;
                            }

                            @Override
                            public int read(byte[] into, int from, int most) throws IOException {
                                into[from] = (byte) read();
                                return 1;
                            }
                        }),
                Progress.NONE);
        assertThat(look.counts().isPartlyUnread()).isTrue();
        assertThat(look.isClean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "XXXXX-XXXXX-XXXXX-XXXXX-3V66T",
                "*****-*****-*****-*****-3V66T",
                "BBBBB-BBBBB-BBBBB-BBBBB-BBBBB",
                "Partial Product Key: 3V66T",
                "PartialProductKey=3V66T",
                "ProductKey=*****3V66T",
                "Product key: none",
                "4c4c4544-0038-5a10-8054-b7c04f4e4d32",
                "Serial Number: 0702-6106-7436-3962-0537-3464-82",
                "SerialNumber=VMware-56 4d 9f 0c",
                "ProductId=00330-80000-00000-AA123",
                "Password Manager Pro 12.1",
                "KeePass Password Safe 2.55",
                "about-short-words-which-agree",
                "device,serial,cores\nPC-1,5CG1234XYZ,8\nPC-2,0702-6106-7436-3962-0537-3464-82,4",
                "device,title\nPC-1,Tokenizer Toolkit\nPC-1,Secret Maryo Chronicles",
                "user,passwordLastSet\nada,2026-01-01",
                "metric,tokens\nflex,1200",
            })
    void whatOnlyLooksLikeASecretIsLeftAlone(String text) throws IOException {
        assertThat(look(text).counts().byKind()).isEmpty();
        assertThat(mask(text)).isEqualTo(text);
    }

    @Test
    void columnsForSecretsAreMaskedWhateverTheirFormAndTheRestKeepsItsBytes() throws IOException {
        assertThat(mask("\ufeffName;Produktschlüssel;Note\r\nVisio;\"ABC;12345\";x\r\nVisio;;y\r\nProject;n/a;ü\r\n"))
                .isEqualTo("\ufeffName;Produktschlüssel;Note\r\nVisio;\"*****\";x\r\nVisio;;y\r\nProject;n/a;ü\r\n");
        assertThat(mask("title\tlicense_key\nA\tqwertz123\nB\t" + KEY + "\n"))
                .isEqualTo("title\tlicense_key\nA\t*****\nB\t*****\n");
        assertThat(mask("Some list\n\nname,\"Admin password\",n\n\"two\nlines\",geheim,1\nx,secret2,2\n"))
                .isEqualTo("Some list\n\nname,\"Admin password\",n\n\"two\nlines\",*****,1\nx,*****,2\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Password",
                "\"Password\"",
                "Kennwort",
                "Product key",
                "Windows product key",
                "Mot de passe",
                "\uFEFFPassword"
            })
    void aListOfOneColumnIsMaskedByItsName(String name) throws IOException {
        assertThat(mask("\n" + name + "\r\nplain;word-1\r\n\"qu,oted-2\"\r\n\r\nlast-3"))
                .isEqualTo("\n" + name + "\r\n*****\r\n\"*****\"\r\n\r\n*****");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Keys/user;password/ann;Sommer2024 | Keys/user;password/ann;*****",
                "Passwords/user;password/ann;Sommer2024/lone | Passwords/user;password/ann;*****/*****",
                "Serial/product,license key/Visio,abc-12345/x | Serial/product,license key/Visio,*****/x",
                "Kennwort/geheim-1/name;Kennwort/ann;x-2/geheim-3 | Kennwort/*****/name;Kennwort/ann;*****/*****",
                "Passwords/name;cores/pc1;8 | Passwords/name;cores/pc1;8",
                "Passwords//Device name,Processors,Cores/pc1,2,8 | Passwords//Device name,Processors,Cores/pc1,2,8",
                "Passwords/pw;word/name;cores | Passwords/*****/*****",
            })
    void aTableBelowItsTitleIsMaskedByItsColumnsAndNotAsAList(String text, String masked) throws IOException {
        assertThat(mask(text.replace('/', '\n'))).isEqualTo(masked.replace('/', '\n'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "How to enter the product key\nOpen the settings.\n",
                "Enter your password:\nOpen the settings.\n",
                "Title\nPasswordSafe 3\n",
                "Key\nA word\n"
            })
    void aTextThatOnlySpeaksOfKeysIsNoListOfThem(String text) throws IOException {
        assertThat(mask(text)).isEqualTo(text);
    }

    @Test
    void aListOfKeysIsMaskedWhereItsValuesLookLikeKeys() throws IOException {
        assertThat(mask("Serial\nK7F3Q-9DKW2-M4XTB-W8PRN\n5CG1234567\n")).isEqualTo("Serial\n*****\n5CG1234567\n");
    }

    @Test
    void aRowThatLooksLikeAHeaderDoesNotEndAColumnForSecrets() throws IOException {
        assertThat(mask("name,product key,note\nA,first-1,x\nB,second-2,key\nC,third-3,code\n"))
                .doesNotContain("first", "second", "third");
    }

    @Test
    void aColumnNamedSerialHoldsASecretOnlyWhereItsValueIsAKey() throws IOException {
        assertThat(mask("name,serial\nAcrobat,1118-1234-5678-9012-3456-7890\nPC,5CG1234XYZ\n"))
                .isEqualTo("name,serial\nAcrobat,*****\nPC,5CG1234XYZ\n");
    }

    @Test
    void namesOfElementsAndAttributesTellSecretsInXml() throws IOException {
        var xml = """
                <REQUEST><CONTENT><HARDWARE><NAME>PC</NAME><WINPRODKEY>%s</WINPRODKEY></HARDWARE>
                <LICENSEINFOS><FULLNAME>Visio</FULLNAME><KEY>not-a-five-by-five</KEY></LICENSEINFOS>
                <OFFICEPACK><OFFICEKEY>ABC</OFFICEKEY><OFFICEKEY>ABCDEF</OFFICEKEY></OFFICEPACK>
                <ENVS><KEY>TERM</KEY><VAL>xterm</VAL></ENVS><ENVS><KEY>DB_PASSWORD</KEY><VAL>hunter22</VAL></ENVS>
                <add name="apiKey" value="8f14e45fceea"/><user password='hunter22' name="x"/>
                <!-- pidkey=%s --><x><![CDATA[Password=hunter22;]]></x>
                <plist><dict><key>password</key><string>hunter22</string></dict></plist></CONTENT></REQUEST>
                """.formatted(KEY, OTHER);
        assertThat(look(xml).counts().byKind())
                .isEqualTo(Map.of(SecretKind.PRODUCT_KEY, 4L, SecretKind.PASSWORD, 4L, SecretKind.TOKEN, 1L));
        assertThat(mask(xml))
                .isEqualTo(xml.replace(KEY, "*****")
                        .replace(OTHER, "*****")
                        .replace("not-a-five-by-five", "*****")
                        .replace("ABCDEF", "*****")
                        .replace("hunter22", "*****")
                        .replace("8f14e45fceea", "*****"));
    }

    @Test
    void namesOfFieldsTellSecretsInJson() throws IOException {
        var json = """
                {"hardware":{"winprodkey":"AAAAA-BBBBB-CCCCC-DDDDD-EEEEE","name":"pc"},
                 "licenseinfos":[{"name":"Visio","key":"some key"}], "product_key" : "abc\\"def",
                 "envs":[{"key":"API_TOKEN","val":"8f14e45fceea"},{"key":"TERM","val":"xterm"}],
                 "password": 12345678, "secrets": {"list": []}, "pwd": null,
                 "text": "run setup.exe /PIDKEY=11111-22222-33333-44444-55555 now"}
                """;
        assertThat(mask(json))
                .isEqualTo(json.replace("AAAAA-BBBBB-CCCCC-DDDDD-EEEEE", "*****")
                        .replace("some key", "*****")
                        .replace("abc\\\"def", "*****")
                        .replace("8f14e45fceea", "*****")
                        .replace("12345678", "\"*****\"")
                        .replace("11111-22222-33333-44444-55555", "*****"));
        assertThat(look(json).counts().words()).isEqualTo("4 product keys, 1 password, 1 access token");
    }

    @Test
    void privateKeysAndRegistryBlobsAreMaskedOverAllTheirLines() throws IOException {
        var pem = "a\n-----BEGIN RSA PRIVATE KEY-----\nMIIEabc\nMIIEdef\n-----END RSA PRIVATE KEY-----\nb\n";
        assertThat(mask(pem)).doesNotContain("MIIE").startsWith("a\n").endsWith("-----END RSA PRIVATE KEY-----\nb\n");
        assertThat(look(pem).counts().byKind()).isEqualTo(Map.of(SecretKind.PRIVATE_KEY, 1L));
        var registry =
                "[HKEY_LOCAL_MACHINE\\X]\r\n\"DigitalProductId\"=hex:a4,00,00,00,\\\r\n  03,00,17,\\\r\n  42,99\r\n\"Next\"=\"kept\"\r\n";
        for (Charset charset : new Charset[] {StandardCharsets.UTF_8, StandardCharsets.UTF_16LE}) {
            byte[] bytes = registry.getBytes(charset);
            String masked = new String(maskBytes(bytes), charset);
            assertThat(masked).doesNotContain("a4,00", "03,00", "42,99").endsWith("\"Next\"=\"kept\"\r\n");
        }
    }

    @Test
    void workbooksAreLookedIntoByColumnAndAreNoText() throws IOException {
        for (boolean inline : new boolean[] {true, false}) {
            var out = new ByteArrayOutputStream();
            try (var book = inline ? new SXSSFWorkbook() : new XSSFWorkbook()) {
                var sheet = book.createSheet("x");
                var header = sheet.createRow(0);
                header.createCell(0).setCellValue("Product");
                header.createCell(1).setCellValue("License Key");
                for (int i = 1; i <= 3; i++) {
                    var row = sheet.createRow(i);
                    row.createCell(0).setCellValue(i == 3 ? KEY : "Visio");
                    row.createCell(1).setCellValue(i == 2 ? "" : "some-key-" + i);
                }
                book.write(out);
            }
            var look = lookBytes(out.toByteArray());
            assertThat(look.isText()).isFalse();
            assertThat(look.counts().byKind()).as("inline %s", inline).isEqualTo(Map.of(SecretKind.PRODUCT_KEY, 3L));
            assertThatThrownBy(() -> maskBytes(out.toByteArray())).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void oldWorkbooksAreLookedIntoByColumnAndCountNothingTwice() throws IOException {
        var look = lookBytes(oldWorkbook("Password", KEY));
        assertThat(look.counts().byKind()).isEqualTo(Map.of(SecretKind.PRODUCT_KEY, 1L, SecretKind.PASSWORD, 2L));
        assertThat(look.isText()).isFalse();
        assertThat(lookBytes(oldWorkbook("Cores", "Project")).isClean()).isTrue();
    }

    private static byte[] oldWorkbook(String header, String last) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var book = new HSSFWorkbook()) {
            var sheet = book.createSheet("x");
            var top = sheet.createRow(0);
            top.createCell(0).setCellValue("Product");
            top.createCell(1).setCellValue(header);
            for (int i = 1; i <= 3; i++) {
                var row = sheet.createRow(i);
                row.createCell(0).setCellValue(i == 3 ? last : "Visio");
                row.createCell(1).setCellValue(i == 2 ? "" : "geheim-" + i);
            }
            book.write(out);
        }
        return out.toByteArray();
    }

    @Test
    void openWorkbooksAreLookedIntoByColumn() throws IOException {
        assertThat(lookBytes(openWorkbook("Passwort")).counts().byKind()).isEqualTo(Map.of(SecretKind.PASSWORD, 2L));
        assertThat(lookBytes(openWorkbook("Kerne")).isClean()).isTrue();
    }

    private static byte[] openWorkbook(String header) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("mimetype"));
            zip.write("application/vnd.oasis.opendocument.spreadsheet".getBytes(StandardCharsets.US_ASCII));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("content.xml"));
            var xml = new StringBuilder("<office:document-content"
                    + " xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
                    + " xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"
                    + " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'>"
                    + "<office:body><office:spreadsheet><table:table table:name='x'>");
            for (String value : new String[] {header, "geheim-1", "geheim-2"}) {
                xml.append("<table:table-row><table:table-cell office:value-type='string'><text:p>")
                        .append(value)
                        .append("</text:p></table:table-cell></table:table-row>");
            }
            xml.append("</table:table></office:spreadsheet></office:body></office:document-content>");
            zip.write(xml.toString().getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return out.toByteArray();
    }

    @Test
    void membersOfArchivesAreLookedInto() throws IOException {
        var inner = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(inner)) {
            zip.putNextEntry(new ZipEntry("a.csv"));
            zip.write(("name,product key\nx," + KEY + "\n").getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        var outer = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(outer)) {
            zip.putNextEntry(new ZipEntry("b.json"));
            zip.write("{\"password\":\"hunter22\"}".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("inner.zip"));
            zip.write(inner.toByteArray());
            zip.closeEntry();
        }
        assertThat(lookBytes(outer.toByteArray()).counts().words()).isEqualTo("1 product key, 1 password");
        var gzip = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(gzip)) {
            packed.write(("<WINPRODKEY>" + KEY + "</WINPRODKEY>").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(lookBytes(gzip.toByteArray()).counts().total()).isEqualTo(1);
        var zlib = new ByteArrayOutputStream();
        try (var packed = new DeflaterOutputStream(zlib)) {
            packed.write(("<R><WINPRODKEY>" + KEY + "</WINPRODKEY></R>").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(lookBytes(zlib.toByteArray()).counts().total()).isEqualTo(1);
        byte[] cut = java.util.Arrays.copyOf(outer.toByteArray(), outer.size() / 3);
        assertThat(lookBytes(cut).isClean()).isFalse();
    }

    @Test
    void keysInOtherBytesAreFoundInOneAndInTwoBytesALetter() throws IOException {
        byte[] bytes = new byte[3000];
        byte[] wide = KEY.getBytes(StandardCharsets.UTF_16LE);
        System.arraycopy(wide, 0, bytes, 1000, wide.length);
        byte[] narrow = OTHER.getBytes(StandardCharsets.US_ASCII);
        bytes[1999] = 7;
        System.arraycopy(narrow, 0, bytes, 2000, narrow.length);
        bytes[2000 + narrow.length] = 7;
        assertThat(lookBytes(bytes).counts().byKind()).isEqualTo(Map.of(SecretKind.PRODUCT_KEY, 2L));
    }

    @Test
    void aLineOfManyMegabytesIsReadInPartsAndLosesNothing() throws IOException {
        String text = ("word,".repeat(100_000) + KEY + ",").repeat(8);
        assertThat(look(text).counts().total()).isEqualTo(8);
        assertThat(mask(text)).isEqualTo(text.replace(KEY, "*****"));
    }

    private static SecretFiles.Look look(String text) throws IOException {
        return lookBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static SecretFiles.Look lookBytes(byte[] bytes) throws IOException {
        return SecretFiles.look(() -> new ByteArrayInputStream(bytes), Progress.NONE);
    }

    private static String mask(String text) throws IOException {
        return new String(maskBytes(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    private static byte[] maskBytes(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        SecretFiles.mask(() -> new ByteArrayInputStream(bytes), out, Progress.NONE);
        return out.toByteArray();
    }
}
