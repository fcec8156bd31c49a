package dev.aftm.infrastructure.zeromq;

import dev.aftm.interactor.gateway.ErrorCode;
import dev.aftm.interactor.port.OrderJournal;
import dev.aftm.interactor.usecase.GatewayService;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** {@code get_orders}: so far those of which nobody knows whether they reached the exchange. */
final class GetOrdersHandler implements OperationHandler {

    static final String OPERATION = "get_orders";
    private static final String UNKNOWN = "unknown";

    private final GatewayService service;

    GetOrdersHandler(GatewayService service) {
        this.service = service;
    }

    /** One order; {@code intended_at} in milliseconds since 1970. */
    record Order(
            String requestId,
            String tag,
            String state,
            String itemCode,
            String side,
            int quantity,
            long intendedAt,
            String reason) {

        static Order of(OrderJournal.Entry entry) {
            String reason = entry.state() instanceof OrderJournal.State.Unknown unknown ? unknown.reason() : "";
            return new Order(
                    entry.key().requestId(),
                    entry.tag(),
                    UNKNOWN,
                    entry.order().itemCode(),
                    entry.order().side().name().toLowerCase(Locale.ROOT),
                    entry.order().quantity(),
                    entry.intendedAt().toEpochMilli(),
                    reason);
        }
    }

    record Data(List<Order> orders) {}

    @Override
    public String operation() {
        return OPERATION;
    }

    @Override
    public void handle(WireRequest request, Consumer<WireReply> reply) throws WireRefusal {
        String account =
                request.parameters().withCode(ErrorCode.MISSING_ACCOUNT).text("account");
        if (!request.parameters().text("state").equals(UNKNOWN)) {
            throw new WireRefusal(ErrorCode.INVALID_REQUEST, "state must be \"unknown\".");
        }
        try {
            reply.accept(WireReply.done(new Data(
                    service.unknownOrders(account).stream().map(Order::of).toList())));
        } catch (OrderJournal.JournalException e) {
            reply.accept(WireReply.failed(ErrorCode.PROCESSING_ERROR, String.valueOf(e.getMessage())));
        }
    }
}
