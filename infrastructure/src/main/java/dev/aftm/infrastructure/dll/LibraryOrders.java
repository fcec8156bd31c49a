package dev.aftm.infrastructure.dll;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import dev.aftm.interactor.port.exchange.OrderEntry.OrderAck;
import dev.aftm.interactor.port.exchange.OrderEntry.TaggedOrder;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Orders on their way into the library, and its answers. Used by the one thread that owns the library. */
final class LibraryOrders {

    private final LibraryHandle handle;
    private final Pointer session;
    private final RecordCodec codec;
    private final LibraryDescription description;
    private final Memory order = new Memory(Layouts.Order.LAYOUT.size());
    private final Memory reply = new Memory(Layouts.Reply.LAYOUT.size());
    private final ByteBuffer replyBytes = reply.getByteBuffer(0, reply.size());

    LibraryOrders(LibraryHandle handle, RecordCodec codec, LibraryDescription description) {
        this.handle = handle;
        this.session = handle.session();
        this.codec = codec;
        this.description = description;
    }

    OrderAck send(TaggedOrder tagged) {
        order.clear();
        try {
            codec.writeOrder(order, tagged);
        } catch (IllegalArgumentException e) {
            return new OrderAck.NotSent(String.valueOf(e.getMessage()));
        }
        return called(() -> ExchangeLibrary.exchange_send_order(session, order, reply));
    }

    OrderAck cancel(String account, String orderSerial) {
        return changed(() -> ExchangeLibrary.exchange_cancel_order(
                session, NativeText.argument(account), NativeText.argument(orderSerial), reply));
    }

    OrderAck replace(String account, String orderSerial, @Nullable BigDecimal price, @Nullable Integer quantity) {
        if (!description.can(ExchangeLibrary.CAN_REPLACE)) {
            return new OrderAck.NotSent("The exchange library cannot change orders; cancel, and send another.");
        }
        if ((price != null && price.signum() <= 0) || (quantity != null && quantity < 1)) {
            return new OrderAck.NotSent("A new price is above 0, and a new quantity 1 or more.");
        }
        long scaled = price == null ? 0 : RecordCodec.scaled(price);
        int working = quantity == null ? 0 : quantity;
        return changed(() -> ExchangeLibrary.exchange_replace_order(
                session, NativeText.argument(account), NativeText.argument(orderSerial), scaled, working, reply));
    }

    /** A call of the library that answers in {@link #reply}; what is not certainly unsent is an exception. */
    private OrderAck called(IntSupplier call) {
        reply.clear();
        if (handle.isClosed()) {
            return new OrderAck.NotSent("The exchange library is closed.");
        }
        int result = handle.call(call);
        return switch (result) {
            case ExchangeLibrary.OK -> codec.reply(replyBytes);
            case ExchangeLibrary.E_NOT_LOGGED_IN -> new OrderAck.NotSent("The exchange library is not logged in.");
            case ExchangeLibrary.E_DISCONNECTED -> new OrderAck.NotSent("The line to the exchange is down.");
            case ExchangeLibrary.E_ARGUMENT -> new OrderAck.NotSent("The exchange library cannot take such a request.");
            default -> throw new IllegalStateException("The exchange library failed with code " + result + ".");
        };
    }

    /** A change of an order: where the library does not offer it, it certainly was not made. */
    private OrderAck changed(IntSupplier call) {
        return called(() -> {
            int result = call.getAsInt();
            return result == ExchangeLibrary.E_UNSUPPORTED ? ExchangeLibrary.E_ARGUMENT : result;
        });
    }
}
