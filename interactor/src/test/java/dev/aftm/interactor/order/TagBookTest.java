package dev.aftm.interactor.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.interactor.port.store.LogEvent;
import org.junit.jupiter.api.Test;

final class TagBookTest {

    private final TagBook tags = new TagBook();

    @Test
    void tags_of_the_log_and_of_other_installations_are_not_missed() {
        tags.begin(new LogEvent.EpochBegun("house", "00001"));
        String first = tags.next();
        tags.add(first);
        assertThat(tags.lacks(first)).isFalse();
        for (String foreign :
                new String[] {"", "-", "other00001-1", "a client's note", "house", "house-1", "house1-1"}) {
            assertThat(tags.lacks(foreign)).as(foreign).isFalse();
        }
    }

    @Test
    void a_later_number_or_an_unknown_epoch_is_missed() {
        tags.begin(new LogEvent.EpochBegun("house", "00001"));
        tags.add("house00001-z");
        assertThat(tags.lacks("house00001-10")).isTrue();
        assertThat(tags.lacks("house00001-y")).isFalse();
        assertThat(tags.lacks("house00002-1")).isTrue();
        assertThat(tags.lacks("house00001-?")).isTrue();
    }

    @Test
    void an_adopted_tag_stands_for_itself_only() {
        tags.begin(new LogEvent.EpochBegun("house", "00001"));
        tags.add("house00002-5");
        assertThat(tags.lacks("house00002-5")).isFalse();
        assertThat(tags.lacks("house00002-4")).isTrue();
    }

    @Test
    void the_longest_tag_has_21_characters() {
        tags.begin(new LogEvent.EpochBegun("house", "00001"));
        assertThat(tags.next()).isEqualTo("house00001-1");
        assertThat(("house00001-" + Long.toString(999_999_999_999L, 36)).length())
                .isLessThanOrEqualTo(21);
    }
}
