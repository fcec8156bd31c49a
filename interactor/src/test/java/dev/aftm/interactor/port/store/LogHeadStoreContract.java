package dev.aftm.interactor.port.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The behaviour of every store of the head of a log that does not survive a power loss. */
public interface LogHeadStoreContract {

    EventLog.Head HEAD = new EventLog.Head(7, "0a".repeat(32));

    /** The store under test, empty at first; each call returns what the next process would open. */
    LogHeadStore heads();

    /** Starts the machine again, under whatever process. */
    void restartMachine();

    @Test
    default void the_head_that_was_kept_last_is_found() {
        assertThat(heads().read()).isEmpty();
        LogHeadStore heads = heads();
        EventLog.Head later = new EventLog.Head(123_456_789_012L, "b1".repeat(32));
        EventLog.Head earlier = new EventLog.Head(7, "0a".repeat(32));
        heads.keep(later);
        heads.keep(earlier);
        assertThat(heads().read()).contains(earlier);
        heads.keep(later);
        assertThat(heads().read()).contains(later);
    }

    @Test
    default void a_killed_process_loses_nothing() {
        heads().keep(HEAD);
        assertThat(heads().hasLostPower()).isFalse();
    }

    @Test
    default void a_machine_that_went_down_is_noticed_until_a_head_is_kept() {
        heads().keep(HEAD);
        restartMachine();
        for (int i = 0; i < 2; i++) {
            LogHeadStore next = heads();
            assertThat(next.read()).contains(HEAD);
            assertThat(next.hasLostPower()).as("start " + i).isTrue();
            next.close();
            restartMachine();
        }
        heads().keep(HEAD);
        assertThat(heads().hasLostPower()).isFalse();
    }

    @Test
    default void after_an_orderly_end_the_machine_may_go_down() {
        LogHeadStore heads = heads();
        heads.keep(HEAD);
        heads.close();
        restartMachine();
        assertThat(heads().hasLostPower()).isFalse();
        assertThat(heads().read()).contains(HEAD);
        heads().keep(HEAD);
        restartMachine();
        assertThat(heads().hasLostPower()).isTrue();
    }
}
