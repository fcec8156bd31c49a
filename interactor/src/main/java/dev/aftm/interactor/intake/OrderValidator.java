package dev.aftm.interactor.intake;

import dev.aftm.domain.order.CancelOrder;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.error.OrderSent;
import dev.aftm.interactor.gateway.order.ChangeRequest;
import dev.aftm.interactor.gateway.order.GatewayRequest;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.port.exchange.NoteLimit;
import dev.aftm.interactor.port.killswitch.KillSwitch;
import dev.aftm.interactor.queue.OrderResult;
import dev.aftm.interactor.snapshot.GatewaySnapshot;
import dev.aftm.interactor.snapshot.SnapshotHolder;
import java.util.Optional;

/** Rejects requests that are invalid or cannot be sent in the gateway's present state. Used by the gateway-loop thread only. */
public final class OrderValidator {

    private final SnapshotHolder snapshots;
    private final NoteLimit noteLimit;
    private final boolean requireRequestId;
    private final KillSwitch killSwitch;

    /** @param requireRequestId whether every request must have an id */
    public OrderValidator(
            SnapshotHolder snapshots, NoteLimit noteLimit, boolean requireRequestId, KillSwitch killSwitch) {
        this.snapshots = snapshots;
        this.noteLimit = noteLimit;
        this.requireRequestId = requireRequestId;
        this.killSwitch = killSwitch;
    }

    /** Returns why a request is invalid, whatever the gateway's state; empty if it is valid. */
    Optional<OrderResult> validate(GatewayRequest request) {
        if (request.requestId() == null && requireRequestId) {
            return Optional.of(OrderResult.notSent(
                    ErrorCode.REQUEST_ID_REQUIRED,
                    "This gateway requires a request_id: 8 to 64 characters, e.g. a UUID."));
        }
        if (request instanceof OrderRequest order
                && !noteLimit.fits(order.order().note())) {
            return Optional.of(OrderResult.notSent(
                    ErrorCode.INVALID_ORDER,
                    "note must fit into " + noteLimit.maxBytes() + " bytes of " + noteLimit.charset() + "."));
        }
        return Optional.empty();
    }

    /** Returns why a request of this kind cannot be sent at this moment; empty if it can. */
    Optional<OrderResult> closed(GatewayRequest request) {
        boolean isCancel = request instanceof ChangeRequest change && change.change() instanceof CancelOrder;
        if (!isCancel && killSwitch.isEngaged()) {
            // Checked here as well, so that it takes effect at once even if a call delays the execution thread.
            return Optional.of(OrderResult.stopped());
        }
        GatewaySnapshot snapshot = snapshots.read();
        return switch (snapshot.session()) {
            case LOGGED_OUT, LOGGING_IN ->
                Optional.of(OrderResult.notSent(
                        ErrorCode.NOT_LOGGED_IN, "The gateway is not logged in to the exchange; nothing was sent."));
            case DISCONNECTED ->
                Optional.of(OrderResult.notSent(
                        ErrorCode.EXCHANGE_DISCONNECTED, "The exchange is disconnected; nothing was sent."));
            case LOGGED_IN ->
                snapshot.recovered() || request instanceof ChangeRequest
                        ? Optional.empty()
                        : Optional.of(OrderResult.recovering(OrderSent.NO));
        };
    }
}
