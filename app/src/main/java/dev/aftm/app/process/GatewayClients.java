package dev.aftm.app.process;

import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.zeromq.request.GatewayAddress;
import java.time.Duration;

/** Client time-outs. */
public final class GatewayClients {

    private static final Duration AT_A_TERMINAL = Duration.ofSeconds(2);

    private GatewayClients() {}

    /** Returns the time-outs of the system's own processes, which wait while the gateway starts or restarts. */
    public static GatewayAddress patient(Settings settings) {
        return new GatewayAddress(
                settings.gatewayAddress(), settings.requestTimeout(), settings.requestTimeout(), settings.retryCount());
    }

    /** Returns the time-outs of commands, which report soon that no gateway is running. */
    public static GatewayAddress interactive(Settings settings) {
        return new GatewayAddress(settings.gatewayAddress(), AT_A_TERMINAL, settings.requestTimeout(), 0);
    }
}
