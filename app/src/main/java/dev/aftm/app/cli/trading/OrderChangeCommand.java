package dev.aftm.app.cli.trading;

import dev.aftm.app.cli.option.AccountSelection;
import dev.aftm.app.cli.option.SettingsOptions;
import dev.aftm.app.process.GatewayClients;
import dev.aftm.app.terminal.ExitCodes;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.domain.order.CancelOrder;
import dev.aftm.domain.order.OrderInstruction;
import dev.aftm.domain.order.OrderReference;
import dev.aftm.domain.order.ReplaceOrder;
import dev.aftm.infrastructure.config.ConfigurationException;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.runtime.SystemClock;
import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.gateway.order.ChangeRequest;
import dev.aftm.interactor.gateway.order.ChangeResponse;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Base class of {@code order cancel} and {@code order replace}. */
abstract class OrderChangeCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions settingsOptions = new SettingsOptions();

    @ArgGroup(multiplicity = "1")
    private Target target = new Target();

    @Option(names = "--account", paramLabel = "A", description = "The order's account (default: ORDER_ACCOUNT).")
    private @Nullable String account;

    @Option(
            names = "--request-id",
            paramLabel = "ID",
            description = "The id of this request; repeat a request with an unknown outcome under the same id"
                    + " (default: a new id).")
    private @Nullable String requestId;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    /** Identifies the order. */
    static final class Target {

        @Parameters(paramLabel = "REQUEST-ID", description = "The order's request id.")
        private @Nullable String targetId;

        @Option(names = "--serial", paramLabel = "N", description = "The exchange's serial number of today's order.")
        private @Nullable String serial;
    }

    /** The output of {@code --json}. */
    record Answer(String status, String requestId, String orderSerial, String errorCode, String errorMessage) {}

    /** Returns the change to request. */
    abstract OrderInstruction.OfEarlierOrder change(@Nullable String targetId, @Nullable String serial);

    @Override
    public Integer call() {
        Settings settings = settingsOptions.load();
        String id = requestId == null ? UUID.randomUUID().toString() : requestId;
        RequestIds.require("--request-id", id);
        RequestIds.require("REQUEST-ID", target.targetId);
        OrderInstruction.OfEarlierOrder wanted = change(target.targetId, target.serial);
        try (DllGatewayClient gateway = new DllGatewayClient(GatewayClients.interactive(settings))) {
            String owner = AccountSelection.of(account, settings, gateway);
            Instant expiresAt = new SystemClock().now().plus(settings.requestTimeout());
            return print(gateway.changeOrder(new ChangeRequest(id, owner, wanted, expiresAt)), id);
        } catch (DllGatewayException e) {
            if (json) {
                Terminal.standard().json(new Answer("failed", id, "", e.code().name(), String.valueOf(e.getMessage())));
            } else {
                Terminal.errors().line(e.getMessage() + " (code " + e.code() + ", request_id " + id + ")");
            }
            return ExitCodes.exitCodeOfQuery(e);
        }
    }

    private int print(ChangeResponse response, String id) {
        if (json) {
            Terminal.standard()
                    .json(new Answer(
                            response.status().code(),
                            id,
                            response.orderSerial(),
                            response.errorCode(),
                            response.errorMessage()));
        } else {
            Terminal.standard()
                    .line(
                            switch (response.status()) {
                                case ACCEPTED ->
                                    response.orderSerial().isEmpty()
                                            ? "The order had not been sent, and will not be."
                                            : "The exchange accepted the request for order "
                                                    + response.orderSerial()
                                                    + "; run \"orders\" to see its result.";
                                case REJECTED ->
                                    "The exchange rejected the request: " + response.errorMessage() + " (code "
                                            + response.errorCode() + ")";
                                case REMEMBERED -> response.errorMessage();
                            });
        }
        return response.status() == ChangeResponse.Status.REJECTED ? ExitCodes.FAILED : ExitCodes.DONE;
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description = "Cancel the unfilled quantity of an order. An order in an unknown state is cancelled as"
                    + " soon as"
                    + " it is found at the exchange.",
            footer = {"", "Examples:", "  aftm order cancel 4f9c2a7e-0001", "  aftm order cancel --serial 000123"})
    static final class Cancel extends OrderChangeCommand {

        @Override
        OrderInstruction.OfEarlierOrder change(@Nullable String targetId, @Nullable String serial) {
            return new CancelOrder(OrderReference.of(targetId, serial));
        }
    }

    @Command(
            name = "replace",
            mixinStandardHelpOptions = true,
            description = "Change an order's price, or reduce its working quantity.",
            footer = {
                "",
                "Examples:",
                "  aftm order replace 4f9c2a7e-0001 --price 17310",
                "  aftm order replace --serial 000123 --quantity 1"
            })
    static final class Replace extends OrderChangeCommand {

        @Option(names = "--price", paramLabel = "P", description = "The new price, in points.")
        private @Nullable BigDecimal price;

        @Option(
                names = "--quantity",
                paramLabel = "N",
                description = "The new working quantity, in contracts; it" + " can only be reduced.")
        private @Nullable Integer quantity;

        @Override
        OrderInstruction.OfEarlierOrder change(@Nullable String targetId, @Nullable String serial) {
            if (price == null && quantity == null) {
                throw new ConfigurationException("The change is missing; give --price, --quantity or both.");
            }
            return new ReplaceOrder(OrderReference.of(targetId, serial), price, quantity);
        }
    }
}
