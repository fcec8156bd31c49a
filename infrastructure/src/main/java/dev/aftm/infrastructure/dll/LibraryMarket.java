package dev.aftm.infrastructure.dll;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import dev.aftm.domain.market.Tick;
import dev.aftm.interactor.port.SimulatedMarket;

/** The market of a library that can be fed with a tape. Used by the one thread that owns the library. */
final class LibraryMarket implements SimulatedMarket {

    private final LibraryHandle handle;
    private final Pointer session;
    private final Records records;
    private final Memory tick = new Memory(Layouts.Tick.LAYOUT.size());

    LibraryMarket(LibraryHandle handle, Records records) {
        this.handle = handle;
        this.session = handle.session();
        this.records = records;
    }

    @Override
    public void openAt(Tick first) {
        records.writeTick(tick, first);
        DllExchange.requireDone(handle.call(() -> ExchangeLibrary.exchange_feed_price(session, tick)));
    }

    @Override
    public void trade(Tick traded) {
        records.writeTick(tick, traded);
        DllExchange.requireDone(handle.call(() -> ExchangeLibrary.exchange_feed_tick(session, tick)));
    }

    @Override
    public long orderCount() {
        return count(true);
    }

    @Override
    public long fillCount() {
        return count(false);
    }

    private long count(boolean ofOrders) {
        LongByReference orders = new LongByReference();
        LongByReference fills = new LongByReference();
        DllExchange.requireDone(handle.call(() -> ExchangeLibrary.exchange_counts(session, orders, fills)));
        return ofOrders ? orders.getValue() : fills.getValue();
    }
}
