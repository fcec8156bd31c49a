package dev.aftm.app.cli.trading;

import dev.aftm.app.cli.option.AccountSelection;
import dev.aftm.app.cli.option.SettingsOptions;
import dev.aftm.app.process.GatewayClients;
import dev.aftm.app.terminal.ExitCodes;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.PositionEffect;
import dev.aftm.domain.order.TimeInForce;
import dev.aftm.infrastructure.config.OperatorToken;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.runtime.SystemClock;
import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.gateway.order.OrderResponse;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "order",
        mixinStandardHelpOptions = true,
        description = "Send, show, change and cancel orders through a running gateway, and resolve orders in an"
                + " unknown state.",
        subcommands = {
            OrderCommand.Send.class,
            OrderShowCommand.class,
            OrderChangeCommand.Cancel.class,
            OrderChangeCommand.Replace.class,
            OrderCommand.Resolve.class
        })
public final class OrderCommand {

    @Command(
            name = "send",
            mixinStandardHelpOptions = true,
            description = "Send one order and wait for the exchange's response.",
            footer = {
                "",
                "Examples:",
                "  aftm order send --item TXFH1 --side buy --quantity 1",
                "  aftm order send --item TXFH1 --side sell --type limit --price 17400 --quantity 2"
            })
    static final class Send implements Callable<Integer> {

        @Mixin
        private SettingsOptions settingsOptions = new SettingsOptions();

        @Option(names = "--account", paramLabel = "A", description = "The account (default: ORDER_ACCOUNT).")
        private @Nullable String account;

        @Option(names = "--item", paramLabel = "CODE", required = true, description = "The instrument, e.g. TXFH1.")
        private String item = "";

        @Option(names = "--side", paramLabel = "SIDE", required = true, description = "Side: ${COMPLETION-CANDIDATES}.")
        private Side side = Side.BUY;

        @Option(
                names = "--type",
                paramLabel = "TYPE",
                completionCandidates = EnumCodes.OrderTypes.class,
                converter = EnumCodes.OrderTypeConverter.class,
                description = "Order type: ${COMPLETION-CANDIDATES} (default: MARKET).")
        private OrderType type = OrderType.MARKET;

        @Option(names = "--price", paramLabel = "P", description = "The limit price, in points; for limit orders only.")
        private BigDecimal price = BigDecimal.ZERO;

        @Option(
                names = "--quantity",
                paramLabel = "N",
                description = "Number of contracts (default:" + " ${DEFAULT-VALUE}).")
        private int quantity = 1;

        @Option(
                names = "--time-in-force",
                paramLabel = "T",
                description =
                        "Time in force: ${COMPLETION-CANDIDATES} (default: ROD for a limit order, otherwise" + " IOC).")
        private @Nullable TimeInForce timeInForce;

        @Option(
                names = "--open-close",
                paramLabel = "O",
                description = "Position effect: ${COMPLETION-CANDIDATES} (default: AUTO).")
        private PositionEffect positionEffect = PositionEffect.AUTO;

        @Option(
                names = "--day-trade",
                description = "Make it a day trade, which is closed within the day at reduced" + " margin.")
        private boolean dayTrade;

        @Option(names = "--note", paramLabel = "TEXT", description = "A note that is stored by the exchange.")
        private String note = "";

        @Option(
                names = "--request-id",
                paramLabel = "ID",
                description = "The order's permanent id; repeat an order with an unknown outcome under the same id"
                        + " (default: a new id, which is printed).")
        private @Nullable String requestId;

        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        /** The output of {@code --json}. */
        record Answer(
                boolean isSendOrder,
                String requestId,
                String orderSerial,
                String errorCode,
                String errorMessage,
                String orderSent) {}

        @Override
        public Integer call() {
            Settings settings = settingsOptions.load();
            String id = requestId == null ? UUID.randomUUID().toString() : requestId;
            RequestIds.require("--request-id", id);
            TimeInForce effective =
                    timeInForce == null ? (type == OrderType.LIMIT ? TimeInForce.ROD : TimeInForce.IOC) : timeInForce;
            NewOrder order = new NewOrder(item, side, type, price, quantity, positionEffect, dayTrade, effective, note);
            try (DllGatewayClient gateway = new DllGatewayClient(GatewayClients.interactive(settings))) {
                String trader = AccountSelection.of(account, settings, gateway);
                Instant expiresAt = new SystemClock().now().plus(settings.requestTimeout());
                return print(gateway.sendOrder(new OrderRequest(id, trader, order, expiresAt)), id);
            } catch (DllGatewayException e) {
                return print(e, id);
            }
        }

