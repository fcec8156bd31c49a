package dev.aftm.interactor.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.order.CancelOrder;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderReference;
import dev.aftm.domain.order.ReplaceOrder;
import dev.aftm.domain.position.Fill;
import dev.aftm.domain.risk.DailyLossRule;
import dev.aftm.domain.risk.Limits;
import dev.aftm.domain.risk.NetPositionRule;
import dev.aftm.domain.risk.OrderRateRule;
import dev.aftm.domain.risk.PriceCollarRule;
import dev.aftm.domain.risk.RiskContext;
import dev.aftm.domain.risk.RiskDecision;
import dev.aftm.domain.risk.RiskLimitBook;
import dev.aftm.domain.risk.RiskLimits;
import dev.aftm.domain.risk.RiskRule;
import dev.aftm.domain.risk.RiskRuleChain;
import dev.aftm.domain.risk.SelfMatchRule;
import dev.aftm.interactor.TestWiring;
import dev.aftm.interactor.execution.ExecutionEngine;
import dev.aftm.interactor.execution.KillSwitchTriggers;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.order.ChangeRequest;
import dev.aftm.interactor.gateway.order.GatewayRequest;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.exchange.ExchangeEvent.FillReport;
import dev.aftm.interactor.port.exchange.FakeExchange;
import dev.aftm.interactor.port.exchange.OrderEntry.OrderAck;
import dev.aftm.interactor.port.killswitch.FakeKillSwitchStore;
import dev.aftm.interactor.port.monitor.GatewayMetrics;
import dev.aftm.interactor.port.store.LogEvent;
import dev.aftm.interactor.port.store.OrderKey;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.queue.FakeExecutionQueue;
import dev.aftm.interactor.queue.OrderResult;
import dev.aftm.interactor.queue.QueuedRequest;
import dev.aftm.interactor.session.ExchangeSynchronizer;
import dev.aftm.interactor.session.SynchronizerFixture;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The context that the rules receive, and the outcome of orders that they deny. */
final class PreTradeRiskCheckTest {

    private final SynchronizerFixture fixture = new SynchronizerFixture();
    private final FakeClock clock = fixture.clock;
    private final FakeExchange exchange = fixture.exchange;
    private final OrderTracker orders = fixture.orders;
    private final OrderJournal journal = fixture.journal;
    private final TradeBook fills = fixture.fills;
    private final ExchangeSynchronizer synchronizer = fixture.synchronizer;
    private int numbers;
    private boolean arePositionsKnown = true;

    private ExecutionEngine engine(RiskLimits limits, RiskRule... rules) {
        RiskLimitBook book = new RiskLimitBook(List.of(new RiskLimitBook.Entry(null, null, limits)));
        PreTradeRiskCheck riskCheck = TestWiring.riskCheck(
                clock, exchange, new RiskRuleChain(List.of(rules)), book, fills, orders, () -> arePositionsKnown);
        synchronizer.login();
        return TestWiring.engine(
                clock, exchange, exchange, journal, synchronizer, () -> false, riskCheck, null, GatewayMetrics.NONE);
    }

    private OrderRequest request(NewOrder order) {
        return Orders.request("request-" + ++numbers, order);
    }

    /** Executes a group and returns each error code: null if the order was sent. */
    private List<@Nullable ErrorCode> execute(ExecutionEngine engine, GatewayRequest... requests) {
        List<QueuedRequest> group = new ArrayList<>();
        for (GatewayRequest request : requests) {
            group.add(new QueuedRequest(request, "client", clock.nanoTime(), Long.MAX_VALUE, false));
        }
        engine.execute(group, () -> {}, done -> {});
        List<@Nullable ErrorCode> codes = new ArrayList<>();
        group.forEach(order -> codes.add(order.result() instanceof OrderResult.Failed failed ? failed.code() : null));
        return codes;
    }

    private void trade(Side side, int quantity, int price) {
        fills.take(new FillReport(
                exchange.tradingDay(),
                "fill-" + ++numbers,
                "",
                new Fill("x", Orders.ACCOUNT, "TXFH1", side, quantity, BigDecimal.valueOf(price), clock.now())));
    }

