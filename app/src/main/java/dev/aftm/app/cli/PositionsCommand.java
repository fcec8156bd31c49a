package dev.aftm.app.cli;

import dev.aftm.app.terminal.Documents;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.infrastructure.zeromq.DllGatewayClient;
import picocli.CommandLine.Command;

@Command(
        name = "positions",
        mixinStandardHelpOptions = true,
        description = "Show the open positions of an account, as a running gateway knows them.",
        footer = {"", "Example:", "  aftm positions --account SIM0001 --json"})
final class PositionsCommand extends GatewayQuery<Documents.Positions> {

    @Override
    Documents.Positions ask(DllGatewayClient gateway, String ofAccount) {
        return new Documents.Positions(gateway.getPositions(ofAccount).stream()
                .map(Documents.Position::of)
                .toList());
    }

    @Override
    void print(Terminal terminal, Documents.Positions document) {
        Documents.printPositions(terminal, document.positions());
    }
}
