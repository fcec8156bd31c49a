package dev.aftm.interactor.port.killswitch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.interactor.port.killswitch.KillSwitchStore.Engagement;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The behaviour of every kill switch store. */
public interface KillSwitchStoreContract {

    /** The store under test, empty at first; a persistent store is reopened with each call. */
    KillSwitchStore store();

    @Test
    default void a_new_store_is_not_engaged() {
        assertThat(store().read()).isEmpty();
    }

    @Test
    default void an_engagement_is_read_until_it_is_cleared() {
        Engagement engagement = new Engagement(Instant.parse("2026-11-23T01:02:03.004Z"), "client", "價格異常");
        store().write(engagement);
        assertThat(store().read()).contains(engagement);
        store().clear();
        assertThat(store().read()).isEmpty();
        store().clear();
    }

    @Test
    default void the_last_engagement_counts() {
        store().write(new Engagement(Instant.EPOCH, "client", "x"));
        store().write(new Engagement(Instant.EPOCH, "daily loss", "y"));
        assertThat(store().read()).map(Engagement::by).contains("daily loss");
    }
}
