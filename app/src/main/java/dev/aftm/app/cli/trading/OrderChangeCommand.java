package dev.aftm.app.cli.trading;

import dev.aftm.app.cli.option.AccountSelection;
import dev.aftm.app.cli.option.SettingsOptions;
import dev.aftm.app.process.GatewayClients;
import dev.aftm.app.terminal.ExitCodes;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.domain.order.OrderChange;
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

/** What {@code order cancel} and {@code order replace} share. */
abstract class OrderChangeCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions settingsOptions = new SettingsOptions();

    @ArgGroup(multiplicity = "1")
    private Target target = new Target();

    @Option(names = "--account", paramLabel = "A", description = "Whose order it is (default: ORDER_ACCOUNT).")
    private @Nullable String account;

    @Option(
            names = "--request-id",
            paramLabel = "ID",
            description = "Names this request itself; repeat a doubtful one with the same id (default: a new one).")
    private @Nullable String requestId;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    /** Which order. */
    static final class Target {

        @Parameters(paramLabel = "REQUEST-ID", description = "The id that the order was sent with.")
        private @Nullable String targetId;

        @Option(names = "--serial", paramLabel = "N", description = "The exchange's number of it, of today.")
        private @Nullable String serial;
    }

    /** What is printed with {@code --json}. */
    record Answer(String status, String requestId, String orderSerial, String errorCode, String errorMessage) {}

    /** What is wanted of the order. */
    abstract OrderChange change(@Nullable String targetId, @Nullable String serial);

    @Override
    public Integer call() {
        Settings settings = settingsOptions.load();
        String id = requestId == null ? UUID.randomUUID().toString() : requestId;
        RequestIds.require("--request-id", id);
        RequestIds.require("REQUEST-ID", target.targetId);
        OrderChange wanted = change(target.targetId, target.serial);
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
                                            ? "The order had not been sent; now it never will be."
                                            : "The exchange has taken the request for order number "
                                                    + response.orderSerial()
                                                    + "; \"orders\" shows what becomes of it.";
                                case REJECTED ->
                                    "The exchange refused: " + response.errorMessage() + " (code "
                                            + response.errorCode() + ")";
                                case REMEMBERED -> response.errorMessage();
                            });
        }
        return response.status() == ChangeResponse.Status.REJECTED ? ExitCodes.FAILED : ExitCodes.DONE;
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description = "Cancel what has not traded of an order. One of which nobody knows whether it reached the"
                    + " exchange is cancelled as soon as it turns out to be there.",
            footer = {"", "Examples:", "  aftm order cancel 4f9c2a7e-0001", "  aftm order cancel --serial 000123"})
    static final class Cancel extends OrderChangeCommand {

        @Override
        OrderChange change(@Nullable String targetId, @Nullable String serial) {
            return new OrderChange(targetId, serial, null, null);
        }
    }

    @Command(
            name = "replace",
            mixinStandardHelpOptions = true,
            description = "Change an order's price, or how much of it shall go on working; it can only become less.",
            footer = {
                "",
                "Examples:",
                "  aftm order replace 4f9c2a7e-0001 --price 17310",
                "  aftm order replace --serial 000123 --quantity 1"
            })
    static final class Replace extends OrderChangeCommand {

        @Option(names = "--price", paramLabel = "P", description = "In points.")
        private @Nullable BigDecimal price;

        @Option(names = "--quantity", paramLabel = "N", description = "Contracts that shall work from now on.")
        private @Nullable Integer quantity;

        @Override
        OrderChange change(@Nullable String targetId, @Nullable String serial) {
            if (price == null && quantity == null) {
                throw new ConfigurationException("Give --price, --quantity or both: what shall the order become?");
            }
            return new OrderChange(targetId, serial, price, quantity);
        }
    }
}
