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
 * How much of the limits of an account and an instrument is used, as far as it can be seen from outside the gate.
 *
 * @param held contracts; negative when short
 * @param openBuys contracts that may still be bought
 * @param openSells contracts that may still be sold
 * @param profitOfDay what was won or lost today; null where it cannot be said
 * @param ordersPerSecond of all clients lately
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

    /** A line for each limit that is set. */
    List<StatusView.Limit> lines(RiskLimits limits) {
        List<StatusView.Limit> lines = new ArrayList<>();
        if (limits.netPosition() != null) {
            long worst = Math.max(Math.abs(held + openBuys), Math.abs(held - openSells));
            lines.add(used(
                    "Contracts held, with open orders",
                    BigDecimal.valueOf(limits.netPosition()),
                    BigDecimal.valueOf(worst)));
        }
        if (limits.dailyLoss() != null) {
            BigDecimal profit = profitOfDay;
            lines.add(
                    profit == null
                            ? unused("Loss of the day", plain(limits.dailyLoss()))
                            : used(
                                    "Loss of the day",
                                    limits.dailyLoss(),
                                    profit.negate().max(BigDecimal.ZERO)));
        }
        if (limits.totalOrdersPerSecond() != null) {
            lines.add(used(
                    "Orders a second, of all clients",
                    BigDecimal.valueOf(limits.totalOrdersPerSecond()),
                    ordersPerSecond));
        }
        add(lines, "Orders a second, of one client", limits.clientOrdersPerSecond());
        add(lines, "Contracts in one order", limits.orderQuantity());
        add(lines, "Worth of one order", limits.notional() == null ? null : plain(limits.notional()));
        add(
                lines,
                "Distance from the last price",
                limits.collarPercent() == null ? null : plain(limits.collarPercent()) + " %");
        add(lines, "Age of the last price", limits.priceAgeMillis() == null ? null : limits.priceAgeMillis() + " ms");
        add(
                lines,
                "Orders that are the same",
                limits.identicalOrders() == null
                        ? null
                        : limits.identicalOrders() + " in " + limits.identicalMillis() + " ms");
        if (Objects.equals(limits.mayMatchItself(), false)) {
            add(lines, "Trading with oneself", "never");
        }
        if (!limits.hours().isEmpty()) {
            add(
                    lines,
                    "Hours",
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
