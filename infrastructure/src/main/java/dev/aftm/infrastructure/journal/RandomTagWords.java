package dev.aftm.infrastructure.journal;

import dev.aftm.interactor.port.store.TagWords;
import java.security.SecureRandom;

/** Random words of 5 lower-case letters and digits: sixty million different ones. */
public final class RandomTagWords implements TagWords {

    private static final int RADIX = 36;
    private static final int LENGTH = 5;

    private final SecureRandom random = new SecureRandom();

    @Override
    public String next() {
        StringBuilder word = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            word.append(Character.forDigit(random.nextInt(RADIX), RADIX));
        }
        return word.toString();
    }
}
