package dev.aftm.interactor.port.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The behaviour of every store of a log's head. */
public interface LogHeadStoreContract {

    /** The store under test, empty at first; each call returns what the next process would open. */
    LogHeadStore heads();

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
}
