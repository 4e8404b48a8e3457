#!/usr/bin/env bash
# ojAlgo 56.1.1: is a whole-number variable with a fractional upper bound rounded down, as in other solvers?
#
# A good guess: yes, at most 2 of 2.5. Prints state and value for the bound as a bound and as a constraint. Needs a JDK 17 or newer
# and Maven; packages go to a temporary folder.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >pom.xml <<'P'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>f</groupId><artifactId>f</artifactId><version>1</version>
<dependencies><dependency><groupId>org.ojalgo</groupId><artifactId>ojalgo</artifactId><version>56.1.1</version></dependency></dependencies></project>
P
mvn -q -B dependency:copy-dependencies -DoutputDirectory="$work/lib" >/dev/null
cat >Probe.java <<'J'
import org.ojalgo.optimisation.ExpressionsBasedModel;

public class Probe {
    static String bound(int variables, double most) {
        var model = new ExpressionsBasedModel();
        for (int place = 0; place < variables; place++) {
            model.newVariable("x" + place).integer().lower(0).upper(most).weight(1);
        }
        var result = model.maximise();
        return result.getState() + " " + result.get(0);
    }

    static String constraint(double most) {
        var model = new ExpressionsBasedModel();
        var variable = model.newVariable("x").integer().lower(0).weight(1);
        model.newExpression("most").upper(most).set(variable, 1);
        var result = model.maximise();
        return result.getState() + " " + result.get(0);
    }

    public static void main(String[] none) {
        System.out.println("bound 3, one variable: " + bound(1, 3));
        System.out.println("bound 2.5, one variable: " + bound(1, 2.5));
        System.out.println("bound 2.5, two variables: " + bound(2, 2.5));
        System.out.println("constraint 2.5: " + constraint(2.5));
    }
}
J
java -cp "lib/*" Probe.java 2>/dev/null | grep -E '^(bound|constraint)' | tee seen.txt

# Seen: where a variable stands in no constraint, its bound is taken as its value, which is not whole, and the model is called
# infeasible although 0, 1 and 2 are solutions. The same bound as a constraint is right. A licence pool of "2.5 packs" must be
# rounded before it reaches the solver, or a position is called impossible.
diff - seen.txt <<'O'
bound 3, one variable: DISTINCT 3
bound 2.5, one variable: INFEASIBLE 2.5
bound 2.5, two variables: INFEASIBLE 2.5
constraint 2.5: OPTIMAL 2
O
