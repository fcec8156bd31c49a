package dev.aftm.infrastructure.http.page;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The view model of the status page. Times are in milliseconds since 1970.
 *
 * @param asOf the time of the view
 * @param status {@code healthy}, {@code degraded} or {@code unhealthy}
 * @param reasons why the gateway is not healthy, one sentence each
 * @param item the instrument that the chart shows; null if none is known
 * @param levels prices at which conditions of that instrument trigger, enter or exit
 * @param conditions the number of conditions, including those without a level
 * @param signals the number of signals since the strategy's start; null if it has not reported
 * @param ordersByState the number of the day's orders in each state
 * @param orders the newest orders
 */
record StatusView(
        long asOf,
        String version,
        boolean simulated,
        String status,
        List<String> reasons,
        String session,
        @Nullable String account,
        @Nullable String tradingDay,
        @Nullable String item,
        @Nullable BigDecimal lastPrice,
        @Nullable Long marketTime,
        List<Component> components,
        List<Level> levels,
        long conditions,
        @Nullable Long signals,
        List<Holding> positions,
        @Nullable Profit profit,
        Map<String, Integer> ordersByState,
        List<Order> orders,
        List<Limit> limits,
        KillSwitchState killSwitch,
        List<Alarm> alarms,
        Rates rates) {

    /** A process of the system. */
    record Component(
            String name,
            boolean up,
            String state,
            @Nullable Long since,
            @Nullable Integer restarts,
            String detail) {}

    /** A price at which a condition triggers, enters or exits. */
    record Level(long condition, String kind, String side, BigDecimal price) {}

    /** An open position. */
    record Holding(String account, String itemCode, long quantity, BigDecimal averagePrice, BigDecimal unrealizedPnl) {}

    /** P&amp;L, in the contract's currency. */
    record Profit(BigDecimal realized, BigDecimal unrealized, BigDecimal total) {}

    /** An order and its status. */
    record Order(
            String id,
            long time,
            String side,
            String itemCode,
            int quantity,
            String type,
            BigDecimal price,
            String state,
            int filled,
            BigDecimal averagePrice,
            String text) {}

    /** A risk limit and how much of it is used, if that is known; {@code share} from 0 to 1. */
    record Limit(
            String name,
            String limit,
            @Nullable String used,
            @Nullable BigDecimal share) {}

    /** The state of the kill switch. */
    record KillSwitchState(
            boolean engaged,
            @Nullable Long since,
            @Nullable String by,
            @Nullable String reason) {}

    /** An active alert. */
    record Alarm(String kind, long since, String sentence) {}

    /** Current rates and queue length; latencies of new orders in microseconds. */
    record Rates(
            BigDecimal ticksPerSecond,
            BigDecimal ordersPerSecond,
            int queueDepth,
            long unknownOrders,
            long p50,
            long p95,
            long p99) {}
}
