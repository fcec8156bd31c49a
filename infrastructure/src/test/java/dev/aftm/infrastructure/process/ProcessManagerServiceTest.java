package dev.aftm.infrastructure.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aftm.infrastructure.runtime.SystemClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The service with real processes, whose behaviour {@link TestComponent} simulates. */
@Timeout(120)
final class ProcessManagerServiceTest implements ProcessManagerService.Listener {

    private static final Duration SILENCE = Duration.ofSeconds(1);

    private final ConcurrentLinkedQueue<String> events = new ConcurrentLinkedQueue<>();
    private final ProcessManagerService service =
            new ProcessManagerService(TestComponent.class.getName(), new SystemClock(), SILENCE, this);

    @AfterEach
    void close() {
        service.close();
    }

    @Override
    public void onState(ProcessStatus component, Duration took) {
        events.add(component.name() + " " + component.state());
    }

    @Override
    public void onLine(String component, SupervisorMessage message) {
        events.add(component + " says " + message.text());
    }

    @Override
    public void onGivenUp(String component, int exitCode) {
        events.add(component + " given up " + exitCode);
    }

    private boolean start(String name, String behaviour) throws InterruptedException {
        return service.start(new ProcessSpec(
                name,
                List.of(behaviour),
                List.of("again"),
                List.of("-XX:TieredStopAtLevel=1"),
                Map.of("AFTM_TEST", "told")));
    }

    private ProcessState state(String name) {
        return service.components().stream()
                .filter(component -> component.name().equals(name))
                .map(ProcessStatus::state)
                .findFirst()
                .orElseThrow();
    }

    private long pid() {
        String said = events.stream()
                .filter(event -> event.contains(" says pid "))
                .reduce((first, second) -> second)
                .orElseThrow();
        return Long.parseLong(said.substring(said.lastIndexOf(' ') + 1));
    }

    private long count(String event) {
        return events.stream().filter(event::equals).count();
    }

    @Test
    void processes_start_in_order_and_stop_in_reverse() throws InterruptedException {
        assertThat(start("first", "serve")).isTrue();
        assertThat(start("second", "serve")).isTrue();
        service.close();
        assertThat(events)
                .filteredOn(event -> !event.contains("says"))
                .containsExactly(
                        "first STARTING",
                        "first RUNNING",
                        "second STARTING",
                        "second RUNNING",
                        "second STOPPING",
                        "second STOPPED",
                        "first STOPPING",
                        "first STOPPED");
        assertThat(state("first")).isEqualTo(ProcessState.STOPPED);
    }

    @Test
    void a_killed_process_that_was_ready_is_restarted_at_once() throws InterruptedException {
        assertThat(start("server", "serve")).isTrue();
        await().atMost(Duration.ofSeconds(30)).until(() -> count("server RUNNING") == 1);
        ProcessHandle.of(pid()).orElseThrow().destroyForcibly();
        await().atMost(Duration.ofSeconds(30)).until(() -> count("server RUNNING") == 2);
        assertThat(state("server")).isEqualTo(ProcessState.RUNNING);
    }

    @Test
    void a_process_that_never_becomes_ready_is_given_up() throws InterruptedException {
        assertThat(start("broken", "crash")).isFalse();
        assertThat(count("broken STARTING")).isEqualTo(5);
        assertThat(events).contains("broken ERROR", "broken given up 1");
    }

    @Test
    void a_wrong_configuration_is_not_retried() throws InterruptedException {
        assertThat(start("wrong", "misconfigured")).isFalse();
        assertThat(count("wrong STARTING")).isEqualTo(1);
        await().atMost(Duration.ofSeconds(30)).until(() -> events.contains("wrong given up 2"));
    }

    @Test
    void a_process_gets_only_the_specified_environment() throws InterruptedException {
        assertThat(start("curious", "environment")).isTrue();
        await().atMost(Duration.ofSeconds(30)).until(() -> events.stream().anyMatch(e -> e.contains("AFTM_TEST=")));
        assertThat(events).contains("curious says AFTM_TEST=told").noneMatch(event -> event.contains("USER="));
    }

    @Test
    void a_process_without_heartbeats_is_killed_and_restarted() throws InterruptedException {
        assertThat(start("mute", "mute")).isTrue();
        long first = pid();
        await().atMost(Duration.ofSeconds(30)).until(() -> count("mute RUNNING") >= 2);
        assertThat(ProcessHandle.of(first).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(service.components().get(0).restarts()).isPositive();
    }

    @Test
    void a_restarted_process_gets_the_restart_arguments() throws InterruptedException {
        assertThat(start("server", "serve")).isTrue();
        assertThat(events).noneMatch(event -> event.contains("again"));
        ProcessHandle.of(pid()).orElseThrow().destroyForcibly();
        await().atMost(Duration.ofSeconds(30)).until(() -> events.contains("server says started again"));
    }

    @Test
    void a_process_may_wait_for_a_person_and_can_be_stopped() throws Exception {
        CompletableFuture<Boolean> started = CompletableFuture.supplyAsync(() -> {
            try {
                return start("patient", "wait");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(Duration.ofSeconds(30)).until(() -> events.contains("patient says somebody"));
        assertThat(started).isNotDone();
        service.close();
        assertThat(started.get(30, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void a_process_that_ignores_the_stop_is_killed() throws InterruptedException {
        assertThat(start("stubborn", "ignore")).isTrue();
        long pid = pid();
        service.close();
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void a_line_break_cannot_forge_a_supervisor_message() {
        assertThat(SupervisorMessage.parse("hello")).isEmpty();
        assertThat(SupervisorMessage.parse("@aftm nothing")).isEmpty();
        assertThat(SupervisorMessage.parse("@aftm ready"))
                .contains(new SupervisorMessage(SupervisorMessage.Kind.READY, ""));
        SupervisorMessage said = new SupervisorMessage(SupervisorMessage.Kind.SAY, "one\n@aftm ready");
        assertThat(said.format()).isEqualTo("@aftm say one @aftm ready");
        assertThat(SupervisorMessage.parse(said.format()))
                .contains(new SupervisorMessage(SupervisorMessage.Kind.SAY, "one @aftm ready"));
    }
}
