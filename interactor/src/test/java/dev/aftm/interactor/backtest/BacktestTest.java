package dev.aftm.interactor.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.execution.OrderExecutorGateway;
import dev.aftm.domain.market.Side;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.strategy.Condition;
import dev.aftm.domain.strategy.ConditionPlan;
import dev.aftm.domain.strategy.SupportResistanceStrategy;
import dev.aftm.domain.strategy.TradingSignal;
import dev.aftm.interactor.TestWiring;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.intake.IntakePolicy;
import dev.aftm.interactor.order.FakeOrderJournal;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.exchange.FakeExchange;
import dev.aftm.interactor.port.market.SimulatedMarket;
import dev.aftm.interactor.port.market.Tape;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.trading.GatewayOrderSubmission;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A backtest of market data through a strategy and the gateway, in one thread. */
final class BacktestTest {

    private static final int TICKS = 20_001;

    private final FakeClock clock = new FakeClock();
    private final FakeExchange exchange = new FakeExchange();
    private final TradeBook fills = new TradeBook();
    private final List<BigDecimal> traded = new ArrayList<>();
    private final List<Long> progress = new ArrayList<>();

    /** Falls from 17,320 to 17,300, rises to 17,330, and stays there. */
    private static final class Valley implements Tape {
        private int played;

        @Override
        public @Nullable Tick next() {
            int price = played < 20 ? 17_320 - played : Math.min(17_330, 17_300 + played - 20);
            Instant time = Instant.parse("2021-07-26T01:00:00Z").plusSeconds(played);
            return played++ < TICKS ? new Tick("TXFH1", time, BigDecimal.valueOf(price), 1) : null;
        }

        @Override
        public void close() {}
    }

    private final SimulatedMarket market = new SimulatedMarket() {
        @Override
        public void openAt(Tick tick) {}

        @Override
        public void trade(Tick tick) {
            traded.add(tick.price());
        }

        @Override
        public long orderCount() {
            return exchange.received().size();
        }

        @Override
        public long fillCount() {
            return 0;
        }
    };

    @Test
    void every_tick_is_traded_and_each_signal_is_filled() {
        SupportResistanceStrategy strategy = new SupportResistanceStrategy("0123456789abcdef", "TXFH1");
        strategy.put(Condition.waiting(
                1,
                new ConditionPlan(
                        Side.BUY,
                        BigDecimal.valueOf(17_305),
                        2,
                        BigDecimal.valueOf(15),
                        BigDecimal.valueOf(90),
                        BigDecimal.valueOf(30),
                        false,
                        null)));
        EmbeddedGateway gateway = TestWiring.embedded(
                clock,
                exchange,
                new FakeOrderJournal(clock),
                fills,
                IntakePolicy.of(
                        Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ZERO, false, Duration.ofSeconds(5)),
                () -> false,
                "test");
        OrderExecutorGateway executor =
                new OrderExecutorGateway(new GatewayOrderSubmission(gateway, Orders.ACCOUNT, clock, duration -> true));
        Backtest backtest = new Backtest(market, strategy, executor, gateway.synchronizer(), fills);

        Backtest.Result result = backtest.play(new Valley(), progress::add);

        assertThat(result.ticks()).isEqualTo(TICKS);
        assertThat(traded).hasSize(TICKS);
        assertThat(progress).containsExactly(10_000L, 20_000L);
        assertThat(result.signals()).extracting(TradingSignal::side).containsExactly(Side.BUY);
        assertThat(exchange.received()).hasSize(1);
        assertThat(fills.fills())
                .singleElement()
                .satisfies(fill -> assertThat(fill.quantity()).isEqualTo(2));
        assertThat(fills.openPositions())
                .singleElement()
                .satisfies(position -> assertThat(position.unrealizedPnl())
                        .as("at the last trade, 17,330, against 17,300, for 2 contracts of 200 a point")
                        .isEqualByComparingTo("12000"));
    }
}
