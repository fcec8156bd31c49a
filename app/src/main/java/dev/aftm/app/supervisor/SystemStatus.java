package dev.aftm.app.supervisor;

import dev.aftm.app.terminal.JsonDocuments;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.process.RunStatus;
import dev.aftm.interactor.gateway.DllGatewayServiceInterface;
import dev.aftm.interactor.gateway.GatewayHealth;
import dev.aftm.interactor.gateway.SessionInfo;
import dev.aftm.interactor.gateway.SessionInfo.Choice;
import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the whole system is: what its supervisor knows of the processes, and what its gateway says of the rest. Whoever asks,
 * at whichever terminal, is told the same.
 *
 * @param run what the supervisor knows; null where none runs on this data folder
 * @param session null where the gateway did not answer
 * @param health null where the gateway did not answer
 * @param positions of the selected account; empty where they are not known
 * @param fault why the gateway did not answer; null where it did
 */
public record SystemStatus(
        @Nullable RunStatus run,
        @Nullable SessionInfo session,
        @Nullable GatewayHealth health,
        List<JsonDocuments.Position> positions,
        @Nullable DllGatewayException fault) {

    public SystemStatus {
        positions = List.copyOf(positions);
    }

    /** Asks the supervisor's file and the gateway. */
    public static SystemStatus ask(Settings settings, DllGatewayServiceInterface gateway) {
        return ofGateway(read(settings).orElse(null), gateway);
    }

    /** Asks the gateway; what the supervisor knows is given. */
    static SystemStatus ofGateway(@Nullable RunStatus run, DllGatewayServiceInterface gateway) {
        try {
            SessionInfo session = gateway.getSession();
            GatewayHealth health = gateway.healthCheck();
            return new SystemStatus(run, session, health, positions(gateway, session.account()), null);
        } catch (DllGatewayException e) {
            return new SystemStatus(run, null, null, List.of(), e);
        }
    }

    private static Optional<RunStatus> read(Settings settings) {
        try {
            return RunStatus.read(settings.dataDirectory());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<JsonDocuments.Position> positions(
            DllGatewayServiceInterface gateway, @Nullable Choice account) {
        if (account == null) {
            return List.of();
        }
        try {
            List<PositionInfo> open = gateway.getPositions(account.code());
            return open.stream().map(JsonDocuments.Position::of).toList();
        } catch (DllGatewayException e) {
            // They are being read anew, or there is no session; the health says more.
            return List.of();
        }
    }
}
