package dev.aftm.interactor.order;

import dev.aftm.interactor.port.store.LogEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tags of one installation that its log knows: for each epoch, how far its counter came. It is small however many orders
 * there were. One thread.
 */
final class TagBook {

    private static final int RADIX = 36;

    /** The highest number that the log has, by the words of installation and epoch with the hyphen. */
    private final Map<String, Long> highest = new HashMap<>();

    /** Tags of orders that were adopted: their epochs are not in the log. */
    private final Set<String> adopted = new HashSet<>();

    private @Nullable String installation;
    private String prefix = "";
    private long count;

    /** Begins an epoch: tags are made in it from now on. */
    void begin(LogEvent.EpochBegun epoch) {
        installation = epoch.installation();
        prefix = epoch.installation() + epoch.epoch() + "-";
        count = 0;
        highest.putIfAbsent(prefix, 0L);
    }

    /** The next tag; at most 21 characters. */
    String next() {
        return prefix + Long.toString(++count, RADIX);
    }

    /** Adds a tag that is in the log. */
    void add(String tag) {
        int hyphen = tag.indexOf('-');
        Long before = hyphen < 0 ? null : highest.get(tag.substring(0, hyphen + 1));
        if (before == null) {
            adopted.add(tag);
        } else {
            highest.put(tag.substring(0, hyphen + 1), Math.max(before, number(tag, hyphen)));
        }
    }

    /** Whether a tag is of this installation but not in its log, so that the log is older than who reports the tag. */
    boolean lacks(String tag) {
        int hyphen = tag.indexOf('-');
        String own = installation;
        if (own == null || hyphen != own.length() * 2 || !tag.startsWith(own) || adopted.contains(tag)) {
            return false;
        }
        Long known = highest.get(tag.substring(0, hyphen + 1));
        return known == null || number(tag, hyphen) > known;
    }

    private static long number(String tag, int hyphen) {
        try {
            return Long.parseLong(tag.substring(hyphen + 1), RADIX);
        } catch (NumberFormatException notANumber) {
            return Long.MAX_VALUE;
        }
    }
}
