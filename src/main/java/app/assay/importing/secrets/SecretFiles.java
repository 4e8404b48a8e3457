package app.assay.importing.secrets;

import app.assay.importing.formats.workbook.WorkbookCells;
import app.assay.work.Progress;
import app.assay.work.TemporaryFiles;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Looks for secrets in files, byte by byte and in bounded memory, and writes masked copies of text files.
///
/// What is looked into: text of any kind (XML, JSON and lines by their structure), workbooks by their cells, archives
/// by their members, other bytes for product keys and private keys. Nothing is ever told of a secret but its kind.
public final class SecretFiles {

    private static final int HEAD = 1 << 16;
    private static final int MOST_DEPTH = 3;
    private static final long MOST_MEMBERS = 1_000_000;
    private static final long MOST_UNPACKED = 16L << 30;

    private final SecretCounts counts = new SecretCounts();
    private final Progress progress;
    private long members;
    private long unpacked;

    private SecretFiles(Progress progress) {
        this.progress = progress;
    }

    /// A file that can be read again and again.
    @FunctionalInterface
    public interface Source {
        InputStream open() throws IOException;
    }

    /// What a look into a file found.
    ///
    /// @param isText whether a masked copy can be written, since the file is plain text
    public record Look(SecretCounts counts, boolean isText) {

        /// Whether the file may go as it is.
        public boolean isClean() {
            return counts.total() == 0 && !counts.isPartlyUnread();
        }
    }

    /// Looks for secrets in a file.
    ///
    /// @throws IOException if it cannot be read; an archive that is broken within, or that there is no
    ///     space to look into, is told as partly unread instead
    public static Look look(Source file, Progress progress) throws IOException {
        var files = new SecretFiles(progress);
        try (var in = new BufferedInputStream(file.open(), HEAD)) {
            boolean isText = files.look(in, 0);
            return new Look(files.counts, isText);
        }
    }

    /// Writes a copy of a text file in which each secret is masked; everything else keeps its bytes.
    ///
    /// @param out stays open
    /// @return what was masked
    /// @throws IllegalArgumentException if the file is no plain text
    public static SecretCounts mask(Source file, OutputStream out, Progress progress) throws IOException {
        var files = new SecretFiles(progress);
        try (var in = new BufferedInputStream(file.open(), HEAD)) {
            byte[] head = head(in);
            if (Packing.of(head) != Packing.TEXT) {
                throw new IllegalArgumentException("only text is masked");
            }
            var buffered = new BufferedOutputStream(out, HEAD);
            files.text(in, head, buffered);
            buffered.flush();
        }
        return files.counts;
    }

    /// How the bytes of a file are packed.
    private enum Packing {
        ZIP,
        GZIP,
        ZLIB,
        TEXT,
        OTHER;

        static Packing of(byte[] head) {
            if (starts(head, 'P', 'K', 3, 4) || starts(head, 'P', 'K', 5, 6)) {
                return ZIP;
            }
            if (starts(head, 0x1f, 0x8b, 8)) {
                return GZIP;
            }
            boolean isWide = Letters.isWide(head);
            if (!isWide && hasControls(head)) {
                boolean zlib = head.length > 2
                        && (head[0] & 0xff) == 0x78
                        && ((head[0] & 0xff) << 8 | (head[1] & 0xff)) % 31 == 0;
                return zlib ? ZLIB : OTHER;
            }
            return TEXT;
        }

        static boolean starts(byte[] head, int... bytes) {
            if (head.length < bytes.length) {
                return false;
            }
            for (int i = 0; i < bytes.length; i++) {
                if ((head[i] & 0xff) != bytes[i]) {
                    return false;
                }
            }
            return true;
        }

        private static boolean hasControls(byte[] head) {
            int controls = 0;
            for (byte each : head) {
                if (each == 0) {
                    return true;
                }
                controls += each > 0 && each < ' ' && each != '\t' && each != '\n' && each != '\r' ? 1 : 0;
            }
            return controls * 50 > head.length;
        }
    }

    private static byte[] head(BufferedInputStream in) throws IOException {
        in.mark(HEAD);
        byte[] head = in.readNBytes(HEAD - 1);
        in.reset();
        return head;
    }

