package dev.aftm.infrastructure.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Recognises names that are not settings: misspelled ones, secrets, and settings of the system that AFTM replaces. */
final class SettingNames {

    /** Names of secrets, which must not be in the environment or in a plain file. */
    private static final Pattern SECRET = Pattern.compile(
            "((EXCHANGE|DEALER|DLL_GATEWAY|ORDER|AFTM|PFCF|ACCOUNT|USER)_)?(PASSWORD|PASSWD|PASSPHRASE|SECRET|PIN)");

    private static final List<String> PREFIXES = Stream.of(Setting.values())
            .map(setting -> setting.name().replaceAll("_.*", "_"))
            .distinct()
            .toList();

    /** Settings of the system that AFTM replaces, and what to set instead. */
    private static final Map<String, String> REPLACED = Map.of(
            "DEALER_TEST_URL", "DEALER_URL, with the address of the broker's test server",
            "DEALER_PROD_URL", "DEALER_URL, with the address of the broker's real server");

    /** The greatest edit distance at which a name is still suggested. */
    private static final int NEAR = 4;

    private SettingNames() {}

    static boolean isSecret(String name) {
        return SECRET.matcher(name.toUpperCase(Locale.ROOT)).matches();
    }

    /** What to set instead of a setting of the replaced system; empty if the name is not one of its settings. */
    static Optional<String> successor(String name) {
        return Optional.ofNullable(REPLACED.get(name));
    }

    /** A sentence for each name that looks like a setting but is not one. */
    static List<String> warnings(Set<String> names, String where) {
        return new TreeSet<>(names)
                .stream()
                        .filter(name -> PREFIXES.stream().anyMatch(name::startsWith))
                        .filter(name -> Arrays.stream(Setting.values())
                                .noneMatch(setting -> setting.name().equals(name)))
                        .map(name -> "There is no setting " + name + " (" + where + "), so it is ignored" + hint(name))
                        .toList();
    }

    /** The end of a sentence that suggests the setting that was probably meant; only a full stop if there is none. */
    static String hint(String name) {
        Optional<String> successor = successor(name);
        if (successor.isPresent()) {
            return "; set " + successor.get() + ".";
        }
        return nearest(name).map(near -> "; did you mean " + near + "?").orElse(".");
    }

    private static Optional<String> nearest(String name) {
        return Arrays.stream(Setting.values())
                .map(Setting::name)
                .filter(known -> distance(known, name) <= NEAR)
                .min(Comparator.comparingInt(known -> distance(known, name)));
    }

    /** The Levenshtein distance. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
