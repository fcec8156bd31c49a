package dev.aftm.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.infrastructure.journal.FileEventLog;
import dev.aftm.infrastructure.journal.RandomTagWords;
import dev.aftm.infrastructure.runtime.SystemClock;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.port.store.HistoryStore;
import dev.aftm.interactor.port.store.LogHeadStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Orders of former trading days, which are not in the gateway's memory. */
@Tag("long")
@Timeout(300)
final class FormerOrdersIT {

    private static final String ACCOUNT = "9800001-0000001";
    private static final int DAYS = 5;

    private final Path history;
    private final AftmProcess.Home home;

    FormerOrdersIT(@TempDir Path folder) throws IOException {
        home = new AftmProcess.Home(folder).with("ORDER_ACCOUNT", ACCOUNT);
        history = folder.resolve("data/history.db");
        Files.createDirectories(folder.resolve("data"));
        try (FileEventLog log = new FileEventLog(folder.resolve("data/journal"), false)) {
            OrderJournal journal = new OrderJournal(
                    new SystemClock(), log, new RandomTagWords(), LogHeadStore.NONE, HistoryStore.NONE);
            for (int day = 1; day <= DAYS; day++) {
                OrderRequest request =
                        new OrderRequest("order-000" + day, ACCOUNT, Orders.market("TXFH1", Side.BUY, 1, ""), null);
                OrderJournal.Entry entry = journal.recordIntents(List.of(request), LocalDate.of(2021, 7, day))
                        .get(0);
                journal.recordOutcomes(
                        List.of(new OrderJournal.Outcome(entry.key(), new OrderEvent.Acknowledged("90000" + day))));
            }
        }
    }

    private AftmProcess started() throws IOException {
        AftmProcess gateway = home.start("gateway");
        gateway.says("The gateway serves requests");
        return gateway;
    }

    private void assertAnsweredAsRecorded(String id, int day) throws IOException, InterruptedException {
        AftmProcess.Result repeated = home.run("order", "send", "--item", "TXFH1", "--side", "buy", "--request-id", id);
        assertThat(repeated.exitCode()).as(repeated.err()).isZero();
        assertThat(repeated.out()).contains("90000" + day);
    }

    @Test
    void an_id_of_a_former_day_is_never_sent_again() throws IOException, InterruptedException {
        for (int start = 0; start < 2; start++) {
            try (AftmProcess gateway = started()) {
                Awaitility.await().until(() -> Files.exists(history));
                assertAnsweredAsRecorded("order-0001", 1);
                AftmProcess.Result other =
                        home.run("order", "send", "--item", "TXFH1", "--side", "sell", "--request-id", "order-0002");
                assertThat(other.err()).contains("REQUEST_ID_REUSED");
                AftmProcess.Result shown = home.run("order", "show", "order-0003");
                assertThat(shown.out()).as(shown.err()).contains("900003");
                assertThat(home.ledger()).noneMatch(line -> line.contains("\"kind\":\"order\""));
                gateway.stop();
            }
        }
    }

    @Test
    void a_history_that_was_deleted_is_derived_anew() throws IOException, InterruptedException {
        try (AftmProcess gateway = started()) {
            Awaitility.await().until(() -> Files.exists(history));
            gateway.stop();
        }
        Files.delete(history);
        AftmProcess.Result rebuilt = home.run("journal", "rebuild");
        assertThat(rebuilt.exitCode()).as(rebuilt.err()).isZero();
        try (AftmProcess gateway = started()) {
            assertAnsweredAsRecorded("order-0001", 1);
            gateway.stop();
        }
        Files.writeString(history, "damaged");
        try (AftmProcess gateway = started()) {
            assertAnsweredAsRecorded("order-0002", 2);
            gateway.stop();
        }
        assertThat(home.ledger()).noneMatch(line -> line.contains("\"kind\":\"order\""));
    }
}
