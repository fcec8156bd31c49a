package dev.aftm.app.process;

import dev.aftm.infrastructure.alert.AlertCommand;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.zeromq.DllGatewayClient;
import dev.aftm.infrastructure.zeromq.GatewayAddress;
import dev.aftm.interactor.gateway.DllGatewayException;
import dev.aftm.interactor.monitor.AlertBook;
import dev.aftm.interactor.monitor.GatewayWatch;
import dev.aftm.interactor.port.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the gateway every second how it is, from the supervisor: a gateway that is down cannot say so itself. */
final class GatewayDownWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayDownWatch.class);
    private static final long PERIOD_MILLIS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final DllGatewayClient gateway;
    private final AlertCommand command;
    private final GatewayWatch watch;
    private final BooleanSupplier isWaitedFor;
    private final ScheduledExecutorService timer = DaemonTimer.named("gateway-down-watch");

    /**
     * Begins to ask.
     *
     * @param isWaitedFor whether the gateway waits for a person, e.g. for a password
     */
    GatewayDownWatch(Settings settings, Clock clock, BooleanSupplier isWaitedFor, Consumer<String> teller) {
        this.gateway = new DllGatewayClient(new GatewayAddress(settings.gatewayAddress(), PATIENCE, PATIENCE, 0));
        this.command = new AlertCommand(settings.alertCommand().orElse(null), teller);
        this.watch = new GatewayWatch(clock, new AlertBook(clock, command));
        this.isWaitedFor = isWaitedFor;
        var unused = timer.scheduleWithFixedDelay(this::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** One look that fails must not be the last. */
    private void look() {
        try {
            watch.look(isWaitedFor.getAsBoolean() || answers());
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
