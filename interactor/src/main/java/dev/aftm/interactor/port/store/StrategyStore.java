package dev.aftm.interactor.port.store;

import dev.aftm.domain.strategy.Condition;
import dev.aftm.domain.strategy.ConditionPlan;
import dev.aftm.interactor.port.signal.OutgoingSignal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a strategy must not forget: its conditions, their states, and the signals that have not been acknowledged. Shared
 * between the strategy's process and people who add and remove conditions; each uses an instance of its own, from one
 * thread.
 *
 * <p>Every method throws {@link StoreException} where the store cannot be read or written; nothing is then half done.
 */
public interface StrategyStore extends AutoCloseable {

    /** The store's own name: 16 random hexadecimal digits, made once with it; the first part of its signals' ids. */
    String storeId();

    /** All conditions that have not exited, in the order of their creation. */
    List<Condition> conditions();

    /** A condition by its number, also one that has exited; empty where it was removed. */
    Optional<Condition> find(long conditionId);

    /** Adds conditions, all or none; the numbers go on from the highest ever given out here. */
    List<Condition> add(List<ConditionPlan> plans);

    /**
     * Removes a condition.
     *
     * @return false where there is none with this number
     */
    boolean remove(long conditionId);

    /**
     * Keeps what a tick did, all or nothing: conditions in their new form, signals to be sent, and the tick's number. A
     * condition that a person has removed meanwhile stays removed.
     */
    void commit(List<Condition> changed, List<OutgoingSignal> signals, FeedPosition position);

    /** The last number that was kept for a feed, with the number of its signals. */
    FeedPosition position(String feedId);

    /** Signals that were kept and not acknowledged, oldest first. */
    List<OutgoingSignal> unacknowledged();

    /**
     * Forgets an acknowledged signal and, in the same commit, keeps what its outcome did to its condition.
     *
     * @param changed the condition in its new form, or null where the outcome changed nothing
     */
    void acknowledge(String signalId, @Nullable Condition changed);

    /** A number that changes whenever somebody else has changed the conditions. */
    long version();

    @Override
    void close();

    /**
     * How far a feed has had its effects kept.
     *
     * @param feedId the feed
     * @param sequence the last tick with kept effects, 0 for none
     * @param signals how many signals the feed has given rise to so far
     */
    record FeedPosition(String feedId, long sequence, long signals) {}

    /** The store cannot be used; the message is one sentence that says what to do. */
    final class StoreException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** @param message one sentence that says what to do */
        public StoreException(String message) {
            super(message);
        }
    }
}
