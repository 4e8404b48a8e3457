package app.assay.storage.fault.disk;

import app.assay.domain.record.RecordKind;
import app.assay.domain.source.FactSink;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The rows of an import, which follow from its number alone. Every device has one title of the import's own, so an
/// import
/// of which a part is missing cannot look whole.
final class Rows {

    private static final int DEVICES = 30;
    private static final int TITLES = 12;
    private static final int KEPT_BYTES = 5_000;

    private Rows() {}

    static String file(int number) {
        return "scan-" + number + ".csv";
    }

    static String note(int number) {
        return "scan " + number;
    }

    static List<String> devices(String source) {
        return IntStream.range(0, DEVICES).mapToObj(i -> source + "-PC" + i).toList();
    }

    static List<String> titles(int number) {
        return Stream.concat(IntStream.range(0, TITLES).mapToObj(i -> "Title " + i), Stream.of("Only of " + number))
                .toList();
    }

    /// The bytes of the file, which the register keeps.
    static byte[] bytes(int number) {
        var bytes = new byte[KEPT_BYTES];
        new Random(number).nextBytes(bytes);
        System.arraycopy(file(number).getBytes(StandardCharsets.UTF_8), 0, bytes, 0, 6);
        return bytes;
    }

    static void write(FactSink sink, String source, int number) {
        long row = 2;
        for (var device : devices(source)) {
            sink.record(row++, RecordKind.DEVICE, Map.of("name", device, "note", note(number)));
            for (var title : titles(number)) {
                sink.installation(row++, device, title, "Acme", "1", "", 1, number, FactSink.NO_DAY);
            }
        }
    }
}
