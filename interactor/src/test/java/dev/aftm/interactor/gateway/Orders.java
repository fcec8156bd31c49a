package dev.aftm.interactor.gateway;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.OpenClose;
import dev.aftm.domain.order.OrderIntent;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.TimeInForce;
import java.math.BigDecimal;
import java.time.Instant;
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

    public static OrderIntent buy(int quantity) {
        return market("TXFH1", Side.BUY, quantity, "test");
    }

    public static OrderRequest request(@Nullable String requestId, OrderIntent order) {
        return new OrderRequest(requestId, ACCOUNT, order, null);
    }

    public static OrderRequest expiring(@Nullable String requestId, OrderIntent order, Instant expiresAt) {
        return new OrderRequest(requestId, ACCOUNT, order, expiresAt);
    }
}
