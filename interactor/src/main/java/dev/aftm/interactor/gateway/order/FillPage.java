package dev.aftm.interactor.gateway.order;

import dev.aftm.domain.position.Fill;
import java.time.LocalDate;
import java.util.List;

/**
 * A page of an account's fills, in the order in which the gateway received them.
 *
 * @param feedId identifies the numbering; it changes with each start of the gateway
 * @param sequence every fill up to this number is in this page or an earlier one
 * @param more whether there are more fills after {@code sequence}
 * @param fills the fills, lowest number first
 */
public record FillPage(String feedId, long sequence, boolean more, List<Numbered> fills) {

    public FillPage {
        fills = List.copyOf(fills);
    }

    /**
     * A numbered fill.
     *
     * @param sequence 1, 2, 3, … since the gateway's start, across all accounts
     * @param tradingDay the exchange's trading day
     * @param number the exchange's number of the trade, unique within the trading day
     * @param tag the gateway's tag on the order; empty if the order was not sent by this gateway
     * @param fill the fill
     */
    public record Numbered(long sequence, LocalDate tradingDay, String number, String tag, Fill fill) {}
}
