package dev.aftm.interactor.port.exchange;

import dev.aftm.domain.market.Side;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks the exchange which of our orders it has; for recovery. Used by the thread that owns the exchange's library. */
public interface OrderStatusQuery {

    /**
     * An order that the exchange has, with what is needed to be sure that it is ours.
     *
     * @param answer what the exchange answered to it, or would have
     */
    record OrderStatusReport(
            String tag, String account, String itemCode, Side side, int quantity, OrderEntry.OrderAck answer) {}

    /**
     * The exchange's answer.
     *
     * @param orders those that it has of those that were asked for
     * @param complete whether it has looked through all of its orders, so that one that is missing here is not there
     * @param coversFrom the first trading day whose orders it has looked through
     */
    record OrderMassStatus(List<OrderStatusReport> orders, boolean complete, LocalDate coversFrom) {

        public OrderMassStatus {
            orders = List.copyOf(orders);
        }
    }

    /**
     * Looks orders up by their tags. Each that is found is reported as well, as {@link ExchangeEvent.OrderReport}.
     *
     * @return completed with the answer, or exceptionally where the exchange could not be asked. It may never complete, so
     *     whoever asks needs a deadline.
     */
    CompletableFuture<OrderMassStatus> find(Collection<String> tags);
}
