package dev.aftm.app.cli.trading;

import dev.aftm.app.terminal.JsonDocuments;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import picocli.CommandLine.Command;

@Command(
        name = "positions",
        mixinStandardHelpOptions = true,
        description = "Show an account's open positions, as a running gateway reports them.",
        footer = {"", "Example:", "  aftm positions --account SIM0001 --json"})
public final class PositionsCommand extends GatewayQuery<JsonDocuments.Positions> {

    @Override
    JsonDocuments.Positions ask(DllGatewayClient gateway, String ofAccount) {
        return new JsonDocuments.Positions(gateway.getPositions(ofAccount).stream()
                .map(JsonDocuments.Position::of)
                .toList());
    }

    @Override
    void print(Terminal terminal, JsonDocuments.Positions document) {
        JsonDocuments.printPositions(terminal, document.positions());
    }
}
