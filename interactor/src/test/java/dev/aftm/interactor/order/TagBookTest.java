package dev.aftm.interactor.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.interactor.port.store.JournalException;
import dev.aftm.interactor.port.store.LogEvent;
import org.junit.jupiter.api.Test;

final class TagBookTest {

    private final TagBook tags = new TagBook();

    @Test
    void tags_of_the_log_and_of_other_installations_are_not_missed() {
        tags.begin(new LogEvent.EpochBegun("house", "00001"));
        String first = tags.next(true);
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
        assertThat(tags.next(true)).isEqualTo("house00001-1");
        assertThat(("house00001-" + Long.toString(999_999_999_999L, 36)).length())
                .isLessThanOrEqualTo(21);
    }

    /** Opens a log whose exchange has room for 10 characters. */
    private void openShort(String installation) {
        tags.begin(new LogEvent.EpochBegun(installation, "00001"));
        tags.limit(10);
    }

    @Test
    void a_short_tag_has_ten_characters_and_changes_have_long_ones() {
        openShort("house");
        assertThat(tags.isUsedUp(1))
                .as("an opening begins no epoch of short tags")
                .isTrue();
        tags.begin(tags.another(() -> "xxabc"));
        assertThat(tags.isUsedUp(1)).isFalse();
        assertThat(tags.next(true)).isEqualTo("hoabc00001");
        assertThat(tags.next(true)).isEqualTo("hoabc00002");
        assertThat(tags.next(false)).isEqualTo("house00001-1");
    }

    @Test
    void only_notes_of_10_to_20_characters_need_short_tags() {
        openShort("house");
        tags.limit(20);
        assertThat(tags.isUsedUp(1)).isTrue();
        for (int length : new int[] {0, 9, 21, 200}) {
            tags.limit(length);
            assertThat(tags.isUsedUp(1)).as("length " + length).isFalse();
            assertThat(tags.next(true)).as("length " + length).startsWith("house00001-");
        }
    }

    @Test
    void a_short_tag_that_the_log_lacks_is_missed() {
        openShort("7ouse");
        assertThat(tags.lacks("hxuseabc01")).as("of another installation").isFalse();
        assertThat(tags.lacks("hoabc00001"))
                .as("a digit becomes a letter: 7 is h")
                .isTrue();
        tags.begin(tags.another(() -> "xxdef"));
        tags.add(tags.next(true));
        assertThat(tags.lacks("hodef00001")).isFalse();
        assertThat(tags.lacks("hodef00002")).isTrue();
        for (String foreign : new String[] {"7odef00002", "HODEF00002", "hodef0002", "hodef000020", "hodef-0002"}) {
            assertThat(tags.lacks(foreign)).as(foreign).isFalse();
        }
    }

    @Test
    void words_that_the_exchange_or_the_log_has_are_not_used_again() {
        openShort("house");
        tags.begin(tags.another(() -> "xx001"));
        tags.begin(new LogEvent.EpochBegun("house", "00002"));
        assertThat(tags.lacks("ho002zzzzz")).isTrue();
        tags.add("ho00300001");
        int[] tried = new int[1];
        assertThat(tags.another(() -> "xx00" + ++tried[0]).epoch()).isEqualTo("004");
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> tags.another(() -> "xx001"))
                .withMessageContaining("used up");
    }

    @Test
    void a_full_counter_begins_another_epoch() {
        openShort("house");
        tags.begin(tags.another(() -> "xx001"));
        tags.add("ho001zzzzx");
        assertThat(tags.isUsedUp(2)).isFalse();
        assertThat(tags.isUsedUp(3)).isTrue();
        assertThat(tags.next(true)).isEqualTo("ho001zzzzy");
        assertThat(tags.next(true)).isEqualTo("ho001zzzzz");
        assertThat(tags.isUsedUp(1)).isTrue();
        tags.begin(tags.another(() -> "xx002"));
        assertThat(tags.next(true)).isEqualTo("ho00200001");
    }
}
