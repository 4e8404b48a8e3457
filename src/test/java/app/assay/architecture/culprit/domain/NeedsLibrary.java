package app.assay.architecture.culprit.domain;

import java.util.List;
import org.apache.commons.collections4.ListUtils;

/// A domain value that needs more than the JDK.
public final class NeedsLibrary {

    public List<String> both(List<String> left, List<String> right) {
        return ListUtils.union(left, right);
    }
}
