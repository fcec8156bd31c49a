package dev.aftm.interactor.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.interactor.order.FakeOrderJournal;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.killswitch.FakeKillSwitchStore;
import dev.aftm.interactor.port.killswitch.KillSwitch;
import dev.aftm.interactor.port.killswitch.KillSwitchContract;
import dev.aftm.interactor.port.killswitch.KillSwitchStore.Engagement;
import dev.aftm.interactor.port.store.LogEvent;
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

    private Optional<String> recorded() {
        return journal.last(LogEvent.KillSwitchChanged.class).map(LogEvent.KillSwitchChanged::what);
    }

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
    void it_is_engaged_at_once_even_if_the_engine_is_busy() {
        KillSwitchControl killSwitch = opened();
        assertThat(killSwitch.isEngaged()).isFalse();
        killSwitch.engage("client", "strange prices", false, () -> {});
        assertThat(killSwitch.isEngaged()).isTrue();
        assertThat(killSwitch.engagement()).contains(new Engagement(clock.now(), "client", "strange prices"));
        assertThat(recorded()).isEmpty();
        queue.letThrough();
        assertThat(recorded()).contains("engaged by client: strange prices");
        assertThat(cancelled).hasValue(0);
    }

    @Test
    void it_stays_engaged_across_a_restart_with_its_reason() {
        opened().engage("client", "strange prices", false, () -> {});
        assertThat(opened().engagement()).map(Engagement::reason).contains("strange prices");
    }

    @Test
    void engaging_again_can_cancel_open_orders() {
        KillSwitchControl killSwitch = opened();
        killSwitch.engage("client", "first", false, () -> {});
        killSwitch.engage("client", "second", true, () -> {});
        queue.letThrough();
        assertThat(cancelled).hasValue(1);
        assertThat(killSwitch.engagement()).map(Engagement::reason).contains("first");
    }

    @Test
    void a_release_is_recorded_and_stored() {
        KillSwitchControl killSwitch = opened();
        assertThat(release(killSwitch)).contains("The kill switch is not engaged.");
        killSwitch.engage("client", "strange prices", false, () -> {});
        assertThat(release(killSwitch)).isEmpty();
        assertThat(killSwitch.isEngaged()).isFalse();
        assertThat(recorded()).contains("released: all is well");
        assertThat(opened().isEngaged()).isFalse();
    }

    @Test
    void an_engagement_after_a_release_request_stays() {
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
    void it_is_engaged_even_if_it_cannot_be_stored() {
        KillSwitchControl killSwitch = opened();
        store.fail();
        killSwitch.engage("client", "strange prices", false, () -> {});
        assertThat(killSwitch.isEngaged()).isTrue();
        assertThat(killSwitch.fault()).contains("could not be saved and may be lost on a restart: The disk is full.");
        assertThat(release(killSwitch)).contains("The kill switch is still engaged: The disk is full.");
        assertThat(killSwitch.isEngaged()).isTrue();
    }

    @Test
    void an_engagement_is_stored_once_the_disk_works() {
        KillSwitchControl killSwitch = opened();
        store.fail();
        killSwitch.engage("client", "strange prices", false, () -> {});
        killSwitch.storeAgain();
        assertThat(killSwitch.fault()).contains("The disk is full.");
        assertThat(store.read()).isEmpty();
        store.work();
        killSwitch.storeAgain();
        assertThat(killSwitch.fault()).isNull();
        assertThat(store.read()).map(Engagement::reason).contains("strange prices");
    }

    @Test
    void an_engagement_that_was_removed_is_stored_again() {
        KillSwitchControl killSwitch = opened();
        killSwitch.storeAgain();
        assertThat(store.read()).isEmpty();
        killSwitch.engage("client", "strange prices", false, () -> {});
        store.clear();
        killSwitch.storeAgain();
        assertThat(opened().isEngaged()).isTrue();
    }

    @Test
    void it_is_engaged_even_if_the_queue_is_full() {
        KillSwitchControl killSwitch = opened();
        queue.fill();
        killSwitch.engage("client", "strange prices", true, () -> {});
        assertThat(killSwitch.isEngaged()).isTrue();
        assertThat(killSwitch.fault()).contains("too busy");
    }

    @Test
    void a_person_can_engage_it_in_the_store() {
        KillSwitchControl killSwitch = opened();
        killSwitch.poll();
        assertThat(killSwitch.isEngaged()).isFalse();
        store.write(new Engagement(clock.now(), "file", "by hand"));
        killSwitch.poll();
        assertThat(killSwitch.engagement()).map(Engagement::by).contains("file");
        queue.letThrough();
        assertThat(recorded()).contains("engaged by file: by hand");
    }

    @Test
    void it_is_engaged_even_if_it_cannot_be_recorded() {
        journal.failNotes();
        KillSwitchControl killSwitch = opened();
        killSwitch.engage("client", "strange prices", false, () -> {});
        queue.letThrough();
        assertThat(killSwitch.isEngaged()).isTrue();
        assertThat(killSwitch.fault())
                .isEqualTo("The state of the kill switch could not be recorded in the journal: The disk is full.");
        killSwitch.storeAgain();
        queue.letThrough();
        assertThat(killSwitch.fault()).contains("The disk is full.");
        journal.recordNotes();
        killSwitch.storeAgain();
        queue.letThrough();
        assertThat(killSwitch.fault()).isNull();
        assertThat(recorded()).contains("engaged by client: strange prices");
    }

    @Test
    void a_start_that_cannot_record_it_reports_a_fault() {
        store.write(new Engagement(clock.now(), "client", "strange prices"));
        queue.fill();
        KillSwitchControl killSwitch = opened();
        assertThat(killSwitch.isEngaged()).isTrue();
        assertThat(killSwitch.fault()).isEqualTo("The kill switch is engaged, but that could not be recorded.");
    }

    @Test
    void it_is_not_released_while_the_queue_is_full() {
        KillSwitchControl killSwitch = opened();
        killSwitch.engage("client", "strange prices", false, () -> {});
        queue.fill();
        assertThat(release(killSwitch)).contains("The gateway is busy with orders; try again in a moment.");
        assertThat(killSwitch.isEngaged()).isTrue();
    }

    @Test
    void an_engagement_during_a_release_wins() {
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

    /** Creates a kill switch whose store is written when the test calls {@link #write}. */
    private KillSwitchControl openedWithSlowDisk(Queue<Runnable> writes) {
        return new KillSwitchControl(clock, store, journal, queue, writes::add, () -> {});
    }

    private static void write(Queue<Runnable> writes) {
        for (Runnable next = writes.poll(); next != null; next = writes.poll()) {
            next.run();
        }
    }

    @Test
    void two_release_requests_release_it_once() {
        Queue<Runnable> writes = new ArrayDeque<>();
        KillSwitchControl killSwitch = openedWithSlowDisk(writes);
        killSwitch.engage("client", "strange prices", false, () -> {});
        write(writes);
        List<Optional<String>> answers = new ArrayList<>();
        killSwitch.release("all is well", answers::add);
        killSwitch.release("all is well", answers::add);
        queue.letThrough();
        assertThat(killSwitch.isEngaged()).as("the store is not cleared yet").isTrue();
        write(writes);
        assertThat(answers).containsExactly(Optional.empty(), Optional.of("The kill switch is not engaged."));
        killSwitch.poll();
        assertThat(killSwitch.isEngaged()).isFalse();
        assertThat(opened().isEngaged()).isFalse();
    }

    @Test
    void an_engagement_during_a_slow_release_survives_a_restart() {
        Queue<Runnable> writes = new ArrayDeque<>();
        KillSwitchControl killSwitch = openedWithSlowDisk(writes);
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
        assertThat(recorded()).contains("still engaged: it was engaged again meanwhile");
    }
}
