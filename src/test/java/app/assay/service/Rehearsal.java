package app.assay.service;

import app.assay.service.Doomed.Job;
import app.assay.storage.fault.disk.Child;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;

/// Goes once through what the children of the fault tests do, and ends well: so their classes become known and can be
/// cached.
public final class Rehearsal {

    private Rehearsal() {}

    /// Arguments: an empty folder.
    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        for (var job : Job.values()) {
            var place = Files.createDirectory(folder.resolve(job.name()));
            Doomed.registers()
                    .create(place.resolve("r"), "Rehearsed", ZoneOffset.UTC)
                    .close();
            Doomed.once(place.resolve("r"), place.resolve("told.txt"), job);
        }
        // Ends the process.
        Child.main(new String[] {
            "work",
            folder.resolve("work").toString(),
            folder.resolve("acknowledged").toString(),
            "1"
        });
    }
}
