package dev.aftm.interactor.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.position.Fill;
import dev.aftm.domain.risk.Limits;
import dev.aftm.domain.risk.RiskLimitBook;
import dev.aftm.domain.risk.RiskLimits;
import dev.aftm.domain.risk.RiskRuleChain;
import dev.aftm.interactor.TestWiring;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.order.FakeOrderJournal;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.exchange.ExchangeEvent.FillReport;
import dev.aftm.interactor.port.exchange.FakeExchange;
import dev.aftm.interactor.port.killswitch.FakeKillSwitchStore;
import dev.aftm.interactor.port.killswitch.KillSwitchStore.Engagement;
import dev.aftm.interactor.port.publication.OrderUpdatePublisher;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.queue.FakeExecutionQueue;
import dev.aftm.interactor.risk.KillSwitchControl;
import dev.aftm.interactor.risk.PreTradeRiskCheck;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The conditions that engage the kill switch automatically. */
final class KillSwitchTriggersTest {

    private static final Duration LATER = Duration.ofSeconds(2);

    private final FakeClock clock = new FakeClock();
    private final FakeExchange exchange = new FakeExchange();
    private final TradeBook fills = new TradeBook();
    private final FakeExecutionQueue queue = FakeExecutionQueue.direct();
    private final KillSwitchControl killSwitch = new KillSwitchControl(
            clock, new FakeKillSwitchStore(), new FakeOrderJournal(clock), queue, Runnable::run, () -> {});

    private KillSwitchTriggers triggers(boolean onMismatch, boolean onDailyLoss) {
        RiskLimits limits = Limits.none().dailyLoss(1_000).made();
        PreTradeRiskCheck riskCheck = TestWiring.riskCheck(
                clock,
                exchange,
                new RiskRuleChain(List.of()),
                new RiskLimitBook(List.of(new RiskLimitBook.Entry(null, null, limits))),
                fills,
                new OrderTracker("feed", OrderUpdatePublisher.NOWHERE),
                () -> true);
        return new KillSwitchTriggers(
                clock, new KillSwitchTriggers.Settings(0, 10, onMismatch, onDailyLoss, false), killSwitch, riskCheck);
    }

    private void release() {
        killSwitch.release("checked", answer -> assertThat(answer).isEmpty());
        assertThat(killSwitch.isEngaged()).isFalse();
    }

    @BeforeEach
    void list() {
        exchange.login();
        fills.list(exchange.instruments());
    }

    @Test
    void a_position_mismatch_engages_it_once() {
        KillSwitchTriggers triggers = triggers(true, false);
        triggers.step(List.of());
        assertThat(killSwitch.isEngaged()).isFalse();
        triggers.step(List.of("Account A differs by 1."));
        assertThat(killSwitch.engagement())
                .contains(new Engagement(clock.now(), "position mismatch", "Account A differs by 1."));
        release();
        triggers.step(List.of("Account A differs by 1."));
        assertThat(killSwitch.isEngaged())
                .as("the mismatch was known at the release")
                .isFalse();
        triggers.step(List.of());
        triggers.step(List.of("Account A differs by 2."));
        assertThat(killSwitch.isEngaged())
                .as("the mismatch disappeared and is back")
                .isTrue();
    }

    @Test
    void a_daily_loss_at_its_limit_engages_it_once() {
        KillSwitchTriggers triggers = triggers(false, true);
        triggers.step(List.of());
        fills.take(new FillReport(
                exchange.tradingDay(),
                "fill-1",
                "",
                new Fill(
                        "1", Orders.ACCOUNT, FakeExchange.ITEM, Side.BUY, 1, BigDecimal.valueOf(17_300), clock.now())));
        fills.onTick(new Tick(FakeExchange.ITEM, clock.now(), BigDecimal.valueOf(17_296), 1));
        clock.advance(LATER);
        triggers.step(List.of());
        assertThat(killSwitch.isEngaged()).as("800 of 1,000 are lost").isFalse();
        fills.onTick(new Tick(FakeExchange.ITEM, clock.now(), BigDecimal.valueOf(17_295), 1));
        clock.advance(LATER);
        triggers.step(List.of());
        assertThat(killSwitch.engagement())
                .hasValueSatisfying(engaged -> assertThat(engaged.reason())
                        .isEqualTo("The loss of account " + Orders.ACCOUNT + " has reached its daily limit."));
        release();
        clock.advance(LATER);
        triggers.step(List.of());
        assertThat(killSwitch.isEngaged()).isFalse();
    }

    @Test
    void a_disabled_trigger_does_not_engage_it() {
        KillSwitchTriggers triggers = triggers(false, false);
        triggers.step(List.of("Account A differs by 1."));
        assertThat(killSwitch.isEngaged()).isFalse();
    }
}
