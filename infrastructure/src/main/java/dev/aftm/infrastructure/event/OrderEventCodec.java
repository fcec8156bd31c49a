package dev.aftm.infrastructure.event;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.CancelOrder;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.domain.order.OrderInstruction;
import dev.aftm.domain.order.OrderReference;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.PositionEffect;
import dev.aftm.domain.order.ReplaceOrder;
import dev.aftm.domain.order.TimeInForce;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Encodes what happened to an order: the kind says what, in one word, the detail becomes a JSON object. The kinds are part of
 * the log's format and stay when a class is renamed. Any thread.
 */
final class OrderEventCodec {

    private static final String INTENDED = "intended";
    private static final String CHANGE_INTENDED = "change_intended";
    private static final String UNKNOWN = "unknown";
    private static final String ACCEPTED = "accepted";
    private static final String REJECTED = "refused";
    private static final String NOT_SENT = "not_sent";
    private static final String CLOSED = "closed";
    private static final String RESOLVED = "resolved";
    private static final String REPORTED = "report";
    private static final String REPLACED = "replaced";
    private static final String FILLED = "fill";
    private static final String FILL_BUSTED = "fill_busted";
    private static final String FILL_CORRECTED = "fill_corrected";
    private static final String EXPIRED = "day_ended";

    private OrderEventCodec() {}

    private record OrderDetail(
            String itemCode,
            Side side,
            String type,
            BigDecimal price,
            int quantity,
            PositionEffect openClose,
            boolean dayTrade,
            TimeInForce timeInForce,
            String note,
            String tradingDay,
            @Nullable String cause) {

        static OrderDetail of(NewOrder order, OrderEvent.Requested event) {
            return new OrderDetail(
                    order.itemCode(),
                    order.side(),
                    order.type().code().toUpperCase(Locale.ROOT),
                    order.price(),
                    order.quantity(),
                    order.openClose(),
                    order.dayTrade(),
                    order.timeInForce(),
                    order.note(),
                    event.tradingDay().toString(),
                    emptyToNull(event.cause()));
        }
    }

    private record ChangeDetail(
            @Nullable String targetRequestId,
            @Nullable String orderSerial,
            @Nullable BigDecimal price,
            @Nullable Integer quantity,
            String tradingDay,
            @Nullable String cause) {

        static ChangeDetail of(
                OrderReference target,
                @Nullable BigDecimal price,
                @Nullable Integer quantity,
                OrderEvent.Requested event) {
            return new ChangeDetail(
                    target.asRequestId().orElse(null),
                    target.asSerial().orElse(null),
                    price,
                    quantity,
                    event.tradingDay().toString(),
                    emptyToNull(event.cause()));
        }
    }

    private record Nothing() {}

    private record Acknowledged(String orderSerial) {}

    private record Rejected(String code, String text) {}

    private record Reason(String reason) {}

    private record Resolved(@Nullable String orderSerial, String by, String reason) {}

    private record Reported(
            String orderSerial, int quantity, BigDecimal price, int filled, int cancelled, String time) {}

    private record Replaced(String previousSerial, String orderSerial, int quantity, String time) {}

    private record Fill(String tradingDay, String number, int quantity, BigDecimal price, String time) {}

    private record Bust(String tradingDay, String number, String time) {}

    /** Splits an event into its kind and its detail. */
    static Encoded encode(OrderEvent event) {
        return event.accept(new Encoder());
    }

    private static final class Encoder implements OrderEvent.Visitor<Encoded> {

        @Override
        public Encoded requested(OrderEvent.Requested event) {
            return event.instruction()
                    .map(
                            order -> new Encoded(INTENDED, OrderDetail.of(order, event)),
                            cancel -> new Encoded(CHANGE_INTENDED, ChangeDetail.of(cancel.target(), null, null, event)),
                            replacement -> new Encoded(
                                    CHANGE_INTENDED,
                                    ChangeDetail.of(
                                            replacement.target(), replacement.price(), replacement.quantity(), event)));
        }

        @Override
        public Encoded acknowledged(OrderEvent.Acknowledged event) {
            return new Encoded(ACCEPTED, new Acknowledged(event.orderSerial()));
        }

        @Override
        public Encoded rejected(OrderEvent.Rejected event) {
            return new Encoded(REJECTED, new Rejected(event.code(), event.text()));
        }

        @Override
        public Encoded notSent(OrderEvent.NotSent event) {
            return new Encoded(NOT_SENT, new Nothing());
        }

        @Override
        public Encoded unconfirmed(OrderEvent.Unconfirmed event) {
            return new Encoded(UNKNOWN, new Reason(event.reason()));
        }

        @Override
        public Encoded closed(OrderEvent.Closed event) {
            return new Encoded(CLOSED, new Reason(event.reason()));
        }

