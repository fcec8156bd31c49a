package dev.aftm.interactor.gateway.order;

import dev.aftm.domain.position.Fill;
import java.time.LocalDate;
import java.util.List;

/**
 * Some of an account's fills, in the order in which they became known.
 *
 * @param feedId names the numbering; another one after each start of the gateway
 * @param sequence every fill up to this one is in this page or in those before it
 * @param more whether there are more after {@code sequence}
 * @param fills the lowest number first
 */
public record FillPage(String feedId, long sequence, boolean more, List<Numbered> fills) {

    public FillPage {
        fills = List.copyOf(fills);
    }

    /**
     * A fill.
     *
     * @param sequence 1, 2, 3, … since the gateway's start, over all accounts
     * @param tradingDay the exchange's
     * @param number the exchange's number of the trade, unique within the trading day
     * @param tag our mark on the order; empty where the order is not ours
     * @param fill what was traded
     */
    public record Numbered(long sequence, LocalDate tradingDay, String number, String tag, Fill fill) {}
}
