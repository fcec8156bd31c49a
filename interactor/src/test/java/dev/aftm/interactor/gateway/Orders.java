package dev.aftm.interactor.gateway;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.OpenClose;
import dev.aftm.domain.order.OrderIntent;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.TimeInForce;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Orders for tests. */
public final class Orders {

    public static final String ACCOUNT = "SIM0001";

    private Orders() {}

    public static OrderIntent market(String itemCode, Side side, int quantity, String note) {
        return new OrderIntent(
                itemCode,
                side,
                OrderType.MARKET,
                BigDecimal.ZERO,
                quantity,
                OpenClose.AUTO,
                false,
                TimeInForce.IOC,
                note);
    }

    public static OrderIntent limit(Side side, int price, int quantity) {
        return new OrderIntent(
                "TXFH1",
                side,
                OrderType.LIMIT,
                BigDecimal.valueOf(price),
                quantity,
                OpenClose.AUTO,
                false,
                TimeInForce.ROD,
                "");
    }

    public static OrderIntent buy(int quantity) {
        return market("TXFH1", Side.BUY, quantity, "test");
    }

    public static OrderRequest request(@Nullable String requestId, OrderIntent order) {
        return new OrderRequest(requestId, ACCOUNT, order, null);
    }

    public static OrderRequest expiring(@Nullable String requestId, OrderIntent order, Instant expiresAt) {
        return new OrderRequest(requestId, ACCOUNT, order, expiresAt);
    }

    /** An order of an account that works at the exchange, named after the number of its last change. */
    public static OrderInfo info(String account, long sequence) {
        return new OrderInfo(
                sequence,
                account,
                "request-" + sequence,
                "tag" + sequence,
                buy(1),
                OrderInfo.Status.WORKING,
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
