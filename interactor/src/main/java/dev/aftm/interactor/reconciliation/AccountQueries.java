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

/** Questions for what accounts are worth, until they are answered or lost. Belongs to the thread that owns the exchange. */
public final class AccountQueries {

    /** More accounts at once are not asked about. */
    private static final int MOST_OUT = 8;

    private record Asked(PendingQuery<AccountInfo> question, List<Consumer<Optional<AccountInfo>>> replies) {}

    private final Clock clock;
    private final AccountQuery exchange;
    private final Duration patience;
    private final Map<String, Asked> out = new LinkedHashMap<>();

    public AccountQueries(Clock clock, AccountQuery exchange, Duration patience) {
        this.clock = clock;
        this.exchange = exchange;
        this.patience = patience;
    }

    /** Asks, once for all who ask about the same account; each reply is given once, empty where the exchange does not tell. */
    public void ask(String account, Consumer<Optional<AccountInfo>> reply) {
        Asked asked = out.get(account);
        if (asked == null && out.size() >= MOST_OUT) {
            reply.accept(Optional.empty());
            return;
        }
        if (asked == null) {
            asked = new Asked(new PendingQuery<>(clock, patience), new ArrayList<>());
            asked.question.ask(() -> exchange.margin(account));
            out.put(account, asked);
        }
        asked.replies.add(reply);
    }

    /** Looks for answers. */
    public void take() {
        out.values().removeIf(asked -> {
            boolean isOver = asked.question.isOver();
            if (isOver) {
                Optional<AccountInfo> answer = asked.question.take();
                asked.replies.forEach(reply -> reply.accept(answer));
            }
            return isOver;
        });
    }
}