    private void tick(int price) {
        fills.onTick(new Tick("TXFH1", clock.now(), BigDecimal.valueOf(price), 1));
    }

    @Test
    void orders_of_one_group_count_against_each_other() {
        exchange.behave(order -> new OrderAck.Accepted("serial-" + ++numbers));
        ExecutionEngine engine = engine(Limits.none().netPosition(3).made(), new NetPositionRule());
        OrderRequest third = request(Orders.limit(Side.BUY, 17_000, 2));
        assertThat(execute(
                        engine,
                        request(Orders.limit(Side.BUY, 17_000, 1)),
                        request(Orders.limit(Side.BUY, 17_000, 1)),
                        third))
                .containsExactly(null, null, ErrorCode.RISK_REJECTED);
        assertThat(journal.find(new OrderKey(Orders.ACCOUNT, String.valueOf(third.requestId()))))
                .isEmpty();
        assertThat(journal.last(LogEvent.OrderDenied.class))
                .hasValueSatisfying(denied -> assertThat(denied.requestId()).isEqualTo(third.requestId()));
        assertThat(exchange.received()).hasSize(2);
        assertThat(execute(engine, request(Orders.limit(Side.BUY, 17_000, 1)))).containsExactly((ErrorCode) null);
        assertThat(execute(engine, request(Orders.limit(Side.BUY, 17_000, 1))))
                .containsExactly(ErrorCode.RISK_REJECTED);
        assertThat(execute(engine, request(Orders.limit(Side.SELL, 17_000, 3)))).containsExactly((ErrorCode) null);
    }

    @Test
    void a_rule_may_keep_the_context_of_each_order() {
        exchange.behave(order -> new OrderAck.Accepted("serial-" + ++numbers));
        List<RiskContext> kept = new ArrayList<>();
        RiskRule keeper = new RiskRule() {
            @Override
            public String name() {
                return "keeper";
            }

            @Override
            public RiskDecision check(RiskContext context) {
                kept.add(context);
                return RiskDecision.ALLOWED;
            }
        };
        ExecutionEngine engine = engine(RiskLimits.NONE, keeper);
        execute(engine, request(Orders.limit(Side.BUY, 17_000, 1)), request(Orders.limit(Side.SELL, 17_010, 2)));
        tick(17_005);
        execute(engine, request(Orders.limit(Side.BUY, 17_000, 1)));
        BigDecimal bid = BigDecimal.valueOf(17_000);
        assertThat(kept)
                .extracting(RiskContext::exposure)
                .containsExactly(
                        new RiskContext.Exposure(0, 0, 0, null, null),
                        new RiskContext.Exposure(0, 1, 0, null, bid),
                        new RiskContext.Exposure(0, 1, 2, BigDecimal.valueOf(17_010), bid));
        assertThat(kept.get(0).market()).isEqualTo(new RiskContext.Market(BigDecimal.valueOf(200), null, null));
        assertThat(kept.get(2).market().lastTrade())
                .isEqualTo(new RiskContext.LastTrade(BigDecimal.valueOf(17_005), 0));
        assertThat(kept.get(2).dayProfit()).isEqualByComparingTo("0");
    }

    @Test
    void an_order_in_an_unknown_state_counts_as_open() {
        exchange.behave(order -> {
            throw new IllegalStateException("The line broke.");
        });
        ExecutionEngine engine = engine(Limits.none().netPosition(3).made(), new NetPositionRule());
        assertThat(execute(engine, request(Orders.limit(Side.BUY, 17_000, 2))))
                .containsExactly(ErrorCode.ORDER_EXECUTION_ERROR);
        exchange.behave(order -> new OrderAck.Accepted("serial-" + ++numbers));
        assertThat(execute(engine, request(Orders.limit(Side.BUY, 17_000, 2))))
                .containsExactly(ErrorCode.RISK_REJECTED);
        assertThat(execute(engine, request(Orders.limit(Side.BUY, 17_000, 1)))).containsExactly((ErrorCode) null);
    }

