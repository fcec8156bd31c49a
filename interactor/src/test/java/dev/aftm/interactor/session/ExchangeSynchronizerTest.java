package dev.aftm.interactor.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.domain.order.OrderStatus;
import dev.aftm.domain.position.Fill;
import dev.aftm.domain.position.FillKind;
import dev.aftm.interactor.TestWiring;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.order.FakeOrderJournal;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.exchange.ExchangeEvent;
import dev.aftm.interactor.port.exchange.ExchangeSession;
import dev.aftm.interactor.port.exchange.FakeExchange;
import dev.aftm.interactor.port.exchange.OrderEntry;
import dev.aftm.interactor.port.exchange.OrderStatusQuery.OrderMassStatus;
import dev.aftm.interactor.port.exchange.OrderStatusQuery.OrderStatusReport;
import dev.aftm.interactor.port.publication.OrderUpdatePublisher;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.reconciliation.OrderRecovery;
import dev.aftm.interactor.snapshot.GatewaySnapshot;
import dev.aftm.interactor.snapshot.SnapshotHolder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ExchangeSynchronizerTest {

    private static final LocalDate DAY = LocalDate.of(2021, 7, 26);

    private final SynchronizerFixture fixture = new SynchronizerFixture();
    private final FakeClock clock = fixture.clock;
    private final FakeExchange exchange = fixture.exchange;
    private final FakeOrderJournal journal = fixture.disk;
    private final TradeBook fills = fixture.fills;
    private final List<Tick> ticks = fixture.ticks;
    private final SnapshotHolder snapshots = fixture.snapshots;
    private final ExchangeSynchronizer synchronizer = fixture.synchronizer;

    private static ExchangeEvent.FillReport fill(String number) {
        return new ExchangeEvent.FillReport(
                DAY,
                number,
                "tag",
                new Fill("1", Orders.ACCOUNT, "TXFH1", Side.BUY, 1, FakeExchange.PRICE, Instant.EPOCH));
    }

    @Test
    void after_the_login_fills_are_known_and_orders_accepted() {
        synchronizer.login();
        assertThat(synchronizer.isSettled()).isTrue();
        assertThat(snapshots.read().session()).isEqualTo(ExchangeSession.State.LOGGED_IN);
        assertThat(snapshots.read().recovered()).isTrue();
        assertThat(Objects.requireNonNull(snapshots.read().positions()).positions())
                .isEmpty();
        assertThat(exchange.fillQuestions()).isEqualTo(1);
    }

    @Test
    void an_account_of_another_session_cannot_be_selected() {
        synchronizer.login();
        exchange.tradeFor("A1", "A2");
        assertThat(synchronizer.selectAccount("A3"))
                .contains("The account A3 is not one of this session's accounts; they are A1, A2.");
        assertThat(synchronizer.selectAccount("A2")).isEmpty();
        assertThat(Objects.requireNonNull(snapshots.read().choices().account()).code())
                .isEqualTo("A2");
    }

    @Test
    void a_second_login_and_a_failed_logout_give_reasons() {
        synchronizer.login();
        assertThat(synchronizer.loginAgain())
                .hasValueSatisfying(why -> assertThat(why).contains("already logged in"));
        assertThat(synchronizer.logout()).contains("The call to the exchange failed: This exchange stays logged in.");
    }

    @Test
    void reported_fills_and_ticks_are_passed_on() {
        synchronizer.login();
        exchange.report(fill("7"));
        exchange.report(new ExchangeEvent.MarketTick(new Tick("TXFH1", Instant.EPOCH, BigDecimal.ONE, 1)));
        synchronizer.step();
        assertThat(fills.fills()).hasSize(1);
        assertThat(ticks).hasSize(1);
    }

    @Test
    void busts_and_replacements_reach_positions_and_orders() {
        synchronizer.login();
        OrderJournal.Entry entry = fixture.journal
                .recordIntents(List.of(Orders.request("request-1", Orders.buy(1))), DAY)
                .get(0);
        fixture.journal.recordOutcomes(
                List.of(new OrderJournal.Outcome(entry.key(), new OrderEvent.Acknowledged("1"))));
        exchange.report(fill("7"));
        synchronizer.step();
        assertThat(fills.held(Orders.ACCOUNT, "TXFH1")).isEqualTo(1);
        exchange.report(new ExchangeEvent.FillReport(
                DAY, "7", "tag", FillKind.BUSTED, fill("7").fill()));
        exchange.report(
                new ExchangeEvent.OrderReplaced("1", "2", entry.tag(), Orders.ACCOUNT, "TXFH1", 1, DAY, clock.now()));
        synchronizer.step();
        assertThat(fills.held(Orders.ACCOUNT, "TXFH1")).isZero();
        assertThat(fixture.orders.order(Orders.ACCOUNT, "request-1")).hasValueSatisfying(order -> {
            assertThat(order.orderSerial()).isEqualTo("2");
            assertThat(order.status()).isEqualTo(OrderStatus.WORKING);
        });
    }

    @Test
    void missing_fills_are_queried_again_with_a_pause() {
        synchronizer.login();
        fills.expect(1);
        synchronizer.step();
        assertThat(exchange.fillQuestions()).isEqualTo(1);
        clock.advance(Duration.ofMillis(200));
        synchronizer.step();
        synchronizer.step();
        assertThat(exchange.fillQuestions()).isEqualTo(2);
        clock.advance(Duration.ofMillis(200));
        synchronizer.step();
        assertThat(exchange.fillQuestions()).isEqualTo(3);
    }

    @Test
    void lost_fill_answers_delay_the_start_only_briefly() {
        exchange.loseFillAnswers();
        synchronizer.login();
        assertThat(synchronizer.isSettled()).isFalse();
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofSeconds(3));
            synchronizer.step();
            synchronizer.step();
        }
        assertThat(synchronizer.isSettled()).isTrue();
    }

    @Test
    void a_session_replaced_between_steps_is_recovered_again() {
        synchronizer.login();
        journal.recordIntents(List.of(Orders.request("request-1", Orders.buy(1))), DAY);
        exchange.answerLookups(() -> new OrderMassStatus(
                journal.unresolved().stream()
                        .map(entry -> new OrderStatusReport(
                                entry.tag(),
                                Orders.ACCOUNT,
                                "TXFH1",
                                Side.BUY,
                                BigDecimal.ZERO,
                                1,
                                new OrderEntry.OrderAck.Accepted("000009")))
                        .toList(),
                true,
                DAY));
        synchronizer.step();
        assertThat(journal.unresolved()).as("the session is the same").hasSize(1);
        exchange.report(new ExchangeEvent.SessionChanged());
        synchronizer.step();
        assertThat(journal.unresolved()).isEmpty();
    }

    @Test
    void a_snapshot_within_a_group_does_not_recover_orders() {
        synchronizer.login();
        journal.recordIntents(List.of(Orders.request("request-1", Orders.buy(1))), DAY);
        exchange.report(new ExchangeEvent.SessionChanged());
        synchronizer.publishSnapshot();
        assertThat(journal.unresolved()).hasSize(1);
        assertThat(snapshots.read().recovered())
                .as("no further order is accepted meanwhile")
                .isFalse();
        synchronizer.step();
        assertThat(journal.unresolved()).isEmpty();
        assertThat(snapshots.read().recovered()).isTrue();
    }

    @Test
    void an_order_in_an_unknown_state_is_recovered_at_once() {
        synchronizer.login();
        var entry = journal.recordIntents(List.of(Orders.request("request-1", Orders.buy(1))), DAY)
                .get(0);
        synchronizer.restartRecovery();
        synchronizer.step();
        assertThat(journal.find(entry.key()).orElseThrow().last()).isEqualTo(new OrderEvent.NotSent());
    }

    @Test
    void positions_that_cannot_be_read_are_unknown_not_empty() {
        synchronizer.login();
        exchange.failPositions();
        clock.advance(Duration.ofMillis(500));
        synchronizer.publishSnapshot();
        assertThat(snapshots.read().positions()).isNull();
    }

    @Test
    void positions_of_an_ended_session_are_not_published() {
        synchronizer.login();
        assertThat(snapshots.read().positions()).isNotNull();
        exchange.setState(ExchangeSession.State.DISCONNECTED);
        synchronizer.step();
        synchronizer.publishSnapshot();
        assertThat(snapshots.read().positions()).isNull();
    }

    @Test
    void an_unknown_order_is_queried_again_while_orders_go_on() {
        synchronizer.login();
        var entry = journal.recordIntents(List.of(Orders.request("request-1", Orders.buy(1))), DAY)
                .get(0);
        exchange.answerLookups(() -> new OrderMassStatus(List.of(), false, DAY));
        synchronizer.restartRecovery();
        synchronizer.step();
        assertThat(journal.unknownCount()).isEqualTo(1);
        exchange.answerLookups(() -> new OrderMassStatus(
                List.of(new OrderStatusReport(
                        entry.tag(),
                        Orders.ACCOUNT,
                        "TXFH1",
                        Side.BUY,
                        BigDecimal.ZERO,
                        1,
                        new OrderEntry.OrderAck.Accepted("000009"))),
                true,
                DAY));
        synchronizer.step();
        assertThat(journal.unknownCount()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(30));
        assertThat(snapshots.read().recovered()).isTrue();
        synchronizer.step();
        assertThat(snapshots.read().recovered()).isTrue();
        assertThat(journal.unknownCount()).isZero();
    }

    @Test
    void an_impossible_login_or_logout_gives_a_reason() {
        synchronizer.login();
        exchange.setState(ExchangeSession.State.LOGGING_IN);
        assertThat(synchronizer.loginAgain()).contains("A login is already in progress.");
        assertThat(synchronizer.isSettled()).isFalse();
        exchange.setState(ExchangeSession.State.LOGGED_OUT);
        assertThat(synchronizer.logout()).contains("The gateway is not logged in.");
        assertThat(synchronizer.isSettled()).isTrue();
    }

    @Test
    void an_instrument_that_is_not_listed_cannot_be_registered() {
        synchronizer.login();
        assertThat(synchronizer.register("NONE1")).contains("The exchange does not list the instrument NONE1.");
        assertThat(synchronizer.register(FakeExchange.ITEM)).isEmpty();
    }

    @Test
    void a_selection_that_cannot_be_recorded_is_not_made() {
        synchronizer.login();
        exchange.tradeFor("A1");
        journal.failNotes();
        assertThat(synchronizer.selectAccount("A1")).contains("The journal cannot be written, so nothing was changed.");
        assertThat(snapshots.read().choices().account()).isNull();
        exchange.setState(ExchangeSession.State.DISCONNECTED);
        synchronizer.step();
        synchronizer.publishSnapshot();
        assertThat(snapshots.read().journalFault()).isEqualTo("The disk is full.");
        assertThat(synchronizer.isSettled()).isTrue();
    }

    @Test
    void the_instrument_is_registered_again_in_each_session() {
        synchronizer.login();
        assertThat(exchange.registered()).isEmpty();
        assertThat(synchronizer.register(FakeExchange.ITEM)).isEmpty();
        assertThat(exchange.registered()).containsExactly(FakeExchange.ITEM);
        exchange.setState(ExchangeSession.State.DISCONNECTED);
        synchronizer.step();
        exchange.setState(ExchangeSession.State.LOGGED_IN);
        synchronizer.step();
        assertThat(exchange.registered()).containsExactly(FakeExchange.ITEM, FakeExchange.ITEM);
    }

    @Test
    void a_failed_registration_is_a_fault_but_orders_are_accepted() {
        synchronizer.login();
        exchange.failRegistration();
        assertThat(synchronizer.register(FakeExchange.ITEM)).contains("The registration failed.");
        synchronizer.publishSnapshot();
        assertThat(snapshots.read().feedFault()).isEqualTo("The registration failed.");
        assertThat(snapshots.read().recovered()).isTrue();
    }

    @Test
    void a_registration_without_a_session_applies_to_the_next() {
        assertThat(synchronizer.register(FakeExchange.ITEM)).isEmpty();
        assertThat(exchange.registered()).isEmpty();
        synchronizer.login();
        assertThat(exchange.registered()).containsExactly(FakeExchange.ITEM);
    }

    @Test
    void a_new_process_restores_the_selections() {
        synchronizer.login();
        synchronizer.selectAccount("A1");
        synchronizer.register(FakeExchange.ITEM);
        SnapshotHolder another = new SnapshotHolder(GatewaySnapshot.beforeLogin(clock));
        TestWiring.synchronizer(
                        clock,
                        exchange,
                        journal,
                        new OrderRecovery(clock, journal, exchange, Duration.ZERO, Duration.ofSeconds(5)),
                        new TradeBook(),
                        new OrderTracker("another", OrderUpdatePublisher.NOWHERE),
                        ticks::add,
                        SynchronizerOptions.forTape(),
                        another)
                .login();
        assertThat(Objects.requireNonNull(another.read().choices().account()).code())
                .isEqualTo("A1");
        assertThat(Objects.requireNonNull(another.read().choices().instrument()).code())
                .isEqualTo(FakeExchange.ITEM);
    }

    @Test
    void positions_are_known_once_both_sides_agree_for_a_while() {
        synchronizer.login();
        assertThat(synchronizer.arePositionsKnown()).isFalse();
        poll();
        assertThat(synchronizer.arePositionsKnown()).isTrue();
        assertThat(synchronizer.differences()).isEmpty();
        assertThat(snapshots.read().booked()).isEmpty();
        exchange.report(fill("7"));
        poll();
        assertThat(synchronizer.differences())
                .containsExactly("Account " + Orders.ACCOUNT
                        + " holds 1 TXFH1 according to the known fills, but 0 according to the exchange.");
        assertThat(snapshots.read().differences()).isEqualTo(synchronizer.differences());
        assertThat(snapshots.read().booked())
                .as("positions that differ are not published")
                .isNull();
        exchange.report(new ExchangeEvent.SessionChanged());
        synchronizer.step();
        assertThat(synchronizer.arePositionsKnown())
                .as("nothing was compared in this session")
                .isFalse();
    }

    /** Steps for three seconds. */
    private void poll() {
        for (int i = 0; i < 6; i++) {
            clock.advance(Duration.ofMillis(500));
            synchronizer.step();
            synchronizer.publishSnapshot();
        }
    }

    @Test
    void a_trade_of_the_market_updates_unrealized_pnl() {
        synchronizer.login();
        exchange.report(fill("7"));
        exchange.report(new ExchangeEvent.MarketTick(new Tick("TXFH1", Instant.EPOCH, BigDecimal.valueOf(17_310), 1)));
        synchronizer.step();
        assertThat(fills.openPositions())
                .singleElement()
                .satisfies(position -> assertThat(position.unrealizedPnl()).isEqualByComparingTo("2000"));
        synchronizer.publishSnapshot();
        assertThat(snapshots.read().profits())
                .singleElement()
                .satisfies(profit -> assertThat(profit.unrealized()).isEqualByComparingTo("2000"));
    }
}
