package dev.aftm.interactor.order;

import dev.aftm.interactor.port.store.JournalException;
import dev.aftm.interactor.port.store.LogEvent;
import dev.aftm.interactor.port.store.TagForm;
import dev.aftm.interactor.port.store.TagWords;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The tags of one installation that its log knows: for each epoch, how far its counter came. It is small however many orders
 * there were; {@link TagForm} says what they look like. One thread.
 */
final class TagBook {

    private static final int RADIX = 36;
    private static final long SHORT_COUNTS = 60_466_176;

    /** The highest number that was given, by the words of installation and epoch, with the hyphen if there is one. */
    private final Map<String, Long> highest = new HashMap<>();

    /** Tags of orders that were adopted, and the words of tags at the exchange, whose epochs are not in the log. */
    private final Set<String> foreign = new HashSet<>();

    private String installation = "";
    private String prefix = "";
    private String shortPrefix = "";
    private boolean isShort;

    /** Sets how many characters a tag may have; orders have short ones if the long ones do not fit. */
    void limit(int characters) {
        isShort = characters >= 10 && characters < 21;
    }

    /** Begins an epoch: tags are made in it from now on. After an opening, short tags need another one. */
    void begin(LogEvent.EpochBegun epoch) {
        installation = epoch.installation();
        String words = TagForm.words(epoch);
        boolean isOfShort = TagForm.of(epoch) == TagForm.SHORT;
        prefix = isOfShort ? prefix : words;
        shortPrefix = isOfShort ? words : "";
        highest.putIfAbsent(words, 0L);
    }

    /** Whether an epoch of short tags must begin before so many orders get theirs. */
    boolean isUsedUp(int orders) {
        return isShort && highest.getOrDefault(shortPrefix, SHORT_COUNTS) + orders >= SHORT_COUNTS;
    }

    /** Returns an epoch of short tags that neither the log has nor the exchange has reported. */
    LogEvent.EpochBegun another(TagWords words) {
        for (int i = 0; i < 10_000; i++) {
            String word = words.next().substring(2);
            String tried = TagForm.shortInstallation(installation) + word;
            if (!highest.containsKey(tried) && !foreign.contains(tried)) {
                return new LogEvent.EpochBegun(installation, word);
            }
        }
        throw new JournalException("This installation has used up its short tags; begin with a new DATA_DIR.");
    }

    /** The next tag: at most 21 characters; 10 of a short one, which only orders have. */
    String next(boolean isOrder) {
        boolean isLong = !isShort || !isOrder;
        String words = isLong ? prefix : shortPrefix;
        long number = highest.merge(words, 1L, Long::sum);
        String counter = Long.toString(isLong ? number : SHORT_COUNTS + number, RADIX);
        return words + (isLong ? counter : counter.substring(1));
    }

    /** Adds a tag that is in the log. */
    void add(String tag) {
        if (highest.computeIfPresent(TagForm.words(tag), (words, before) -> Math.max(before, number(tag, words)))
                == null) {
            foreign.add(tag);
            foreign.add(TagForm.words(tag));
        }
    }

    boolean isOfAnother(String tag) {
        return !TagForm.words(tag).isEmpty() && !isOurs(tag);
    }

    private boolean isOurs(String tag) {
        return tag.startsWith(tag.indexOf('-') > 0 ? installation : TagForm.shortInstallation(installation));
    }

    /** Whether a tag is of this installation but not in its log, so that the log is older than who reports the tag. */
    boolean lacks(String tag) {
        String words = TagForm.words(tag);
        if (words.isEmpty() || !isOurs(tag) || foreign.contains(tag)) {
            return false;
        }
        Long known = highest.get(words);
        if (known == null) {
            foreign.add(words);
        }
        return known == null || number(tag, words) > known;
    }

    private static long number(String tag, String words) {
        try {
            return Long.parseLong(tag.substring(words.length()), RADIX);
        } catch (NumberFormatException notANumber) {
            return Long.MAX_VALUE;
        }
    }
}