        @Override
        public Encoded resolved(OrderEvent.Resolved event) {
            return new Encoded(RESOLVED, new Resolved(event.orderSerial(), event.by(), event.reason()));
        }

        @Override
        public Encoded statusReported(OrderEvent.StatusReported event) {
            return new Encoded(
                    REPORTED,
                    new Reported(
                            event.orderSerial(),
                            event.quantity(),
                            event.price(),
                            event.filled(),
                            event.cancelled(),
                            event.time().toString()));
        }

        @Override
        public Encoded replaced(OrderEvent.Replaced event) {
            return new Encoded(
                    REPLACED,
                    new Replaced(
                            event.previousSerial(),
                            event.orderSerial(),
                            event.quantity(),
                            event.time().toString()));
        }

        @Override
        public Encoded filled(OrderEvent.Filled event) {
            return new Encoded(
                    FILLED,
                    new Fill(
                            event.tradingDay().toString(),
                            event.number(),
                            event.quantity(),
                            event.price(),
                            event.time().toString()));
        }

        @Override
        public Encoded fillBusted(OrderEvent.FillBusted event) {
            return new Encoded(
                    FILL_BUSTED,
                    new Bust(
                            event.tradingDay().toString(),
                            event.number(),
                            event.time().toString()));
        }

        @Override
        public Encoded fillCorrected(OrderEvent.FillCorrected event) {
            return new Encoded(
                    FILL_CORRECTED,
                    new Fill(
                            event.tradingDay().toString(),
                            event.number(),
                            event.quantity(),
                            event.price(),
                            event.time().toString()));
        }

        @Override
        public Encoded expired(OrderEvent.Expired event) {
            return new Encoded(EXPIRED, new Nothing());
        }
    }

    /**
     * Decodes an event.
     *
     * @throws IllegalArgumentException there is no such kind, or a field is missing or wrong
     */
    static OrderEvent decode(String kind, EventFields line) {
        return switch (kind) {
            case INTENDED -> new OrderEvent.Requested(order(line), line.day("trading_day"), cause(line));
            case CHANGE_INTENDED -> new OrderEvent.Requested(change(line), line.day("trading_day"), cause(line));
            case ACCEPTED -> new OrderEvent.Acknowledged(line.text("order_serial"));
            case REJECTED -> new OrderEvent.Rejected(line.text("code"), line.text("text"));
            case NOT_SENT -> new OrderEvent.NotSent();
            case UNKNOWN -> new OrderEvent.Unconfirmed(line.text("reason"));
            case CLOSED -> new OrderEvent.Closed(line.text("reason"));
            case RESOLVED ->
                new OrderEvent.Resolved(
                        line.optional("order_serial").orElse(null), line.text("by"), line.text("reason"));
            case REPORTED ->
                new OrderEvent.StatusReported(
                        line.text("order_serial"),
                        line.number("quantity"),
                        line.decimal("price"),
                        line.number("filled"),
                        line.number("cancelled"),
                        line.time("time"));
            case REPLACED ->
                new OrderEvent.Replaced(
                        line.text("previous_serial"),
                        line.text("order_serial"),
                        line.number("quantity"),
                        line.time("time"));
            case FILLED ->
                new OrderEvent.Filled(
                        line.day("trading_day"),
                        line.text("number"),
                        line.number("quantity"),
                        line.decimal("price"),
                        line.time("time"));
            case FILL_BUSTED ->
                new OrderEvent.FillBusted(line.day("trading_day"), line.text("number"), line.time("time"));
            case FILL_CORRECTED ->
                new OrderEvent.FillCorrected(
                        line.day("trading_day"),
                        line.text("number"),
                        line.number("quantity"),
                        line.decimal("price"),
                        line.time("time"));
            case EXPIRED -> new OrderEvent.Expired();
            default -> throw EventFields.unreadable();
        };
    }

    private static NewOrder order(EventFields line) {
        return new NewOrder(
                line.text("item_code"),
                Side.valueOf(line.text("side")),
                OrderType.ofCode(line.text("type")).orElseThrow(EventFields::unreadable),
                line.decimal("price"),
                line.number("quantity"),
                PositionEffect.valueOf(line.text("open_close")),
                line.flag("day_trade"),
                TimeInForce.valueOf(line.text("time_in_force")),
                line.text("note"));
    }

    private static OrderInstruction change(EventFields line) {
        OrderReference target = OrderReference.of(
                line.optional("target_request_id").orElse(null),
                line.optional("order_serial").orElse(null));
        BigDecimal price = line.optional("price").map(BigDecimal::new).orElse(null);
        Integer quantity = line.optional("quantity").map(Integer::valueOf).orElse(null);
        return price == null && quantity == null ? new CancelOrder(target) : new ReplaceOrder(target, price, quantity);
    }

    private static String cause(EventFields line) {
        return line.optional("cause").orElse("");
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
