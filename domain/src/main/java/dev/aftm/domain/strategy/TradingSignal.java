package dev.aftm.domain.strategy;

import dev.aftm.domain.market.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * A strategy's decision to trade.
 *
 * @param id identifies this decision for ever; after a restart, the same decision gets the same id
 * @param conditionId the condition that caused it
 * @param time the exchange's time of the tick that caused it
 * @param itemCode the trading code of the instrument
 * @param side the side to trade
 * @param quantity contracts, 1 or more
 * @param price the tick's price, in points
 * @param reason entry or exit
 */
public record TradingSignal(
        String id,
        long conditionId,
        Instant time,
        String itemCode,
        Side side,
        int quantity,
        BigDecimal price,
        SignalReason reason) {

    private static final String ENTRY = "-entry";
    private static final String EXIT = "-exit";

    /** The id of a signal, made from the decision: the same decision always has the same id. */
    public static String id(String storeId, long conditionId, SignalReason reason) {
        return storeId + "-" + conditionId + (reason == SignalReason.ENTRY ? ENTRY : EXIT);
    }

    /**
     * The decision that a signal's id was made from.
     *
     * @param conditionId the condition that caused the signal
     * @param isEntry whether the signal is an entry, not an exit
     */
    public record Origin(long conditionId, boolean isEntry) {}

    /** The decision that an id was made from; empty if it is not a signal's id. */
    public static Optional<Origin> origin(String id) {
        boolean isEntry = id.endsWith(ENTRY);
        if (!isEntry && !id.endsWith(EXIT)) {
            return Optional.empty();
        }
        String rest = id.substring(0, id.length() - (isEntry ? ENTRY : EXIT).length());
        try {
            long conditionId = Long.parseLong(rest.substring(rest.lastIndexOf('-') + 1));
            return conditionId < 1 ? Optional.empty() : Optional.of(new Origin(conditionId, isEntry));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** The id of the entry that this exit closes; empty for an entry, and if the id was not made by {@link #id}. */
    public Optional<String> entryId() {
        return reason != SignalReason.ENTRY && id.endsWith(EXIT)
                ? Optional.of(id.substring(0, id.length() - EXIT.length()) + ENTRY)
                : Optional.empty();
    }
}
