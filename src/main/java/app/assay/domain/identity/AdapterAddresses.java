package app.assay.domain.identity;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Network addresses that makers gave to single adapters. Those that software makes up are left out: all devices with
/// the same virtual private network or the same hypervisor have them.
final class AdapterAddresses {

    private static final int MOST = 8;
    private static final Pattern BETWEEN = Pattern.compile("[,;\\s]+");
    private static final Pattern SIGNS = Pattern.compile("[:.-]");
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-f]{12}");

    /// First digits of adapters of hypervisors, private networks, dial-up and redundancy.
    private static final List<String> VIRTUAL = List.of(
            "000569", // VMware
            "000c29",
            "001c14",
            "005056",
            "00155d", // Hyper-V
            "00163e", // Xen
            "001c42", // Parallels
            "080027", // VirtualBox
            "00059a3c", // private networks
            "00090ffe",
            "00090faa",
            "00ff",
            "204153594eff", // dial-up
            "005345000000",
            "00a0c6000000", // mobile broadband
            "00005e000", // redundancy
            "000000");

    private AdapterAddresses() {}

    /// @param text one or several addresses
    static List<String> of(String text) {
        var found = new TreeSet<String>();
        for (var part : BETWEEN.split(Folding.loose(text), -1)) {
            var digits = SIGNS.matcher(part).replaceAll("");
            if (ADDRESS.matcher(digits).matches() && isOwn(digits)) {
                found.add(digits);
            }
        }
        return found.stream().limit(MOST).toList();
    }

    private static boolean isOwn(String digits) {
        // The two lowest bits of the first byte: meant for many, and made up by whoever runs the adapter.
        int second = Character.digit(digits.charAt(1), 16);
        return (second & 3) == 0 && VIRTUAL.stream().noneMatch(digits::startsWith);
    }
}
