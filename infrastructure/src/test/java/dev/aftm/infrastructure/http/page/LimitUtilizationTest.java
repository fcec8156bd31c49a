package dev.aftm.infrastructure.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.OrderStatus;
import dev.aftm.domain.risk.RiskLimits;
import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.gateway.order.Orders;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests the risk limits on the status page and how much of each is used. */
final class LimitUtilizationTest {

    private static OrderInfo order(String itemCode, Side side, int quantity, int filled, OrderStatus status) {
        return new OrderInfo(
                1,
                Orders.ACCOUNT,
                "request-1",
                "tag",
                Orders.market(itemCode, side, quantity, ""),
                status,
                "1",
                BigDecimal.ZERO,
                filled,
                0,
                BigDecimal.ZERO,
                "",
                "",
                LocalDate.of(2021, 7, 26),
                Instant.EPOCH);
    }

    private static RiskLimits limits(@Nullable Integer net, @Nullable BigDecimal loss) {
        return new RiskLimits(
                5,
                new BigDecimal("50000000"),
                net,
                new BigDecimal("2.0"),
                10_000L,
                10,
                20,
                3,
                1_000L,
                false,
                loss,
                List.of(new RiskLimits.Hours(LocalTime.of(8, 45), LocalTime.of(13, 45))),
                Set.of("TXFH1", "MXFH1"));
    }

    private static List<String> lines(LimitUtilization utilization, RiskLimits limits) {
        return utilization.lines(limits).stream()
                .map(line -> line.name() + ": " + line.used() + " of " + line.limit())
                .toList();
    }

    @Test
    void open_quantity_counts_as_if_it_were_filled() {
        LimitUtilization utilization = LimitUtilization.of(
                2,
                List.of(
                        order("TXFH1", Side.BUY, 3, 1, OrderStatus.WORKING),
                        order("TXFH1", Side.BUY, 4, 0, OrderStatus.UNKNOWN),
                        order("TXFH1", Side.SELL, 5, 0, OrderStatus.SUBMITTED),
                        order("TXFH1", Side.SELL, 50, 0, OrderStatus.REJECTED),
                        order("TXFH1", Side.SELL, 50, 50, OrderStatus.FILLED),
                        order("MXFH1", Side.SELL, 50, 0, OrderStatus.WORKING)),
                "TXFH1",
                BigDecimal.valueOf(-250),
                BigDecimal.valueOf(4));
        assertThat(utilization.openBuys()).isEqualTo(6);
        assertThat(utilization.openSells()).isEqualTo(5);
        assertThat(lines(utilization, limits(10, BigDecimal.valueOf(1_000))))
                .contains(
                        "Net position, including open orders: 8 of 10",
                        "Daily loss: 250 of 1000",
                        "Orders per second, all clients: 4 of 20");
    }

    @Test
    void a_limit_of_unknown_use_is_shown_without_its_use() {
        LimitUtilization utilization = LimitUtilization.of(0, List.of(), "TXFH1", null, BigDecimal.ZERO);
        assertThat(lines(utilization, limits(null, BigDecimal.valueOf(1_000))))
                .contains(
                        "Daily loss: null of 1000",
                        "Notional value per order: null of 50000000",
                        "Distance from the last price: null of 2 %",
                        "Age of the last price: null of 10000 ms",
                        "Identical orders: null of 3 in 1000 ms",
                        "Self-matching orders: null of not allowed",
                        "Trading hours: null of 08:45–13:45",
                        "Instruments: null of MXFH1, TXFH1")
                .noneMatch(line -> line.startsWith("Net position"));
    }

    @Test
    void a_limit_of_zero_is_fully_used() {
        LimitUtilization utilization = LimitUtilization.of(0, List.of(), "TXFH1", BigDecimal.ZERO, BigDecimal.ZERO);
        assertThat(utilization.lines(limits(0, null)).get(0).share()).isEqualByComparingTo("1");
    }
}
