package dev.aftm.interactor.gateway.order;

import dev.aftm.domain.position.Fill;
import dev.aftm.domain.position.FillKind;
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
     * A numbered fill, or a later change of it. Of all entries of one trade, the last one counts; a busted one for nothing.
     *
     * @param sequence 1, 2, 3, … since the gateway's start, across all accounts
     * @param tradingDay the exchange's trading day
     * @param number the exchange's number of the trade, unique within the trading day
     * @param tag the gateway's tag on the order; empty if the order was not sent by this gateway
     * @param kind FILLED for the first entry of a trade, whatever was reported first; never BUSTED then
     * @param fill the fill, as it is after this entry, or as it was before its bust
     */
    public record Numbered(long sequence, LocalDate tradingDay, String number, String tag, FillKind kind, Fill fill) {}
}