    @Test
    void a_rejected_order_does_not_count() {
        exchange.behave(order -> new OrderAck.Rejected("7", "no"));
        ExecutionEngine engine = engine(Limits.none().netPosition(2).made(), new NetPositionRule());
        for (int i = 0; i < 3; i++) {
            execute(engine, request(Orders.limit(Side.BUY, 17_000, 2)));
        }
        assertThat(exchange.received()).hasSize(3);
        assertThat(orders.open().of(Orders.ACCOUNT, "TXFH1").buys()).isZero();
    }

    @Test
    void positions_count_and_reducing_orders_are_allowed() {
        ExecutionEngine engine = engine(Limits.none().netPosition(2).made(), new NetPositionRule());
        exchange.behave(order -> new OrderAck.Rejected("7", "no"));
        trade(Side.BUY, 5, 17_000);
        assertThat(execute(engine, request(Orders.limit(Side.BUY, 17_000, 1))))
                .containsExactly(ErrorCode.RISK_REJECTED);
        execute(engine, request(Orders.limit(Side.SELL, 17_000, 4)));
        assertThat(exchange.received()).hasSize(1);
    }

    @Test
    void orders_wait_until_opening_positions_are_known() {
        exchange.behave(order -> new OrderAck.Accepted("serial-" + ++numbers));
        ExecutionEngine engine = engine(Limits.none().netPosition(2).made(), new NetPositionRule());
        arePositionsKnown = false;
        OrderRequest early = request(Orders.limit(Side.BUY, 17_000, 1));
        assertThat(execute(engine, early)).containsExactly(ErrorCode.GATEWAY_BUSY);
        arePositionsKnown = true;
        assertThat(execute(engine, early)).containsExactly((ErrorCode) null);
    }

    @Test
    void a_price_is_checked_against_a_recent_last_trade() {
        exchange.behave(order -> new OrderAck.Accepted("serial-" + ++numbers));
        ExecutionEngine engine =
                engine(Limits.none().collarPercent(1).priceAgeMillis(1_000).made(), new PriceCollarRule());
        assertThat(execute(engine, request(Orders.limit(Side.BUY, 17_000, 1))))
                .as("no trade yet")
                .containsExactly(ErrorCode.RISK_REJECTED);
        tick(17_000);
        assertThat(execute(engine, request(Orders.limit(Side.BUY, 17_171, 1))))
                .containsExactly(ErrorCode.RISK_REJECTED);
        assertThat(execute(engine, request(Orders.limit(Side.BUY, 17_170, 1)))).containsExactly((ErrorCode) null);
        clock.advance(Duration.ofMillis(1_001));
        assertThat(execute(engine, request(Orders.limit(Side.BUY, 17_000, 1))))
                .containsExactly(ErrorCode.RISK_REJECTED);
    }

    @Test
    void an_account_never_trades_with_itself() {
        exchange.behave(order -> new OrderAck.Accepted("serial-" + ++numbers));
        ExecutionEngine engine = engine(Limits.none().neverMatchesItself().made(), new SelfMatchRule());
        OrderRequest resting = request(Orders.limit(Side.SELL, 17_010, 1));
        assertThat(execute(engine, resting, request(Orders.limit(Side.BUY, 17_010, 1))))
                .containsExactly(null, ErrorCode.RISK_REJECTED);
        assertThat(execute(engine, request(Orders.limit(Side.BUY, 17_009, 1)))).containsExactly((ErrorCode) null);
        synchronizer.publishSnapshot();
        ChangeRequest into = new ChangeRequest(
                "change-01",
                Orders.ACCOUNT,
                new ReplaceOrder(
                        new OrderReference.ByRequestId(String.valueOf(resting.requestId())),
                        BigDecimal.valueOf(17_009),
                        null),
                null);
        assertThat(execute(engine, into)).as("a new price").containsExactly(ErrorCode.RISK_REJECTED);
    }

