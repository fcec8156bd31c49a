package dev.aftm.infrastructure.http;

import dev.aftm.domain.market.Tick;
import dev.aftm.domain.risk.RiskLimitBook;
import dev.aftm.domain.strategy.Condition;
import dev.aftm.domain.strategy.ConditionPlan;
import dev.aftm.interactor.gateway.GatewayHealth;
import dev.aftm.interactor.gateway.OrderInfo;
import dev.aftm.interactor.gateway.PositionInfo;
import dev.aftm.interactor.gateway.SessionInfo;
import dev.aftm.interactor.monitor.RequestCounts;
import dev.aftm.interactor.port.KillSwitchStore.Engagement;
import dev.aftm.interactor.port.ProcessReport;
import dev.aftm.interactor.usecase.AccountProfit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes the picture of one moment from what was seen of it. Used by one thread. */
final class PictureMaker {

    private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000);
    private static final int MOST_ORDERS_SHOWN = 50;

    private final StatusMonitor.Sources from;
    private final RiskLimitBook limits;
    private RequestCounts.Counts countsBefore;
    private long countsNanos;

    PictureMaker(StatusMonitor.Sources from) {
        this.from = from;
        this.limits = new RiskLimitBook(from.limits());
        this.countsBefore = from.counts().read();
        this.countsNanos = from.clock().nanoTime();
    }

    /**
     * What was seen.
     *
     * @param told what the gateway has said of its health; null before its first answer
     * @param session null before the gateway's first answer
     * @param account whose orders and positions are shown; null where none is selected
     * @param item the instrument that is shown; null where none is known
     * @param last its last trade; null where there was none
     * @param profit of the account; null where none is selected
     */
    record Scene(
            GatewayProbe.Health health,
            @Nullable GatewayHealth told,
            @Nullable SessionInfo session,
            @Nullable String account,
            @Nullable String item,
            @Nullable Tick last,
            List<PositionInfo> positions,
            @Nullable AccountProfit profit,
            Trades trades) {}

    Picture make(Scene scene) {
        SessionInfo session = scene.session();
        String account = scene.account();
        String item = scene.item();
        Tick last = scene.last();
        AccountProfit profit = scene.profit();
        Picture.Rates rates = rates(scene.told());
        long now = from.clock().now().toEpochMilli();
        return new Picture(
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
                        .map(one -> new Picture.Holding(
                                one.account(), one.itemCode(), one.quantity(), one.averagePrice(), one.unrealizedPnl()))
                        .toList(),
                profit == null
                        ? null
                        : new Picture.Profit(
                                profit.realized(),
                                profit.unrealized(),
                                profit.realized().add(profit.unrealized())),
                scene.trades().byState(),
                scene.trades().orders().stream()
                        .limit(MOST_ORDERS_SHOWN)
                        .map(PictureMaker::order)
                        .toList(),
                account == null || item == null ? List.of() : limitLines(account, item, scene, rates),
                killSwitch(),
                from.alerts().firing().stream()
                        .map(alert -> new Picture.Alarm(
                                alert.kind().label(), alert.since().toEpochMilli(), alert.sentence()))
                        .toList(),
                rates);
    }

    private Picture.Rates rates(@Nullable GatewayHealth known) {
        RequestCounts.Counts counts = from.counts().read();
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
        return new Picture.Rates(
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

    private List<Picture.Component> components() {
        return from.components().get().stream()
                .map(one -> new Picture.Component(
                        one.name(),
                        one.isUp(),
                        one.state(),
                        one.since() == null ? null : one.since().toEpochMilli(),
                        one.restarts(),
                        one.detail()))
                .toList();
    }

    private List<Picture.Level> levels(String item) {
        List<Picture.Level> levels = new ArrayList<>();
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

    private static Picture.Level level(Condition condition, String kind, BigDecimal price) {
        return new Picture.Level(condition.id(), kind, lower(condition.plan().action()), price);
    }

    private static Picture.Order order(OrderInfo order) {
        return new Picture.Order(
                order.requestId(),
                order.intendedAt().toEpochMilli(),
                lower(order.side()),
                order.order().itemCode(),
                order.order().quantity(),
                lower(order.order().type()),
                order.price(),
                lower(order.status()),
                order.filled(),
                order.averagePrice(),
                order.text());
    }

    private List<Picture.Limit> limitLines(String account, String item, Scene scene, Picture.Rates rates) {
        long held = scene.positions().stream()
                .filter(one -> one.itemCode().equals(item))
                .mapToLong(PositionInfo::quantity)
                .sum();
        AccountProfit profit = scene.profit();
        return LimitUse.of(
                        held,
                        scene.trades().open(),
                        item,
                        profit == null ? null : profit.ofDay(),
                        rates.ordersPerSecond())
                .lines(limits.of(account, item));
    }

    private Picture.KillSwitchState killSwitch() {
        Engagement engaged = from.killSwitch().engagement().orElse(null);
        return engaged == null
                ? new Picture.KillSwitchState(false, null, null, null)
                : new Picture.KillSwitchState(true, engaged.at().toEpochMilli(), engaged.by(), engaged.reason());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
