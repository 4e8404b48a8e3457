package app.assay.engine.recognise;

import app.assay.domain.software.ProductTarget;
import app.assay.domain.software.RawTitle;
import app.assay.engine.recognise.CatalogueIndex.Spelling;
import app.assay.engine.recognise.NormalForm.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Finds what an open title might be: spellings that share its rare words, one slip of the keyboard per word forgiven.
/// Immutable once made.
final class Similarity {

    private static final double SHARE_OF_A_SLIP = 0.85;
    private static final double LEAST_SCORE = 0.45;
    private static final double LESS_FOR_CONTRADICTION = 0.8;
    private static final int SHORTEST_WITH_SLIP = 4;
    /// Spellings behind a word are looked at until this many were seen, rarest word first.
    private static final int MOST_SPELLINGS = 4_000;

    private record Entry(List<Spelling> spellings, List<String> words, double weight) {}

    private record Found(ProductTarget target, double score, boolean publisher, String why) {}

    private final CatalogueIndex index;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, int[]> byWord = new HashMap<>();
    private final Map<String, Double> weights = new HashMap<>();
    private final Map<String, List<String>> byDeletion = new HashMap<>();
    private final double unknown;

    Similarity(CatalogueIndex index) {
        this.index = index;
        var spellings = index.spellings();
        unknown = Math.log(1 + spellings.size());
        var places = new TreeMap<String, List<Integer>>();
        int place = 0;
        for (String key : spellings.keySet()) {
            for (String word : words(key)) {
                places.computeIfAbsent(word, _ -> new ArrayList<>()).add(place);
            }
            place++;
        }
        places.forEach((word, list) -> {
            byWord.put(word, list.stream().mapToInt(Integer::intValue).toArray());
            weights.put(word, Math.log(1 + (double) spellings.size() / list.size()));
            if (word.length() >= SHORTEST_WITH_SLIP) {
                for (String shorter : deletions(word)) {
                    byDeletion.computeIfAbsent(shorter, _ -> new ArrayList<>(1)).add(word);
                }
            }
        });
        spellings.forEach((key, list) -> {
            var words = words(key);
            double weight = 0;
            for (String word : words) {
                weight += weights.getOrDefault(word, unknown);
            }
            entries.add(new Entry(list, words, weight));
        });
    }

    private static List<String> words(String key) {
        return List.of(key.split(" ", -1));
    }

    List<Candidate> candidates(RawTitle title, int most) {
        var form = Normaliser.title(title.name());
        var words = new LinkedHashSet<String>();
        var numbers = new ArrayList<String>();
        for (var token : form.tokens()) {
            if (!token.number() || byWord.containsKey(token.text())) {
                words.add(token.text());
            }
            if (token.number()) {
                numbers.add(token.text());
            }
        }
        // what each word may stand for, and how surely
        var meanings = new HashMap<String, Map<String, Double>>();
        double weight = 0;
        for (String word : words) {
            var means = meanings(word);
            meanings.put(word, means);
            if (!isNumber(form, word)) {
                weight += means.keySet().stream()
                        .mapToDouble(known -> weights.getOrDefault(known, unknown))
                        .max()
                        .orElse(unknown);
            }
        }
        var publishers = index.publishers(title.publisher());
        var best = new HashMap<ProductTarget, Found>();
        for (int place : places(meanings)) {
            var entry = entries.get(place);
            double shared = 0;
            double numberWeight = 0;
            var agree = new TreeSet<String>();
            var taken = new HashSet<String>();
            for (String word : words) {
                double share = 0;
                String with = "";
                for (String entryWord : entry.words()) {
                    double here = taken.contains(entryWord)
                            ? 0
                            : meanings.getOrDefault(word, Map.of()).getOrDefault(entryWord, 0.0)
                                    * weights.getOrDefault(entryWord, 0.0);
                    if (here > share) {
                        share = here;
                        with = entryWord;
                    }
                }
                if (share > 0) {
                    shared += share;
                    agree.add(with);
                    taken.add(with);
                    if (isNumber(form, word)) {
                        numberWeight += share;
                    }
                }
            }
            double score = 2 * shared / (weight + numberWeight + entry.weight());
            if (score < LEAST_SCORE) {
                continue;
            }
            for (var spelling : entry.spellings()) {
                var left = numbers.stream()
                        .filter(number -> !taken.contains(number))
                        .toList();
                var release = index.release(spelling, left, title.version());
                double lowered = release.target().isPresent() ? score : score * LESS_FOR_CONTRADICTION;
                var target = release.target()
                        .orElse(new ProductTarget(spelling.product().key(), spelling.edition(), ""));
                var found = new Found(
                        target,
                        Math.min(lowered, 0.99),
                        publishers.contains(spelling.product().publisher()),
                        why(agree, release));
                best.merge(target, found, (old, other) -> ORDER.compare(old, other) <= 0 ? old : other);
            }
        }
        return best.values().stream()
                .sorted(ORDER)
                .limit(most)
                .map(found -> new Candidate(found.target(), found.score(), found.why()))
                .toList();
    }

