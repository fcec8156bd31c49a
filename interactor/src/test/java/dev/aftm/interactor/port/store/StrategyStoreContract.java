package dev.aftm.interactor.port.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.strategy.Condition;
import dev.aftm.domain.strategy.ConditionPlan;
import dev.aftm.domain.strategy.ConditionState;
import dev.aftm.domain.strategy.SignalReason;
import dev.aftm.domain.strategy.TradingSignal;
import dev.aftm.interactor.port.signal.OutgoingSignal;
import dev.aftm.interactor.port.store.StrategyStore.FeedPosition;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The behaviour of every strategy store. */
public interface StrategyStoreContract {

    /** The store under test, empty at first; the same during one test. */
    StrategyStore store();

    static ConditionPlan plan(int trigger) {
        return new ConditionPlan(
                Side.BUY,
                BigDecimal.valueOf(trigger),
                2,
                new BigDecimal("15.5"),
                BigDecimal.valueOf(90),
                BigDecimal.valueOf(30),
                true,
                "TXFH1");
    }

    private static OutgoingSignal signal(Condition condition) {
        TradingSignal signal = new TradingSignal(
                "0123456789abcdef-" + condition.id() + "-entry",
                condition.id(),
                Instant.parse("2021-07-26T02:49:08Z"),
                "TXFH1",
                Side.BUY,
                2,
                new BigDecimal("17305.5"),
                SignalReason.ENTRY);
        return new OutgoingSignal(signal, Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    default void conditions_are_stored_and_numbered() {
        List<Condition> added = store().add(List.of(plan(17_300), plan(17_200)));
        assertThat(added).containsExactly(Condition.waiting(1, plan(17_300)), Condition.waiting(2, plan(17_200)));
        assertThat(store().conditions()).isEqualTo(added);
    }

    @Test
    default void numbers_are_never_reused() {
        store().add(List.of(plan(17_300), plan(17_200)));
        assertThat(store().remove(2)).isTrue();
        assertThat(store().remove(2)).isFalse();
        assertThat(store().add(List.of(plan(17_100))).get(0).id()).isEqualTo(3);
    }

    @Test
    default void the_effects_of_a_tick_are_stored_together() {
        Condition condition = store().add(List.of(plan(17_300))).get(0).withState(ConditionState.ORDERED);
        OutgoingSignal signal = signal(condition);
        store().commit(List.of(condition), List.of(signal), new FeedPosition("feed", 41, 1));
        assertThat(store().conditions()).containsExactly(condition);
        assertThat(store().unacknowledged()).containsExactly(signal);
        assertThat(store().position("feed")).isEqualTo(new FeedPosition("feed", 41, 1));
        assertThat(store().position("other")).isEqualTo(new FeedPosition("other", 0, 0));
    }

    @Test
    default void an_acknowledged_signal_is_deleted_with_its_change() {
        Condition condition = store().add(List.of(plan(17_300))).get(0).withState(ConditionState.ORDERED);
        OutgoingSignal signal = signal(condition);
        store().commit(List.of(condition), List.of(signal), new FeedPosition("feed", 1, 1));
        store().acknowledge(signal.signal().id(), condition.withState(ConditionState.IN_DOUBT));
        assertThat(store().unacknowledged()).isEmpty();
        assertThat(store().conditions()).containsExactly(condition.withState(ConditionState.IN_DOUBT));
    }

    @Test
    default void an_exited_condition_is_not_listed_but_can_be_found() {
        Condition condition = store().add(List.of(plan(17_300))).get(0).withState(ConditionState.EXITED);
        store().commit(List.of(condition), List.of(), new FeedPosition("feed", 1, 1));
        assertThat(store().conditions()).isEmpty();
        assertThat(store().find(1)).contains(condition);
        assertThat(store().remove(1)).isFalse();
    }

    @Test
    default void a_removed_condition_stays_removed() {
        Condition condition = store().add(List.of(plan(17_300))).get(0);
        store().remove(1);
        store().commit(List.of(condition.withState(ConditionState.TRIGGERED)), List.of(), new FeedPosition("f", 1, 0));
        assertThat(store().conditions()).isEmpty();
        assertThat(store().find(1)).isEmpty();
    }

    @Test
    default void the_store_id_has_16_hexadecimal_digits() {
        assertThat(store().storeId()).matches("[0-9a-f]{16}");
    }
}
