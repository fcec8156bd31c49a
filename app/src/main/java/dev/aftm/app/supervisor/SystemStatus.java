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
 * The status of the whole system: the supervisor's view of the processes, and the gateway's of everything else. It is the same
 * at every terminal.
 *
 * @param run the supervisor's status; null if none runs on this data folder
 * @param session the session; null if the gateway did not answer
 * @param health the gateway's health; null if it did not answer
 * @param positions the selected account's positions; empty if they are not known
 * @param fault why the gateway did not answer; null if it did
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

    /** Reads the supervisor's file and queries the gateway. */
    public static SystemStatus ask(Settings settings, DllGatewayServiceInterface gateway) {
        return ofGateway(read(settings).orElse(null), gateway);
    }

    /** Queries the gateway; the supervisor's status is passed in. */
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
        } catch (IOException unreadable) {
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
            // The positions are being refreshed, or there is no session; the health says which.
            return List.of();
        }
    }
}
