package dev.aftm.interactor.intake;

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

/** What is not let through to the exchange as things are now. Belongs to the gateway's loop. */
final class OrderValidator {

    private final SnapshotHolder snapshots;
    private final NoteLimit noteLimit;
    private final boolean requireRequestId;
    private final KillSwitch killSwitch;

    /** @param requireRequestId whether every order must have an id */
    OrderValidator(SnapshotHolder snapshots, NoteLimit noteLimit, boolean requireRequestId, KillSwitch killSwitch) {
        this.snapshots = snapshots;
        this.noteLimit = noteLimit;
        this.requireRequestId = requireRequestId;
        this.killSwitch = killSwitch;
    }

    /** Why a request cannot be an order, whatever the gateway's state; empty where it can. */
    Optional<OrderResult> unfit(GatewayRequest request) {
        if (request.requestId() == null && requireRequestId) {
            return Optional.of(OrderResult.notSent(
                    ErrorCode.REQUEST_ID_REQUIRED, "request_id is required here: 8 to 64 characters, e.g. a UUID."));
        }
        if (request instanceof OrderRequest order
                && !noteLimit.fits(order.order().note())) {
            return Optional.of(OrderResult.notSent(
                    ErrorCode.INVALID_ORDER,
                    "note must fit into " + noteLimit.maxBytes() + " bytes of " + noteLimit.charset() + "."));
        }
        return Optional.empty();
    }

    /** Why nothing of the kind can be sent at this moment; empty where it can. */
    Optional<OrderResult> closed(GatewayRequest request) {
        boolean isCancel =
                request instanceof ChangeRequest change && change.change().isCancel();
        if (!isCancel && killSwitch.isEngaged()) {
            // Here as well, so that it takes hold at once where the owner of the exchange is held up by a call.
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
