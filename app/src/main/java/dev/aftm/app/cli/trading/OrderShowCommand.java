package dev.aftm.app.cli.trading;

import dev.aftm.app.terminal.JsonDocuments;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import dev.aftm.interactor.gateway.order.OrderHistory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Show one order and its complete history: what triggered it, its changes of state and its fills.",
        footer = {"", "Examples:", "  aftm order show 4f9c2a7e-0001", "  aftm order show --serial 000123 --json"})
final class OrderShowCommand extends GatewayQuery<OrderShowCommand.Shown> {

    @ArgGroup(multiplicity = "1")
    private Target target = new Target();

    /** Identifies the order. */
    static final class Target {

        @Parameters(paramLabel = "REQUEST-ID", description = "The order's request id.")
        private @Nullable String requestId;

        @Option(names = "--serial", paramLabel = "N", description = "The exchange's serial number of today's order.")
        private @Nullable String serial;
    }

    /** A journal record of the order. */
    record Event(long number, String at, String kind, String detail) {

        private static Event of(OrderHistory.Event event) {
            return new Event(event.number(), JsonDocuments.time(event.at()), event.kind(), event.detail());
        }
    }

    /** The output of {@code --json}. */
    record Shown(JsonDocuments.Order order, List<Event> story) {}

    @Override
    Shown ask(DllGatewayClient gateway, String ofAccount) {
        OrderHistory story = gateway.history(ofAccount, target.requestId, target.serial);
        return new Shown(
                JsonDocuments.Order.of(story.order()),
                story.events().stream().map(Event::of).toList());
    }

    @Override
    void print(Terminal terminal, Shown document) {
        terminal.table(JsonDocuments.Order.HEADING, List.of(document.order().row()));
        terminal.line("");
        terminal.table(
                List.of("EVENT", "TIME", "KIND", "DETAIL"),
                document.story().stream()
                        .map(event -> List.of(
                                Long.toString(event.number()),
                                event.at(),
                                event.kind().replace('_', ' '),
                                event.detail()))
                        .toList());
    }
}
