package dev.aftm.infrastructure.dll;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import dev.aftm.interactor.port.exchange.OrderEntry.OrderAck;
import dev.aftm.interactor.port.exchange.OrderEntry.TaggedOrder;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Sends orders and changes of orders to the library and returns its acknowledgements. For the execution thread. */
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
            return new OrderAck.NotSent(
                    "The exchange library cannot change orders; cancel the order and send a new one.");
        }
        if ((price != null && price.signum() <= 0) || (quantity != null && quantity < 1)) {
            return new OrderAck.NotSent("A new price must be above 0, and a new quantity 1 or more.");
        }
        long scaled = price == null ? 0 : RecordCodec.scaled(price);
        int working = quantity == null ? 0 : quantity;
        return changed(() -> ExchangeLibrary.exchange_replace_order(
                session, NativeText.argument(account), NativeText.argument(orderSerial), scaled, working, reply));
    }

    /** Makes a call that answers in {@link #reply}. Throws if it is not certain that nothing was sent. */
    private OrderAck called(IntSupplier call) {
        reply.clear();
        if (handle.isClosed()) {
            return new OrderAck.NotSent("The exchange library is closed.");
        }
        int result = handle.call(call);
        return switch (result) {
            case ExchangeLibrary.OK -> codec.reply(replyBytes);
            case ExchangeLibrary.E_NOT_LOGGED_IN -> new OrderAck.NotSent("The exchange library is not logged in.");
            case ExchangeLibrary.E_DISCONNECTED -> new OrderAck.NotSent("The connection to the exchange is down.");
            case ExchangeLibrary.E_ARGUMENT ->
                new OrderAck.NotSent("The exchange library does not accept such a request.");
            default -> throw new IllegalStateException("The exchange library failed with code " + result + ".");
        };
    }

    /** A change of an order; if the library does not support it, it certainly was not sent. */
    private OrderAck changed(IntSupplier call) {
        return called(() -> {
            int result = call.getAsInt();
            return result == ExchangeLibrary.E_UNSUPPORTED ? ExchangeLibrary.E_ARGUMENT : result;
        });
    }
}
