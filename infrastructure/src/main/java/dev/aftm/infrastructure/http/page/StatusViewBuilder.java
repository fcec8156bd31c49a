package dev.aftm.infrastructure.http.page;

import dev.aftm.domain.market.Tick;
import dev.aftm.domain.risk.RiskLimitBook;
import dev.aftm.domain.strategy.Condition;
import dev.aftm.domain.strategy.ConditionPlan;
import dev.aftm.infrastructure.monitor.ActivityCounters;
import dev.aftm.infrastructure.monitor.ProcessReport;
import dev.aftm.interactor.gateway.GatewayHealth;
import dev.aftm.interactor.gateway.SessionInfo;
import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.port.killswitch.KillSwitchStore.Engagement;
import dev.aftm.interactor.position.AccountPnl;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Builds the status view from what was polled. Used by one thread. */
final class StatusViewBuilder {

    private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000);
    private static final int MOST_ORDERS_SHOWN = 50;

    private final StatusPoller.Sources from;
    private final RiskLimitBook limits;
    private ActivityCounters.Counts countsBefore;
    private long countsNanos;

    StatusViewBuilder(StatusPoller.Sources from) {
        this.from = from;
        this.limits = new RiskLimitBook(from.limits());
        this.countsBefore = from.counts().read();
        this.countsNanos = from.clock().nanoTime();
    }

    /**
     * The input of a view.
     *
     * @param told the health that the gateway last reported; null before its first reply
     * @param session the session; null before the gateway's first reply
     * @param account the account that is shown; null if none is selected
     * @param item the instrument that is shown; null if none is known
     * @param last the instrument's last market trade; null if there was none
     * @param profit the account's P&amp;L; null if no account is selected
     */
    record Scene(
            GatewayProbe.Health health,
            @Nullable GatewayHealth told,
            @Nullable SessionInfo session,
            @Nullable String account,
            @Nullable String item,
            @Nullable Tick last,
            List<PositionInfo> positions,
            @Nullable AccountPnl profit,
            AccountActivity trades) {}

    StatusView make(Scene scene) {
        SessionInfo session = scene.session();
        String account = scene.account();
        String item = scene.item();
        Tick last = scene.last();
        AccountPnl profit = scene.profit();
        StatusView.Rates rates = rates(scene.told());
        long now = from.clock().now().toEpochMilli();
        return new StatusView(
                now,
                from.version(),
                session != null && session.simulated(),
                scene.health().status(),
                scene.health().reasons(),
                scene.health().session(),
                account,
                session == null || session.tradingDay() == null
                        ? null
                        : session.tradingDay().toString(),
                item,
                last == null ? null : last.price(),
                last == null ? null : last.time().toEpochMilli(),
                components(),
                item == null ? List.of() : levels(item),
                from.reports()
                        .figure(ProcessReport.Name.STRATEGY, ProcessReport.Figure.CONDITIONS)
                        .orElse(0L),
                from.reports()
                        .figure(ProcessReport.Name.STRATEGY, ProcessReport.Figure.SIGNALS)
                        .orElse(null),
                scene.positions().stream()
                        .map(one -> new StatusView.Holding(
                                one.account(), one.itemCode(), one.quantity(), one.averagePrice(), one.unrealizedPnl()))
                        .toList(),
                profit == null
                        ? null
                        : new StatusView.Profit(
                                profit.realized(),
                                profit.unrealized(),
                                profit.realized().add(profit.unrealized())),
                scene.trades().byState(),
                scene.trades().orders().stream()
                        .limit(MOST_ORDERS_SHOWN)
                        .map(StatusViewBuilder::order)
                        .toList(),
                account == null || item == null ? List.of() : limitLines(account, item, scene, rates),
                killSwitch(),
                from.alerts().firing().stream()
                        .map(alert -> new StatusView.Alarm(
                                alert.kind().label(), alert.since().toEpochMilli(), alert.sentence()))
                        .toList(),
                rates);
    }

    private StatusView.Rates rates(@Nullable GatewayHealth known) {
        ActivityCounters.Counts counts = from.counts().read();
        long now = from.clock().nanoTime();
        BigDecimal seconds = BigDecimal.valueOf(Math.max(1, now - countsNanos)).divide(NANOS_PER_SECOND);
        BigDecimal ticks = rate(counts.ticks() - countsBefore.ticks(), seconds);
        BigDecimal orders = rate(counts.orders() - countsBefore.orders(), seconds);
        countsBefore = counts;
        countsNanos = now;
        GatewayHealth.OperationLatency latency = known == null
                ? null
                : known.operations().stream()
                        .filter(one -> one.operation().equals("send_order"))
                        .findFirst()
                        .orElse(null);
        return new StatusView.Rates(
                ticks,
                orders,
                known == null ? 0 : known.queueDepth(),
                known == null ? 0 : known.unknownOrders(),
                latency == null ? 0 : latency.p50Micros(),
                latency == null ? 0 : latency.p95Micros(),
                latency == null ? 0 : latency.p99Micros());
    }

    private static BigDecimal rate(long count, BigDecimal seconds) {
        return BigDecimal.valueOf(count).divide(seconds, 1, RoundingMode.HALF_UP);
    }

    private List<StatusView.Component> components() {
        return from.components().get().stream()
                .map(one -> new StatusView.Component(
                        one.name(),
                        one.isUp(),
                        one.state(),
                        one.since() == null ? null : one.since().toEpochMilli(),
                        one.restarts(),
                        one.detail()))
                .toList();
    }

    private List<StatusView.Level> levels(String item) {
        List<StatusView.Level> levels = new ArrayList<>();
        List<Condition> conditions = from.reports()
                .of(ProcessReport.Name.STRATEGY)
                .map(received -> received.report().conditions())
                .orElse(List.of());
        for (Condition condition : conditions) {
            ConditionPlan plan = condition.plan();
            if (plan.itemCode() != null && !plan.itemCode().equals(item)) {
                continue;
            }
            switch (condition.state()) {
                case WAITING -> levels.add(level(condition, "trigger", plan.triggerPrice()));
                case TRIGGERED -> levels.add(level(condition, "entry", plan.orderPrice()));
                case ORDERED -> {
                    levels.add(level(condition, "take_profit", plan.takeProfitPrice()));
                    levels.add(level(condition, "stop_loss", plan.stopLossPrice()));
                }
                case EXITED, REJECTED, IN_DOUBT -> {}
            }
        }
        return levels;
    }

    private static StatusView.Level level(Condition condition, String kind, BigDecimal price) {
        return new StatusView.Level(condition.id(), kind, lower(condition.plan().action()), price);
    }

    private static StatusView.Order order(OrderInfo order) {
        return new StatusView.Order(
                order.requestId(),
                order.intendedAt().toEpochMilli(),
                lower(order.side()),
                order.order().itemCode(),
                order.order().quantity(),
                order.order().type().code(),
                order.price(),
                order.status().code(),
                order.filled(),
                order.averagePrice(),
                order.text());
    }

    private List<StatusView.Limit> limitLines(String account, String item, Scene scene, StatusView.Rates rates) {
        long held = scene.positions().stream()
                .filter(one -> one.itemCode().equals(item))
                .mapToLong(PositionInfo::quantity)
                .sum();
        AccountPnl profit = scene.profit();
        return LimitUtilization.of(
                        held,
                        scene.trades().open(),
                        item,
                        profit == null ? null : profit.ofDay(),
                        rates.ordersPerSecond())
                .lines(limits.of(account, item));
    }

    private StatusView.KillSwitchState killSwitch() {
        Engagement engaged = from.killSwitch().engagement().orElse(null);
        return engaged == null
                ? new StatusView.KillSwitchState(false, null, null, null)
                : new StatusView.KillSwitchState(true, engaged.at().toEpochMilli(), engaged.by(), engaged.reason());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
