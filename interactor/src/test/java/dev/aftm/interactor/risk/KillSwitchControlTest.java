package dev.aftm.interactor.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.killswitch.FakeKillSwitchStore;
import dev.aftm.interactor.port.killswitch.KillSwitch;
import dev.aftm.interactor.port.killswitch.KillSwitchContract;
import dev.aftm.interactor.port.killswitch.KillSwitchStore.Engagement;
import dev.aftm.interactor.port.store.FakeOrderJournal;
import dev.aftm.interactor.queue.FakeExecutionQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class KillSwitchControlTest implements KillSwitchContract {

    private final FakeClock clock = new FakeClock();
    private final FakeKillSwitchStore store = new FakeKillSwitchStore();
    private final FakeOrderJournal journal = new FakeOrderJournal(clock);
    private final AtomicInteger cancelled = new AtomicInteger();
    private final FakeExecutionQueue queue = FakeExecutionQueue.held();

    private final KillSwitchControl ofContract = opened();

    @Override
    public KillSwitch killSwitch() {
        return ofContract;
    }

    @Override
    public void engage() {
        ofContract.engage("client", "strange prices", false, () -> {});
    }

    @Override
    public void release() {
        assertThat(release(ofContract)).isEmpty();
    }

    private KillSwitchControl opened() {
        return new KillSwitchControl(clock, store, journal, queue, Runnable::run, cancelled::incrementAndGet);
    }

    private Optional<String> release(KillSwitchControl killSwitch) {
        List<Optional<String>> answers = new ArrayList<>();
        killSwitch.release("all is well", answers::add);
        queue.letThrough();
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }

    @Test
    void it_is_engaged_at_once_even_where_the_owner_of_the_exchange_is_held_up() {
        KillSwitchControl killSwitch = opened();
        assertThat(killSwitch.isEngaged()).isFalse();
        killSwitch.engage("client", "strange prices", false, () -> {});
        assertThat(killSwitch.isEngaged()).isTrue();
        assertThat(killSwitch.engagement()).contains(new Engagement(clock.now(), "client", "strange prices"));
        assertThat(journal.lastNote("kill_switch")).isEmpty();
        queue.letThrough();
        assertThat(journal.lastNote("kill_switch")).contains("engaged by client: strange prices");
        assertThat(cancelled).hasValue(0);
    }

    @Test
    void it_stays_engaged_over_a_restart_and_forgets_nothing() {
        opened().engage("client", "strange prices", false, () -> {});
        assertThat(opened().engagement()).map(Engagement::reason).contains("strange prices");
    }

    @Test
    void open_orders_are_cancelled_when_asked_for_also_later() {
        KillSwitchControl killSwitch = opened();
        killSwitch.engage("client", "first", false, () -> {});
        killSwitch.engage("client", "second", true, () -> {});
        queue.letThrough();
        assertThat(cancelled).hasValue(1);
        assertThat(killSwitch.engagement()).map(Engagement::reason).contains("first");
    }

    @Test
    void a_person_releases_it_and_that_is_recorded_first() {
        KillSwitchControl killSwitch = opened();
        assertThat(release(killSwitch)).contains("The kill switch is not engaged.");
        killSwitch.engage("client", "strange prices", false, () -> {});
        assertThat(release(killSwitch)).isEmpty();
        assertThat(killSwitch.isEngaged()).isFalse();
        assertThat(journal.lastNote("kill_switch")).contains("released: all is well");
        assertThat(opened().isEngaged()).isFalse();
    }

    @Test
    void who_engages_it_after_a_release_was_asked_for_is_not_released() {
        KillSwitchControl killSwitch = opened();
        killSwitch.engage("client", "first", false, () -> {});
        List<Optional<String>> answers = new ArrayList<>();
        killSwitch.release("all is well", answers::add);
        killSwitch.engage("client", "it is not", false, () -> {});
        queue.letThrough();
        assertThat(answers)
                .singleElement()
                .satisfies(answer -> assertThat(answer)
                        .hasValueSatisfying(why -> assertThat(why).contains("engaged again")));
        assertThat(killSwitch.isEngaged()).isTrue();
        assertThat(opened().isEngaged()).isTrue();
    }

    @Test
    void where_nothing_can_be_kept_it_is_engaged_all_the_same_and_says_so() {
        KillSwitchControl killSwitch = opened();
        store.fail();
        killSwitch.engage("client", "strange prices", false, () -> {});
        assertThat(killSwitch.isEngaged()).isTrue();
        assertThat(killSwitch.fault()).contains("could not be kept for a restart: The disk is full.");
        assertThat(release(killSwitch)).contains("It is still engaged: The disk is full.");
        assertThat(killSwitch.isEngaged()).isTrue();
    }

    @Test
    void a_queue_that_is_full_does_not_keep_it_from_engaging() {
        KillSwitchControl killSwitch = opened();
        queue.fill();
        killSwitch.engage("client", "strange prices", true, () -> {});
        assertThat(killSwitch.isEngaged()).isTrue();
        assertThat(killSwitch.fault()).contains("too busy");
    }

    @Test
    void a_person_can_engage_it_by_hand_in_the_store() {
        KillSwitchControl killSwitch = opened();
        killSwitch.poll();
        assertThat(killSwitch.isEngaged()).isFalse();
        store.write(new Engagement(clock.now(), "file", "by hand"));
        killSwitch.poll();
        assertThat(killSwitch.engagement()).map(Engagement::by).contains("file");
        queue.letThrough();
        assertThat(journal.lastNote("kill_switch")).contains("engaged by file: by hand");
    }

    @Test
    void that_it_is_engaged_counts_even_where_it_cannot_be_recorded() {
        journal.failNotes();
        KillSwitchControl killSwitch = opened();
        killSwitch.engage("client", "strange prices", false, () -> {});
        queue.letThrough();
        assertThat(killSwitch.isEngaged()).isTrue();
        assertThat(killSwitch.fault())
                .isEqualTo("The kill switch is engaged, but that could not be recorded: The disk is full.");
    }

    @Test
    void a_start_that_cannot_record_it_says_so() {
        store.write(new Engagement(clock.now(), "client", "strange prices"));
        queue.fill();
        KillSwitchControl killSwitch = opened();
        assertThat(killSwitch.isEngaged()).isTrue();
        assertThat(killSwitch.fault()).isEqualTo("The kill switch is engaged, but that could not be recorded.");
    }

    @Test
    void it_is_not_released_while_nobody_has_the_time_to_record_it() {
        KillSwitchControl killSwitch = opened();
        killSwitch.engage("client", "strange prices", false, () -> {});
        queue.fill();
        assertThat(release(killSwitch)).contains("The gateway is busy with orders; try again in a moment.");
        assertThat(killSwitch.isEngaged()).isTrue();
    }

    @Test
    void who_engages_it_while_it_is_released_has_the_last_word() {
        KillSwitchControl killSwitch = opened();
        killSwitch.engage("client", "first", false, () -> {});
        queue.letThrough();
        List<Optional<String>> answers = new ArrayList<>();
        killSwitch.release("all is well", answers::add);
        killSwitch.engage("client", "second", false, () -> {});
        queue.letThrough();
        assertThat(killSwitch.isEngaged()).isTrue();
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0)).isPresent();
    }

    /** One whose store is written when the test says so. */
    private KillSwitchControl openedBesideASlowDisk(Queue<Runnable> writes) {
        return new KillSwitchControl(clock, store, journal, queue, writes::add, () -> {});
    }

    private static void write(Queue<Runnable> writes) {
        for (Runnable next = writes.poll(); next != null; next = writes.poll()) {
            next.run();
        }
    }

    @Test
    void who_asks_for_its_release_twice_releases_it_once() {
        Queue<Runnable> writes = new ArrayDeque<>();
        KillSwitchControl killSwitch = openedBesideASlowDisk(writes);
        killSwitch.engage("client", "strange prices", false, () -> {});
        write(writes);
        List<Optional<String>> answers = new ArrayList<>();
        killSwitch.release("all is well", answers::add);
        killSwitch.release("all is well", answers::add);
        queue.letThrough();
        assertThat(killSwitch.isEngaged())
                .as("the store has not forgotten it yet")
                .isTrue();
        write(writes);
        assertThat(answers).containsExactly(Optional.empty(), Optional.of("The kill switch is not engaged."));
        killSwitch.poll();
        assertThat(killSwitch.isEngaged()).isFalse();
        assertThat(opened().isEngaged()).isFalse();
    }

    @Test
    void who_engages_it_while_a_slow_disk_forgets_it_has_the_last_word_also_over_a_restart() {
        Queue<Runnable> writes = new ArrayDeque<>();
        KillSwitchControl killSwitch = openedBesideASlowDisk(writes);
        killSwitch.engage("client", "first", false, () -> {});
        write(writes);
        List<Optional<String>> answers = new ArrayList<>();
        killSwitch.release("all is well", answers::add);
        queue.letThrough();
        killSwitch.engage("client", "second", false, () -> {});
        write(writes);
        queue.letThrough();
        assertThat(answers)
                .singleElement()
                .satisfies(answer -> assertThat(answer)
                        .hasValueSatisfying(why -> assertThat(why).contains("engaged again")));
        assertThat(killSwitch.isEngaged()).isTrue();
        assertThat(opened().isEngaged()).isTrue();
        assertThat(journal.lastNote("kill_switch")).contains("still engaged: it was engaged again meanwhile");
    }
}
