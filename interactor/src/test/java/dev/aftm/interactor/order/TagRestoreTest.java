package dev.aftm.interactor.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.store.EventLog.LoggedEvent;
import dev.aftm.interactor.port.store.FakeEventLog;
import dev.aftm.interactor.port.store.FakeHistoryStore;
import dev.aftm.interactor.port.store.HistoryStore;
import dev.aftm.interactor.port.store.LogHeadStore;
import dev.aftm.interactor.port.store.TagWords;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No tag is used twice, and none that was lost goes unnoticed, whatever copies of the log are restored in whatever order. */
final class TagRestoreTest {

    private static final LocalDate DAY = LocalDate.of(2021, 7, 26);
    private static final int[] LENGTHS = {10, 15, 21, 200};

    /** Few words, so that they would often come twice. */
    private static TagWords words(Random random, boolean isFirst) {
        return () -> isFirst
                ? "7ouse"
                : String.format("x%04d", random.nextInt(10_000)).substring(0, 2)
                        + String.format("%03d", random.nextInt(60));
    }

    private static OrderRequest order(int number) {
        return Orders.request("request-" + number, Orders.buy(1));
    }

    private void run(long seed) {
        Random random = new Random(seed);
        FakeEventLog log = new FakeEventLog();
        List<List<LoggedEvent>> copies = new ArrayList<>();
        Set<String> sent = new HashSet<>();
        List<HistoryStore> histories = List.of(HistoryStore.NONE, new FakeHistoryStore(), new FakeHistoryStore());
        int orders = 0;
        new OrderJournal(new FakeClock(), log, words(random, true), LogHeadStore.NONE, HistoryStore.NONE);
        for (int start = 0; start < 12; start++) {
            copies.add(log.events());
            if (random.nextBoolean()) {
                log.restore(copies.get(random.nextInt(copies.size())));
            }
            int epoch = start;
            HistoryStore history = histories.get(random.nextInt(histories.size()));
            OrderJournal journal = new OrderJournal(
                    new FakeClock(),
                    log,
                    new TagWords() {
                        private boolean isOpened;

                        @Override
                        public String next() {
                            // A word of an opening is unguessable, hence new; only those of short tags may come again.
                            String word = isOpened ? words(random, false).next() : String.format("e%04d", epoch);
                            isOpened = true;
                            return word;
                        }
                    },
                    LogHeadStore.NONE,
                    history);
            journal.limitTags(LENGTHS[random.nextInt(LENGTHS.length)]);
            for (String tag : sent) {
                boolean isKnown = log.events().stream()
                        .anyMatch(logged -> logged.toString().contains("tag=" + tag + ","));
                assertThat(journal.lacks(tag)).as("%s, seed %s", tag, seed).isEqualTo(!isKnown);
            }
            for (int i = random.nextInt(4); i > 0; i--) {
                List<OrderRequest> group = new ArrayList<>();
                for (int size = 1 + random.nextInt(3); size > 0; size--) {
                    group.add(order(orders++));
                }
                for (OrderJournal.Entry entry : journal.recordIntents(group, DAY)) {
                    assertThat(sent.add(entry.tag()))
                            .as("%s, seed %s", entry.tag(), seed)
                            .isTrue();
                }
                if (random.nextInt(5) == 0) {
                    copies.add(log.events());
                    journal.updateHistory();
                }
            }
        }
    }

    @Test
    void no_tag_comes_twice_over_random_restores() {
        for (long seed = 0; seed < 300; seed++) {
            run(seed);
        }
    }
}
