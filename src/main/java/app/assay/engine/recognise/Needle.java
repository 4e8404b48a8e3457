package app.assay.engine.recognise;

/// A text that every title contains which a pattern fits, so that most titles need no search with the pattern.
///
/// Found in the pattern's own text: the longest run of literal characters that stands outside every group, class and
/// alternative and is not optional. Where a pattern is written in a way that this does not understand there is none.
final class Needle {

    private static final int SHORTEST = 3;

    private final String pattern;
    private final StringBuilder run = new StringBuilder();
    private String longest = "";

    private Needle(String pattern) {
        this.pattern = pattern;
    }

    /// The needle in lower case, empty when none is sure.
    static String of(String pattern) {
        return new Needle(pattern).find();
    }

    private String find() {
        int n = pattern.length();
        int i = pattern.startsWith("(?i)") ? 4 : 0;
        while (i < n) {
            char c = pattern.charAt(i);
            int next = i + 1;
            boolean literal = false;
            char meant = c;
            switch (c) {
                case '|', '(' -> {
                    // an alternative at the top makes everything optional; groups are passed over
                    next = c == '(' ? behindGroup(i) : -1;
                    if (next < 0) {
                        return "";
                    }
                }
                case '[' -> {
                    next = behindClass(i);
                    if (next < 0) {
                        return "";
                    }
                }
                case '\\' -> {
                    if (next >= n) {
                        return "";
                    }
                    meant = pattern.charAt(next);
                    literal = !Character.isLetterOrDigit(meant);
                    if (!literal && "bBdDwWsS".indexOf(meant) < 0) {
                        return "";
                    }
                    next++;
                }
                case '.', '^', '$' -> {}
                case '?', '*', '+', '{', ')', ']', '}' -> {
                    return "";
                }
                default -> literal = true;
            }
            int behind = behindQuantifier(next);
            if (behind < 0) {
                return "";
            }
            if (literal && behind == next) {
                run.append(Character.toLowerCase(meant));
            } else {
                end();
            }
            i = behind;
        }
        end();
        return longest.length() < SHORTEST ? "" : longest;
    }

    private void end() {
        if (run.length() > longest.length()) {
            longest = run.toString();
        }
        run.setLength(0);
    }

    /// The place behind the group that begins at a bracket, or −1. Escaped brackets and those in classes are none.
    private int behindGroup(int start) {
        if (pattern.startsWith("(?", start) && !pattern.startsWith("(?:", start) && !pattern.startsWith("(?=", start)) {
            return -1; // flags and looks behind or away change what the rest means
        }
        int depth = 0;
        int i = start;
        while (i < pattern.length()) {
            switch (pattern.charAt(i)) {
                case '\\' -> i++;
                case '[' -> {
                    i = behindClass(i) - 1;
                    if (i < 0) {
                        return -1;
                    }
                }
                case '(' -> depth++;
                case ')' -> depth--;
                default -> {}
            }
            i++;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /// The place behind the class that begins at a bracket, or −1 for one within another.
    private int behindClass(int start) {
        for (int i = start + 1; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[') {
                return -1;
            } else if (c == ']' && i > start + 1) {
                return i + 1;
            }
        }
        return -1;
    }

    /// The place behind a quantifier, the same place when there is none, or −1 when it is not understood.
    private int behindQuantifier(int start) {
        if (start >= pattern.length()) {
            return start;
        }
        int i = start;
        char c = pattern.charAt(i);
        if (c == '?' || c == '*' || c == '+') {
            i++;
        } else if (c == '{') {
            int end = pattern.indexOf('}', i);
            if (end < 0) {
                return -1;
            }
            i = end + 1;
        } else {
            return start;
        }
        return i < pattern.length() && (pattern.charAt(i) == '?' || pattern.charAt(i) == '+') ? i + 1 : i;
    }
}
