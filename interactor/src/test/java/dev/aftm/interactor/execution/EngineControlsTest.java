package dev.aftm.interactor.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.order.OrderEvent;
import dev.aftm.interactor.TestWiring;
import dev.aftm.interactor.execution.ManualOrderResolution.Result;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.order.FakeOrderJournal;
import dev.aftm.interactor.order.OrderJournal.Outcome;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.exchange.FakeExchange;
import dev.aftm.interactor.port.store.OrderKey;
import dev.aftm.interactor.queue.FakeExecutionQueue;
import dev.aftm.interactor.session.ExchangeSynchronizer;
import dev.aftm.interactor.session.SessionControl;
import dev.aftm.interactor.session.SynchronizerFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Session control and order resolution, which the execution thread carries out. */
final class EngineControlsTest {

    private static final OrderKey ORDER = new OrderKey(Orders.ACCOUNT, "order-01");

    private final SynchronizerFixture fixture = new SynchronizerFixture();
    private final FakeClock clock = fixture.clock;
    private final FakeExchange exchange = fixture.exchange;
    private final FakeOrderJournal journal = fixture.disk;
    private final FakeExecutionQueue queue = FakeExecutionQueue.held();
    private final ExchangeSynchronizer synchronizer = fixture.synchronizer;
    private final SessionControl session = new SessionControl(synchronizer, queue);
    private final ManualOrderResolution resolution = new ManualOrderResolution(
            TestWiring.engine(clock, exchange, exchange, journal, synchronizer, () -> false), queue);
    private final List<Optional<String>> answers = new ArrayList<>();
    private final List<Result> results = new ArrayList<>();

    private void sendUnknown() {
        journal.recordIntents(List.of(Orders.request("order-01", Orders.buy(1))), exchange.tradingDay());
        journal.recordOutcomes(List.of(new Outcome(ORDER, new OrderEvent.Unconfirmed("The line broke."))));
    }

    @Test
    void session_requests_are_answered_in_order() {
        synchronizer.login();
        exchange.tradeFor("A1");
        session.login(answers::add);
        session.logout(answers::add);
        session.selectAccount("A2", answers::add);
        session.register("NONE1", answers::add);
        session.register(FakeExchange.ITEM, answers::add);
        assertThat(answers).isEmpty();
        queue.letThrough();
        assertThat(answers)
                .containsExactly(
                        Optional.of("The gateway is already logged in; log out first to begin a new session."),
                        Optional.of("The call to the exchange failed: This exchange stays logged in."),
                        Optional.of("The account A2 is not one of this session's accounts; they are A1."),
                        Optional.of("The exchange does not list the instrument NONE1."),
                        Optional.empty());
    }

    @Test
    void a_full_queue_rejects_session_requests_and_resolutions() {
        queue.fill();
        session.login(answers::add);
        assertThat(answers).containsExactly(Optional.of("The gateway is busy with orders; try again in a moment."));
        resolution.resolve(ORDER, new OrderEvent.Resolved("000001", "operator", "seen"), results::add);
        assertThat(results).containsExactly(Result.FAILED);
    }

    @Test
    void an_unknown_order_is_resolved_once() {
        sendUnknown();
        resolution.resolve(ORDER, new OrderEvent.Resolved("000001", "operator", "seen"), results::add);
        resolution.resolve(ORDER, new OrderEvent.Resolved("000002", "operator", "seen again"), results::add);
        assertThat(results).isEmpty();
        queue.letThrough();
        assertThat(results).containsExactly(Result.RECORDED, Result.NOT_UNKNOWN);
        assertThat(journal.find(ORDER).orElseThrow().last()).isEqualTo(new OrderEvent.Acknowledged("000001"));
    }

    @Test
    void a_resolution_that_cannot_be_recorded_fails() {
        sendUnknown();
        journal.failOutcomes();
        resolution.resolve(ORDER, new OrderEvent.Resolved("000001", "operator", "seen"), results::add);
        queue.letThrough();
        assertThat(results).containsExactly(Result.FAILED);
    }
}
