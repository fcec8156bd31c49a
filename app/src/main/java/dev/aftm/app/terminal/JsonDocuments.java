package dev.aftm.app.terminal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.aftm.domain.market.Instrument;
import dev.aftm.domain.position.Fill;
import dev.aftm.domain.strategy.Condition;
import dev.aftm.domain.strategy.ConditionPlan;
import dev.aftm.domain.strategy.TradingSignal;
import dev.aftm.infrastructure.simulator.TapePlayer;
import dev.aftm.interactor.gateway.SessionInfo;
import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.gateway.order.OrderInfo;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The JSON documents that commands print with {@code --json}. Times are in Taipei time. */
public final class JsonDocuments {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private static final ZoneOffset TAIPEI = ZoneOffset.ofHours(8);

    private JsonDocuments() {}

    static String write(Object document) {
        return MAPPER.writeValueAsString(document);
    }

    /** Returns a document as one line of JSON. */
    public static String line(Object document) {
        return write(document);
    }

    /** Parses the summary of a replay from a line that a gateway process has printed. */
    public static Summary readSummary(String line) {
        return MAPPER.readValue(line, Summary.class);
    }

    public static String time(Instant time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atOffset(TAIPEI));
    }

    /** Formats the time of day in this machine's time zone. */
    public static String clockTime(Instant time) {
        return DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).format(time.atZone(ZoneId.systemDefault()));
    }

    /** Removes trailing zeros, so that a whole number has no decimal point. */
    public static BigDecimal number(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** A strategy's signal. */
    public record Signal(
            String time,
            String side,
            String itemCode,
            int quantity,
            BigDecimal price,
            String reason,
            long conditionId) {

        public static Signal of(TradingSignal signal) {
            return new Signal(
                    JsonDocuments.time(signal.time()),
                    lower(signal.side()),
                    signal.itemCode(),
                    signal.quantity(),
                    number(signal.price()),
                    lower(signal.reason()),
                    signal.conditionId());
        }
    }

    /** The session with the exchange. */
    public record Session(
            boolean loggedIn,
            String state,
            String refusal,
            boolean simulated,
            List<String> accounts,
            @Nullable String account,
            @Nullable String itemCode,
            @Nullable String tradingDay) {

        public static Session of(SessionInfo session) {
            return new Session(
                    session.loggedIn(),
                    session.state(),
                    session.refusal(),
                    session.simulated(),
                    session.accounts().stream().sorted().toList(),
                    session.account() == null ? null : session.account().code(),
                    session.instrument() == null ? null : session.instrument().code(),
                    session.tradingDay() == null ? null : session.tradingDay().toString());
        }
    }

    /** The instruments that can be traded. */
    public record Instruments(List<Listed> instruments) {}

    /** An instrument and the value of one point. */
    public record Listed(String itemCode, BigDecimal multiplier) {

        public static Listed of(Instrument instrument) {
            return new Listed(instrument.itemCode(), number(instrument.multiplier()));
        }
    }

    /** A fill of one of our orders. */
    public record Trade(
            String time,
            String side,
            String itemCode,
            int quantity,
            BigDecimal price,
            String orderSerial,
            String account) {

        public static Trade of(Fill fill) {
            return new Trade(
                    JsonDocuments.time(fill.time()),
                    lower(fill.side()),
                    fill.itemCode(),
                    fill.quantity(),
                    number(fill.price()),
                    fill.orderSerial(),
                    fill.account());
        }
    }

    /** An open position. */
    public record Position(
            String account, String itemCode, long quantity, BigDecimal averagePrice, BigDecimal unrealizedPnl) {

        public static Position of(PositionInfo info) {
            return new Position(
                    info.account(),
                    info.itemCode(),
                    info.quantity(),
                    number(info.averagePrice()),
                    number(info.unrealizedPnl()));
        }
    }

    /** The open positions of an account. */
    public record Positions(List<Position> positions) {}

    /** The result of a backtest. */
    public record Replay(
            long ticks, List<Signal> signals, List<Trade> fills, BigDecimal realizedPnl, List<Position> positions) {}

    /** The summary of a live replay. */
    public record Summary(
            long ticks, long signals, long orders, long fills, BigDecimal realizedPnl, List<Position> positions) {

        public static Summary of(TapePlayer.Summary summary, List<PositionInfo> positions) {
            return new Summary(
                    summary.ticks(),
                    summary.signals(),
                    summary.orders(),
                    summary.fills(),
                    number(summary.realizedPnl()),
                    positions.stream().map(Position::of).toList());
        }

        /** Prints the summary as text. */
        public void print(Terminal terminal) {
            terminal.line("The replay has ended: " + Terminal.number(ticks) + " ticks, " + Terminal.number(signals)
                    + " signals, " + Terminal.number(orders) + " orders, " + Terminal.number(fills) + " fills.");
            terminal.line("Realised P&L: " + Terminal.number(realizedPnl));
            printPositions(terminal, positions);
        }
    }

    /** Prints open positions as text. */
    public static void printPositions(Terminal terminal, List<Position> positions) {
        if (positions.isEmpty()) {
            terminal.line("There are no open positions.");
            return;
        }
        terminal.table(
                List.of("ACCOUNT", "ITEM", "QUANTITY", "AVERAGE PRICE", "UNREALISED P&L"),
                positions.stream()
                        .map(position -> List.of(
                                position.account(),
                                position.itemCode(),
                                Terminal.number(position.quantity()),
                                Terminal.number(position.averagePrice()),
                                Terminal.number(position.unrealizedPnl())))
                        .toList());
    }

    /** An order and its status; {@code reason} says why it was rejected or is in an unknown state. */
    public record Order(
            String requestId,
            String tag,
            String state,
            String orderSerial,
            String itemCode,
            String side,
            String orderType,
            BigDecimal price,
            int quantity,
            int filled,
            int cancelled,
            BigDecimal averagePrice,
            String tradingDay,
            String intendedAt,
            String errorCode,
            String reason) {

        /** The headings of a table of orders; see {@link #row}. */
        public static final List<String> HEADING = List.of(
                "REQUEST ID",
                "STATE",
                "SERIAL",
                "SIDE",
                "QUANTITY",
                "ITEM",
                "TYPE",
                "PRICE",
                "FILLED",
                "TIME",
                "TAG",
                "REASON");

        public static Order of(OrderInfo info) {
            return new Order(
                    info.requestId(),
                    info.tag(),
                    info.status().code(),
                    info.orderSerial(),
                    info.order().itemCode(),
                    lower(info.order().side()),
                    info.order().type().code(),
                    number(info.price()),
                    info.order().quantity(),
                    info.filled(),
                    info.cancelled(),
                    number(info.averagePrice()),
                    info.tradingDay().toString(),
                    JsonDocuments.time(info.intendedAt()),
                    info.code(),
                    info.text());
        }

        /** Returns the order as a row of a table. */
        public List<String> row() {
            return List.of(
                    requestId,
                    state,
                    orderSerial,
                    side,
                    Terminal.number(quantity),
                    itemCode,
                    orderType,
                    price.signum() == 0 ? "market" : Terminal.number(price),
                    filled == 0 ? "0" : Terminal.number(filled) + " at " + Terminal.number(averagePrice),
                    intendedAt,
                    tag,
                    reason);
        }
    }

    /** A condition and its state. */
    public record StoredCondition(
            long id,
            String action,
            BigDecimal triggerPrice,
            BigDecimal orderPrice,
            BigDecimal takeProfitPrice,
            BigDecimal stopLossPrice,
            int quantity,
            BigDecimal turningPoint,
            BigDecimal takeProfitPoint,
            BigDecimal stopLossPoint,
            boolean isFollowing,
            @Nullable String itemCode,
            String state) {

        public static StoredCondition of(Condition condition) {
            ConditionPlan plan = condition.plan();
            return new StoredCondition(
                    condition.id(),
                    lower(plan.action()),
                    number(plan.triggerPrice()),
                    number(plan.orderPrice()),
                    number(plan.takeProfitPrice()),
                    number(plan.stopLossPrice()),
                    plan.quantity(),
                    number(plan.turningPoint()),
                    number(plan.takeProfitPoint()),
                    number(plan.stopLossPoint()),
                    plan.following(),
                    plan.itemCode(),
                    lower(condition.state()));
        }
    }
}
