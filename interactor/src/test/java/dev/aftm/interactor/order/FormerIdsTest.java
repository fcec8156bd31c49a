package dev.aftm.interactor.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class FormerIdsTest {

    private static final int IDS = 100_000;

    private final FormerIds former = new FormerIds();

    @Test
    void no_id_that_was_added_is_taken_for_a_new_one() {
        new Random(1).longs(IDS).forEach(former::add);
        assertThat(new Random(1).longs(IDS)).allMatch(former::mayContain);
    }

    @Test
    void few_new_ids_are_taken_for_former_ones() {
        new Random(1).longs(IDS).forEach(former::add);
        assertThat(new Random(2).longs(IDS).filter(former::mayContain).count()).isLessThan(IDS / 1_000);
    }

    @Test
    void nothing_is_former_at_first() {
        assertThat(former.mayContain(1)).isFalse();
    }
}
