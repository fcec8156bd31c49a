package dev.aftm.interactor.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.ExtendingPage;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.store.FakeOrderJournal;
import dev.aftm.interactor.port.store.OrderJournal;
import dev.aftm.interactor.port.store.OrderJournalContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and tests the journal of {@code docs/extending/journal.md}. */
final class JournalDocumentationTest implements OrderJournalContract {

    private final List<String> copies = new ArrayList<>();

    @TempDir
    private Path folder = Path.of("");

    private OrderJournal journal = new FakeOrderJournal(new FakeClock());

    @BeforeEach
    void compile() throws Exception {
        journal = copying(copies::add);
    }

    private OrderJournal copying(Consumer<String> copy) throws Exception {
        return (OrderJournal) ExtendingPage.compiled("journal.md", "dev.aftm.interactor.order.DropCopyJournal", folder)
                .getConstructor(OrderJournal.class, Consumer.class)
                .newInstance(new FakeOrderJournal(new FakeClock()), copy);
    }

    @Override
    public OrderJournal journal() {
        return journal;
    }

    private void accept(OrderJournal to, String id) {
        OrderJournal.Entry intent = to.recordIntents(List.of(Orders.request(id, Orders.buy(1))), DAY)
                .get(0);
        to.recordOutcomes(List.of(new OrderJournal.Outcome(intent.key(), new OrderJournal.State.Accepted("000001"))));
    }

    @Test
    void every_outcome_is_copied() {
        accept(journal, "request-1");
        assertThat(copies).containsExactly(Orders.ACCOUNT + " request-1 Accepted[orderSerial=000001]");
    }

    @Test
    void a_failed_copy_does_not_affect_the_order() throws Exception {
        OrderJournal failing = copying(line -> {
            throw new IllegalStateException("The line is down.");
        });
        accept(failing, "request-1");
        assertThat(failing.find(new OrderJournal.OrderKey(Orders.ACCOUNT, "request-1")))
                .hasValueSatisfying(entry -> assertThat(entry.state()).isInstanceOf(OrderJournal.State.Accepted.class));
    }
}
