package dev.aftm.app.process;

import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.zeromq.request.GatewayAddress;
import java.time.Duration;

/** How patient the clients of the gateway are. */
public final class GatewayClients {

    private static final Duration AT_A_TERMINAL = Duration.ofSeconds(2);

    private GatewayClients() {}

    /** For processes of the system: the gateway may be on its way up or back. */
    public static GatewayAddress patient(Settings settings) {
        return new GatewayAddress(
                settings.gatewayAddress(), settings.requestTimeout(), settings.requestTimeout(), settings.retryCount());
    }

    /** For people, who want to know soon that there is no gateway. */
    public static GatewayAddress interactive(Settings settings) {
        return new GatewayAddress(settings.gatewayAddress(), AT_A_TERMINAL, settings.requestTimeout(), 0);
    }
}
