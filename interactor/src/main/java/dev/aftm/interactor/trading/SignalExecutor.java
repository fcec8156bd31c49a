package dev.aftm.interactor.trading;

import dev.aftm.domain.execution.OrderExecutorGateway;
import dev.aftm.domain.execution.OrderOutcome;
import dev.aftm.domain.strategy.TradingSignal;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.port.signal.OutgoingSignal;
import dev.aftm.interactor.port.signal.SignalAck;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Executes signals and returns an acknowledgement for each. Safe for all threads. */
public final class SignalExecutor {

    private final OrderExecutorGateway executor;
    private final Supplier<Instant> oldestExpiry;
    private final BiConsumer<TradingSignal, SignalAck> observer;

    /**
     * Creates an executor.
     *
     * @param executor sends the orders
     * @param oldestExpiry a signal that expires before this time was sent while another account was selected; it may have
     *     been executed for that account, so its outcome is unknown
     * @param observer receives every signal and its acknowledgement, for display and logs
     */
    public SignalExecutor(
            OrderExecutorGateway executor,
            Supplier<Instant> oldestExpiry,
            BiConsumer<TradingSignal, SignalAck> observer) {
        this.executor = executor;
        this.oldestExpiry = oldestExpiry;
        this.observer = observer;
    }

    /** Executes a signal. Executing it again returns the outcome of the first execution. */
    public SignalAck execute(OutgoingSignal outgoing) {
        OrderOutcome outcome = outgoing.expiresAt().isBefore(oldestExpiry.get())
                ? new OrderOutcome.Unknown(
                        "ACCOUNT_CHANGED",
                        "The signal was sent while another account was selected; check whether that account has its"
                                + " order.")
                : executor.execute(outgoing.signal(), outgoing.expiresAt());
        SignalAck ack = new SignalAck(outgoing.signal().id(), resultOf(outcome));
        observer.accept(outgoing.signal(), ack);
        return ack;
    }

    private static SignalAck.Result resultOf(OrderOutcome outcome) {
        if (outcome instanceof OrderOutcome.Accepted) {
            return SignalAck.Result.ACCEPTED;
        }
        if (outcome instanceof OrderOutcome.Rejected rejected) {
            return rejected.code().equals(ErrorCode.REQUEST_EXPIRED.name())
                    ? SignalAck.Result.EXPIRED
                    : SignalAck.Result.REJECTED;
        }
        return SignalAck.Result.UNKNOWN;
    }
}
