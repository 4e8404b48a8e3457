#!/usr/bin/env bash
# dd-plist 1.28: does a property list survive reading and writing when it holds an unsigned number of 64 bits?
#
# A good guess: yes, or an error. Prints what the same number is before and after. Needs a JDK 17 or newer and Maven; packages go
# to a temporary folder.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >pom.xml <<'P'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>f</groupId><artifactId>f</artifactId><version>1</version>
<dependencies><dependency><groupId>com.googlecode.plist</groupId><artifactId>dd-plist</artifactId><version>1.28</version></dependency></dependencies></project>
P
mvn -q -B dependency:copy-dependencies -DoutputDirectory="$work/lib" >/dev/null
cat >Probe.java <<'J'
import com.dd.plist.*;

public class Probe {
    public static void main(String[] none) throws Exception {
        for (var number : new String[] {"9223372036854775807", "9223372036854775808", "18446744073709551615"}) {
            var text = "<?xml version=\"1.0\"?><plist version=\"1.0\"><dict><key>serial</key><integer>" + number
                    + "</integer></dict></plist>";
            var read = (NSNumber) ((NSDictionary) PropertyListParser.parse(text.getBytes())).get("serial");
            var again = read.toXMLPropertyList().replaceAll("(?s).*<plist[^>]*>\\s*(.*?)\\s*</plist>.*", "$1");
            System.out.println("number " + number + " is written again as " + again);
        }
    }
}
J
java -cp "lib/*" Probe.java 2>/dev/null | grep '^number' | tee seen.txt

# Seen: from 2^63 on the integer silently becomes a floating point number, another type of the format, of which the last digits are
# gone. Identifiers of disks and volumes in macOS lists are such numbers: two of them become one.
diff - seen.txt <<'O'
number 9223372036854775807 is written again as <integer>9223372036854775807</integer>
number 9223372036854775808 is written again as <real>9.223372036854776E18</real>
number 18446744073709551615 is written again as <real>1.8446744073709552E19</real>
O
