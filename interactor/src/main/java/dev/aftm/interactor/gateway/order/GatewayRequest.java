package dev.aftm.interactor.gateway.order;

import dev.aftm.domain.order.OrderInstruction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A request to be sent to the exchange once per request id: an order, or a change or cancel of one. */
public sealed interface GatewayRequest permits OrderRequest, ChangeRequest {

    /** Identifies the request for ever, together with the account; null if the client sent none. */
    @Nullable String requestId();

    /** The account that the request is for. */
    String orderAccount();

    /** The order, change or cancel to send. */
    OrderInstruction instruction();

    /** The request is not sent after this; null for the gateway's default deadline. */
    @Nullable Instant expiresAt();

    /** What caused the request, in words, for people who read the audit trail; may be empty. */
    String cause();
}
