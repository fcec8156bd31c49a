package dev.aftm.domain.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RiskRuleChainTest {

    private final List<String> taken = new ArrayList<>();
    private final RiskContext order = RandomCase.of(new Random(1), 0, RiskLimits.NONE);

    private RiskRule rule(String name, RiskDecision decision) {
        return new RiskRule() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public RiskDecision check(RiskContext context) {
                return decision;
            }

            @Override
            public void onTaken(RiskContext context) {
                taken.add(name);
            }
        };
    }

    @Test
    void all_rules_are_notified_of_an_allowed_order() {
        RiskRuleChain check =
                new RiskRuleChain(List.of(rule("one", RiskDecision.ALLOWED), rule("two", RiskDecision.ALLOWED)));
        assertThat(check.check(order)).isSameAs(RiskDecision.ALLOWED);
        assertThat(taken).containsExactly("one", "two");
    }

    @Test
    void the_first_denial_counts_and_no_rule_is_notified() {
        RiskDecision denial = RiskDecision.refused("two", "the limit of 2", "3 exceeds");
        RiskRuleChain check = new RiskRuleChain(List.of(rule("one", RiskDecision.ALLOWED), rule("two", denial)));
        assertThat(check.check(order)).isEqualTo(denial);
        assertThat(taken).isEmpty();
        assertThat(((RiskDecision.Rejected) denial).sentence())
                .isEqualTo("Rejected by \"two\": 3 exceeds the limit of 2.");
    }

    @Test
    @SuppressWarnings("NullAway") // A rule that breaks its contract.
    void a_rule_that_throws_or_returns_no_decision_denies() {
        RiskRule broken = new RiskRule() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public RiskDecision check(RiskContext context) {
                throw new ArithmeticException("Division by zero");
            }
        };
        assertThat(new RiskRuleChain(List.of(broken)).check(order)).isInstanceOf(RiskDecision.Rejected.class);
        assertThat(new RiskRuleChain(List.of(rule("mute", null))).check(order))
                .isInstanceOf(RiskDecision.Rejected.class);
        assertThat(new RiskRuleChain(List.of(rule("other", new RiskDecision.Allowed()))).check(order))
                .as("only ALLOWED itself allows")
                .isInstanceOf(RiskDecision.Rejected.class);
    }

    @Test
    void each_limit_comes_from_the_most_specific_entry() {
        RiskLimitBook book = new RiskLimitBook(List.of(
                new RiskLimitBook.Entry(
                        "A1", "TXFH1", Limits.none().orderQuantity(1).made()),
                new RiskLimitBook.Entry(
                        "A1", null, Limits.none().orderQuantity(2).made()),
                new RiskLimitBook.Entry(
                        null, "TXFH1", Limits.none().orderQuantity(3).made()),
                new RiskLimitBook.Entry(
                        null,
                        null,
                        Limits.none().orderQuantity(4).dailyLoss(100).made())));
        assertThat(book.of("A1", "TXFH1").orderQuantity()).isEqualTo(1);
        assertThat(book.of("A1", "MXFH1").orderQuantity()).isEqualTo(2);
        assertThat(book.of("A2", "TXFH1").orderQuantity()).isEqualTo(3);
        assertThat(book.of("A2", "MXFH1").orderQuantity()).isEqualTo(4);
        assertThat(book.of("A1", "TXFH1").dailyLoss()).isEqualTo(BigDecimal.valueOf(100));
        assertThat(book.of("A1", "TXFH1")).isSameAs(book.of("A1", "TXFH1"));
        assertThat(book.entries())
                .extracting(entry -> entry.limits().orderQuantity())
                .containsExactly(4, 3, 2, 1);
    }

    @Test
    void cached_limits_are_bounded_whatever_names_clients_send() {
        RiskLimitBook book = new RiskLimitBook(List.of(new RiskLimitBook.Entry(
                null, null, Limits.none().orderQuantity(1).made())));
        RiskLimits first = book.of("A0", "TXFH1");
        for (int client = 1; client < 10_000; client++) {
            book.of("A" + client, "TXFH1");
        }
        assertThat(book.of("A0", "TXFH1")).isSameAs(first);
        book.of("one more", "TXFH1");
        assertThat(book.of("A0", "TXFH1")).isNotSameAs(first).isEqualTo(first);
    }
}
