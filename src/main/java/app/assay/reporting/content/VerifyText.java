package app.assay.reporting.content;

/// The text file that tells a stranger how to check a package.
public final class VerifyText {

    private VerifyText() {}

    public static String of(String name) {
        return """
                How to check this package
                =========================

                This is a BagIt 1.0 bag (RFC 8493). Everything below works without the program that wrote it.
                Unpack the ZIP and go into the folder %1$s.

                1  Nothing was altered (Linux; macOS: shasum -a 256 -c, shasum -a 512 -c)

                     sha256sum -c tagmanifest-sha256.txt
                     sha256sum -c manifest-sha256.txt
                     sha512sum -c manifest-sha512.txt

                   Every line must end in OK.

                2  Nothing was added: these two lists must be equal

                     find data -type f | LC_ALL=C sort
                     cut -c67- manifest-sha256.txt

                3  Or with any BagIt tool, for instance

                     bagit.py --validate .

                4  Windows PowerShell, file by file

                     Get-Content manifest-sha256.txt | ForEach-Object {
                       $hash, $path = $_ -split '  ', 2
                       if ((Get-FileHash $path -Algorithm SHA256).Hash -ne $hash) { "ALTERED $path" } }

                5  Or with the program: assay evidence verify ZIP

                What the result means
                ---------------------
                The package is not signed. Equal hashes show that it is whole and unaltered since it was written; they do
                not show who wrote it. The SHA-256 of the file tagmanifest-sha256.txt names these very bytes. Compare it
                with the number that you were told by another way than this package:

                     sha256sum tagmanifest-sha256.txt

                The trail (data/90_provenance/trail.jsonl) is a hash chain that ends at Assay-Trail-Head in bag-info.txt.

                Tables
                ------
                Each CSV is exact: UTF-8, line feeds, every text in quotes, an unknown value as an empty field without
                quotes; metadata/schemas says what the columns hold. Beside it, NAME.spreadsheet.csv is made for a
                double-click: texts that a spreadsheet could take for a formula have an apostrophe before them, and the
                last column, _guarded, names the columns in which that was done. Taking the first character off those
                cells gives back the exact text.
                """.replace("%1$s", name);
    }
}
