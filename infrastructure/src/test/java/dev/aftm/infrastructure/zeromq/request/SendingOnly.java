package dev.aftm.infrastructure.zeromq.request;

import dev.aftm.interactor.port.exchange.NoteLimit;
import dev.aftm.interactor.port.exchange.OrderEntry;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A scripted order entry that accepts new orders only. */
@FunctionalInterface
interface SendingOnly extends OrderEntry {

    @Override
    default OrderAck cancel(String account, String orderSerial) {
        throw new UnsupportedOperationException("This order entry takes new orders only.");
    }

    @Override
    default OrderAck replace(
            String account, String orderSerial, @Nullable BigDecimal price, @Nullable Integer quantity) {
        throw new UnsupportedOperationException("This order entry takes new orders only.");
    }

    @Override
    default NoteLimit noteLimit() {
        return new NoteLimit(100, StandardCharsets.UTF_8);
    }
}
