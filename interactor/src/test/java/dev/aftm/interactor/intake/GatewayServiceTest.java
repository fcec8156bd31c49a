package dev.aftm.interactor.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.domain.market.Instrument;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.interactor.TestWiring;
import dev.aftm.interactor.gateway.GatewayHealth;
import dev.aftm.interactor.gateway.SessionInfo;
import dev.aftm.interactor.gateway.account.AccountInfo;
import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.order.OrderJournal.Outcome;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.exchange.ExchangeSession;
import dev.aftm.interactor.port.exchange.FakeExchange;
import dev.aftm.interactor.port.killswitch.FakeKillSwitchStore;
import dev.aftm.interactor.port.monitor.GatewayMetrics;
import dev.aftm.interactor.position.PositionReport;
import dev.aftm.interactor.position.PositionSnapshot;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.queue.FakeExecutionQueue;
import dev.aftm.interactor.risk.KillSwitchControl;
import dev.aftm.interactor.session.ExchangeSynchronizer;
import dev.aftm.interactor.session.SynchronizerFixture;
import dev.aftm.interactor.snapshot.GatewaySnapshot;
import dev.aftm.interactor.snapshot.Selections;
import dev.aftm.interactor.snapshot.SnapshotHolder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The answers of the service, given the snapshot that the execution thread has published. */
final class GatewayServiceTest {

    private static final LocalDate DAY = LocalDate.of(2021, 7, 26);

    private final SynchronizerFixture fixture = new SynchronizerFixture();
    private final FakeClock clock = fixture.clock;
    private final FakeExchange exchange = fixture.exchange;
    private final OrderTracker orders = fixture.orders;
    private final OrderJournal journal = fixture.journal;
    private final FakeExecutionQueue queue = FakeExecutionQueue.held();
    private final SnapshotHolder snapshots = fixture.snapshots;
    private final TradeBook fills = fixture.fills;
    private final KillSwitchControl killSwitch =
            new KillSwitchControl(clock, new FakeKillSwitchStore(), journal, queue, Runnable::run, () -> {});
    private final ExchangeSynchronizer synchronizer = fixture.synchronizer;
    private final IntakePolicy policy =
            new IntakePolicy(Duration.ofSeconds(4), Duration.ofSeconds(3), Duration.ZERO, false, Duration.ofSeconds(5));
    private final GatewayService service = new GatewayService(
            clock,
            TestWiring.intake(
                    clock, journal, queue, snapshots, exchange.noteLimit(), policy, killSwitch, GatewayMetrics.NONE),
            queue,
            journal,
            orders,
            fills,
            synchronizer,
            snapshots,
            policy,
            new OperationStatistics(),
            new PendingReplies(),
            Runnable::run,
            killSwitch,
            "test");
    private final List<Optional<AccountInfo>> answers = new ArrayList<>();

    private static PositionInfo holding(long quantity) {
        return new PositionInfo(Orders.ACCOUNT, "TXFH1", quantity, BigDecimal.ONE, BigDecimal.ZERO);
    }

    /** Publishes a snapshot of a healthy session. */
    private void publish(
            @Nullable PositionSnapshot positions, boolean arePending, @Nullable List<PositionInfo> booked) {
        publish(positions, arePending, booked, true, List.of(), null, null);
    }

    private void publish(
            @Nullable PositionSnapshot positions,
            boolean arePending,
            @Nullable List<PositionInfo> booked,
            boolean isRecovered,
            List<String> differences,
            @Nullable String feedFault,
            @Nullable String journalFault) {
        snapshots.publish(new GatewaySnapshot(
                clock.now(),
                clock.nanoTime(),
                ExchangeSession.State.LOGGED_IN,
                "",
                Selections.NONE,
                List.of(new Instrument("TXFH1", BigDecimal.TEN)),
                isRecovered,
                Set.of(Orders.ACCOUNT),
                positions,
                arePending,
                booked,
                List.of(),
                differences,
                DAY,
                feedFault,
                false,
                null,
                journalFault));
    }

