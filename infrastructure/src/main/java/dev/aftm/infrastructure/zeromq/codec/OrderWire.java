package dev.aftm.infrastructure.zeromq.codec;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.InvalidNewOrderException;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.PositionEffect;
import dev.aftm.domain.order.TimeInForce;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.order.OrderRequest;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;

/**
 * The parameters of {@code send_order}. Reading accepts every spelling of the protocol, in any case; writing uses one
 * spelling of each value.
 */
public record OrderWire(
        String orderAccount,
        String itemCode,
        String side,
        String orderType,
        BigDecimal price,
        int quantity,
        String openClose,
        String note,
        String dayTrade,
        String timeInForce) {

    private static final Map<String, Side> SIDES = Map.of("buy", Side.BUY, "sell", Side.SELL);
    private static final Map<String, OrderType> TYPES = Map.of(
            "limit", OrderType.LIMIT, "market", OrderType.MARKET, "marketprice", OrderType.MARKET_WITH_PROTECTION);
    private static final Map<String, PositionEffect> OPEN_CLOSE = Map.of(
            "y", PositionEffect.OPEN,
            "open", PositionEffect.OPEN,
            "n", PositionEffect.CLOSE,
            "close", PositionEffect.CLOSE,
            "auto", PositionEffect.AUTO);
    private static final Map<String, Boolean> DAY_TRADE = Map.of("y", true, "yes", true, "n", false, "no", false);
    private static final Map<String, TimeInForce> TIMES_IN_FORCE =
            Map.of("rod", TimeInForce.ROD, "ioc", TimeInForce.IOC, "fok", TimeInForce.FOK);

    /**
     * Parses and validates the parameters.
     *
     * @throws WireRequestException a field is missing or invalid; the message names it
     */
    public static OrderRequest read(WireRequest request) throws WireRequestException {
        WireFields fields = request.parameters().withCode(ErrorCode.INVALID_ORDER);
        String account = fields.text("order_account");
        String itemCode = fields.text("item_code");
        Side side = fields.oneOf("side", SIDES, "Buy, Sell");
        OrderType type = fields.oneOf("order_type", TYPES, "Limit, Market, MarketPrice");
        BigDecimal price = fields.decimal("price");
        int quantity = fields.positiveInt("quantity");
        PositionEffect openClose = fields.oneOf("open_close", OPEN_CLOSE, "Y, Open, N, Close, AUTO");
        String note = fields.text("note");
        boolean dayTrade = fields.oneOf("day_trade", DAY_TRADE, "Y, Yes, N, No");
        TimeInForce timeInForce = fields.oneOf("time_in_force", TIMES_IN_FORCE, "ROD, IOC, FOK");
        try {
            NewOrder order =
                    new NewOrder(itemCode, side, type, price, quantity, openClose, dayTrade, timeInForce, note);
            return new OrderRequest(request.requestId(), account, order, request.expiresAt(), request.cause());
        } catch (InvalidNewOrderException e) {
            throw new WireRequestException(ErrorCode.INVALID_ORDER, String.valueOf(e.getMessage()));
        } catch (DllGatewayException e) {
            throw new WireRequestException(e.code(), String.valueOf(e.getMessage()));
        }
    }

    /** Returns the parameters that describe an order request. */
    public static OrderWire of(OrderRequest request) {
        return of(request.orderAccount(), request.order());
    }

    /** Returns the parameters that describe an order of an account. */
    public static OrderWire of(String account, NewOrder order) {
        return new OrderWire(
                account,
                order.itemCode(),
                order.side() == Side.BUY ? "Buy" : "Sell",
                switch (order.type()) {
                    case LIMIT -> "Limit";
                    case MARKET -> "Market";
                    case MARKET_WITH_PROTECTION -> "MarketPrice";
                },
                order.price(),
                order.quantity(),
                switch (order.openClose()) {
                    case OPEN -> "Y";
                    case CLOSE -> "N";
                    case AUTO -> "AUTO";
                },
                order.note(),
                order.dayTrade() ? "Y" : "N",
                order.timeInForce().name());
    }

    /**
     * Parses an order from the spellings in an order's wire form.
     *
     * @throws IllegalArgumentException a field does not hold a valid value
     */
    static NewOrder intent(
            String itemCode,
            String side,
            String orderType,
            BigDecimal price,
            int quantity,
            String openClose,
            String dayTrade,
            String timeInForce,
            String note) {
        return new NewOrder(
                itemCode,
                meant(SIDES, side),
                meant(TYPES, orderType),
                price,
                quantity,
                meant(OPEN_CLOSE, openClose),
                meant(DAY_TRADE, dayTrade),
                meant(TIMES_IN_FORCE, timeInForce),
                note);
    }

    private static <T> T meant(Map<String, T> spellings, String text) {
        T value = spellings.get(text.toLowerCase(Locale.ROOT));
        if (value == null) {
            throw new IllegalArgumentException("\"" + text + "\" is not a valid value.");
        }
        return value;
    }
}
