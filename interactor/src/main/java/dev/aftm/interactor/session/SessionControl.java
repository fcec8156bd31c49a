package dev.aftm.interactor.session;

import dev.aftm.interactor.queue.ExecutionQueue;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a person may do with the session of the running gateway. Called on the gateway's loop; the work is done by the thread
 * that owns the exchange, between orders, which also gives the reply: empty where it was done, else a sentence that says why
 * not.
 */
public final class SessionControl {

    private static final String BUSY = "The gateway is busy with orders; try again in a moment.";

    private final ExchangeSynchronizer synchronizer;
    private final ExecutionQueue queue;

    public SessionControl(ExchangeSynchronizer synchronizer, ExecutionQueue queue) {
        this.synchronizer = synchronizer;
        this.queue = queue;
    }

    /** Logs in (again); how it ends is told by the session's state, which follows. */
    public void login(Consumer<Optional<String>> reply) {
        queue(synchronizer::loginAgain, reply);
    }

    /** Logs out, and stays so until somebody logs in. */
    public void logout(Consumer<Optional<String>> reply) {
        queue(synchronizer::logout, reply);
    }

    /** Selects the account that signals trade for, from the order executor's next start on. */
    public void selectAccount(String account, Consumer<Optional<String>> reply) {
        queue(() -> synchronizer.selectAccount(account), reply);
    }

    /** Follows an instrument's trades from now on, which the strategy takes up at its next start. */
    public void register(String itemCode, Consumer<Optional<String>> reply) {
        queue(() -> synchronizer.register(itemCode), reply);
    }

    private void queue(Supplier<Optional<String>> action, Consumer<Optional<String>> reply) {
        if (!queue.offer(() -> reply.accept(action.get()))) {
            reply.accept(Optional.of(BUSY));
        }
    }
}
