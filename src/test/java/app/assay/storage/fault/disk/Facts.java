package app.assay.storage.fault.disk;

import app.assay.domain.record.RecordKind;
import app.assay.domain.source.LoadState;
import app.assay.storage.Register;
import app.assay.work.Fault;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedSet;
import java.util.TreeSet;

/// Everything a register says, in lines that a [Model] can say too.
final class Facts {

    private Facts() {}

    static SortedSet<String> of(Register register) {
        var facts = new TreeSet<String>();
        var snapshot = register.snapshot();
        facts.add(revision(snapshot.revision()));
        register.forEachEvent(event -> facts.add(event(event.revision(), event.action(), event.subject())));
        for (var record : snapshot.records(RecordKind.ENTITLEMENT)) {
            facts.add(entitlement(record.text("reference"), record.text("quantity")));
        }
        for (var load : snapshot.loads()) {
            facts.add(load(
                    load.file(), load.state() == LoadState.PUBLISHED, load.revision(), kept(register, load.sha256())));
        }
        for (int title = 0; title < snapshot.titleCount(); title++) {
            facts.add(title(snapshot.title(title).name()));
        }
        var devices = snapshot.records(RecordKind.DEVICE);
        var installations = snapshot.installations();
        for (int place = 0; place < devices.size(); place++) {
            var name = devices.get(place).text("name");
            facts.add(device(name, devices.get(place).text("note")));
            for (int title : installations.titles(place)) {
                facts.add(installation(name, snapshot.title(title).name()));
            }
        }
        var undo = register.undoState();
        facts.add(undo(undo.undo().map(step -> step.subject()).orElse("")));
        facts.add(redo(undo.redo().map(step -> step.subject()).orElse("")));
        return facts;
    }

    private static byte[] kept(Register register, String sha256) {
        try (var in = register.blobs().open(sha256)) {
            return in.readAllBytes();
        } catch (Fault | IOException e) {
            return new byte[0];
        }
    }

    static String revision(long revision) {
        return "revision " + revision;
    }

    static String event(long revision, String action, String subject) {
        return "event %s %s %s".formatted(revision, action, subject);
    }

    static String entitlement(String reference, String quantity) {
        return "entitlement " + reference + " " + quantity;
    }

    static String load(String file, boolean published, long revision, byte[] kept) {
        return "load %s %s revision %s, kept %s"
                .formatted(file, published ? "published" : "withdrawn", revision, hash(kept));
    }

    static String title(String title) {
        return "title " + title;
    }

    static String device(String name, String note) {
        return "device " + name + " " + note;
    }

    static String installation(String device, String title) {
        return "installation " + device + " " + title;
    }

    static String undo(String subject) {
        return "undo " + subject;
    }

    static String redo(String subject) {
        return "redo " + subject;
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
