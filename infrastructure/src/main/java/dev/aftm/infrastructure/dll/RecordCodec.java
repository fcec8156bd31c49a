package dev.aftm.infrastructure.dll;

import com.sun.jna.Memory;
import dev.aftm.domain.market.Instrument;
import dev.aftm.domain.market.Side;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderStatus;
import dev.aftm.domain.position.Fill;
import dev.aftm.domain.position.FillKind;
import dev.aftm.interactor.gateway.account.AccountInfo;
import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.port.exchange.ExchangeEvent.FillReport;
import dev.aftm.interactor.port.exchange.ExchangeEvent.OrderReplaced;
import dev.aftm.interactor.port.exchange.ExchangeEvent.OrderReport;
import dev.aftm.interactor.port.exchange.OrderEntry.OrderAck;
import dev.aftm.interactor.port.exchange.OrderEntry.TaggedOrder;
import dev.aftm.interactor.port.exchange.OrderStatusQuery.OrderStatusReport;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/** Converts between the library's structures and the domain's types. */
final class RecordCodec {

    /** The library's prices and amounts are whole numbers of 1/10000. */
    private static final int DECIMALS = 4;

    private final LibraryDescription description;
    private final NativeText texts;

    RecordCodec(LibraryDescription description) {
        this.description = description;
        this.texts = description.text();
    }

    /**
     * Writes an order.
     *
     * @throws IllegalArgumentException a text is too long or cannot be encoded, or the price has too many decimals
     */
    void writeOrder(Memory out, TaggedOrder tagged) {
        NewOrder order = tagged.order();
        texts.write(out, Layouts.Order.ACCOUNT, Layouts.CODE_BYTES, tagged.account());
        texts.write(out, Layouts.Order.ITEM_CODE, Layouts.CODE_BYTES, order.itemCode());
        texts.write(out, Layouts.Order.NOTE, Layouts.NOTE_BYTES, description.noteOf(tagged.tag(), order.note()));
        out.setLong(Layouts.Order.PRICE, scaled(order.price()));
        out.setInt(Layouts.Order.SIDE, order.side() == Side.BUY ? ExchangeLibrary.SIDE_BUY : ExchangeLibrary.SIDE_SELL);
        out.setInt(
                Layouts.Order.TYPE,
                switch (order.type()) {
                    case LIMIT -> ExchangeLibrary.TYPE_LIMIT;
                    case MARKET -> ExchangeLibrary.TYPE_MARKET;
                    case MARKET_WITH_PROTECTION -> ExchangeLibrary.TYPE_RANGE_MARKET;
                });
        out.setInt(Layouts.Order.QUANTITY, order.quantity());
        out.setInt(
                Layouts.Order.TIME_IN_FORCE,
                switch (order.timeInForce()) {
                    case ROD -> ExchangeLibrary.TIF_ROD;
                    case IOC -> ExchangeLibrary.TIF_IOC;
                    case FOK -> ExchangeLibrary.TIF_FOK;
                });
        out.setInt(
                Layouts.Order.OPEN_CLOSE,
                switch (order.openClose()) {
                    case OPEN -> ExchangeLibrary.OPEN;
                    case CLOSE -> ExchangeLibrary.CLOSE;
                    case AUTO -> ExchangeLibrary.AUTO;
                });
        out.setInt(Layouts.Order.DAY_TRADE, order.dayTrade() ? 1 : 0);
    }

    void writeTick(Memory out, Tick tick) {
        texts.write(out, Layouts.Tick.ITEM_CODE, Layouts.CODE_BYTES, tick.itemCode());
        out.setLong(Layouts.Tick.PRICE, scaled(tick.price()));
        out.setLong(Layouts.Tick.TIME, tick.time().toEpochMilli());
        out.setInt(Layouts.Tick.QUANTITY, tick.quantity());
    }

    /**
     * Reads whether an order was accepted or rejected.
     *
     * @throws IllegalStateException the reply says neither, so the order is in an unknown state
     */
    OrderAck reply(ByteBuffer in) {
        int accepted = in.getInt(Layouts.Reply.ACCEPTED);
        String serial = code(in, Layouts.Reply.ORDER_SERIAL);
        String refusal = code(in, Layouts.Reply.CODE);
        if (accepted == 1 && !serial.isBlank()) {
            return new OrderAck.Accepted(serial);
        }
        if (accepted == 0 && !refusal.isBlank()) {
            return new OrderAck.Rejected(refusal, text(in, Layouts.Reply.TEXT));
        }
        throw new IllegalStateException("The exchange library's reply says neither accepted nor rejected.");
    }

    OrderReport orderReport(ByteBuffer in) {
        return new OrderReport(
                code(in, Layouts.OrderReport.ORDER_SERIAL),
                description.tagOf(note(in, Layouts.OrderReport.NOTE)),
                code(in, Layouts.OrderReport.ACCOUNT),
                code(in, Layouts.OrderReport.ITEM_CODE),
                side(in.getInt(Layouts.OrderReport.SIDE)),
                decimal(in.getLong(Layouts.OrderReport.PRICE)),
                in.getInt(Layouts.OrderReport.QUANTITY),
                in.getInt(Layouts.OrderReport.FILLED),
                in.getInt(Layouts.OrderReport.CANCELLED),
                status(in.getInt(Layouts.OrderReport.STATE)),
                code(in, Layouts.OrderReport.CODE),
                text(in, Layouts.OrderReport.TEXT),
                day(in.getInt(Layouts.OrderReport.TRADING_DAY)),
                Instant.ofEpochMilli(in.getLong(Layouts.OrderReport.TIME)));
    }