    @Test
    void an_account_at_its_daily_loss_may_close_but_not_open() {
        exchange.behave(order -> new OrderAck.Rejected("7", "no"));
        ExecutionEngine engine = engine(Limits.none().dailyLoss(1_000).made(), new DailyLossRule());
        trade(Side.BUY, 1, 17_000);
        tick(17_000);
        execute(engine, request(Orders.limit(Side.BUY, 17_000, 1)));
        assertThat(exchange.received()).hasSize(1);
        // 200 a point: 1,000 are lost at 16,995.
        tick(16_995);
        clock.advance(Duration.ofMillis(200));
        assertThat(execute(engine, request(Orders.limit(Side.BUY, 17_000, 1))))
                .containsExactly(ErrorCode.RISK_REJECTED);
        assertThat(execute(engine, request(Orders.limit(Side.SELL, 17_000, 2))))
                .containsExactly(ErrorCode.RISK_REJECTED);
        execute(engine, request(Orders.limit(Side.SELL, 17_000, 1)));
        assertThat(exchange.received()).hasSize(2);
    }

    @Test
    void cancels_are_never_denied() {
        exchange.behave(order -> new OrderAck.Accepted("serial-1"));
        RiskRule never = new RiskRule() {
            private boolean isFirst = true;

            @Override
            public String name() {
                return "never";
            }

            @Override
            public RiskDecision check(RiskContext context) {
                boolean wasFirst = isFirst;
                isFirst = false;
                return wasFirst ? RiskDecision.ALLOWED : RiskDecision.refused("never", "nothing", "it is something");
            }
        };
        ExecutionEngine engine = engine(RiskLimits.NONE, never);
        OrderRequest resting = request(Orders.limit(Side.BUY, 17_000, 1));
        assertThat(execute(engine, resting, request(Orders.limit(Side.BUY, 17_000, 1))))
                .containsExactly(null, ErrorCode.RISK_REJECTED);
        ChangeRequest cancel = new ChangeRequest(
                "cancel-01",
                Orders.ACCOUNT,
                new CancelOrder(new OrderReference.ByRequestId(String.valueOf(resting.requestId()))),
                null);
        execute(engine, cancel);
        assertThat(exchange.changes()).hasSize(1);
    }

    @Test
    void too_many_orders_of_a_client_are_rate_limited() {
        exchange.behave(order -> new OrderAck.Accepted("serial-" + ++numbers));
        ExecutionEngine engine = engine(Limits.none().clientOrdersPerSecond(2).made(), new OrderRateRule());
        OrderRequest[] three = {
            request(Orders.limit(Side.BUY, 1, 1)),
            request(Orders.limit(Side.BUY, 2, 1)),
            request(Orders.limit(Side.BUY, 3, 1))
        };
        assertThat(execute(engine, three)).containsExactly(null, null, ErrorCode.RATE_LIMITED);
        clock.advance(Duration.ofMillis(500));
        assertThat(execute(engine, three[2])).containsExactly((ErrorCode) null);
    }

    @Test
    void a_mass_cancel_cancels_every_open_order() {
        exchange.behave(order -> new OrderAck.Accepted("serial-" + ++numbers));
        ExecutionEngine engine = engine(RiskLimits.NONE);
        execute(engine, request(Orders.limit(Side.BUY, 1, 1)), request(Orders.limit(Side.SELL, 2, 1)));
        engine.cancelAll(orders);
        assertThat(exchange.changes()).hasSize(2);
    }

