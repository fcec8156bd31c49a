package dev.aftm.interactor.usecase;

import dev.aftm.interactor.gateway.AccountInfo;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.MarginQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Questions for what accounts are worth, until they are answered or lost. Belongs to the thread that owns the exchange. */
final class AccountQuestions {

    private record Asked(Question<AccountInfo> question, Consumer<Optional<AccountInfo>> reply) {}

    private final Clock clock;
    private final MarginQuery exchange;
    private final Duration patience;
    private final List<Asked> out = new ArrayList<>();

    AccountQuestions(Clock clock, MarginQuery exchange, Duration patience) {
        this.clock = clock;
        this.exchange = exchange;
        this.patience = patience;
    }

    /** Asks; the reply is given once, empty where the exchange does not tell. */
    void ask(String account, Consumer<Optional<AccountInfo>> reply) {
        Question<AccountInfo> question = new Question<>(clock, patience);
        question.ask(() -> exchange.margin(account));
        out.add(new Asked(question, reply));
    }

    /** Looks for answers. */
    void take() {
        out.removeIf(asked -> {
            boolean isOver = asked.question().isOver();
            if (isOver) {
                asked.reply().accept(asked.question().take());
            }
            return isOver;
        });
    }
}
