package dev.aftm.interactor.trading;

import dev.aftm.domain.order.OrderExecutorGateway;
import dev.aftm.domain.order.OrderOutcome;
import dev.aftm.domain.strategy.TradingSignal;
import dev.aftm.interactor.gateway.ErrorCode;
import dev.aftm.interactor.port.OutgoingSignal;
import dev.aftm.interactor.port.SignalAnswer;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Executes signals and says what became of each. May be used from several threads. */
public final class SignalExecutor {

    private final OrderExecutorGateway executor;
    private final Supplier<Instant> oldestExpiry;
    private final BiConsumer<TradingSignal, SignalAnswer> observer;

    /**
     * Makes it.
     *
     * @param oldestExpiry a signal that expires before this was given while another account was traded for: it may have
     *     been executed for that one, so its outcome is unknown here
     * @param observer told of every answer, for whoever watches
     */
    public SignalExecutor(
            OrderExecutorGateway executor,
            Supplier<Instant> oldestExpiry,
            BiConsumer<TradingSignal, SignalAnswer> observer) {
        this.executor = executor;
        this.oldestExpiry = oldestExpiry;
        this.observer = observer;
    }

    /** Executes a signal; executing it again gives the first execution's outcome. */
    public SignalAnswer execute(OutgoingSignal outgoing) {
        OrderOutcome outcome = outgoing.expiresAt().isBefore(oldestExpiry.get())
                ? new OrderOutcome.Unknown(
                        "ACCOUNT_CHANGED", "The signal was given while another account was selected.")
                : executor.execute(outgoing.signal(), outgoing.expiresAt());
        SignalAnswer answer = new SignalAnswer(outgoing.signal().id(), resultOf(outcome));
        observer.accept(outgoing.signal(), answer);
        return answer;
    }

    private static SignalAnswer.Result resultOf(OrderOutcome outcome) {
        if (outcome instanceof OrderOutcome.Accepted) {
            return SignalAnswer.Result.ACCEPTED;
        }
        if (outcome instanceof OrderOutcome.Rejected rejected) {
            return rejected.code().equals(ErrorCode.REQUEST_EXPIRED.name())
                    ? SignalAnswer.Result.EXPIRED
                    : SignalAnswer.Result.REJECTED;
        }
        return SignalAnswer.Result.UNKNOWN;
    }
}
