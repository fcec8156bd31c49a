package dev.aftm.app.cli;

import dev.aftm.app.process.Gateways;
import dev.aftm.app.terminal.Documents;
import dev.aftm.app.terminal.Failures;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.infrastructure.config.ConfigurationException;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.zeromq.DllGatewayClient;
import dev.aftm.infrastructure.zeromq.UnknownOrder;
import dev.aftm.interactor.gateway.DllGatewayException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "orders",
        mixinStandardHelpOptions = true,
        description = "List the orders of an account of which nobody knows whether they reached the exchange.",
        footer = {"", "Example:", "  aftm orders --state unknown"})
final class OrdersCommand implements Callable<Integer> {

    private static final String UNKNOWN = "unknown";

    @Mixin
    private SettingsOptions settingsOptions = new SettingsOptions();

    @Option(names = "--state", paramLabel = "STATE", description = "unknown (the default).")
    private String state = UNKNOWN;

    @Option(names = "--account", paramLabel = "A", description = "Whose orders (default: ORDER_ACCOUNT).")
    private @Nullable String account;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    /** What is printed with {@code --json}. */
    record Order(
            String requestId,
            String tag,
            String state,
            String itemCode,
            String side,
            int quantity,
            String intendedAt,
            String reason) {

        static Order of(UnknownOrder order) {
            return new Order(
                    order.requestId(),
                    order.tag(),
                    UNKNOWN,
                    order.itemCode(),
                    order.side(),
                    order.quantity(),
                    Documents.time(order.intendedAt()),
                    order.reason());
        }
    }

    /** All of them. */
    record Orders(List<Order> orders) {}

    @Override
    public Integer call() {
        if (!state.equals(UNKNOWN)) {
            throw new ConfigurationException("--state is \"" + state + "\"; it must be unknown.");
        }
        Settings settings = settingsOptions.load();
        try (DllGatewayClient gateway = new DllGatewayClient(Gateways.interactive(settings))) {
            List<Order> orders = gateway.unknownOrders(account == null ? settings.orderAccount() : account).stream()
                    .map(Order::of)
                    .toList();
            print(orders);
            return Failures.DONE;
        } catch (DllGatewayException e) {
            Terminal.failure(e, json);
            return Failures.exitCodeOfQuery(e);
        }
    }

    private void print(List<Order> orders) {
        Terminal terminal = Terminal.standard();
        if (json) {
            terminal.json(new Orders(orders));
        } else if (orders.isEmpty()) {
            terminal.line("There are no orders of unknown state.");
        } else {
            terminal.table(
                    List.of("REQUEST ID", "TAG", "INTENDED AT", "SIDE", "QUANTITY", "ITEM", "REASON"),
                    orders.stream()
                            .map(order -> List.of(
                                    order.requestId(),
                                    order.tag(),
                                    order.intendedAt(),
                                    order.side(),
                                    Terminal.number(order.quantity()),
                                    order.itemCode(),
                                    order.reason()))
                            .toList());
            terminal.line("Look for the tag in the exchange's own records, then type"
                    + " \"order resolve REQUEST-ID --sent SERIAL --reason TEXT\" or \"... --not-sent --reason TEXT\".");
        }
    }
}
