package dev.aftm.interactor.usecase;

import dev.aftm.domain.order.OrderExecutorGateway;
import dev.aftm.domain.order.OrderOutcome;
import dev.aftm.domain.strategy.TradingSignal;
import dev.aftm.interactor.gateway.ErrorCode;
import dev.aftm.interactor.port.OutgoingSignal;
import dev.aftm.interactor.port.SignalAnswer;
import java.util.function.BiConsumer;

/** Executes signals and says what became of each. May be used from several threads. */
public final class SignalExecutor {

    private final OrderExecutorGateway executor;
    private final BiConsumer<TradingSignal, SignalAnswer> observer;

    /** @param observer told of every answer, for whoever watches */
    public SignalExecutor(OrderExecutorGateway executor, BiConsumer<TradingSignal, SignalAnswer> observer) {
        this.executor = executor;
        this.observer = observer;
    }

    /** Executes a signal; executing it again gives the first execution's outcome. */
    public SignalAnswer execute(OutgoingSignal outgoing) {
        OrderOutcome outcome = executor.execute(outgoing.signal(), outgoing.expiresAt());
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
