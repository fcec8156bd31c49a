package dev.aftm.infrastructure.journal;

import java.security.SecureRandom;

/** Gives out tags: a random prefix of its own and a counter. Used by one thread. */
public final class TagSequence {

    private static final int RADIX = 36;
    private static final int PREFIX_LENGTH = 7;

    private final String prefix;
    private long counter;

    /** @param prefix distinguishes this sequence from every other */
    public TagSequence(String prefix) {
        this.prefix = prefix;
    }

    /** A sequence with a prefix that no other has: 7 random letters and digits. */
    public static TagSequence random() {
        SecureRandom random = new SecureRandom();
        StringBuilder prefix = new StringBuilder(PREFIX_LENGTH);
        for (int i = 0; i < PREFIX_LENGTH; i++) {
            prefix.append(Character.forDigit(random.nextInt(RADIX), RADIX));
        }
        return new TagSequence(prefix.toString());
    }

    String next() {
        return prefix + "-" + Long.toString(++counter, RADIX);
    }
}
