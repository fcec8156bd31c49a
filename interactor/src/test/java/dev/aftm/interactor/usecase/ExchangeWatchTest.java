package dev.aftm.interactor.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.position.Fill;
import dev.aftm.interactor.gateway.Orders;
import dev.aftm.interactor.port.ExchangeEvent;
import dev.aftm.interactor.port.ExchangeSession;
import dev.aftm.interactor.port.FakeClock;
import dev.aftm.interactor.port.FakeExchange;
import dev.aftm.interactor.port.FakeOrderJournal;
import dev.aftm.interactor.port.OrderEntry;
import dev.aftm.interactor.port.OrderJournal.State;
import dev.aftm.interactor.port.OrderLookup.Findings;
import dev.aftm.interactor.port.OrderLookup.KnownOrder;
import dev.aftm.interactor.port.OrderUpdates;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ExchangeWatchTest {

    private static final LocalDate DAY = LocalDate.of(2021, 7, 26);

    private final WatchedExchange watched = new WatchedExchange();
    private final FakeClock clock = watched.clock;
    private final FakeExchange exchange = watched.exchange;
    private final FakeOrderJournal journal = watched.disk;
    private final FillBook fills = watched.fills;
    private final List<Tick> ticks = watched.ticks;
    private final SnapshotBoard board = watched.board;
    private final ExchangeWatch watch = watched.watch;

    private static ExchangeEvent.FillReport fill(String number) {
        return new ExchangeEvent.FillReport(
                DAY,
                number,
                "tag",
                new Fill("1", Orders.ACCOUNT, "TXFH1", Side.BUY, 1, FakeExchange.PRICE, Instant.EPOCH));
    }

    @Test
    void after_the_login_earlier_fills_are_known_and_orders_are_taken() {
        watch.login();
        assertThat(watch.isSettled()).isTrue();
        assertThat(board.read().session()).isEqualTo(ExchangeSession.State.LOGGED_IN);
        assertThat(board.read().recovered()).isTrue();
        assertThat(Objects.requireNonNull(board.read().positions()).positions()).isEmpty();
        assertThat(exchange.fillQuestions()).isEqualTo(1);
    }

    @Test
    void an_account_that_the_session_does_not_have_cannot_be_selected() {
        watch.login();
        exchange.tradeFor("A1", "A2");
        assertThat(watch.selectAccount("A3"))
                .contains("The account A3 is not one of this session's; these are A1, A2.");
        assertThat(watch.selectAccount("A2")).isEmpty();
        assertThat(Objects.requireNonNull(board.read().choices().account()).code())
                .isEqualTo("A2");
    }

    @Test
    void who_is_logged_in_cannot_log_in_again_and_what_fails_is_said() {
        watch.login();
        assertThat(watch.loginAgain()).hasValueSatisfying(why -> assertThat(why).contains("logged in already"));
        assertThat(watch.logout()).contains("The exchange did not do this: This exchange stays logged in.");
    }

    @Test
    void fills_and_ticks_that_are_reported_reach_who_wants_them() {
        watch.login();
        exchange.report(fill("7"));
        exchange.report(new ExchangeEvent.MarketTick(new Tick("TXFH1", Instant.EPOCH, BigDecimal.ONE, 1)));
        watch.step();
        assertThat(fills.fills()).hasSize(1);
        assertThat(ticks).hasSize(1);
    }

    @Test
    void fills_that_are_known_to_be_missing_are_asked_for_again_but_not_all_the_time() {
        watch.login();
        fills.expect(1);
        watch.step();
        assertThat(exchange.fillQuestions()).isEqualTo(1);
        clock.advance(Duration.ofMillis(200));
        watch.step();
        watch.step();
        assertThat(exchange.fillQuestions()).isEqualTo(2);
        clock.advance(Duration.ofMillis(200));
        watch.step();
        assertThat(exchange.fillQuestions()).isEqualTo(3);
    }

    @Test
    void an_exchange_that_does_not_tell_its_fills_holds_the_start_up_for_a_few_seconds_only() {
        exchange.loseFillAnswers();
        watch.login();
        assertThat(watch.isSettled()).isFalse();
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofSeconds(3));
            watch.step();
            watch.step();
        }
        assertThat(watch.isSettled()).isTrue();
    }

    @Test
    void a_session_that_was_lost_and_is_back_is_looked_after_anew_even_where_nobody_saw_it_go() {
        watch.login();
        journal.recordIntents(List.of(Orders.request("request-1", Orders.buy(1))), DAY);
        exchange.answerLookups(() -> new Findings(
                journal.unresolved().stream()
                        .map(entry -> new KnownOrder(
                                entry.tag(),
                                Orders.ACCOUNT,
                                "TXFH1",
                                Side.BUY,
                                1,
                                new OrderEntry.Answer.Accepted("000009")))
                        .toList(),
                true,
                DAY));
        watch.step();
        assertThat(journal.unresolved()).as("nothing has happened yet").hasSize(1);
        exchange.report(new ExchangeEvent.SessionChanged());
        watch.step();
        assertThat(journal.unresolved()).isEmpty();
    }

    @Test
    void in_the_middle_of_a_group_a_snapshot_never_looks_for_open_orders() {
        watch.login();
        journal.recordIntents(List.of(Orders.request("request-1", Orders.buy(1))), DAY);
        exchange.report(new ExchangeEvent.SessionChanged());
        watch.publishSnapshot();
        assertThat(journal.unresolved()).hasSize(1);
        assertThat(board.read().recovered())
                .as("no further order is taken meanwhile")
                .isFalse();
        watch.step();
        assertThat(journal.unresolved()).isEmpty();
        assertThat(board.read().recovered()).isTrue();
    }

    @Test
    void an_order_of_unknown_state_is_looked_for_at_once() {
        watch.login();
        var entry = journal.recordIntents(List.of(Orders.request("request-1", Orders.buy(1))), DAY)
                .get(0);
        watch.lookForOpenOrders();
        watch.step();
        assertThat(journal.find(entry.key()).orElseThrow().state()).isEqualTo(new State.NotSent());
    }

    @Test
    void positions_that_cannot_be_read_are_unknown_and_not_empty() {
        watch.login();
        exchange.failPositions();
        clock.advance(Duration.ofMillis(500));
        watch.publishSnapshot();
        assertThat(board.read().positions()).isNull();
    }

    @Test
    void positions_of_a_session_that_is_gone_are_not_shown_as_current() {
        watch.login();
        assertThat(board.read().positions()).isNotNull();
        exchange.setState(ExchangeSession.State.DISCONNECTED);
        watch.step();
        watch.publishSnapshot();
        assertThat(board.read().positions()).isNull();
    }

    @Test
    void an_order_in_doubt_is_asked_for_again_after_a_while_and_orders_are_taken_meanwhile() {
        watch.login();
        var entry = journal.recordIntents(List.of(Orders.request("request-1", Orders.buy(1))), DAY)
                .get(0);
        exchange.answerLookups(() -> new Findings(List.of(), false, DAY));
        watch.lookForOpenOrders();
        watch.step();
        assertThat(journal.unknownCount()).isEqualTo(1);
        exchange.answerLookups(() -> new Findings(
                List.of(new KnownOrder(
                        entry.tag(), Orders.ACCOUNT, "TXFH1", Side.BUY, 1, new OrderEntry.Answer.Accepted("000009"))),
                true,
                DAY));
        watch.step();
        assertThat(journal.unknownCount()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(30));
        assertThat(board.read().recovered()).isTrue();
        watch.step();
        assertThat(board.read().recovered()).isTrue();
        assertThat(journal.unknownCount()).isZero();
    }

    @Test
    void a_login_or_logout_that_makes_no_sense_now_is_refused_with_the_reason() {
        watch.login();
        exchange.setState(ExchangeSession.State.LOGGING_IN);
        assertThat(watch.loginAgain()).contains("A login is on its way already.");
        assertThat(watch.isSettled()).isFalse();
        exchange.setState(ExchangeSession.State.LOGGED_OUT);
        assertThat(watch.logout()).contains("The gateway is not logged in.");
        assertThat(watch.isSettled()).isTrue();
    }

    @Test
    void an_instrument_that_is_not_listed_cannot_be_followed() {
        watch.login();
        assertThat(watch.register("NONE1")).contains("The exchange does not list the instrument NONE1.");
        assertThat(watch.register(FakeExchange.ITEM)).isEmpty();
    }

    @Test
    void a_choice_that_cannot_be_recorded_is_not_made_and_orders_are_refused_until_the_journal_is_mended() {
        watch.login();
        exchange.tradeFor("A1");
        journal.failNotes();
        assertThat(watch.selectAccount("A1")).contains("The journal cannot be written, so nothing was changed.");
        assertThat(board.read().choices().account()).isNull();
        exchange.setState(ExchangeSession.State.DISCONNECTED);
        watch.step();
        watch.publishSnapshot();
        assertThat(board.read().journalFault()).isEqualTo("The disk is full.");
        assertThat(watch.isSettled()).isTrue();
    }

    @Test
    void the_instrument_that_is_followed_is_registered_anew_in_each_session() {
        watch.login();
        assertThat(exchange.registered()).isEmpty();
        assertThat(watch.register(FakeExchange.ITEM)).isEmpty();
        assertThat(exchange.registered()).containsExactly(FakeExchange.ITEM);
        exchange.setState(ExchangeSession.State.DISCONNECTED);
        watch.step();
        exchange.setState(ExchangeSession.State.LOGGED_IN);
        watch.step();
        assertThat(exchange.registered()).containsExactly(FakeExchange.ITEM, FakeExchange.ITEM);
    }

    @Test
    void an_exchange_that_reports_no_trades_of_an_instrument_is_said_to_and_orders_are_taken_all_the_same() {
        watch.login();
        exchange.failRegistration();
        assertThat(watch.register(FakeExchange.ITEM)).contains("No quotes today.");
        watch.publishSnapshot();
        assertThat(board.read().feedFault()).isEqualTo("No quotes today.");
        assertThat(board.read().recovered()).isTrue();
    }

    @Test
    void who_is_not_logged_in_chooses_for_the_next_session() {
        assertThat(watch.register(FakeExchange.ITEM)).isEmpty();
        assertThat(exchange.registered()).isEmpty();
        watch.login();
        assertThat(exchange.registered()).containsExactly(FakeExchange.ITEM);
    }

    @Test
    void a_new_process_takes_up_what_was_chosen() {
        watch.login();
        watch.selectAccount("A1");
        watch.register(FakeExchange.ITEM);
        SnapshotBoard another = new SnapshotBoard(GatewaySnapshot.beforeLogin(clock));
        new ExchangeWatch(
                        clock,
                        exchange,
                        journal,
                        new Recovery(clock, journal, exchange, Duration.ZERO, Duration.ofSeconds(5)),
                        new FillBook(),
                        new OrderBook("another", OrderUpdates.NOWHERE),
                        ticks::add,
                        WatchOptions.forTape(),
                        another)
                .login();
        assertThat(Objects.requireNonNull(another.read().choices().account()).code())
                .isEqualTo("A1");
        assertThat(Objects.requireNonNull(another.read().choices().instrument()).code())
                .isEqualTo(FakeExchange.ITEM);
    }

    @Test
    void what_was_held_before_is_known_once_both_sides_have_agreed_for_a_while_and_a_difference_is_said() {
        watch.login();
        assertThat(watch.arePositionsKnown()).isFalse();
        look();
        assertThat(watch.arePositionsKnown()).isTrue();
        assertThat(watch.differences()).isEmpty();
        assertThat(board.read().booked()).isEmpty();
        exchange.report(fill("7"));
        look();
        assertThat(watch.differences())
                .containsExactly("Account " + Orders.ACCOUNT
                        + " holds 1 TXFH1 by the fills that are known, and 0 by what the exchange reports.");
        assertThat(board.read().differences()).isEqualTo(watch.differences());
        assertThat(board.read().booked()).as("what does not agree is not shown").isNull();
        exchange.report(new ExchangeEvent.SessionChanged());
        watch.step();
        assertThat(watch.arePositionsKnown())
                .as("nothing was compared in this session")
                .isFalse();
    }

    /** For some seconds. */
    private void look() {
        for (int i = 0; i < 6; i++) {
            clock.advance(Duration.ofMillis(500));
            watch.step();
            watch.publishSnapshot();
        }
    }

    @Test
    void a_trade_of_the_market_moves_what_is_open() {
        watch.login();
        exchange.report(fill("7"));
        exchange.report(new ExchangeEvent.MarketTick(new Tick("TXFH1", Instant.EPOCH, BigDecimal.valueOf(17_310), 1)));
        watch.step();
        assertThat(fills.openPositions())
                .singleElement()
                .satisfies(position -> assertThat(position.unrealizedPnl()).isEqualByComparingTo("2000"));
        watch.publishSnapshot();
        assertThat(board.read().profits())
                .singleElement()
                .satisfies(profit -> assertThat(profit.unrealized()).isEqualByComparingTo("2000"));
    }
}
