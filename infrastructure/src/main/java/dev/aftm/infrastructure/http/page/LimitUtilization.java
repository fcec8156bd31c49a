package dev.aftm.infrastructure.http.page;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.risk.RiskLimits;
import dev.aftm.interactor.gateway.order.OrderInfo;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How much of each risk limit of an account and an instrument is used, as far as it is known outside the pre-trade risk
 * check.
 *
 * @param held the net position in contracts; negative if short
 * @param openBuys the unfilled contracts of open buy orders
 * @param openSells the unfilled contracts of open sell orders
 * @param profitOfDay the day's P&amp;L; null if it is not known
 * @param ordersPerSecond the recent order rate of all clients
 */
record LimitUtilization(
        long held, long openBuys, long openSells, @Nullable BigDecimal profitOfDay, BigDecimal ordersPerSecond) {

    static LimitUtilization of(
            long held,
            List<OrderInfo> orders,
            String itemCode,
            @Nullable BigDecimal profitOfDay,
            BigDecimal ordersPerSecond) {
        long buys = 0;
        long sells = 0;
        for (OrderInfo order : orders) {
            boolean isOpen = switch (order.status()) {
                case SUBMITTED, UNKNOWN, WORKING -> true;
                case NOT_SENT, REJECTED, FILLED, CANCELLED -> false;
            };
            if (isOpen && order.order().itemCode().equals(itemCode)) {
                long open = Math.max(0, order.order().quantity() - order.filled() - order.cancelled());
                buys += order.side() == Side.BUY ? open : 0;
                sells += order.side() == Side.SELL ? open : 0;
            }
        }
        return new LimitUtilization(held, buys, sells, profitOfDay, ordersPerSecond);
    }

    /** Returns a row for each limit that is set. */
    List<StatusView.Limit> lines(RiskLimits limits) {
        List<StatusView.Limit> lines = new ArrayList<>();
        if (limits.netPosition() != null) {
            long worst = Math.max(Math.abs(held + openBuys), Math.abs(held - openSells));
            lines.add(used(
                    "Net position, including open orders",
                    BigDecimal.valueOf(limits.netPosition()),
                    BigDecimal.valueOf(worst)));
        }
        if (limits.dailyLoss() != null) {
            BigDecimal profit = profitOfDay;
            lines.add(
                    profit == null
                            ? unused("Daily loss", plain(limits.dailyLoss()))
                            : used(
                                    "Daily loss",
                                    limits.dailyLoss(),
                                    profit.negate().max(BigDecimal.ZERO)));
        }
        if (limits.totalOrdersPerSecond() != null) {
            lines.add(used(
                    "Orders per second, all clients",
                    BigDecimal.valueOf(limits.totalOrdersPerSecond()),
                    ordersPerSecond));
        }
        add(lines, "Orders per second, one client", limits.clientOrdersPerSecond());
        add(lines, "Contracts per order", limits.orderQuantity());
        add(lines, "Notional value per order", limits.notional() == null ? null : plain(limits.notional()));
        add(
                lines,
                "Distance from the last price",
                limits.collarPercent() == null ? null : plain(limits.collarPercent()) + " %");
        add(lines, "Age of the last price", limits.priceAgeMillis() == null ? null : limits.priceAgeMillis() + " ms");
        add(
                lines,
                "Identical orders",
                limits.identicalOrders() == null
                        ? null
                        : limits.identicalOrders() + " in " + limits.identicalMillis() + " ms");
        if (Objects.equals(limits.mayMatchItself(), false)) {
            add(lines, "Self-matching orders", "not allowed");
        }
        if (!limits.hours().isEmpty()) {
            add(
                    lines,
                    "Trading hours",
                    limits.hours().stream()
                            .map(hours -> hours.from() + "–" + hours.until())
                            .collect(Collectors.joining(", ")));
        }
        if (!limits.instruments().isEmpty()) {
            add(lines, "Instruments", limits.instruments().stream().sorted().collect(Collectors.joining(", ")));
        }
        return lines;
    }

    private static void add(List<StatusView.Limit> lines, String name, @Nullable Object limit) {
        if (limit != null) {
            lines.add(unused(name, limit.toString()));
        }
    }

    private static StatusView.Limit unused(String name, String limit) {
        return new StatusView.Limit(name, limit, null, null);
    }

    private static StatusView.Limit used(String name, BigDecimal limit, BigDecimal used) {
        BigDecimal share = limit.signum() == 0
                ? BigDecimal.ONE
                : used.divide(limit, 3, RoundingMode.HALF_UP).min(BigDecimal.ONE);
        return new StatusView.Limit(name, plain(limit), plain(used), share);
    }

    private static String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }
}
