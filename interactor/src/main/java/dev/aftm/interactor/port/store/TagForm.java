package dev.aftm.interactor.port.store;

import java.util.regex.Pattern;

/** The forms of tags. */
public enum TagForm {
    /** The words of installation and epoch, 5 characters each, a hyphen and a counter. */
    LONG,

    /** For exchanges with short notes: words of 2 and 3 characters and a counter of 5. */
    SHORT;

    private static final int WORD = 5;

    /** It begins with a letter, so that a number in another system's note is none. */
    private static final Pattern SHORT_TAG = Pattern.compile("[a-z][0-9a-z]{9}");

    /** The form of an epoch's tags. */
    public static TagForm of(LogEvent.EpochBegun epoch) {
        return epoch.epoch().length() < WORD ? SHORT : LONG;
    }

    /** What a tag has before its counter, with the hyphen if there is one; empty if it is not like one of ours. */
    public static String words(String tag) {
        boolean isLong = tag.indexOf('-') == 2 * WORD;
        return tag.substring(0, isLong ? 2 * WORD + 1 : SHORT_TAG.matcher(tag).matches() ? WORD : 0);
    }

    /** What the tags of an epoch have before their counters. */
    public static String words(LogEvent.EpochBegun epoch) {
        return of(epoch) == SHORT
                ? shortInstallation(epoch.installation()) + epoch.epoch()
                : epoch.installation() + epoch.epoch() + "-";
    }

    /** The installation's word in short tags. It follows from the long word, so that every copy of the log knows it. */
    public static String shortInstallation(String installation) {
        char first = installation.charAt(0);
        return (Character.isDigit(first) ? (char) (first - '0' + 'a') : first) + installation.substring(1, 2);
    }
}
