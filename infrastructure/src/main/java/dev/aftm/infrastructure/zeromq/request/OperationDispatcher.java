package dev.aftm.infrastructure.zeromq.request;

import dev.aftm.infrastructure.zeromq.codec.WireReply;
import dev.aftm.infrastructure.zeromq.codec.WireRequest;
import dev.aftm.infrastructure.zeromq.codec.WireRequestException;
import dev.aftm.infrastructure.zeromq.request.operation.OperationHandler;
import dev.aftm.infrastructure.zeromq.request.operation.SendOrderHandler;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.error.OrderSent;
import dev.aftm.interactor.intake.OrderIntake;
import dev.aftm.interactor.port.store.OrderKey;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Dispatches requests to the handlers of their operations, and turns every failure into a reply. */
final class OperationDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(OperationDispatcher.class);

    /** Takes the place of the operation's name if the request cannot be parsed. */
    static final String UNREADABLE = "(unreadable)";

    private final OrderIntake intake;
    private final Map<String, OperationHandler> handlers;

    OperationDispatcher(OrderIntake intake, Collection<OperationHandler> handlers) {
        this.intake = intake;
        this.handlers = handlers.stream()
                .collect(Collectors.toUnmodifiableMap(OperationHandler::operation, Function.identity()));
    }

    Set<String> names() {
        return handlers.keySet();
    }

    /**
     * Parses a message and dispatches it.
     *
     * @param finish receives the operation's name and the reply exactly once, now or later, on any thread
     */
    void serve(byte[] body, String origin, BiConsumer<String, WireReply> finish) {
        JsonNode root;
        try {
            root = WireRequest.read(body);
        } catch (WireRequestException refusal) {
            finish.accept(
                    UNREADABLE,
                    WireReply.failed(refusal.code(), refusal.sentence()).about(OrderSent.NO));
            return;
        }
        serve(root, origin, finish);
    }

    /** Dispatches a message that has been parsed already. */
    void serve(JsonNode root, String origin, BiConsumer<String, WireReply> finish) {
        String operation = UNREADABLE;
        @Nullable String requestId = null;
        boolean aboutOrder = true;
        try {
            WireRequest request = WireRequest.of(root, origin);
            requestId = request.requestId();
            OperationHandler handler = handlers.get(request.operation());
            if (handler == null) {
                throw new WireRequestException(
                        ErrorCode.UNKNOWN_OPERATION,
                        "This operation does not exist; use one of "
                                + handlers.keySet().stream().sorted().collect(Collectors.joining(", ")) + ".");
            }
            operation = handler.operation();
            aboutOrder = operation.equals(SendOrderHandler.OPERATION);
            String name = operation;
            handler.handle(request, reply -> finish.accept(name, reply.answering(request.requestId())));
        } catch (WireRequestException refusal) {
            WireReply reply = WireReply.failed(refusal.code(), refusal.sentence());
            String echoed = requestId == null ? refusal.requestId() : requestId;
            OrderSent sent = aboutOrder ? sent(root, echoed) : OrderSent.NO;
            finish.accept(operation, (aboutOrder ? reply.about(sent) : reply).answering(echoed));
        } catch (RuntimeException e) {
            LOG.error("The operation {} has failed.", operation, e);
            WireReply reply = WireReply.failed(
                    ErrorCode.INTERNAL_ERROR, "The gateway failed to process this request; see its" + " log.");
            finish.accept(operation, (aboutOrder ? reply.about(OrderSent.UNKNOWN) : reply).answering(requestId));
        }
    }

    /** Returns whether the order with a rejected request's id was sent, perhaps by an earlier valid request. */
    private OrderSent sent(JsonNode root, @Nullable String requestId) {
        Optional<String> account = requestId == null ? Optional.empty() : WireRequest.accountOf(root);
        return account.map(known -> intake.sent(new OrderKey(known, String.valueOf(requestId))))
                .orElse(OrderSent.NO);
    }
}
