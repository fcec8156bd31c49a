package dev.aftm.infrastructure.zeromq.request.operation;

import dev.aftm.infrastructure.zeromq.codec.OrderWire;
import dev.aftm.infrastructure.zeromq.codec.WireReply;
import dev.aftm.infrastructure.zeromq.codec.WireRequest;
import dev.aftm.infrastructure.zeromq.codec.WireRequestException;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.error.OrderSent;
import dev.aftm.interactor.gateway.order.OrderResponse;
import dev.aftm.interactor.intake.GatewayService;
import dev.aftm.interactor.queue.OrderResult;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code send_order}: sends a new order to the exchange, once for each request id. */
public final class SendOrderHandler implements OperationHandler {

    public static final String OPERATION = "send_order";

    private final GatewayService service;

    public SendOrderHandler(GatewayService service) {
        this.service = service;
    }

    /** The reply's data; existing clients read the first five fields. */
    public record Data(
            boolean isSendOrder,
            String note,
            String orderSerial,
            String errorCode,
            String errorMessage,
            String status,
            @Nullable Boolean replayed) {

        public Data {
            Objects.requireNonNull(note, "note");
            Objects.requireNonNull(orderSerial, "order_serial");
            Objects.requireNonNull(errorCode, "error_code");
            Objects.requireNonNull(errorMessage, "error_message");
        }
    }

    @Override
    public String operation() {
        return OPERATION;
    }

    @Override
    public void handle(WireRequest request, Consumer<WireReply> reply) throws WireRequestException {
        service.submit(OrderWire.read(request), request.origin(), result -> reply.accept(wire(result)));
    }

    private static WireReply wire(OrderResult result) {
        if (result instanceof OrderResult.Answered answered) {
            OrderResponse response = answered.response();
            Data data = new Data(
                    response.isSendOrder(),
                    response.note(),
                    response.orderSerial(),
                    response.errorCode(),
                    response.errorMessage(),
                    response.isSendOrder() ? "accepted" : "refused",
                    response.replayed() ? true : null);
            return WireReply.done(data).about(OrderSent.YES);
        }
        if (!(result instanceof OrderResult.Failed failed)) {
            return WireReply.failed(
                            ErrorCode.REQUEST_ID_REUSED,
                            "This request_id already belongs to a cancel or a replace;" + " use a new one.")
                    .about(OrderSent.NO);
        }
        return WireReply.failed(failed.code(), failed.message()).about(failed.orderSent());
    }
}
