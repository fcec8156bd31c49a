package dev.aftm.interactor.port.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.ExtendingPage;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.interactor.gateway.order.Orders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and tests the log of {@code docs/extending/journal.md}. */
final class EventLogDocumentationTest implements EventLogContract {

    private final List<String> copies = new ArrayList<>();

    @TempDir
    private Path folder = Path.of("");

    private EventLog log = new FakeEventLog();

    @BeforeEach
    void compile() throws Exception {
        log = copying(copies::add);
    }

    private EventLog copying(Consumer<String> copy) throws Exception {
        return (EventLog) ExtendingPage.compiled("journal.md", "dev.aftm.interactor.port.store.DropCopyLog", folder)
                .getConstructor(EventLog.class, Consumer.class)
                .newInstance(new FakeEventLog(), copy);
    }

    @Override
    public EventLog log() {
        return log;
    }

    private static void accept(EventLog to) {
        OrderKey key = new OrderKey(Orders.ACCOUNT, "request-1");
        to.append(
                TIME,
                List.of(
                        new LogEvent.OfOrder(key, "tag-1", new OrderEvent.Requested(Orders.buy(1), DAY, "")),
                        new LogEvent.OfOrder(key, "tag-1", new OrderEvent.Acknowledged("000001"))));
    }

    @Test
    void every_outcome_is_copied() {
        accept(log);
        assertThat(copies).containsExactly(Orders.ACCOUNT + " request-1 Acknowledged[orderSerial=000001]");
    }

    @Test
    void a_failed_copy_does_not_affect_the_order() throws Exception {
        EventLog failing = copying(line -> {
            throw new IllegalStateException("The line is down.");
        });
        accept(failing);
        assertThat(failing.head().position()).isEqualTo(2);
    }
}
