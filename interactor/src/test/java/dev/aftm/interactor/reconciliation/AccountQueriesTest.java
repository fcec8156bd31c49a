package dev.aftm.interactor.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.interactor.gateway.account.AccountInfo;
import dev.aftm.interactor.port.clock.FakeClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class AccountQueriesTest {

    private final FakeClock clock = new FakeClock();
    private final Map<String, CompletableFuture<AccountInfo>> asked = new LinkedHashMap<>();
    private final AccountQueries queries = new AccountQueries(clock, this::ask, Duration.ofSeconds(5));
    private final List<Optional<AccountInfo>> answers = new ArrayList<>();

    private CompletableFuture<AccountInfo> ask(String account) {
        assertThat(asked).as("asked once only").doesNotContainKey(account);
        CompletableFuture<AccountInfo> answer = new CompletableFuture<>();
        asked.put(account, answer);
        return answer;
    }

    private static AccountInfo worth(String account) {
        return new AccountInfo(account, "TWD", BigDecimal.TEN, BigDecimal.TEN, BigDecimal.ONE, BigDecimal.valueOf(9));
    }

    @Test
    void all_who_ask_about_an_account_get_the_one_answer() {
        queries.ask("A1", answers::add);
        queries.ask("A1", answers::add);
        queries.ask("A2", answers::add);
        queries.take();
        assertThat(answers).isEmpty();
        Objects.requireNonNull(asked.get("A1")).complete(worth("A1"));
        queries.take();
        queries.take();
        assertThat(answers).containsExactly(Optional.of(worth("A1")), Optional.of(worth("A1")));
        asked.remove("A1");
        queries.ask("A1", answers::add);
        assertThat(asked).as("the next one is asked anew").containsKey("A1");
    }

    @Test
    void who_is_not_answered_in_time_is_told_so() {
        queries.ask("A1", answers::add);
        clock.advance(Duration.ofMillis(4_999));
        queries.take();
        assertThat(answers).isEmpty();
        clock.advance(Duration.ofMillis(1));
        queries.take();
        assertThat(answers).containsExactly(Optional.empty());
    }

    @Test
    void the_exchange_is_asked_about_few_accounts_at_once() {
        for (int i = 1; i <= 9; i++) {
            queries.ask("A" + i, answers::add);
        }
        assertThat(asked).hasSize(8);
        assertThat(answers).containsExactly(Optional.empty());
        queries.ask("A8", answers::add);
        Objects.requireNonNull(asked.get("A8")).complete(worth("A8"));
        queries.take();
        assertThat(answers).hasSize(3);
    }
}
