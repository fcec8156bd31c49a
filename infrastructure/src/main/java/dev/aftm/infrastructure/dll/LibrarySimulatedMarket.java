package dev.aftm.infrastructure.dll;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import dev.aftm.domain.market.Tick;
import dev.aftm.interactor.port.market.SimulatedMarket;

/** The market of a simulated library, which can be fed with ticks. For the execution thread. */
final class LibrarySimulatedMarket implements SimulatedMarket {

    private final LibraryHandle handle;
    private final Pointer session;
    private final RecordCodec codec;
    private final Memory tick = new Memory(Layouts.Tick.LAYOUT.size());

    LibrarySimulatedMarket(LibraryHandle handle, RecordCodec codec) {
        this.handle = handle;
        this.session = handle.session();
        this.codec = codec;
    }

    @Override
    public void openAt(Tick first) {
        codec.writeTick(tick, first);
        DllExchange.requireDone(handle.call(() -> ExchangeLibrary.exchange_feed_price(session, tick)));
    }

    @Override
    public void trade(Tick traded) {
        codec.writeTick(tick, traded);
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
