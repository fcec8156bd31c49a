package dev.aftm.app.supervisor;

import dev.aftm.app.process.DaemonScheduler;
import dev.aftm.infrastructure.alert.AlertCommand;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import dev.aftm.infrastructure.zeromq.request.GatewayAddress;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.monitor.ActiveAlerts;
import dev.aftm.interactor.monitor.GatewayLiveness;
import dev.aftm.interactor.port.clock.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the gateway every second how it is, from the supervisor: a gateway that is down cannot say so itself. */
final class GatewayLivenessAlarm implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayLivenessAlarm.class);
    private static final long PERIOD_MILLIS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final DllGatewayClient gateway;
    private final AlertCommand command;
    private final GatewayLiveness liveness;
    private final BooleanSupplier isWaitedFor;
    private final ScheduledExecutorService timer = DaemonScheduler.named("gateway-down-watch");

    /**
     * Begins to ask.
     *
     * @param isWaitedFor whether the gateway waits for a person, e.g. for a password
     */
    GatewayLivenessAlarm(Settings settings, Clock clock, BooleanSupplier isWaitedFor, Consumer<String> teller) {
        this.gateway = new DllGatewayClient(new GatewayAddress(settings.gatewayAddress(), PATIENCE, PATIENCE, 0));
        this.command = new AlertCommand(settings.alertCommand().orElse(null), teller);
        this.liveness = new GatewayLiveness(clock, new ActiveAlerts(clock, command));
        this.isWaitedFor = isWaitedFor;
        var unused = timer.scheduleWithFixedDelay(this::poll, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** One look that fails must not be the last. */
    private void poll() {
        try {
            liveness.poll(isWaitedFor.getAsBoolean() || answers());
        } catch (RuntimeException e) {
            LOG.warn("The gateway could not be asked how it is.", e);
        }
    }

    private boolean answers() {
        try {
            var unused = gateway.healthCheck();
            return true;
        } catch (DllGatewayException e) {
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