    /// @return whether it is plain text
    private boolean look(BufferedInputStream in, int depth) throws IOException {
        byte[] head = head(in);
        var packing = Packing.of(head);
        if (packing != Packing.TEXT && packing != Packing.OTHER && depth >= MOST_DEPTH) {
            counts.unread();
            return false;
        }
        switch (packing) {
            case ZIP -> zip(in, depth);
            case GZIP -> packed(in, true, depth);
            case ZLIB -> packed(in, false, depth);
            case TEXT -> {
                text(in, head, OutputStream.nullOutputStream());
                return true;
            }
            case OTHER -> {
                if (Packing.starts(head, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) {
                    old(in);
                } else {
                    bytes(in);
                }
            }
        }
        return false;
    }

    /// A document as Office packed it before 2007: its bytes, and the cells if it is a workbook.
    private void old(InputStream in) throws IOException {
        Path copy;
        try {
            copy = TemporaryFiles.file("secrets", ".xls");
        } catch (IOException noSpace) {
            counts.unread();
            return;
        }
        try {
            try {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException noSpace) {
                counts.unread();
                return;
            }
            var before = counts.copy();
            try (var again = Files.newInputStream(copy)) {
                bytes(again);
            }
            cells(before, each -> isOldWorkbook(copy) ? WorkbookCells.readOld(copy, each, progress) : true);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private static boolean isOldWorkbook(Path file) {
        try {
            return WorkbookCells.isOldWorkbook(file);
        } catch (IOException damaged) {
            return false; // no directory of streams: its bytes were looked at
        }
    }

    private void cells(SecretCounts before, WorkbookSecrets.Reading reading) throws IOException {
        var found = new SecretCounts();
        new WorkbookSecrets(found).cells(reading);
        counts.same(before, found);
    }

    private void packed(InputStream in, boolean gzip, int depth) throws IOException {
        try (var inner = new BufferedInputStream(
                new Counted(gzip ? new GZIPInputStream(in, HEAD) : new InflaterInputStream(in)), HEAD)) {
            look(inner, depth + 1);
        } catch (ZipException | java.io.EOFException broken) {
            counts.unread();
        }
    }

    private void text(BufferedInputStream in, byte[] head, OutputStream out) throws IOException {
        var letters = Letters.reading(in, head);
        var masking = new Masking(letters.writing(out), counts);
        switch (Letters.shape(letters.of(head))) {
            case XML -> new XmlSecrets(masking).read(letters, progress);
            case JSON -> new JsonSecrets(masking).read(letters, progress);
            case LINES -> new LineSecrets(masking, true).read(letters, progress);
        }
        masking.finish();
        letters.finish(out);
    }

    /// Bytes that are no text: what is written in them is found, in one byte a letter and in two.
    private void bytes(InputStream in) throws IOException {
        var letters = Letters.withoutZeros(in);
        var masking = new Masking(letters.writing(OutputStream.nullOutputStream()), counts);
        new LineSecrets(masking, false).read(letters, progress);
        masking.finish();
    }

    /// Archives are read by their directory, since what stands in the stream cannot always be told without it; the
    /// copy
    /// for that is private and gone afterwards.
    private void zip(InputStream in, int depth) throws IOException {
        Path copy;
        try {
            copy = TemporaryFiles.file("secrets", ".zip");
        } catch (IOException noSpace) {
            counts.unread();
            return;
        }
        try {
            try {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException noSpace) {
                // A full disk is no fault of the file: it was not looked into, and goes into no package.
                counts.unread();
                return;
            }
            try (var zip = new ZipFile(copy.toFile())) {
                var before = counts.copy();
                members(zip, depth);
                var type = zip.getEntry("mimetype");
                if (type != null && WorkbookCells.isOpenWorkbook(start(zip.getInputStream(type)))) {
                    cells(before, each -> WorkbookCells.readOpen(copy, each, progress));
                }
            } catch (ZipException | java.io.EOFException | IllegalArgumentException broken) {
                counts.unread();
            }
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private static String start(InputStream type) throws IOException {
        try (type) {
            return new String(type.readNBytes(200), StandardCharsets.US_ASCII).strip();
        }
    }

    private void members(ZipFile zip, int depth) throws IOException {
        var cells = new WorkbookSecrets(counts);
        var texts = zip.getEntry("xl/sharedStrings.xml");
        if (texts != null) {
            cells.texts(new Counted(zip.getInputStream(texts)), progress);
        }
        for (var entry : Collections.list(zip.entries())) {
            if (++members > MOST_MEMBERS) {
                counts.unread();
                return;
            }
            String name = entry.getName();
            if (entry.isDirectory() || entry.equals(texts) || name.equals("xl/sharedStrings.xml")) {
                continue;
            }
            try (var member = new BufferedInputStream(new Counted(zip.getInputStream(entry)), HEAD)) {
                if (name.startsWith("xl/worksheets/") && name.endsWith(".xml")) {
                    cells.sheet(member, progress);
                } else {
                    look(member, depth + 1);
                }
            }
        }
    }

    /// Ends reading when more comes out of archives than any import may hold.
    private final class Counted extends FilterInputStream {

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int read = super.read(buffer, from, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) throws IOException {
            unpacked += read;
            if (unpacked > MOST_UNPACKED) {
                throw new ZipException("it unpacks to more than " + MOST_UNPACKED + " bytes");
            }
        }
    }
}
