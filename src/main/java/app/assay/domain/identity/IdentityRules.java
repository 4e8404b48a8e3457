package app.assay.domain.identity;

import app.assay.domain.identity.KeySort.Sureness;
import app.assay.domain.record.RecordKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Says what a row of a file is to a record that is known.
///
/// Sure keys that agree make one of both; sure keys that contradict each other never do so silently. A name alone makes
/// one of records of different files when nothing speaks against it, and never of two rows of one file.
public final class IdentityRules {

    private IdentityRules() {}

    /// Judges a row by its keys.
    ///
    /// @param row keys of the row
    /// @param known keys of the record, of all rows that ever described it
    /// @param inOneFile whether another row of the same file, which says something else, describes the record
    /// already
    public static Judgement judge(RecordKind kind, List<Key> row, List<Key> known, boolean inOneFile) {
        var agree = new ArrayList<KeySort>(4);
        var differ = new ArrayList<KeySort>(2);
        for (var sort : sorts(row)) {
            compare(sort, row, known, agree, differ);
        }
        var likeness = switch (kind) {
            case DEVICE -> device(row, known, agree, differ, inOneFile);
            case USER -> user(row, known, agree, differ, inOneFile);
            case ENTITLEMENT, PURCHASE, AGREEMENT, EXCLUSION -> reference(agree, differ, inOneFile);
            default -> agree.isEmpty() ? Likeness.OTHER : Likeness.SAME;
        };
        return new Judgement(likeness, agree, differ);
    }

    private static Likeness device(
            List<Key> row, List<Key> known, List<KeySort> agree, List<KeySort> differ, boolean inOneFile) {
        long sameSure = sure(agree);
        long otherSure = sure(differ);
        boolean sameName = sameName(KeySort.NAME, KeySort.DOMAIN_NAME, row, known);
        if (sameSure > 0) {
            if (otherSure == 0) {
                // Machines that were cloned have the identifier of their model under names of their own.
                return inOneFile && differ.contains(KeySort.NAME) ? Likeness.CONTRADICTED : Likeness.SAME;
            }
            boolean outweighed = sameName && sameSure + 1 > otherSure;
            return !inOneFile && outweighed ? Likeness.LIKELY : Likeness.CONTRADICTED;
        }
        if (otherSure > 0 || !sameName) {
            return Likeness.OTHER;
        }
        if (agree.contains(KeySort.DOMAIN_NAME) || agree.contains(KeySort.ADDRESS)) {
            return Likeness.SAME;
        }
        if (inOneFile) {
            return Likeness.NAMESAKE;
        }
        return isIdentified(row) && isIdentified(known) ? Likeness.LIKELY : Likeness.SAME;
    }

    private static Likeness user(
            List<Key> row, List<Key> known, List<KeySort> agree, List<KeySort> differ, boolean inOneFile) {
        boolean sameLogin = sameName(KeySort.LOGIN, KeySort.DOMAIN_LOGIN, row, known);
        long sameSure = sure(agree);
        if (differ.contains(KeySort.EMPLOYEE_NUMBER)) {
            if (sameSure == 0) {
                return Likeness.OTHER;
            }
            return sameSure > 1 && !inOneFile ? Likeness.LIKELY : Likeness.CONTRADICTED;
        }
        if (sameSure > 0) {
            // A mailbox that several people share.
            boolean mailboxOnly = sameSure == 1 && agree.contains(KeySort.EMAIL) && !sameLogin;
            return inOneFile && mailboxOnly && differ.contains(KeySort.PERSON_NAME)
                    ? Likeness.CONTRADICTED
                    : Likeness.SAME;
        }
        if (sameLogin) {
            // An address of another domain says less than a login of this one.
            boolean bothDomains = has(row, KeySort.DOMAIN_LOGIN) && has(known, KeySort.DOMAIN_LOGIN);
            if (bothDomains || !differ.contains(KeySort.EMAIL)) {
                return Likeness.SAME;
            }
            return inOneFile ? Likeness.CONTRADICTED : Likeness.LIKELY;
        }
        if (!agree.contains(KeySort.PERSON_NAME)
                || differ.contains(KeySort.EMAIL)
                || differ.contains(KeySort.LOGIN)
                || agree.contains(KeySort.LOGIN)) {
            return Likeness.OTHER;
        }
        if (inOneFile) {
            return Likeness.NAMESAKE;
        }
        return isIdentified(row) && isIdentified(known) ? Likeness.LIKELY : Likeness.SAME;
    }

    /// Lines of one file that share a reference are lines of one order, each for itself. References that differ in
    /// case
    /// alone are two: there are systems that number with both.
    private static Likeness reference(List<KeySort> agree, List<KeySort> differ, boolean inOneFile) {
        if (agree.contains(KeySort.REFERENCE)) {
            return inOneFile ? Likeness.NAMESAKE : Likeness.SAME;
        }
        if (!agree.contains(KeySort.FOLDED_REFERENCE)) {
            return Likeness.OTHER;
        }
        return inOneFile || differ.contains(KeySort.REFERENCE) ? Likeness.NAMESAKE : Likeness.SAME;
    }

    private static boolean has(List<Key> keys, KeySort sort) {
        return keys.stream().anyMatch(key -> key.sort() == sort);
    }

    private static long sure(List<KeySort> sorts) {
        return sorts.stream().filter(sort -> sort.sureness() == Sureness.SURE).count();
    }

    /// Whether keys say more than a name.
    private static boolean isIdentified(List<Key> keys) {
        return keys.stream()
                .map(key -> key.sort().sureness())
                .anyMatch(sureness -> sureness == Sureness.SURE || sureness == Sureness.CONFIRMING);
    }

    /// Whether both have a name in common whose domains do not contradict each other.
    private static boolean sameName(KeySort plain, KeySort within, List<Key> row, List<Key> known) {
        for (var key : row) {
            if (key.sort() == plain && known.contains(key) && domainsAgree(within, key.text(), row, known)) {
                return true;
            }
        }
        return false;
    }

    private static boolean domainsAgree(KeySort within, String name, List<Key> row, List<Key> known) {
        var here = domains(within, name, row);
        var there = domains(within, name, known);
        return here.isEmpty()
                || there.isEmpty()
                || here.stream().anyMatch(one -> there.stream().anyMatch(other -> DomainText.agree(one, other)));
    }

    private static List<String> domains(KeySort within, String name, List<Key> keys) {
        return keys.stream()
                .filter(key -> key.sort() == within && key.name().equals(name))
                .map(Key::domain)
                .toList();
    }

    private static Set<KeySort> sorts(List<Key> keys) {
        var sorts = EnumSet.noneOf(KeySort.class);
        keys.forEach(key -> sorts.add(key.sort()));
        return sorts;
    }

    private static void compare(
            KeySort sort, List<Key> row, List<Key> known, List<KeySort> agree, List<KeySort> differ) {
        boolean has = false;
        for (var key : known) {
            if (key.sort() == sort) {
                has = true;
                if (row.contains(key)) {
                    agree.add(sort);
                    return;
                }
            }
        }
        if (has) {
            differ.add(sort);
        }
    }
}
