package dev.aftm.infrastructure.simulator;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.PositionEffect;
import dev.aftm.domain.order.TimeInForce;
import dev.aftm.domain.position.Fill;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger. Its fields depend on its kind; values of enumerations are written in lower case.
 *
 * @param kind {@code order}, {@code cancel}, {@code replace} or {@code fill}
 * @param seq the number among the lines of this kind: 1, 2, 3, …
 * @param receivedAt wall-clock time in milliseconds since 1970
 * @param exchangeTime the market clock's time in milliseconds since 1970
 * @param orderSeq the order's {@code seq}; null for a line of kind {@code order}
 * @param refusal the exchange's code if a line of kind {@code cancel} ends a rejected order
 */
record LedgerLine(
        String kind,
        long seq,
        long receivedAt,
        @Nullable Long exchangeTime,
        @Nullable Long orderSeq,
        @Nullable String tag,
        @Nullable String note,
        @Nullable String account,
        @Nullable String itemCode,
        @Nullable String side,
        @Nullable String orderType,
        @Nullable BigDecimal price,
        @Nullable Integer quantity,
        @Nullable String timeInForce,
        @Nullable String openClose,
        @Nullable Boolean dayTrade,
        @Nullable String refusal) {

    static final String ORDER = "order";
    static final String CANCEL = "cancel";
    static final String REPLACE = "replace";
    static final String FILL = "fill";

    static LedgerLine order(long seq, long receivedAt, long exchangeTime, String tag, String account, NewOrder order) {
        return new LedgerLine(
                ORDER,
                seq,
                receivedAt,
                exchangeTime,
                null,
                tag,
                order.note(),
                account,
                order.itemCode(),
                lower(order.side()),
                order.type().code(),
                order.price(),
                order.quantity(),
                lower(order.timeInForce()),
                lower(order.openClose()),
                order.dayTrade(),
                null);
    }

    static LedgerLine cancel(long seq, long receivedAt, long exchangeTime, long orderSeq, @Nullable String refusal) {
        return about(CANCEL, seq, receivedAt, exchangeTime, orderSeq, null, null, null, null, null, refusal);
    }

    static LedgerLine replace(
            long seq, long receivedAt, long exchangeTime, long orderSeq, BigDecimal price, int quantity) {
        return about(REPLACE, seq, receivedAt, exchangeTime, orderSeq, null, null, null, price, quantity, null);
    }

    static LedgerLine fill(long seq, long receivedAt, long orderSeq, Fill fill) {
        return about(
                FILL,
                seq,
                receivedAt,
                fill.time().toEpochMilli(),
                orderSeq,
                fill.account(),
                fill.itemCode(),
                fill.side(),
                fill.price(),
                fill.quantity(),
                null);
    }

    /** A line about the order of an earlier line. */
    private static LedgerLine about(
            String kind,
            long seq,
            long receivedAt,
            long exchangeTime,
            long orderSeq,
            @Nullable String account,
            @Nullable String itemCode,
            @Nullable Side side,
            @Nullable BigDecimal price,
            @Nullable Integer quantity,
            @Nullable String refusal) {
        return new LedgerLine(
                kind,
                seq,
                receivedAt,
                exchangeTime,
                orderSeq,
                null,
                null,
                account,
                itemCode,
                side == null ? null : lower(side),
                null,
                price,
                quantity,
                null,
                null,
                null,
                refusal);
    }

    /** The order of a line of kind {@code order}. */
    NewOrder intent() {
        return new NewOrder(
                required(itemCode),
                Side.valueOf(upper(side)),
                OrderType.ofCode(upper(orderType)).orElseThrow(IllegalArgumentException::new),
                required(price),
                required(quantity),
                PositionEffect.valueOf(upper(openClose)),
                required(dayTrade),
                TimeInForce.valueOf(upper(timeInForce)),
                required(note));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String upper(@Nullable String text) {
        return required(text).toUpperCase(Locale.ROOT);
    }

    static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("A field is missing.");
        }
        return value;
    }
}
