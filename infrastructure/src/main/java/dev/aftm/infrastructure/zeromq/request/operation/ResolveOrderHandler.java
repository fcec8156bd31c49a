package dev.aftm.infrastructure.zeromq.request.operation;

import dev.aftm.domain.order.OrderEvent;
import dev.aftm.infrastructure.zeromq.codec.WireFields;
import dev.aftm.infrastructure.zeromq.codec.WireReply;
import dev.aftm.infrastructure.zeromq.codec.WireRequest;
import dev.aftm.infrastructure.zeromq.codec.WireRequestException;
import dev.aftm.interactor.execution.ManualOrderResolution;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.port.store.OrderKey;
import java.util.Map;
import java.util.function.Consumer;

/** {@code resolve_order}: an operator resolves an order in an unknown state; requires the operator token. */
public final class ResolveOrderHandler implements OperationHandler {

    public static final String OPERATION = "resolve_order";

    private static final String OPERATOR = "operator";

    private final ManualOrderResolution resolution;
    private final OperatorAuthorizer authorizer;

    public ResolveOrderHandler(ManualOrderResolution resolution, OperatorAuthorizer authorizer) {
        this.resolution = resolution;
        this.authorizer = authorizer;
    }

    /** The operation's parameters; {@code order_serial} only if the order was sent. */
    public record Parameters(
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
    public void handle(WireRequest request, Consumer<WireReply> reply) throws WireRequestException {
        WireFields fields = request.parameters();
        authorizer.require(fields);
        OrderKey key = new OrderKey(fields.text("order_account"), fields.text("target_request_id"));
        String reason = fields.remark("reason");
        resolution.resolve(key, resolution(fields, reason), result -> reply.accept(answer(result)));
    }

    private static OrderEvent.Resolved resolution(WireFields fields, String reason) throws WireRequestException {
        return switch (fields.text("resolution")) {
            case "sent" -> new OrderEvent.Resolved(fields.remark("order_serial"), OPERATOR, reason);
            case "not_sent" -> new OrderEvent.Resolved(null, OPERATOR, reason);
            default ->
                throw new WireRequestException(
                        ErrorCode.INVALID_REQUEST, "resolution must be \"sent\" or \"not_sent\".");
        };
    }

    private static WireReply answer(ManualOrderResolution.Result result) {
        return switch (result) {
            case RECORDED -> WireReply.done(Map.of("resolved", true));
            case NOT_UNKNOWN ->
                WireReply.failed(ErrorCode.ORDER_NOT_FOUND, "No order with this id is in an unknown state.");
            case FAILED ->
                WireReply.failed(ErrorCode.PROCESSING_ERROR, "The resolution could not be recorded; try again.");
        };
    }
}
