package dev.aftm.interactor.trading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.strategy.Condition;
import dev.aftm.domain.strategy.ConditionPlan;
import dev.aftm.domain.strategy.ConditionState;
import dev.aftm.domain.strategy.SupportResistanceStrategy;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.publication.SequencedTick;
import dev.aftm.interactor.port.signal.OutgoingSignal;
import dev.aftm.interactor.port.signal.SignalAck;
import dev.aftm.interactor.port.store.FakeStrategyStore;
import dev.aftm.interactor.port.store.FakeStrategyStore.Disk;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class StrategyRunnerTest {

    private static final String ENTRY = "0123456789abcdef-1-entry";

    private final FakeClock clock = new FakeClock();
    private final FakeStrategyStore store = new FakeStrategyStore();
    private final List<OutgoingSignal> sent = new ArrayList<>();
    private final List<String> confirmed = new ArrayList<>();
    private final StrategyCounts counts = new StrategyCounts();
    private StrategyRunner runner = started();

    /** Creates a runner as a new process on the same store would. */
    private StrategyRunner started() {
        StrategyRunner started = new StrategyRunner(
                clock,
                new SupportResistanceStrategy(store.storeId(), "TXFH1"),
                store,
                signal -> {
                    assertThat(store.unacknowledged())
                            .as("stored before it is sent")
                            .contains(signal);
                    sent.add(signal);
                },
                (feed, sequence, signals) -> confirmed.add(feed + ":" + sequence + ":" + signals),
                Duration.ofSeconds(60),
                counts);
        started.start();
        return started;
    }

    private void addBuyAt(int trigger) {
        store.byAnother(() -> store.add(List.of(new ConditionPlan(
                Side.BUY,
                BigDecimal.valueOf(trigger),
                1,
                BigDecimal.valueOf(15),
                BigDecimal.valueOf(90),
                BigDecimal.valueOf(30),
                false,
                null))));
        clock.advance(Duration.ofSeconds(1));
        runner.onTimer();
    }

    private void tick(long sequence, int price) {
        Tick tick = new Tick("TXFH1", Instant.EPOCH, BigDecimal.valueOf(price), 1);
        runner.onTick(new SequencedTick("feed", sequence, sequence, true, tick));
    }

    private void enter() {
        addBuyAt(17_300);
        tick(1, 17_300);
        tick(2, 17_315);
    }

    private Condition condition() {
        return store.find(1).orElseThrow();
    }

    @Test
    void ticks_and_signals_are_counted() {
        enter();
        tick(5, 17_316);
        assertThat(counts.ticks()).isEqualTo(3);
        assertThat(counts.missed()).isEqualTo(2);
        assertThat(counts.signals()).isEqualTo(1);
        assertThat(counts.failed()).isZero();
        assertThat(runner.unacknowledgedCount()).isEqualTo(1);
        runner.onAnswer(new SignalAck(ENTRY, SignalAck.Result.REJECTED));
        assertThat(counts.failed()).isEqualTo(1);
        assertThat(runner.unacknowledgedCount()).isZero();
        assertThat(runner.conditions()).extracting(Condition::state).containsExactly(ConditionState.REJECTED);
    }

    @Test
    void an_accepted_order_is_not_a_failure() {
        enter();
        runner.onAnswer(new SignalAck(ENTRY, SignalAck.Result.ACCEPTED));
        assertThat(counts.failed()).isZero();
    }

    @Test
    void live_ticks_are_processed_with_any_number_unconfirmed() {
        addBuyAt(17_300);
        for (int price : new int[] {17_300, 17_315}) {
            Tick tick = new Tick("TXFH1", Instant.EPOCH, BigDecimal.valueOf(price), 1);
            runner.onTick(new SequencedTick("live", 1, 1, false, tick));
        }
        assertThat(sent).hasSize(1);
        assertThat(confirmed).isEmpty();
    }

    @Test
    void only_added_and_removed_conditions_are_loaded() {
        enter();
        runner.onAnswer(new SignalAck(ENTRY, SignalAck.Result.ACCEPTED));
        addBuyAt(17_000);
        assertThat(runner.conditions())
                .extracting(Condition::state)
                .containsExactlyInAnyOrder(ConditionState.ORDERED, ConditionState.WAITING);
    }

    @Test
    void a_tick_without_effects_is_confirmed_at_once() {
        tick(1, 17_300);
        assertThat(confirmed).containsExactly("feed:1:0");
    }

    @Test
    void a_tick_is_confirmed_once_its_signals_are_acknowledged() {
        enter();
        assertThat(sent).extracting(signal -> signal.signal().id()).containsExactly(ENTRY);
        OutgoingSignal entry = sent.get(0);
        assertThat(entry.expiresAt()).isEqualTo(clock.now().plusSeconds(60));
        assertThat(confirmed).containsExactly("feed:1:0");
        runner.onAnswer(new SignalAck(ENTRY, SignalAck.Result.ACCEPTED));
        assertThat(confirmed).containsExactly("feed:1:0", "feed:2:1");
        assertThat(condition().state()).isEqualTo(ConditionState.ORDERED);
        assertThat(store.unacknowledged()).isEmpty();
    }

    @Test
    void a_repeated_tick_is_confirmed_again_without_effects() {
        enter();
        runner.onAnswer(new SignalAck(ENTRY, SignalAck.Result.ACCEPTED));
        tick(2, 17_315);
        assertThat(confirmed).containsExactly("feed:1:0", "feed:2:1", "feed:2:1");
        assertThat(sent).hasSize(1);
    }

    @Test
    void a_restarted_strategy_resends_unacknowledged_signals() {
        enter();
        runner = started();
        assertThat(sent).hasSize(2);
        OutgoingSignal first = sent.get(0);
        OutgoingSignal resent = sent.get(1);
        assertThat(resent).isEqualTo(first);
        tick(2, 17_315);
        assertThat(confirmed).containsExactly("feed:1:0");
        runner.onAnswer(new SignalAck(ENTRY, SignalAck.Result.ACCEPTED));
        assertThat(confirmed).containsExactly("feed:1:0", "feed:2:1");
        tick(3, 17_405);
        OutgoingSignal exit = sent.get(2);
        assertThat(exit.signal().id()).isEqualTo("0123456789abcdef-1-exit");
    }

    @Test
    void an_unacknowledged_signal_is_resent_after_a_second() {
        enter();
        clock.advance(Duration.ofMillis(900));
        runner.onTimer();
        assertThat(sent).hasSize(1);
        clock.advance(Duration.ofMillis(200));
        runner.onTimer();
        assertThat(sent).hasSize(2);
        assertThat(runner.unacknowledgedCount()).isEqualTo(1);
    }

    @Test
    void unknown_and_expired_signals_stop_the_condition() {
        for (SignalAck.Result result : new SignalAck.Result[] {SignalAck.Result.UNKNOWN, SignalAck.Result.EXPIRED}) {
            StrategyRunnerTest test = new StrategyRunnerTest();
            test.enter();
            test.runner.onAnswer(new SignalAck(ENTRY, result));
            assertThat(test.condition().state()).isEqualTo(ConditionState.IN_DOUBT);
            test.tick(3, 17_500);
            test.runner = test.started();
            test.tick(4, 17_000);
            assertThat(test.sent).hasSize(1);
        }
    }

    @Test
    void a_rejected_entry_never_exits() {
        enter();
        runner.onAnswer(new SignalAck(ENTRY, SignalAck.Result.REJECTED));
        tick(3, 17_500);
        assertThat(condition().state()).isEqualTo(ConditionState.REJECTED);
        assertThat(sent).hasSize(1);
    }

    @Test
    void a_repeated_acknowledgement_changes_nothing() {
        enter();
        runner.onAnswer(new SignalAck(ENTRY, SignalAck.Result.ACCEPTED));
        runner.onAnswer(new SignalAck(ENTRY, SignalAck.Result.REJECTED));
        assertThat(condition().state()).isEqualTo(ConditionState.ORDERED);
    }

    @Test
    void conditions_added_and_removed_by_a_person_are_loaded() {
        addBuyAt(17_300);
        store.byAnother(() -> assertThat(store.remove(1)).isTrue());
        clock.advance(Duration.ofSeconds(1));
        runner.onTimer();
        tick(1, 17_300);
        tick(2, 17_315);
        assertThat(sent).isEmpty();
    }

    @Test
    void a_live_feed_is_not_confirmed() {
        Tick tick = new Tick("TXFH1", Instant.EPOCH, BigDecimal.valueOf(17_300), 1);
        runner.onTick(new SequencedTick("feed", 1, 1, false, tick));
        assertThat(confirmed).isEmpty();
    }

    private void live(int price) {
        Tick tick = new Tick("TXFH1", Instant.EPOCH, BigDecimal.valueOf(price), 1);
        runner.onTick(new SequencedTick("live", 1, 1, false, tick));
    }

    private void works() {
        store.disk(Disk.WORKS);
        clock.advance(Duration.ofMillis(300));
    }

    @ParameterizedTest
    @EnumSource(
            value = Disk.class,
            names = {"IS_FULL", "FAILS"})
    void a_transition_that_cannot_be_stored_sends_nothing(Disk disk) {
        addBuyAt(17_300);
        tick(1, 17_300);
        store.disk(disk);
        for (int i = 0; i < 5; i++) {
            tick(2, 17_315);
            clock.advance(Duration.ofMillis(300));
            runner.onTimer();
        }
        assertThat(sent).isEmpty();
        assertThat(confirmed).as("the tick is not confirmed, so it is repeated").containsExactly("feed:1:0");
        assertThat(runner.fault()).startsWith("The disk ");
        works();
        tick(2, 17_315);
        assertThat(runner.fault()).isNull();
        assertThat(sent).extracting(signal -> signal.signal().id()).containsExactly(ENTRY);
        assertThat(counts.missed()).isZero();
    }

    @Test
    void live_ticks_are_missed_but_for_the_last_one() {
        addBuyAt(17_300);
        live(17_300);
        store.disk(Disk.IS_FULL);
        live(17_315);
        live(17_316);
        assertThat(counts.missed()).isEqualTo(2);
        assertThat(sent).isEmpty();
        works();
        runner.onTimer();
        assertThat(sent).extracting(signal -> signal.signal().price()).containsExactly(BigDecimal.valueOf(17_316));
        assertThat(condition().state()).isEqualTo(ConditionState.ORDERED);
    }

    @Test
    void a_full_disk_does_not_seem_to_work_between_two_ticks() {
        addBuyAt(17_300);
        live(17_300);
        store.disk(Disk.IS_FULL);
        live(17_315);
        clock.advance(Duration.ofSeconds(1));
        runner.onTimer();
        assertThat(runner.fault()).isEqualTo("The disk is full.");
    }

    @Test
    void a_commit_in_doubt_is_looked_up_and_its_signal_sent_once() {
        addBuyAt(17_300);
        tick(1, 17_300);
        store.disk(Disk.LIES);
        tick(2, 17_315);
        assertThat(sent).isEmpty();
        works();
        tick(2, 17_315);
        assertThat(sent).extracting(signal -> signal.signal().id()).containsExactly(ENTRY);
        runner.onAnswer(new SignalAck(ENTRY, SignalAck.Result.ACCEPTED));
        assertThat(confirmed).containsExactly("feed:1:0", "feed:2:1");
        assertThat(sent).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Disk.class,
            names = {"IS_FULL", "FAILS", "LIES"})
    void an_acknowledgement_that_cannot_be_stored_comes_again(Disk disk) {
        enter();
        store.disk(disk);
        runner.onAnswer(new SignalAck(ENTRY, SignalAck.Result.REJECTED));
        works();
        runner.onTimer();
        runner.onAnswer(new SignalAck(ENTRY, SignalAck.Result.REJECTED));
        assertThat(condition().state()).isEqualTo(ConditionState.REJECTED);
        assertThat(store.unacknowledged()).isEmpty();
        assertThat(runner.unacknowledgedCount()).isZero();
        assertThat(runner.conditions()).extracting(Condition::state).containsExactly(ConditionState.REJECTED);
    }

    @Test
    void a_store_that_fails_at_the_start_is_read_later() {
        addBuyAt(17_300);
        store.disk(Disk.FAILS);
        runner = started();
        assertThat(runner.conditions()).isEmpty();
        assertThat(runner.fault()).isEqualTo("The disk fails.");
        works();
        runner.onTimer();
        assertThat(runner.conditions()).hasSize(1);
    }
}
