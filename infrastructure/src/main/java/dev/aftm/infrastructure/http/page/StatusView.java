package dev.aftm.infrastructure.http.page;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The system at one moment, as the status page shows it. Times are in milliseconds since 1970.
 *
 * @param asOf when this was so
 * @param status {@code healthy}, {@code degraded} or {@code unhealthy}
 * @param reasons why it is not healthy, a sentence each
 * @param item the instrument that the chart shows; null where none is known
 * @param levels where conditions of that instrument wait, enter and leave
 * @param conditions how many there are, those without a level here included
 * @param signals given by the strategy since its start; null where it has not reported
 * @param ordersByState how many orders of the day are in each state
 * @param orders the newest ones
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

    /** A price at which a condition does something. */
    record Level(long condition, String kind, String side, BigDecimal price) {}

    /** An open position. */
    record Holding(String account, String itemCode, long quantity, BigDecimal averagePrice, BigDecimal unrealizedPnl) {}

    /** What has been won or lost, in the contract's currency. */
    record Profit(BigDecimal realized, BigDecimal unrealized, BigDecimal total) {}

    /** An order and how far it is. */
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

    /** A limit, and how much of it is used where that can be said; {@code share} from 0 to 1. */
    record Limit(
            String name,
            String limit,
            @Nullable String used,
            @Nullable BigDecimal share) {}

    /** Whether new orders are stopped. */
    record KillSwitchState(
            boolean engaged,
            @Nullable Long since,
            @Nullable String by,
            @Nullable String reason) {}

    /** Something that a person has to look at. */
    record Alarm(String kind, long since, String sentence) {}

    /** How much is going on; latencies of new orders in microseconds. */
    record Rates(
            BigDecimal ticksPerSecond,
            BigDecimal ordersPerSecond,
            int queueDepth,
            long unknownOrders,
            long p50,
            long p95,
            long p99) {}
}
