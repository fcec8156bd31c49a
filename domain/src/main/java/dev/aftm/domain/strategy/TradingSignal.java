package dev.aftm.domain.strategy;

import dev.aftm.domain.market.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * A strategy's decision to trade.
 *
 * @param id names this decision for ever; a strategy that is stopped and started again gives the same decision the same
 *     id
 * @param conditionId the condition that gave rise to it
 * @param time the exchange's time of the tick that did
 * @param itemCode what to trade
 * @param side which way
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

    /** The id of a signal: the same for the same decision, whatever process makes it again. */
    public static String id(String storeId, long conditionId, SignalReason reason) {
        return storeId + "-" + conditionId + (reason == SignalReason.ENTRY ? ENTRY : EXIT);
    }

    /**
     * What a signal's id tells of it.
     *
     * @param conditionId the condition that gave rise to it
     * @param isEntry whether it opened what another closes
     */
    public record Origin(long conditionId, boolean isEntry) {}

    /** What an id tells; empty where it is not a signal's. */
    public static Optional<Origin> origin(String id) {
        boolean isEntry = id.endsWith(ENTRY);
        if (!isEntry && !id.endsWith(EXIT)) {
            return Optional.empty();
        }
        String rest = id.substring(0, id.length() - (isEntry ? ENTRY : EXIT).length());
        try {
            long conditionId = Long.parseLong(rest.substring(rest.lastIndexOf('-') + 1));
            return conditionId < 1 ? Optional.empty() : Optional.of(new Origin(conditionId, isEntry));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The id of the signal that opened what an exit closes; empty for an entry, and for an id of another making. */
    public Optional<String> entryId() {
        return reason != SignalReason.ENTRY && id.endsWith(EXIT)
                ? Optional.of(id.substring(0, id.length() - EXIT.length()) + ENTRY)
                : Optional.empty();
    }
}
