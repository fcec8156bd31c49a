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

    private static AccountInfo info(String account) {
        return new AccountInfo(account, "TWD", BigDecimal.TEN, BigDecimal.TEN, BigDecimal.ONE, BigDecimal.valueOf(9));
    }

    @Test
    void queries_of_one_account_share_an_answer() {
        queries.ask("A1", answers::add);
        queries.ask("A1", answers::add);
        queries.ask("A2", answers::add);
        queries.take();
        assertThat(answers).isEmpty();
        Objects.requireNonNull(asked.get("A1")).complete(info("A1"));
        queries.take();
        queries.take();
        assertThat(answers).containsExactly(Optional.of(info("A1")), Optional.of(info("A1")));
        asked.remove("A1");
        queries.ask("A1", answers::add);
        assertThat(asked).as("a later query is made again").containsKey("A1");
    }

    @Test
    void a_query_without_an_answer_times_out() {
        queries.ask("A1", answers::add);
        clock.advance(Duration.ofMillis(4_999));
        queries.take();
        assertThat(answers).isEmpty();
        clock.advance(Duration.ofMillis(1));
        queries.take();
        assertThat(answers).containsExactly(Optional.empty());
    }

    @Test
    void the_number_of_pending_queries_is_limited() {
        for (int i = 1; i <= 9; i++) {
            queries.ask("A" + i, answers::add);
        }
        assertThat(asked).hasSize(8);
        assertThat(answers).containsExactly(Optional.empty());
        queries.ask("A8", answers::add);
        Objects.requireNonNull(asked.get("A8")).complete(info("A8"));
        queries.take();
        assertThat(answers).hasSize(3);
    }
}
