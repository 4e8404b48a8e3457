#!/usr/bin/env bash
# cyclonedx-core-java 12.2.0 and a valid CycloneDX 1.7 bill: does it refuse what it does not know, or read the rest?
#
# A good guess: one of both. Prints how many components come out of the same bill with the member `citations` of 1.7 behind
# the components, and before them. Needs a JDK 17 or newer and Maven; packages go to a temporary folder.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >pom.xml <<'P'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>f</groupId><artifactId>f</artifactId><version>1</version>
<dependencies><dependency><groupId>org.cyclonedx</groupId><artifactId>cyclonedx-core-java</artifactId><version>12.2.0</version></dependency></dependencies></project>
P
mvn -q -B dependency:copy-dependencies -DoutputDirectory="$work/lib" >/dev/null
cat >Probe.java <<'J'
import org.cyclonedx.parsers.JsonParser;

public class Probe {
    static final String COMPONENTS = "\"components\":[{\"type\":\"library\",\"name\":\"a\",\"version\":\"1\",\"bom-ref\":\"a\"},"
            + "{\"type\":\"library\",\"name\":\"b\",\"version\":\"1\",\"bom-ref\":\"b\"}]";
    static final String CITATIONS = "\"citations\":[{\"timestamp\":\"2026-01-01T00:00:00Z\",\"pointers\":[\"/components/0\"],"
            + "\"attributedTo\":\"a\"}]";

    static void read(String what, String version, String members) {
        var text = "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"" + version + "\",\"version\":1," + members + "}";
        try {
            var bill = new JsonParser().parse(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            int found = bill.getComponents() == null ? 0 : bill.getComponents().size();
            System.out.println(what + ": " + found + " components, no error");
        } catch (Exception refused) {
            System.out.println(what + ": " + refused.getClass().getSimpleName());
        }
    }

    public static void main(String[] none) {
        read("1.6", "1.6", COMPONENTS);
        read("1.7 without news", "1.7", COMPONENTS);
        read("1.7 with citations behind", "1.7", COMPONENTS + "," + CITATIONS);
        read("1.7 with citations before", "1.7", CITATIONS + "," + COMPONENTS);
    }
}
J
java -cp "lib/*" Probe.java 2>/dev/null | grep -E '^1\.' | tee seen.txt

# Seen: parsing ends at the first member that the library does not know and returns what it has until then, without an error. The
# order of members of a JSON object means nothing, so the same bill is whole or empty. Who counts components of a bill of 1.7 with
# this reader may prove that nothing is installed.
diff - seen.txt <<'O'
1.6: 2 components, no error
1.7 without news: 2 components, no error
1.7 with citations behind: 2 components, no error
1.7 with citations before: 0 components, no error
O
