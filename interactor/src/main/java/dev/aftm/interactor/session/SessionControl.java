package dev.aftm.interactor.session;

import dev.aftm.interactor.queue.ExecutionQueue;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A person's control of the running gateway's session. Called on the gateway-loop thread; the execution thread does the work,
 * between orders, and gives the reply: empty if it was done, otherwise a sentence that says why not.
 */
public final class SessionControl {

    private static final String BUSY = "The gateway is busy with orders; try again in a moment.";

    private final ExchangeSynchronizer synchronizer;
    private final ExecutionQueue queue;

    public SessionControl(ExchangeSynchronizer synchronizer, ExecutionQueue queue) {
        this.synchronizer = synchronizer;
        this.queue = queue;
    }

    /** Starts a login; the session's state, which follows, shows how it ended. */
    public void login(Consumer<Optional<String>> reply) {
        queue(synchronizer::loginAgain, reply);
    }

    /** Logs out; the gateway stays logged out until somebody logs in. */
    public void logout(Consumer<Optional<String>> reply) {
        queue(synchronizer::logout, reply);
    }

    /** Selects the account that signals trade for; takes effect when the order executor next starts. */
    public void selectAccount(String account, Consumer<Optional<String>> reply) {
        queue(() -> synchronizer.selectAccount(account), reply);
    }

    /** Subscribes to an instrument's trades at once; the strategy trades the instrument from its next start. */
    public void register(String itemCode, Consumer<Optional<String>> reply) {
        queue(() -> synchronizer.register(itemCode), reply);
    }

    /** Takes orders into the journal that the exchange has although the journal lacks them. */
    public void adopt(String reason, Consumer<Optional<String>> reply) {
        queue(() -> synchronizer.adopt("operator", reason), reply);
    }

    private void queue(Supplier<Optional<String>> action, Consumer<Optional<String>> reply) {
        if (!queue.offer(() -> reply.accept(action.get()))) {
            reply.accept(Optional.of(BUSY));
        }
    }
}
