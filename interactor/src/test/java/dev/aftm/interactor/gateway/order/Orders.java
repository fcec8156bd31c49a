package dev.aftm.interactor.gateway.order;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderStatus;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.PositionEffect;
import dev.aftm.domain.order.TimeInForce;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Orders for tests. */
public final class Orders {

    public static final String ACCOUNT = "SIM0001";

    private Orders() {}

    public static NewOrder market(String itemCode, Side side, int quantity, String note) {
        return new NewOrder(
                itemCode,
                side,
                OrderType.MARKET,
                BigDecimal.ZERO,
                quantity,
                PositionEffect.AUTO,
                false,
                TimeInForce.IOC,
                note);
    }

    public static NewOrder limit(Side side, int price, int quantity) {
        return new NewOrder(
                "TXFH1",
                side,
                OrderType.LIMIT,
                BigDecimal.valueOf(price),
                quantity,
                PositionEffect.AUTO,
                false,
                TimeInForce.ROD,
                "");
    }

    public static NewOrder buy(int quantity) {
        return market("TXFH1", Side.BUY, quantity, "test");
    }

    public static OrderRequest request(@Nullable String requestId, NewOrder order) {
        return new OrderRequest(requestId, ACCOUNT, order, null);
    }

    public static OrderRequest expiring(@Nullable String requestId, NewOrder order, Instant expiresAt) {
        return new OrderRequest(requestId, ACCOUNT, order, expiresAt);
    }

    /** A working order whose id, tag and serial are derived from the number of its last change. */
    public static OrderInfo info(String account, long sequence) {
        return new OrderInfo(
                sequence,
                account,
                "request-" + sequence,
                "tag" + sequence,
                buy(1),
                OrderStatus.WORKING,
                "00000" + sequence,
                BigDecimal.ZERO,
                0,
                0,
                BigDecimal.ZERO,
                "",
                "",
                LocalDate.of(2021, 7, 26),
                Instant.ofEpochMilli(1_627_261_200_000L));
    }
}
