package dev.aftm.infrastructure.zeromq;

import dev.aftm.interactor.gateway.ErrorCode;
import dev.aftm.interactor.port.OrderJournal.OrderKey;
import dev.aftm.interactor.port.OrderJournal.State;
import dev.aftm.interactor.usecase.OrderResolution;
import java.util.Map;
import java.util.function.Consumer;

/** {@code resolve_order}: a person settles an order whose state is unknown; needs the operator's token. */
final class ResolveOrderHandler implements OperationHandler {

    static final String OPERATION = "resolve_order";

    private final OrderResolution resolution;
    private final OperatorCheck operator;

    ResolveOrderHandler(OrderResolution resolution, OperatorCheck operator) {
        this.resolution = resolution;
        this.operator = operator;
    }

    /** The operation's parameters; {@code order_serial} only where the order was sent. */
    record Parameters(
            String orderAccount,
            String targetRequestId,
            String resolution,
            String orderSerial,
            String reason,
            String operatorToken) {}

    @Override
    public String operation() {
        return OPERATION;
    }

    @Override
    public void handle(WireRequest request, Consumer<WireReply> reply) throws WireRefusal {
        WireFields fields = request.parameters();
        operator.require(fields);
        OrderKey key = new OrderKey(fields.text("order_account"), fields.text("target_request_id"));
        String reason = fields.remark("reason");
        resolution.resolve(key, state(fields, reason), reason, result -> reply.accept(answer(result)));
    }

    private static State state(WireFields fields, String reason) throws WireRefusal {
        return switch (fields.text("resolution")) {
            case "sent" -> new State.Accepted(fields.remark("order_serial"));
            case "not_sent" -> new State.ResolvedNotSent(reason);
            default -> throw new WireRefusal(ErrorCode.INVALID_REQUEST, "resolution must be \"sent\" or \"not_sent\".");
        };
    }

    private static WireReply answer(OrderResolution.Result result) {
        return switch (result) {
            case RECORDED -> WireReply.done(Map.of("resolved", true));
            case NOT_UNKNOWN ->
                WireReply.failed(ErrorCode.ORDER_NOT_FOUND, "There is no order of unknown state under this id.");
            case FAILED ->
                WireReply.failed(ErrorCode.PROCESSING_ERROR, "The resolution could not be recorded; try again.");
        };
    }
}