    @Test
    void a_mass_cancel_repeats_a_cancel_that_had_no_effect() {
        exchange.behave(order -> new OrderAck.Accepted("serial-" + ++numbers));
        ExecutionEngine engine = engine(RiskLimits.NONE);
        execute(engine, request(Orders.limit(Side.BUY, 1, 1)));
        engine.cancelAll(orders);
        engine.step();
        assertThat(exchange.changes()).hasSize(1);
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofMillis(1_100));
            engine.step();
        }
        assertThat(exchange.changes()).as("a limited number of times").hasSize(3);
    }

    @Test
    void a_loss_that_cannot_be_computed_denies_orders() {
        exchange.behave(order -> new OrderAck.Accepted("serial-" + ++numbers));
        ExecutionEngine engine = engine(Limits.none().dailyLoss(1_000).made(), new DailyLossRule());
        trade(Side.BUY, 1, 17_000);
        assertThat(execute(engine, request(Orders.limit(Side.BUY, 17_000, 1))))
                .as("the position has no price")
                .containsExactly(ErrorCode.RISK_REJECTED);
        tick(17_000);
        clock.advance(Duration.ofMillis(200));
        assertThat(execute(engine, request(Orders.limit(Side.BUY, 17_000, 1)))).containsExactly((ErrorCode) null);
    }

    @Test
    void too_many_failed_orders_engage_the_kill_switch() {
        FakeKillSwitchStore store = new FakeKillSwitchStore();
        KillSwitchControl killSwitch =
                new KillSwitchControl(clock, store, journal, FakeExecutionQueue.held(), Runnable::run, () -> {});
        PreTradeRiskCheck riskCheck = TestWiring.riskCheck(
                clock, exchange, new RiskRuleChain(List.of()), new RiskLimitBook(List.of()), fills, orders, () -> true);
        KillSwitchTriggers triggers = new KillSwitchTriggers(
                clock, new KillSwitchTriggers.Settings(50, 4, false, false, false), killSwitch, riskCheck);
        synchronizer.login();
        ExecutionEngine engine = TestWiring.engine(
                clock, exchange, exchange, journal, synchronizer, killSwitch, riskCheck, triggers, GatewayMetrics.NONE);
        exchange.behave(order -> new OrderAck.Accepted("serial-" + ++numbers));
        for (int i = 0; i < 3; i++) {
            execute(engine, request(Orders.limit(Side.BUY, 1, 1)));
        }
        exchange.behave(order -> new OrderAck.Rejected("7", "no"));
        execute(engine, request(Orders.limit(Side.BUY, 1, 1)));
        assertThat(killSwitch.isEngaged()).as("one of four").isFalse();
        execute(engine, request(Orders.limit(Side.BUY, 1, 1)));
        assertThat(killSwitch.isEngaged()).as("two of four").isTrue();
        assertThat(execute(engine, request(Orders.limit(Side.BUY, 1, 1))))
                .containsExactly(ErrorCode.KILL_SWITCH_ENGAGED);
    }

    @Test
    void a_rule_that_throws_denies_the_order() {
        RiskRule broken = new RiskRule() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public RiskDecision check(RiskContext context) {
                throw new IllegalStateException("It cannot count.");
            }
        };
        ExecutionEngine engine = engine(Limits.none().netPosition(3).made(), broken);
        assertThat(execute(engine, request(Orders.limit(Side.BUY, 17_000, 1))))
                .containsExactly(ErrorCode.RISK_REJECTED);
        assertThat(exchange.received()).isEmpty();
    }

    @Test
    void a_change_of_an_untracked_order_is_denied() {
        ExecutionEngine engine = engine(Limits.none().netPosition(3).made(), new NetPositionRule());
        ChangeRequest change = new ChangeRequest(
                null,
                Orders.ACCOUNT,
                new ReplaceOrder(new OrderReference.BySerial("000077"), BigDecimal.valueOf(17_000), null),
                null);
        assertThat(execute(engine, change)).containsExactly(ErrorCode.RISK_REJECTED);
        assertThat(exchange.changes()).isEmpty();
    }

    @Test
    void a_change_is_checked_as_the_resulting_order() {
        exchange.behave(order -> new OrderAck.Accepted("serial-1"));
        exchange.answerChanges(() -> new OrderAck.Accepted("serial-1"));
        ExecutionEngine engine = engine(Limits.none().netPosition(3).made(), new NetPositionRule());
        OrderRequest resting = request(Orders.limit(Side.BUY, 17_000, 3));
        assertThat(execute(engine, resting)).containsExactly((ErrorCode) null);
        orders.flush();
        ChangeRequest smaller = new ChangeRequest(
                "change-01",
                Orders.ACCOUNT,
                new ReplaceOrder(new OrderReference.ByRequestId(String.valueOf(resting.requestId())), null, 2),
                null);
        assertThat(execute(engine, smaller)).containsExactly((ErrorCode) null);
        assertThat(exchange.changes()).hasSize(1);
    }
}
