package dev.aftm.infrastructure.zeromq.request.operation;

import dev.aftm.domain.order.CancelOrder;
import dev.aftm.domain.order.InvalidNewOrderException;
import dev.aftm.domain.order.OrderInstruction;
import dev.aftm.domain.order.OrderReference;
import dev.aftm.domain.order.ReplaceOrder;
import dev.aftm.infrastructure.zeromq.codec.WireFields;
import dev.aftm.infrastructure.zeromq.codec.WireReply;
import dev.aftm.infrastructure.zeromq.codec.WireRequest;
import dev.aftm.infrastructure.zeromq.codec.WireRequestException;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.order.ChangeRequest;
import dev.aftm.interactor.gateway.order.ChangeResponse;
import dev.aftm.interactor.intake.GatewayService;
import dev.aftm.interactor.queue.OrderResult;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code cancel_order} and {@code replace_order}: cancels an open order, or changes its price or quantity. */
public final class ChangeOrderHandler implements OperationHandler {

    public static final String CANCEL = "cancel_order";
    public static final String REPLACE = "replace_order";

    private final String operation;
    private final GatewayService service;

    private ChangeOrderHandler(String operation, GatewayService service) {
        this.operation = operation;
        this.service = service;
    }

    public static ChangeOrderHandler cancel(GatewayService service) {
        return new ChangeOrderHandler(CANCEL, service);
    }

    public static ChangeOrderHandler replace(GatewayService service) {
        return new ChangeOrderHandler(REPLACE, service);
    }

    /** The parameters of both operations; a cancel has neither price nor quantity. */
    public record Parameters(
            String orderAccount,
            @Nullable String targetRequestId,
            @Nullable String orderSerial,
            @Nullable BigDecimal price,
            @Nullable Integer quantity) {

        public static Parameters of(ChangeRequest request) {
            OrderReference target = request.change().target();
            ReplaceOrder replacement = request.change() instanceof ReplaceOrder found ? found : null;
            return new Parameters(
                    request.orderAccount(),
                    target.asRequestId().orElse(null),
                    target.asSerial().orElse(null),
                    replacement == null ? null : replacement.price(),
                    replacement == null ? null : replacement.quantity());
        }
    }

    /** The data of a reply. */
    public record Data(
            String status,
            String orderSerial,
            String errorCode,
            String errorMessage,
            @Nullable Boolean replayed) {

        public Data {
            Objects.requireNonNull(status, "status");
            Objects.requireNonNull(orderSerial, "order_serial");
            Objects.requireNonNull(errorCode, "error_code");
            Objects.requireNonNull(errorMessage, "error_message");
        }

        private static Data of(ChangeResponse response) {
            return new Data(
                    response.status().code(),
                    response.orderSerial(),
                    response.errorCode(),
                    response.errorMessage(),
                    response.replayed() ? true : null);
        }

        /**
         * Converts the message to the response that it describes.
         *
         * @throws IllegalArgumentException a field does not hold a valid value
         */
        public ChangeResponse response() {
            return new ChangeResponse(
                    ChangeResponse.Status.ofCode(status)
                            .orElseThrow(() -> new IllegalArgumentException(
                                    "\"" + status + "\" is not a status of a" + " change.")),
                    orderSerial,
                    errorCode,
                    errorMessage,
                    Boolean.TRUE.equals(replayed));
        }
    }

    @Override
    public String operation() {
        return operation;
    }

    @Override
    public void handle(WireRequest request, Consumer<WireReply> reply) throws WireRequestException {
        service.submit(
                read(request, operation.equals(REPLACE)), request.origin(), result -> reply.accept(wire(result)));
    }

    /**
     * Parses and validates the parameters.
     *
     * @param replaces whether price and quantity are read
     * @throws WireRequestException a field is missing or invalid; the message names it
     */
    public static ChangeRequest read(WireRequest request, boolean replaces) throws WireRequestException {
        WireFields fields = request.parameters().withCode(ErrorCode.INVALID_ORDER);
        String account = fields.text("order_account");
        String targetId = fields.optionalText("target_request_id");
        String serial = fields.optionalText("order_serial");
        BigDecimal price = replaces && fields.has("price") ? fields.decimal("price") : null;
        Integer quantity = replaces && fields.has("quantity") ? (Integer) fields.positiveInt("quantity") : null;
        if (replaces && price == null && quantity == null) {
            throw new WireRequestException(
                    ErrorCode.INVALID_ORDER, "price or quantity is missing; at least one of them must be given.");
        }
        try {
            OrderReference target = OrderReference.of(targetId, serial);
            OrderInstruction.OfEarlierOrder change =
                    replaces ? new ReplaceOrder(target, price, quantity) : new CancelOrder(target);
            return new ChangeRequest(request.requestId(), account, change, request.expiresAt());
        } catch (InvalidNewOrderException e) {
            throw new WireRequestException(ErrorCode.INVALID_ORDER, String.valueOf(e.getMessage()));
        } catch (DllGatewayException e) {
            throw new WireRequestException(e.code(), String.valueOf(e.getMessage()));
        }
    }

    private static WireReply wire(OrderResult result) {
        if (result instanceof OrderResult.Changed changed) {
            return WireReply.done(Data.of(changed.response()));
        }
        if (result instanceof OrderResult.Failed failed) {
            return WireReply.failed(failed.code(), failed.message());
        }
        return WireReply.failed(
                ErrorCode.REQUEST_ID_REUSED, "This request_id already belongs to an order; use a new" + " one.");
    }
}
