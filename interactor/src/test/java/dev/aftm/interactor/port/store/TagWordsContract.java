package dev.aftm.interactor.port.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The behaviour of everything that makes words for tags. */
public interface TagWordsContract {

    TagWords words();

    @Test
    default void words_have_five_characters_and_differ() {
        Set<String> words = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            String word = words().next();
            assertThat(word).matches("[0-9a-z]{5}");
            assertThat(words.add(word)).as(word).isTrue();
        }
    }
}
