package dev.aftm.app.gateway;

import dev.aftm.infrastructure.alert.AlertCommand;
import dev.aftm.infrastructure.config.ConfigurationException;
import dev.aftm.infrastructure.config.Setting;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.http.page.StatusPoller;
import dev.aftm.infrastructure.http.server.StatusServer;
import dev.aftm.infrastructure.metrics.PrometheusMetrics;
import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import dev.aftm.interactor.risk.KillSwitchControl;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the gateway's monitoring: alerts, metrics, the status page. A failure here does not affect trading. */
final class MonitoringServices implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MonitoringServices.class);

    private final Settings settings;
    private final DllGatewayClient gateway;
    private final StatusPoller poller;
    private final AlertCommand alerts;
    private final PrometheusMetrics metrics;
    private final KillSwitchControl killSwitch;
    private final String operatorToken;
    private @Nullable StatusServer server;

    MonitoringServices(
            Settings settings,
            DllGatewayClient gateway,
            StatusPoller poller,
            AlertCommand alerts,
            PrometheusMetrics metrics,
            KillSwitchControl killSwitch,
            String operatorToken) {
        this.settings = settings;
        this.gateway = gateway;
        this.poller = poller;
        this.alerts = alerts;
        this.metrics = metrics;
        this.killSwitch = killSwitch;
        this.operatorToken = operatorToken;
    }

    /**
     * Starts monitoring. Called once the gateway serves requests.
     *
     * @param operations the names of the gateway's operations
     * @return messages for the terminal
     * @throws ConfigurationException the configured HTTP port is in use
     */
    List<String> start(Collection<String> operations) {
        metrics.expect(operations);
        poller.start();
        Optional<InetSocketAddress> page = settings.statusPage();
        List<String> messages = new ArrayList<>();
        page.ifPresent(address -> messages.add(serve(address)));
        return messages;
    }

    private String serve(InetSocketAddress address) {
        try {
            StatusServer made = new StatusServer(address, poller, metrics::scrape, killSwitch, operatorToken);
            server = made;
            made.start();
            return "The status page is at " + made.address() + " (metrics at /metrics, health at /health/ready).";
        } catch (IOException e) {
            LOG.warn("The status page cannot be served.", e);
            String why = "HTTP_PORT is " + address.getPort() + ", and another program listens there";
            if (settings.isGiven(Setting.HTTP_PORT)) {
                throw new ConfigurationException(why + "; stop that program, or choose another port.");
            }
            return "There is no status page: " + why + "; set HTTP_PORT to another port, or to 0 for none.";
        }
    }

    @Override
    public void close() {
        StatusServer serving = server;
        if (serving != null) {
            serving.close();
        }
        poller.close();
        gateway.close();
        alerts.close();
        metrics.close();
    }
}
