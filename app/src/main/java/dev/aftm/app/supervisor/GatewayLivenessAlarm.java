package dev.aftm.app.supervisor;

import dev.aftm.app.process.DaemonScheduler;
import dev.aftm.infrastructure.alert.AlertCommand;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.monitor.ActiveAlerts;
import dev.aftm.infrastructure.monitor.GatewayLiveness;
import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import dev.aftm.infrastructure.zeromq.request.GatewayAddress;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.port.clock.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls the gateway every second from the supervisor, and raises an alert while the gateway does not answer. */
final class GatewayLivenessAlarm implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayLivenessAlarm.class);
    private static final long PERIOD_MILLIS = 1_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final DllGatewayClient gateway;
    private final AlertCommand command;
    private final GatewayLiveness liveness;
    private final BooleanSupplier isWaitedFor;
    private final ScheduledExecutorService timer = DaemonScheduler.named("gateway-liveness");

    /**
     * Starts to poll.
     *
     * @param isWaitedFor whether the gateway is waiting for a person, e.g. for a password; no alert is raised then
     * @param teller prints messages for the operator
     */
    GatewayLivenessAlarm(Settings settings, Clock clock, BooleanSupplier isWaitedFor, Consumer<String> teller) {
        this.gateway = new DllGatewayClient(new GatewayAddress(settings.gatewayAddress(), TIMEOUT, TIMEOUT, 0));
        this.command = new AlertCommand(settings.alertCommand().orElse(null), teller);
        this.liveness = new GatewayLiveness(clock, new ActiveAlerts(clock, command));
        this.isWaitedFor = isWaitedFor;
        var unused = timer.scheduleWithFixedDelay(this::poll, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Catches failures, because an exception would end the schedule. */
    private void poll() {
        try {
            liveness.poll(isWaitedFor.getAsBoolean() || answers());
        } catch (RuntimeException e) {
            LOG.warn("The gateway's health could not be queried.", e);
        }
    }

    private boolean answers() {
        try {
            var unused = gateway.healthCheck();
            return true;
        } catch (DllGatewayException noAnswer) {
            return false;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        gateway.close();
        command.close();
    }
}
