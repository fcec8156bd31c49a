package dev.aftm.domain.position;

import dev.aftm.domain.market.Instrument;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The positions of all accounts, kept from fills. What is held is the net of what has traded either way: whether an order
 * may open or close is the exchange's to judge, before there is a fill. Used by one thread.
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
     * Books a fill.
     *
     * @param fill what was traded
     * @param instrument the instrument that the fill names
     */
    public void book(Fill fill, Instrument instrument) {
        Key key = new Key(fill.account(), fill.itemCode());
        Position before = positions.getOrDefault(key, Position.flat(fill.account(), instrument));
        positions.put(key, before.after(fill.side(), fill.quantity(), fill.price()));
    }

    /**
     * Books what was open before the first fill that is known, in the place of whatever the book has of it.
     *
     * @param quantity contracts; negative when short
     * @param averagePrice what they were traded at, in points
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

    /** What an account holds of an instrument, in contracts; negative when short. */
    public long quantity(String account, String itemCode) {
        Position position = positions.get(new Key(account, itemCode));
        return position == null ? 0 : position.quantity();
    }

    /** All positions that ever had a fill, flat ones included, by account and item. */
    public List<Position> positions() {
        return List.copyOf(positions.values());
    }

    /** The profit of everything closed so far, over all accounts and instruments. */
    public BigDecimal realizedPnl() {
        return positions.values().stream().map(Position::realizedPnl).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
