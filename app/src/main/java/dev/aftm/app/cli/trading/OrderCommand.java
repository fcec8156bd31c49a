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
        description = "Send, change and look at orders through a running gateway, and settle doubtful ones.",
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
            description = "Send one order and wait for the exchange's answer.",
            footer = {
                "",
                "Examples:",
                "  aftm order send --item TXFH1 --side buy --quantity 1",
                "  aftm order send --item TXFH1 --side sell --type limit --price 17400 --quantity 2"
            })
    static final class Send implements Callable<Integer> {

        @Mixin
        private SettingsOptions settingsOptions = new SettingsOptions();

        @Option(names = "--account", paramLabel = "A", description = "Whom to trade for (default: ORDER_ACCOUNT).")
        private @Nullable String account;

        @Option(names = "--item", paramLabel = "CODE", required = true, description = "What to trade, e.g. TXFH1.")
        private String item = "";

        @Option(names = "--side", paramLabel = "SIDE", required = true, description = "${COMPLETION-CANDIDATES}.")
        private Side side = Side.BUY;

        @Option(
                names = "--type",
                paramLabel = "TYPE",
                completionCandidates = EnumCodes.OrderTypes.class,
                converter = EnumCodes.OrderTypeConverter.class,
                description = "${COMPLETION-CANDIDATES} (default: MARKET).")
        private OrderType type = OrderType.MARKET;

        @Option(names = "--price", paramLabel = "P", description = "In points; for a limit order only.")
        private BigDecimal price = BigDecimal.ZERO;

        @Option(names = "--quantity", paramLabel = "N", description = "Contracts (default: ${DEFAULT-VALUE}).")
        private int quantity = 1;

        @Option(
                names = "--time-in-force",
                paramLabel = "T",
                description = "${COMPLETION-CANDIDATES} (default: ROD for a limit order, else IOC).")
        private @Nullable TimeInForce timeInForce;

        @Option(names = "--open-close", paramLabel = "O", description = "${COMPLETION-CANDIDATES} (default: AUTO).")
        private PositionEffect positionEffect = PositionEffect.AUTO;

        @Option(names = "--day-trade", description = "Close within the day, at reduced margin.")
        private boolean dayTrade;

        @Option(names = "--note", paramLabel = "TEXT", description = "A remark that the exchange keeps.")
        private String note = "";

        @Option(
                names = "--request-id",
                paramLabel = "ID",
                description = "Names this order for ever; repeat a doubtful order with the same id"
                        + " (default: a new one, which is printed).")
        private @Nullable String requestId;

        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        /** What is printed with {@code --json}. */
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
                terminal.line("The exchange has the order under number " + response.orderSerial() + " (request_id " + id
                        + ").");
            } else {
                terminal.line("The exchange refused the order: " + response.errorMessage() + " (code "
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
            description = "Settle an order of unknown state, after looking into the exchange's own records."
                    + " Needs the operator's token, which is read from DATA_DIR.",
            footer = {
                "",
                "Examples:",
                "  aftm order resolve 4f9c2a7e-0001 --sent 000123 --reason \"seen in the broker's list\"",
                "  aftm order resolve 4f9c2a7e-0001 --not-sent --reason \"not in the broker's list\""
            })
    static final class Resolve implements Callable<Integer> {

        @Mixin
        private SettingsOptions settingsOptions = new SettingsOptions();

        @Parameters(paramLabel = "REQUEST-ID", description = "The order's id, as \"orders --state unknown\" shows it.")
        private String requestId = "";

        @ArgGroup(multiplicity = "1")
        private Finding finding = new Finding();

        @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; kept for ever.")
        private String reason = "";

        @Option(names = "--account", paramLabel = "A", description = "Whose order it is (default: ORDER_ACCOUNT).")
        private @Nullable String account;

        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        /** What was found out. */
        static final class Finding {

            @Option(names = "--sent", paramLabel = "SERIAL", description = "It was sent; the exchange's number.")
            private @Nullable String serial;

            @Option(names = "--not-sent", description = "It was not sent.")
            @SuppressWarnings("UnusedVariable") // Given or not, it is the other choice of the two.
            private boolean notSent;
        }

        /** What is printed with {@code --json}. */
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
                    Terminal.standard().line("Order " + requestId + " is settled; its id stays closed.");
                }
                return ExitCodes.DONE;
            } catch (DllGatewayException e) {
                Terminal.failure(e, json);
                return ExitCodes.exitCodeOfQuery(e);
            }
        }
    }
}
