package dev.aftm.interactor.gateway.order;

import dev.aftm.domain.order.Instruction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A request that is to reach the exchange, once for each id: an order, or the change of one. */
public sealed interface GatewayRequest permits OrderRequest, ChangeRequest {

    /** What names the request, together with the account, for ever; null where it came without. */
    @Nullable String requestId();

    /** Whom it is for. */
    String orderAccount();

    /** What is wanted. */
    Instruction instruction();

    /** After this nothing is sent for it; null for the gateway's own deadline. */
    @Nullable Instant expiresAt();

    /** What gave rise to it, in words for whoever reads the record later; may be empty. */
    String cause();
}
