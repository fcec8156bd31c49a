package dev.aftm.domain.position;

import dev.aftm.domain.market.Instrument;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The positions of all accounts, computed from fills. A position is the net of all buys and sells: the position effect of
 * an order is checked by the exchange before there is a fill. Used by one thread.
 */
public final class PositionBook {

    private record Key(String account, String itemCode) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            int byAccount = account.compareTo(other.account);
            return byAccount == 0 ? itemCode.compareTo(other.itemCode) : byAccount;
        }
    }

    private final Map<Key, Position> positions = new TreeMap<>();

    /**
     * Adds a fill to the position of its account and instrument.
     *
     * @param fill the fill
     * @param instrument the instrument of the fill
     */
    public void book(Fill fill, Instrument instrument) {
        Key key = new Key(fill.account(), fill.itemCode());
        Position before = positions.getOrDefault(key, Position.flat(fill.account(), instrument));
        positions.put(key, before.after(fill.side(), fill.quantity(), fill.price()));
    }

    /**
     * Sets an opening position, from before the first known fill. Replaces the position of that account and instrument.
     *
     * @param quantity contracts; negative when short
     * @param averagePrice their average price, in points
     */
    public void carry(String account, Instrument instrument, long quantity, BigDecimal averagePrice) {
        positions.put(
                new Key(account, instrument.itemCode()),
                new Position(
                        account,
                        instrument,
                        quantity,
                        averagePrice.multiply(BigDecimal.valueOf(quantity)),
                        BigDecimal.ZERO));
    }

    /** The position of an account in an instrument, in contracts; negative when short, 0 if there is none. */
    public long quantity(String account, String itemCode) {
        Position position = positions.get(new Key(account, itemCode));
        return position == null ? 0 : position.quantity();
    }

    /** All positions, including flat ones, sorted by account and item code. */
    public List<Position> positions() {
        return List.copyOf(positions.values());
    }

    /** The total realised P&amp;L of all accounts and instruments. */
    public BigDecimal realizedPnl() {
        return positions.values().stream().map(Position::realizedPnl).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