    private static final Comparator<Found> ORDER = Comparator.comparingDouble(Found::score)
            .reversed()
            .thenComparing(Found::publisher, Comparator.reverseOrder())
            .thenComparing(found -> found.target().text());

    private static String why(Set<String> agree, CatalogueIndex.Match release) {
        String shared = "shares \"%s\"".formatted(String.join(" ", agree));
        return release.target().isPresent() ? shared : shared + "; " + release.why();
    }

    private static boolean isNumber(NormalForm form, String word) {
        return form.tokens().contains(new Token(word, true));
    }

    private Map<String, Double> meanings(String word) {
        if (byWord.containsKey(word)) {
            return Map.of(word, 1.0);
        }
        if (word.length() < SHORTEST_WITH_SLIP) {
            return Map.of();
        }
        var means = new TreeMap<String, Double>();
        for (String shorter : deletions(word)) {
            for (String known : byDeletion.getOrDefault(shorter, List.of())) {
                if (isOneSlip(word, known)) {
                    means.put(known, SHARE_OF_A_SLIP);
                }
            }
        }
        return means;
    }

    private int[] places(Map<String, Map<String, Double>> meanings) {
        var rarest = meanings.values().stream()
                .flatMap(means -> means.keySet().stream())
                .distinct()
                .sorted(Comparator.<String>comparingInt(word -> byWord.getOrDefault(word, new int[0]).length)
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        var places = new TreeSet<Integer>();
        for (String word : rarest) {
            int[] here = byWord.getOrDefault(word, new int[0]);
            if (!places.isEmpty() && places.size() + here.length > MOST_SPELLINGS) {
                break;
            }
            Arrays.stream(here).limit(MOST_SPELLINGS).forEach(places::add);
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    /// The word itself and the word without any one of its characters.
    private static Set<String> deletions(String word) {
        if (word.length() > 40) {
            return Collections.singleton(word);
        }
        var deletions = new HashSet<String>();
        deletions.add(word);
        for (int i = 0; i < word.length(); i++) {
            deletions.add(word.substring(0, i) + word.substring(i + 1));
        }
        return deletions;
    }

    /// Whether two words differ by one character added, left out or changed, or by two neighbours swapped.
    static boolean isOneSlip(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int start = 0;
        int most = Math.min(a.length(), b.length());
        while (start < most && a.charAt(start) == b.charAt(start)) {
            start++;
        }
        int endA = a.length();
        int endB = b.length();
        while (endA > start && endB > start && a.charAt(endA - 1) == b.charAt(endB - 1)) {
            endA--;
            endB--;
        }
        int left = endA - start;
        int right = endB - start;
        if (left <= 1 && right <= 1) {
            return true;
        }
        return left == 2
                && right == 2
                && a.charAt(start) == b.charAt(start + 1)
                && a.charAt(start + 1) == b.charAt(start);
    }
}
