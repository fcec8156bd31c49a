package dev.aftm.interactor.port.store;

import dev.aftm.domain.strategy.Condition;
import dev.aftm.domain.strategy.ConditionPlan;
import dev.aftm.interactor.port.signal.OutgoingSignal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The persistent state of a strategy: its conditions and the signals not acknowledged yet. The strategy's process and the
 * commands that add and remove conditions share the store; each uses its own instance, from one thread.
 *
 * <p>Every method throws {@link StoreException} if the store cannot be read or written; in that case nothing was changed, but for
 * a write whose message says that this is not certain. What is read afterwards is what is stored. Later calls may succeed.
 */
public interface StrategyStore extends AutoCloseable {

    /** The store's id: 16 random hexadecimal digits, created with the store; the first part of its signals' ids. */
    String storeId();

    /** All conditions that have not exited, in order of creation. */
    List<Condition> conditions();

    /** A condition by its number, including exited ones; empty if it was removed or never existed. */
    Optional<Condition> find(long conditionId);

    /** Adds conditions, all or none. Numbers continue after the highest number ever used in this store. */
    List<Condition> add(List<ConditionPlan> plans);

    /**
     * Removes a condition.
     *
     * @return false if there is none with this number
     */
    boolean remove(long conditionId);

    /**
     * Stores the effects of ticks in one commit: changed conditions, signals to send, and the position in the feed. A
     * condition that was removed meanwhile stays removed.
     */
    void commit(List<Condition> changed, List<OutgoingSignal> signals, FeedPosition position);

    /** The last stored position of a feed. */
    FeedPosition position(String feedId);

    /** Stored signals that are not acknowledged, oldest first. */
    List<OutgoingSignal> unacknowledged();

    /**
     * Deletes an acknowledged signal and, in the same commit, stores the change of its condition.
     *
     * @param changed the changed condition, or null if the outcome changed nothing
     */
    void acknowledge(String signalId, @Nullable Condition changed);

    /** A number that changes whenever another instance has changed the conditions. */
    long version();

    @Override
    void close();

    /**
     * A position in a feed.
     *
     * @param feedId the feed
     * @param sequence the last tick whose effects are stored; 0 for none
     * @param signals signals caused by the feed so far
     */
    record FeedPosition(String feedId, long sequence, long signals) {}

    /** The store cannot be used. The message is one sentence that says what to do. */
    final class StoreException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** @param message one sentence that says what to do */
        public StoreException(String message) {
            super(message);
        }
    }
}
