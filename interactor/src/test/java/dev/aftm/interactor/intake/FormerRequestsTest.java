package dev.aftm.interactor.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.order.CancelOrder;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.domain.order.OrderReference;
import dev.aftm.interactor.TestWiring;
import dev.aftm.interactor.gateway.order.ChangeRequest;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.order.FakeOrderJournal;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.monitor.GatewayMetrics;
import dev.aftm.interactor.port.store.FakeEventLog;
import dev.aftm.interactor.port.store.FakeHistoryStore;
import dev.aftm.interactor.port.store.LogHeadStore;
import dev.aftm.interactor.port.store.OrderKey;
import dev.aftm.interactor.queue.FakeExecutionQueue;
import dev.aftm.interactor.queue.OrderResult;
import dev.aftm.interactor.session.SynchronizerFixture;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Ids that are not in memory; the test plays both threads. */
final class FormerRequestsTest {

    private static final OrderKey FORMER = new OrderKey(Orders.ACCOUNT, "request-1");
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final FakeClock clock = new FakeClock();
    private final FakeHistoryStore history = new FakeHistoryStore();
    private final OrderJournal journal =
            new OrderJournal(clock, new FakeEventLog(), FakeOrderJournal.words(), LogHeadStore.NONE, history);
    private final Deque<Runnable> background = new ArrayDeque<>();
    private final FormerRequests former = new FormerRequests(clock, journal, background::add);
    private final List<Boolean> answers = new ArrayList<>();

    FormerRequestsTest() {
        record(journal);
        journal.updateHistory();
    }

    /** Records an order of each of three days. */
    private static void record(OrderJournal in) {
        for (int day = 1; day <= 3; day++) {
            OrderJournal.Entry entry = in.recordIntents(
                            List.of(Orders.request("request-" + day, Orders.buy(1))), LocalDate.of(2021, 7, day))
                    .get(0);
            in.recordOutcomes(
                    List.of(new OrderJournal.Outcome(entry.key(), new OrderEvent.Acknowledged("00000" + day))));
        }
    }

    private void recall() {
        former.recall(List.of(FORMER), clock.nanoTime() + PATIENCE.toNanos(), answers::add);
    }

    @Test
    void the_ids_of_a_request_and_of_its_target_are_looked_up() {
        assertThat(former.idsToLookUp(Orders.request("request-1", Orders.buy(1))))
                .containsExactly(FORMER);
        assertThat(former.idsToLookUp(Orders.request("request-3", Orders.buy(1))))
                .isEmpty();
        ChangeRequest cancel = new ChangeRequest(
                "cancel-1", Orders.ACCOUNT, new CancelOrder(new OrderReference.ByRequestId("request-1")), null);
        assertThat(former.idsToLookUp(cancel)).containsExactly(FORMER);
    }

    @Test
    void a_request_goes_on_once_the_id_is_in_memory() {
        recall();
        former.check();
        assertThat(answers).isEmpty();
        assertThat(former.nextCheckNanos()).isLessThan(clock.nanoTime() + PATIENCE.toNanos());
        background.remove().run();
        assertThat(answers)
                .as("the gateway loop goes on, not the background thread")
                .isEmpty();
        former.check();
        assertThat(answers).containsExactly(true);
        assertThat(journal.find(FORMER)).isPresent();
        assertThat(former.nextCheckNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void an_id_that_cannot_be_looked_up_is_said_to_be_unknown() {
        history.fail(true);
        recall();
        background.remove().run();
        former.check();
        assertThat(answers).containsExactly(false);
    }

    @Test
    void a_look_up_that_hangs_ends_at_the_deadline() {
        recall();
        clock.advance(PATIENCE);
        former.check();
        assertThat(answers).containsExactly(false);
        background.remove().run();
        former.check();
        assertThat(answers).as("answered once").containsExactly(false);
    }

    @Test
    void an_id_that_leaves_memory_meanwhile_is_looked_up() {
        SynchronizerFixture fixture = new SynchronizerFixture();
        FakeEventLog log = new FakeEventLog();
        OrderJournal forgetting =
                new OrderJournal(clock, log, FakeOrderJournal.words(), LogHeadStore.NONE, new FakeHistoryStore()) {
                    @Override
                    public Optional<Entry> find(OrderKey key) {
                        updateHistory();
                        return super.find(key);
                    }
                };
        record(forgetting);
        fixture.synchronizer.login();
        OrderIntake intake = TestWiring.intake(
                clock,
                forgetting,
                FakeExecutionQueue.direct(),
                fixture.snapshots,
                fixture.exchange.noteLimit(),
                IntakePolicy.of(PATIENCE, PATIENCE, Duration.ZERO, true, PATIENCE),
                () -> false,
                GatewayMetrics.NONE,
                background::add);
        List<OrderResult> results = new ArrayList<>();
        intake.submit(Orders.request("request-1", Orders.buy(1)), "client", results::add);
        assertThat(results).as("neither taken for new nor answered yet").isEmpty();
        background.remove().run();
        intake.checkDeadlines();
        assertThat(((OrderResult.Answered) results.get(0)).response().orderSerial())
                .isEqualTo("000001");
    }

    @Test
    void a_copy_that_comes_during_the_look_up_is_looked_up_as_well() {
        recall();
        background.remove().run();
        assertThat(former.idsToLookUp(Orders.request("request-1", Orders.buy(1))))
                .as("found after the copy has asked the journal")
                .containsExactly(FORMER);
    }

    @Test
    void what_was_looked_up_stays_in_memory_when_a_day_begins() {
        recall();
        background.remove().run();
        journal.recordIntents(List.of(Orders.request("request-4", Orders.buy(1))), LocalDate.of(2021, 7, 4));
        journal.updateHistory();
        former.check();
        assertThat(answers).containsExactly(true);
        assertThat(journal.find(FORMER)).isPresent();
    }
}