        private int print(OrderResponse response, String id) {
            Terminal terminal = Terminal.standard();
            if (json) {
                terminal.json(new Answer(
                        response.isSendOrder(),
                        id,
                        response.orderSerial(),
                        response.errorCode(),
                        response.errorMessage(),
                        "yes"));
            } else if (response.isSendOrder()) {
                terminal.line("The exchange accepted the order as"
                        + " number " + response.orderSerial() + " (request_id " + id
                        + ").");
            } else {
                terminal.line("The exchange rejected the order: " + response.errorMessage() + " (code "
                        + response.errorCode() + ")");
            }
            return response.isSendOrder() ? ExitCodes.DONE : ExitCodes.FAILED;
        }

        private int print(DllGatewayException failure, String id) {
            String sent = failure.orderSent().name().toLowerCase(Locale.ROOT);
            if (json) {
                Terminal.standard()
                        .json(new Answer(
                                false, id, "", failure.code().name(), String.valueOf(failure.getMessage()), sent));
            } else {
                Terminal.errors()
                        .line(failure.getMessage() + " (code " + failure.code() + ", order sent: " + sent
                                + ", request_id " + id + ")");
            }
            return ExitCodes.exitCode(failure);
        }
    }

    @Command(
            name = "resolve",
            mixinStandardHelpOptions = true,
            description = "Resolve an order in an unknown state, after checking the exchange's own records."
                    + " Requires the operator token, which is read from DATA_DIR.",
            footer = {
                "",
                "Examples:",
                "  aftm order resolve 4f9c2a7e-0001 --sent 000123 --reason \"seen in the broker's list\"",
                "  aftm order resolve 4f9c2a7e-0001 --not-sent --reason \"not in the broker's list\""
            })
    static final class Resolve implements Callable<Integer> {

        @Mixin
        private SettingsOptions settingsOptions = new SettingsOptions();

        @Parameters(
                paramLabel = "REQUEST-ID",
                description = "The order's request id, as shown by \"orders --state" + " unknown\".")
        private String requestId = "";

        @ArgGroup(multiplicity = "1")
        private Finding finding = new Finding();

        @Option(
                names = "--reason",
                paramLabel = "TEXT",
                required = true,
                description = "The reason; it is recorded" + " permanently.")
        private String reason = "";

        @Option(names = "--account", paramLabel = "A", description = "The order's account (default: ORDER_ACCOUNT).")
        private @Nullable String account;

        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        /** What the exchange's records show. */
        static final class Finding {

            @Option(
                    names = "--sent",
                    paramLabel = "SERIAL",
                    description = "The order was sent; the exchange's" + " serial number.")
            private @Nullable String serial;

            @Option(names = "--not-sent", description = "The order was not sent.")
            @SuppressWarnings("UnusedVariable") // Picocli sets it; the absence of the serial number says the same.
            private boolean notSent;
        }

        /** The output of {@code --json}. */
        record Settled(String requestId, boolean resolved) {}

        @Override
        public Integer call() {
            Settings settings = settingsOptions.load();
            String token = OperatorToken.read(settings.dataDirectory());
            try (DllGatewayClient gateway = new DllGatewayClient(GatewayClients.interactive(settings))) {
                String owner = AccountSelection.of(account, settings, gateway);
                gateway.resolve(owner, requestId, finding.serial, reason, token);
                if (json) {
                    Terminal.standard().json(new Settled(requestId, true));
                } else {
                    Terminal.standard().line("Order " + requestId + " is resolved; its id cannot be used again.");
                }
                return ExitCodes.DONE;
            } catch (DllGatewayException e) {
                Terminal.failure(e, json);
                return ExitCodes.exitCodeOfQuery(e);
            }
        }
    }
}