    private PositionSnapshot seen(PositionInfo... positions) {
        return new PositionSnapshot(List.of(positions), clock.now(), clock.nanoTime());
    }

    private void assertUnknown(String account, String why) {
        assertThatExceptionOfType(DllGatewayException.class)
                .isThrownBy(() -> service.positions(account))
                .withMessage(why)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.POSITION_QUERY_ERROR));
    }

    @Test
    void positions_are_returned_with_their_age_until_too_old() {
        publish(seen(holding(2)), false, null);
        clock.advance(Duration.ofSeconds(5));
        PositionReport shown = service.positions(Orders.ACCOUNT);
        assertThat(shown.positions()).containsExactly(holding(2));
        assertThat(shown.age()).isEqualTo(Duration.ofSeconds(5));
        assertThat(shown.asOf()).isEqualTo(clock.now().minusSeconds(5));
        clock.advance(Duration.ofSeconds(1));
        assertUnknown(
                Orders.ACCOUNT, "The exchange has not reported the positions for 6 s, so they are too old to rely on.");
    }

    @Test
    void positions_pending_after_an_order_come_from_the_fills() {
        publish(null, true, List.of(holding(3)));
        assertThat(service.positions(Orders.ACCOUNT).positions()).containsExactly(holding(3));
        publish(seen(holding(2)), true, List.of(holding(3)));
        assertThat(service.positions(Orders.ACCOUNT).positions()).containsExactly(holding(2));
        publish(null, false, List.of(holding(3)));
        assertUnknown(Orders.ACCOUNT, "The positions could not be read from the exchange.");
        publish(null, true, null);
        assertUnknown(Orders.ACCOUNT, "The positions could not be read from the exchange.");
    }

    @Test
    void positions_of_another_sessions_account_are_an_error() {
        publish(seen(holding(2)), false, null);
        assertUnknown("OTHER01", "The account OTHER01 is not one of this session's accounts.");
    }

    private GatewayService.RecordedOrder recorded(String id) {
        AtomicReference<GatewayService.RecordedOrder> found = new AtomicReference<>();
        service.recorded(Orders.ACCOUNT, id, order -> found.set(order.get()));
        return Objects.requireNonNull(found.get());
    }

    @Test
    void an_order_is_found_by_id_and_number_with_its_history() {
        assertThatExceptionOfType(DllGatewayException.class)
                .isThrownBy(() -> service.orders(Orders.ACCOUNT, 0, null))
                .withMessage("The orders of the trading day are still being read; try again in a moment.")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.GATEWAY_BUSY));
        orders.restore(List.of());
        var intent = journal.recordIntents(List.of(Orders.request("request-1", Orders.buy(1))), DAY)
                .get(0);
        journal.recordOutcomes(List.of(new Outcome(intent.key(), new OrderEvent.Acknowledged("000007"))));
        orders.flush();
        assertThat(service.orderWithSerial(Orders.ACCOUNT, "000007").requestId())
                .isEqualTo("request-1");
        assertThat(recorded("request-1").records()).hasSize(2);
        assertThatExceptionOfType(DllGatewayException.class)
                .isThrownBy(() -> service.orderWithSerial(Orders.ACCOUNT, "000008"))
                .withMessage("There is no order with number 000008 of account " + Orders.ACCOUNT + ".");
        assertThatExceptionOfType(DllGatewayException.class)
                .isThrownBy(() -> recorded("request-2"))
                .withMessage("There is no order request-2 of account " + Orders.ACCOUNT + ".");
    }

    @Test
    void account_figures_come_from_the_exchange() {
        synchronizer.login();
        service.account(Orders.ACCOUNT, answers::add);
        assertThat(service.isAwaited()).isTrue();
        queue.letThrough();
        synchronizer.step();
        assertThat(answers)
                .singleElement()
                .satisfies(answer -> assertThat(answer).isPresent());
        service.checkDeadlines();
        assertThat(service.isAwaited()).isFalse();
        assertThat(answers).hasSize(1);
    }

    @Test
    void an_account_query_times_out_once_while_a_call_hangs() {
        synchronizer.login();
        service.account(Orders.ACCOUNT, answers::add);
        clock.advance(Duration.ofMillis(2_999));
        service.checkDeadlines();
        assertThat(answers).isEmpty();
        assertThat(service.isAwaited()).isTrue();
        clock.advance(Duration.ofMillis(1));
        service.checkDeadlines();
        assertThat(answers).containsExactly(Optional.empty());
        assertThat(service.isAwaited()).isFalse();
        queue.letThrough();
        synchronizer.step();
        assertThat(answers).as("the late answer").hasSize(1);
    }

    @Test
    void an_account_query_that_cannot_be_made_ends_at_once() {
        service.account(Orders.ACCOUNT, answers::add);
        assertThat(answers).as("not logged in").containsExactly(Optional.empty());
        synchronizer.login();
        queue.fill();
        service.account(Orders.ACCOUNT, answers::add);
        assertThat(answers).as("too busy").hasSize(2);
        clock.advance(Duration.ofSeconds(60));
        service.account(Orders.ACCOUNT, answers::add);
        assertThat(answers).as("a call hangs").hasSize(3);
        assertThat(service.isAwaited()).isFalse();
    }

    @Test
    void the_session_is_reported() {
        publish(null, false, null);
        SessionInfo session = service.session();
        assertThat(session.loggedIn()).isTrue();
        assertThat(session.simulated())
                .as("the exchange has no simulated market")
                .isFalse();
        assertThat(session.accounts()).containsExactly(Orders.ACCOUNT);
        assertThat(session.tradingDay()).isEqualTo(DAY);
        assertThat(service.instruments()).extracting(Instrument::itemCode).containsExactly("TXFH1");
    }

    @Test
    void a_healthy_gateway_gives_no_reasons() {
        publish(seen(), false, null);
        GatewayHealth health = service.health();
        assertThat(health.reasons()).isEmpty();
        assertThat(health.status()).isEqualTo(GatewayHealth.Status.HEALTHY);
        clock.advance(Duration.ofMillis(999));
        assertThat(service.health().uptime()).isEqualTo(Duration.ofMillis(999));
    }

    @Test
    void every_fault_is_a_reason_in_health() {
        publish(null, false, null, false, List.of("Account 1 differs."), "No trades come.", "The disk is full.");
        killSwitch.engage("client", "strange prices", false, () -> {});
        queue.fill();
        killSwitch.engage("client", "again", false, () -> {});
        clock.advance(Duration.ofSeconds(60));
        GatewayHealth health = service.health();
        assertThat(health.status()).isEqualTo(GatewayHealth.Status.UNHEALTHY);
        assertThat(health.reasons())
                .containsExactly(
                        "The execution thread has not responded for 60000 ms; a call to the exchange or a write to the"
                                + " journal is blocked.",
                        "The gateway is still recovering earlier orders from the exchange; no new order is sent until"
                                + " that is done.",
                        "The positions could not be read from the exchange.",
                        "The kill switch has been engaged since 2021-07-26T01:00:00Z by client: strange prices",
                        "The kill switch is engaged, but the gateway was too busy to record it or to cancel orders.",
                        "Account 1 differs.",
                        "No trades come.",
                        "The journal cannot be written, so no order is sent: The disk is full.");
    }

    @Test
    void orders_in_an_unknown_state_are_counted() {
        publish(seen(), false, null);
        for (String id : List.of("request-1", "request-2")) {
            var intent = journal.recordIntents(List.of(Orders.request(id, Orders.buy(1))), DAY)
                    .get(0);
            journal.recordOutcomes(List.of(new Outcome(intent.key(), new OrderEvent.Unconfirmed("The line broke."))));
            assertThat(service.health().reasons())
                    .singleElement()
                    .satisfies(reason -> assertThat(reason)
                            .startsWith(
                                    id.equals("request-1")
                                            ? "1 order is in an unknown"
                                            : "2 orders are in an unknown"));
        }
        assertThat(service.health().status()).isEqualTo(GatewayHealth.Status.DEGRADED);
    }
}