    /** The same record for recovery: the order and its acknowledgement. */
    OrderStatusReport orderStatusReport(ByteBuffer in) {
        OrderReport report = orderReport(in);
        OrderAck answer = report.status() == OrderStatus.REJECTED
                ? new OrderAck.Rejected(report.code(), report.text())
                : new OrderAck.Accepted(report.orderSerial());
        return new OrderStatusReport(
                report.tag(),
                report.account(),
                report.itemCode(),
                report.side(),
                report.price(),
                report.quantity(),
                answer);
    }

    /** A replacement; the field for the code of a rejection holds the previous number. */
    OrderReplaced replaced(ByteBuffer in) {
        return new OrderReplaced(
                code(in, Layouts.OrderReport.CODE),
                code(in, Layouts.OrderReport.ORDER_SERIAL),
                description.tagOf(note(in, Layouts.OrderReport.NOTE)),
                code(in, Layouts.OrderReport.ACCOUNT),
                code(in, Layouts.OrderReport.ITEM_CODE),
                in.getInt(Layouts.OrderReport.QUANTITY),
                day(in.getInt(Layouts.OrderReport.TRADING_DAY)),
                Instant.ofEpochMilli(in.getLong(Layouts.OrderReport.TIME)));
    }

    FillReport fillReport(FillKind kind, ByteBuffer in) {
        Fill fill = new Fill(
                code(in, Layouts.FillReport.ORDER_SERIAL),
                code(in, Layouts.FillReport.ACCOUNT),
                code(in, Layouts.FillReport.ITEM_CODE),
                side(in.getInt(Layouts.FillReport.SIDE)),
                in.getInt(Layouts.FillReport.QUANTITY),
                decimal(in.getLong(Layouts.FillReport.PRICE)),
                Instant.ofEpochMilli(in.getLong(Layouts.FillReport.TIME)));
        return new FillReport(
                day(in.getInt(Layouts.FillReport.TRADING_DAY)),
                code(in, Layouts.FillReport.FILL_NUMBER),
                description.tagOf(note(in, Layouts.FillReport.NOTE)),
                kind,
                fill);
    }

    Tick tick(ByteBuffer in) {
        return new Tick(
                code(in, Layouts.Tick.ITEM_CODE),
                Instant.ofEpochMilli(in.getLong(Layouts.Tick.TIME)),
                decimal(in.getLong(Layouts.Tick.PRICE)),
                in.getInt(Layouts.Tick.QUANTITY));
    }

    PositionInfo position(ByteBuffer in) {
        return new PositionInfo(
                code(in, Layouts.Position.ACCOUNT),
                code(in, Layouts.Position.ITEM_CODE),
                in.getInt(Layouts.Position.QUANTITY),
                decimal(in.getLong(Layouts.Position.AVERAGE_PRICE)),
                decimal(in.getLong(Layouts.Position.UNREALIZED_PNL)));
    }

    AccountInfo margin(ByteBuffer in) {
        return new AccountInfo(
                code(in, Layouts.Margin.ACCOUNT),
                code(in, Layouts.Margin.CURRENCY),
                decimal(in.getLong(Layouts.Margin.BALANCE)),
                decimal(in.getLong(Layouts.Margin.EQUITY)),
                decimal(in.getLong(Layouts.Margin.INITIAL_MARGIN)),
                decimal(in.getLong(Layouts.Margin.AVAILABLE)));
    }

    Instrument instrument(ByteBuffer in) {
        return new Instrument(
                code(in, Layouts.Instrument.ITEM_CODE), decimal(in.getLong(Layouts.Instrument.MULTIPLIER)));
    }

    String statusText(ByteBuffer in) {
        return text(in, Layouts.Status.TEXT);
    }

    private String code(ByteBuffer in, int offset) {
        return texts.read(in, offset, Layouts.CODE_BYTES);
    }

    private String text(ByteBuffer in, int offset) {
        return texts.read(in, offset, Layouts.TEXT_BYTES);
    }

    private String note(ByteBuffer in, int offset) {
        return texts.read(in, offset, Layouts.NOTE_BYTES);
    }

    /**
     * Converts a price to the library's units.
     *
     * @throws IllegalArgumentException it has more decimals or digits than the library supports
     */
    static long scaled(BigDecimal price) {
        try {
            return price.movePointRight(DECIMALS).longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("A price must have at most " + DECIMALS + " decimals.", e);
        }
    }

    private static BigDecimal decimal(long scaled) {
        BigDecimal number = BigDecimal.valueOf(scaled, DECIMALS).stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    private static Side side(int number) {
        return switch (number) {
            case ExchangeLibrary.SIDE_BUY -> Side.BUY;
            case ExchangeLibrary.SIDE_SELL -> Side.SELL;
            default ->
                throw new IllegalArgumentException("The exchange library reported an invalid side: " + number + ".");
        };
    }

    private static OrderStatus status(int number) {
        return switch (number) {
            case ExchangeLibrary.ORDER_WORKING -> OrderStatus.WORKING;
            case ExchangeLibrary.ORDER_FILLED -> OrderStatus.FILLED;
            case ExchangeLibrary.ORDER_CANCELLED -> OrderStatus.CANCELLED;
            case ExchangeLibrary.ORDER_REFUSED -> OrderStatus.REJECTED;
            default ->
                throw new IllegalArgumentException(
                        "The exchange library reported an invalid order state: " + number + ".");
        };
    }

    /** Converts a day such as 20210726. */
    static LocalDate day(int number) {
        try {
            return LocalDate.of(number / 10_000, number / 100 % 100, number % 100);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("The exchange library reported an invalid day: " + number + ".", e);
        }
    }
}
