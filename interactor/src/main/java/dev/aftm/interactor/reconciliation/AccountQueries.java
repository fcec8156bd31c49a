package dev.aftm.interactor.reconciliation;

import dev.aftm.interactor.gateway.account.AccountInfo;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.AccountQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Pending queries of account figures, until they are answered or lost. Used by the execution thread only. */
public final class AccountQueries {

    /** The most accounts that are queried at once. */
    private static final int MOST_OUT = 8;

    private record Asked(PendingQuery<AccountInfo> query, List<Consumer<Optional<AccountInfo>>> replies) {}

    private final Clock clock;
    private final AccountQuery exchange;
    private final Duration patience;
    private final Map<String, Asked> out = new LinkedHashMap<>();

    public AccountQueries(Clock clock, AccountQuery exchange, Duration patience) {
        this.clock = clock;
        this.exchange = exchange;
        this.patience = patience;
    }

    /**
     * Queries an account's figures; callers that ask for the same account share one query. Each reply is given once; empty if
     * the exchange does not report them.
     */
    public void ask(String account, Consumer<Optional<AccountInfo>> reply) {
        Asked asked = out.get(account);
        if (asked == null && out.size() >= MOST_OUT) {
            reply.accept(Optional.empty());
            return;
        }
        if (asked == null) {
            asked = new Asked(new PendingQuery<>(clock, patience), new ArrayList<>());
            asked.query.ask(() -> exchange.margin(account));
            out.put(account, asked);
        }
        asked.replies.add(reply);
    }

    /** Gives the replies of queries that are answered or lost. */
    public void take() {
        out.values().removeIf(asked -> {
            boolean isOver = asked.query.isOver();
            if (isOver) {
                Optional<AccountInfo> answer = asked.query.take();
                asked.replies.forEach(reply -> reply.accept(answer));
            }
            return isOver;
        });
    }
}
