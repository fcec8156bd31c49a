package dev.aftm.infrastructure.journal.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.infrastructure.journal.segment.MemoryStorage.PowerLoss;
import dev.aftm.infrastructure.journal.segment.SegmentAudit.Verdict;
import dev.aftm.infrastructure.journal.segment.SegmentedLog.Head;
import dev.aftm.interactor.port.store.JournalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever fails, and whenever the power does: what was appended stays, and what was not is not there in part. */
@Timeout(60)
final class SegmentCrashTest {

    private static final int HISTORIES = 300;
    private static final int LIVES = 6;
    private static final int BATCHES = 14;

    /** One log over several lives of its process, and what it must contain. */
    private static final class History {
        private final Random random;
        private final boolean isSynced;
        private MemoryStorage storage;
        private final List<String> appended = new ArrayList<>();
        private final List<List<String>> maybe = new ArrayList<>();
        private Head checkpoint = LogCheck.START;

        private History(long seed, boolean isSynced) {
            this.random = new Random(seed);
            this.isSynced = isSynced;
            this.storage = new MemoryStorage(seed);
        }

        private void run() {
            for (int life = 0; life < LIVES; life++) {
                live();
            }
            storage.failAt(Integer.MAX_VALUE, 0, null);
            storage.losePowerAt(Integer.MAX_VALUE);
            SegmentedLog last = Logs.open(storage, isSynced, checkpoint);
            compare(last);
            last.close();
            Verdict verdict = new SegmentAudit(storage).verify();
            assertThat(verdict.findings()).isEmpty();
            assertThat(verdict.notes()).isEmpty();
            assertThat(verdict.head()).isEqualTo(last.head());
        }

        /** Opens the log, appends, and ends by a power loss, a kill or in order. */
        private void live() {
            boolean losesPower = isSynced && random.nextBoolean();
            if (random.nextInt(3) > 0) {
                storage.failAt(random.nextInt(60), 1 + random.nextInt(3), randomStep());
            }
            if (losesPower || random.nextBoolean()) {
                storage.losePowerAt(1 + random.nextInt(90));
            }
            if (random.nextInt(4) == 0) {
                storage.writeShort();
            }
            SegmentedLog log = null;
            try {
                log = Logs.open(storage, isSynced, random.nextBoolean() ? checkpoint : LogCheck.START);
                compare(log);
                appendAll(log);
                if (random.nextBoolean()) {
                    log.close();
                }
            } catch (PowerLoss e) {
                assertThat(log == null || log.head().position() <= appended.size() + longest())
                        .isTrue();
            } catch (JournalException e) {
                assertThat(e).hasMessageContaining("injected fault");
            }
            storage = losesPower ? storage.afterPowerLoss() : storage.afterKill();
        }

        private MemoryStorage.@Nullable Step randomStep() {
            MemoryStorage.Step[] steps = MemoryStorage.Step.values();
            int at = random.nextInt(steps.length + 3);
            return at < steps.length ? steps[at] : null;
        }

        private int longest() {
            return maybe.stream().mapToInt(List::size).max().orElse(0);
        }

        private void appendAll(SegmentedLog log) {
            int batches = random.nextInt(BATCHES);
            for (int i = 0; i < batches; i++) {
                String[] lines = Logs.randomLines(random, appended.size() + 1);
                maybe.add(List.of(lines));
                try {
                    long first = log.append(Logs.batch(lines), random.nextBoolean());
                    assertThat(first).isEqualTo(appended.size() + 1);
                    appended.addAll(List.of(lines));
                    maybe.clear();
                    if (random.nextInt(4) == 0) {
                        checkpoint = log.head();
                    }
                } catch (JournalException e) {
                    assertThat(e).hasMessageContaining("injected fault");
                    assertThat(log.head().position()).isEqualTo(appended.size());
                    assertThat(Logs.records(log)).isEqualTo(appended);
                }
            }
            assertThat(Logs.records(log)).isEqualTo(appended);
        }

        /** A batch whose call did not return, or failed just before the end, may be there, but wholly. */
        private void compare(SegmentedLog log) {
            List<String> records = Logs.records(log);
            assertThat(records.size()).isGreaterThanOrEqualTo(appended.size());
            assertThat(records.subList(0, appended.size())).isEqualTo(appended);
            List<String> more = List.copyOf(records.subList(appended.size(), records.size()));
            if (!more.isEmpty()) {
                assertThat(maybe).contains(more);
                appended.addAll(more);
            }
            maybe.clear();
            assertThat(log.head().position()).isEqualTo(appended.size());
        }
    }

    @Test
    void everyAppendedBatchSurvivesFaultsKillsAndPowerLosses() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            runHistory(seed, true);
        }
    }

    @Test
    void withoutSyncEveryAppendedBatchSurvivesFaultsAndKills() {
        for (int seed = 0; seed < HISTORIES / 2; seed++) {
            runHistory(seed, false);
        }
    }

    private static void runHistory(int seed, boolean isSynced) {
        try {
            new History(seed, isSynced).run();
        } catch (JournalException | AssertionError e) {
            throw new AssertionError("The history with seed " + seed + " failed: " + e.getMessage(), e);
        }
    }
}
