package dev.aftm.infrastructure.simulator;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads one line of a ledger token by token. Data binding would take twice the time, and a gateway that restarts waits for its
 * exchange's ledger.
 */
final class LedgerLineReader {

    private @Nullable String kind;
    private long seq;
    private long receivedAt;
    private @Nullable Long exchangeTime;
    private @Nullable Long orderSeq;
    private @Nullable String tag;
    private @Nullable String note;
    private @Nullable String account;
    private @Nullable String itemCode;
    private @Nullable String side;
    private @Nullable String orderType;
    private @Nullable BigDecimal price;
    private @Nullable Integer quantity;
    private @Nullable String timeInForce;
    private @Nullable String openClose;
    private @Nullable Boolean dayTrade;
    private @Nullable String refusal;

    private LedgerLineReader() {}

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException it is not a line of a ledger
     */
    static LedgerLine read(JsonParser parser) {
        LedgerLineReader reader = new LedgerLineReader();
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("A line must be an object.");
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            reader.take(name, parser);
        }
        if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
            throw new IllegalArgumentException("A line must be one object.");
        }
        return reader.line();
    }

    private void take(String name, JsonParser parser) {
        switch (name) {
            case "kind" -> kind = parser.getString();
            case "seq" -> seq = parser.getLongValue();
            case "received_at" -> receivedAt = parser.getLongValue();
            case "exchange_time" -> exchangeTime = parser.getLongValue();
            case "order_seq" -> orderSeq = parser.getLongValue();
            case "tag" -> tag = parser.getString();
            case "note" -> note = parser.getString();
            case "account" -> account = parser.getString();
            case "item_code" -> itemCode = parser.getString();
            case "side" -> side = parser.getString();
            case "order_type" -> orderType = parser.getString();
            case "price" -> price = parser.getDecimalValue();
            case "quantity" -> quantity = parser.getIntValue();
            case "time_in_force" -> timeInForce = parser.getString();
            case "open_close" -> openClose = parser.getString();
            case "day_trade" -> dayTrade = parser.getBooleanValue();
            case "refusal" -> refusal = parser.getString();
            default -> parser.skipChildren();
        }
    }

    private LedgerLine line() {
        return new LedgerLine(
                LedgerLine.required(kind),
                seq,
                receivedAt,
                exchangeTime,
                orderSeq,
                tag,
                note,
                account,
                itemCode,
                side,
                orderType,
                price,
                quantity,
                timeInForce,
                openClose,
                dayTrade,
                refusal);
    }
}
