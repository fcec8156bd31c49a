package dev.aftm.app.cli.trading;

import dev.aftm.app.terminal.JsonDocuments;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.domain.order.OrderStatus;
import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import dev.aftm.interactor.gateway.order.OrderPage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "orders",
        mixinStandardHelpOptions = true,
        description = "List the orders of the trading day, and orders of earlier days that are in an unknown state.",
        footer = {
            "",
            "Examples:",
            "  aftm orders",
            "  aftm orders --state unknown",
            "  aftm orders --state working --json"
        })
public final class OrdersCommand extends GatewayQuery<OrdersCommand.Orders> {

    @Option(
            names = "--state",
            paramLabel = "STATE",
            completionCandidates = EnumCodes.OrderStates.class,
            converter = EnumCodes.OrderStateConverter.class,
            description = "Only orders in this state: ${COMPLETION-CANDIDATES} (default: all).")
    private @Nullable OrderStatus state;

    /** The output of {@code --json}. */
    record Orders(List<JsonDocuments.Order> orders) {}

    @Override
    Orders ask(DllGatewayClient gateway, String ofAccount) {
        List<JsonDocuments.Order> orders = new ArrayList<>();
        OrderPage page;
        long since = 0;
        do {
            page = gateway.getOrders(ofAccount, since, state);
            page.orders().forEach(order -> orders.add(JsonDocuments.Order.of(order)));
            since = page.sequence();
        } while (page.more());
        return new Orders(orders);
    }

    @Override
    void print(Terminal terminal, Orders document) {
        if (document.orders().isEmpty()) {
            terminal.line(
                    state == null
                            ? "There are no orders today."
                            : "There are no orders in the state \"" + state.code() + "\".");
            return;
        }
        terminal.table(
                JsonDocuments.Order.HEADING,
                document.orders().stream().map(JsonDocuments.Order::row).toList());
        if (document.orders().stream().anyMatch(order -> order.state().equals("unknown"))) {
            terminal.line("Look up the tag of an unknown order in the exchange's own records, then run"
                    + " \"order resolve REQUEST-ID --sent SERIAL --reason TEXT\" or \"... --not-sent --reason TEXT\".");
        }
    }
}
