package app.assay.architecture.culprit.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;

/// Makes an object of what a file says is one.
public final class ReadsObject {

    public Object read(InputStream in) throws IOException, ClassNotFoundException {
        try (var objects = new ObjectInputStream(in)) {
            return objects.readObject();
        }
    }
}
