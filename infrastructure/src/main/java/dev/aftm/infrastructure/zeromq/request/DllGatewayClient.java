package dev.aftm.infrastructure.zeromq.request;

import dev.aftm.domain.market.Instrument;
import dev.aftm.domain.order.CancelOrder;
import dev.aftm.domain.order.OrderStatus;
import dev.aftm.infrastructure.monitor.ProcessReport;
import dev.aftm.infrastructure.monitor.ProcessReportSink;
import dev.aftm.infrastructure.zeromq.codec.Json;
import dev.aftm.infrastructure.zeromq.codec.OrderWire;
import dev.aftm.infrastructure.zeromq.request.operation.ChangeOrderHandler;
import dev.aftm.infrastructure.zeromq.request.operation.ConfirmTickHandler;
import dev.aftm.infrastructure.zeromq.request.operation.GetAccountHandler;
import dev.aftm.infrastructure.zeromq.request.operation.GetFillsHandler;
import dev.aftm.infrastructure.zeromq.request.operation.GetInstrumentsHandler;
import dev.aftm.infrastructure.zeromq.request.operation.GetOrderHandler;
import dev.aftm.infrastructure.zeromq.request.operation.GetOrdersHandler;
import dev.aftm.infrastructure.zeromq.request.operation.GetPositionsHandler;
import dev.aftm.infrastructure.zeromq.request.operation.GetSessionHandler;
import dev.aftm.infrastructure.zeromq.request.operation.HealthCheckHandler;
import dev.aftm.infrastructure.zeromq.request.operation.KillSwitchHandler;
import dev.aftm.infrastructure.zeromq.request.operation.ReportProcessHandler;
import dev.aftm.infrastructure.zeromq.request.operation.ResolveOrderHandler;
import dev.aftm.infrastructure.zeromq.request.operation.SendOrderHandler;
import dev.aftm.infrastructure.zeromq.request.operation.SessionActionHandler;
import dev.aftm.interactor.gateway.DllGatewayServiceInterface;
import dev.aftm.interactor.gateway.GatewayHealth;
import dev.aftm.interactor.gateway.SessionInfo;
import dev.aftm.interactor.gateway.account.AccountInfo;
import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.error.OrderSent;
import dev.aftm.interactor.gateway.order.ChangeRequest;
import dev.aftm.interactor.gateway.order.ChangeResponse;
import dev.aftm.interactor.gateway.order.FillPage;
import dev.aftm.interactor.gateway.order.OrderHistory;
import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.gateway.order.OrderPage;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.gateway.order.OrderResponse;
import dev.aftm.interactor.port.killswitch.KillSwitchStore.Engagement;
import dev.aftm.interactor.port.publication.TickAckReceiver;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The gateway's client for other processes, over one connection for all threads. A request without a reply is repeated under
 * the same id, after a growing pause.
 *
 * <p>Safe for any number of threads.
 */
public final class DllGatewayClient
        implements DllGatewayServiceInterface, TickAckReceiver, ProcessReportSink, AutoCloseable {

    private final GatewayConnection connection;

    private record Request(
            String operation,
            Object parameters,
            @Nullable String requestId,
            @Nullable Long expiresAt,
            @Nullable String cause) {

        /** Creates a query. */
        private Request(String operation, Object parameters) {
            this(operation, parameters, null, null, null);
        }

        /** Returns whether it is safe to send the request twice: true except for an order without an id. */
        boolean isRepeatable() {
            return requestId != null || !operation.equals(SendOrderHandler.OPERATION);
        }
    }

    public DllGatewayClient(GatewayAddress gateway) {
        connection = new GatewayConnection(gateway);
    }

    @Override
    public OrderResponse sendOrder(OrderRequest request) {
        return response(call(wire(request)));
    }

    /**
     * Sends an order and does not wait, so that one thread can have many orders in flight. Unlike {@link #sendOrder} it does not
     * repeat the request: if there is no reply, send it again with the same id.
     *
     * @return completes with the exchange's response, or one of the exceptions of {@link #sendOrder}, on the connection's
     *     thread, which must not be blocked
     */
    public CompletableFuture<OrderResponse> sendOrderAsync(OrderRequest request) {
        return connection.ask(Json.MAPPER.writeValueAsBytes(wire(request))).thenApply(body -> response(dataOf(body)));
    }

    private static Request wire(OrderRequest request) {
        Long expiresAt =
                request.expiresAt() == null ? null : request.expiresAt().toEpochMilli();
        return new Request(
                SendOrderHandler.OPERATION,
                OrderWire.of(request),
                request.requestId(),
                expiresAt,
                request.cause().isEmpty() ? null : request.cause());
    }

    private static OrderResponse response(JsonNode data) {
        SendOrderHandler.Data order = read(data, SendOrderHandler.Data.class, OrderSent.UNKNOWN);
        return new OrderResponse(
                order.isSendOrder(),
                order.note(),
                order.orderSerial(),
                order.errorCode(),
                order.errorMessage(),
                Boolean.TRUE.equals(order.replayed()));
    }

    @Override
    public List<PositionInfo> getPositions(String account) {
        JsonNode data = call(new Request(GetPositionsHandler.OPERATION, Map.of("account", account)));
        return read(data, GetPositionsHandler.Data.class, OrderSent.NO).positions().stream()
                .map(GetPositionsHandler.Position::info)
                .toList();
    }

    @Override
    public GatewayHealth healthCheck() {
        JsonNode data = call(new Request(HealthCheckHandler.OPERATION, Map.of()));
        return read(data, HealthCheckHandler.Data.class, OrderSent.NO).health();
    }

    @Override
    public SessionInfo getSession() {
        JsonNode data = call(new Request(GetSessionHandler.OPERATION, Map.of()));
        return answer(data, GetSessionHandler.Data.class, GetSessionHandler.Data::session, OrderSent.NO);
    }

    /**
     * Returns the instruments that can be traded; empty if the gateway has not logged in yet.
     *
     * @throws DllGatewayException the request failed; the message says why
     */
    public List<Instrument> getInstruments() {
        JsonNode data = call(new Request(GetInstrumentsHandler.OPERATION, Map.of()));
        return answer(data, GetInstrumentsHandler.Data.class, GetInstrumentsHandler.Data::list, OrderSent.NO);
    }

    /**
     * Starts a login; {@link #getSession} shows its result.
     *
     * @throws DllGatewayException the request failed; the message says why
     */
    public void login(String operatorToken) {
        operate(SessionActionHandler.LOGIN, Map.of(), operatorToken);
    }

    /**
     * Logs the gateway out.
     *
     * @throws DllGatewayException the request failed; the message says why
     */
    public void logout(String operatorToken) {
        operate(SessionActionHandler.LOGOUT, Map.of(), operatorToken);
    }

    /**
     * Selects the account that signals are executed for.
     *
     * @throws DllGatewayException the request failed; the message says why
     */
    public void selectAccount(String account, String operatorToken) {
        operate(SessionActionHandler.SELECT_ACCOUNT, Map.of("account", account), operatorToken);
    }

    /**
     * Registers an instrument, so that its trades are published as ticks.
     *
     * @throws DllGatewayException the request failed; the message says why
     */
    public void register(String itemCode, String operatorToken) {
        operate(SessionActionHandler.REGISTER, Map.of("item_code", itemCode), operatorToken);
    }

    /**
     * Takes orders into the journal that the exchange has although the journal lacks them.
     *
     * @param reason why, in words; recorded
     * @throws DllGatewayException nothing was adopted; the message says why
     */
    public void adoptOrders(String reason, String operatorToken) {
        operate(SessionActionHandler.ADOPT_ORDERS, Map.of("reason", reason), operatorToken);
    }

    /**
     * Returns the kill switch's engagement; empty if it is not engaged.
     *
     * @throws DllGatewayException the request failed; the message says why
     */
    public Optional<Engagement> killSwitch() {
        return killSwitch(new KillSwitchHandler.Parameters(KillSwitchHandler.STATUS, null, null, null));
    }

    /**
     * Engages the kill switch, which stops all new orders at once.
     *
     * @param cancelOrders whether to cancel open orders as well
     * @throws DllGatewayException it is unknown whether the kill switch is engaged
     */
    public Optional<Engagement> engageKillSwitch(String reason, boolean cancelOrders) {
        return killSwitch(new KillSwitchHandler.Parameters(KillSwitchHandler.ENGAGE, reason, cancelOrders, null));
    }

    /**
     * Releases the kill switch, which allows new orders again.
     *
     * @throws DllGatewayException the kill switch is still engaged; the message says why
     */
    public Optional<Engagement> releaseKillSwitch(String reason, String operatorToken) {
        return killSwitch(new KillSwitchHandler.Parameters(KillSwitchHandler.RELEASE, reason, null, operatorToken));
    }

    private Optional<Engagement> killSwitch(KillSwitchHandler.Parameters parameters) {
        JsonNode data = call(new Request(KillSwitchHandler.OPERATION, parameters));
        return Optional.ofNullable(
                read(data, KillSwitchHandler.Data.class, OrderSent.NO).engagement());
    }

    private void operate(String operation, Map<String, String> parameters, String operatorToken) {
        Map<String, String> signed = new HashMap<>(parameters);
        signed.put("operator_token", operatorToken);
        var unused = call(new Request(operation, signed));
    }

    @Override
    public ChangeResponse changeOrder(ChangeRequest request) {
        Long expiresAt =
                request.expiresAt() == null ? null : request.expiresAt().toEpochMilli();
        JsonNode data = call(new Request(
                request.change() instanceof CancelOrder ? ChangeOrderHandler.CANCEL : ChangeOrderHandler.REPLACE,
                ChangeOrderHandler.Parameters.of(request),
                request.requestId(),
                expiresAt,
                null));
        return answer(data, ChangeOrderHandler.Data.class, ChangeOrderHandler.Data::response, OrderSent.UNKNOWN);
    }

    @Override
    public OrderInfo getOrder(String account, String requestId) {
        return order(new GetOrderHandler.Parameters(account, requestId, null, false))
                .order();
    }

    /**
     * Returns an order and its recorded history.
     *
     * @param requestId the order's id; null if {@code orderSerial} is given
     * @param orderSerial the exchange's serial number on the present trading day; null if {@code requestId} is given
     * @throws DllGatewayException the order does not exist, or the request failed
     */
    public OrderHistory history(String account, @Nullable String requestId, @Nullable String orderSerial) {
        return order(new GetOrderHandler.Parameters(account, requestId, orderSerial, true));
    }

    private OrderHistory order(GetOrderHandler.Parameters parameters) {
        JsonNode data = call(new Request(GetOrderHandler.OPERATION, parameters));
        return answer(data, GetOrderHandler.Data.class, GetOrderHandler.Data::told, OrderSent.NO);
    }

    @Override
    public OrderPage getOrders(String account, long since, @Nullable OrderStatus status) {
        String state = status == null ? null : status.code();
        JsonNode data =
                call(new Request(GetOrdersHandler.OPERATION, new GetOrdersHandler.Parameters(account, state, since)));
        return answer(data, GetOrdersHandler.Data.class, GetOrdersHandler.Data::page, OrderSent.NO);
    }

    @Override
    public FillPage getFills(String account, long since) {
        JsonNode data = call(new Request(GetFillsHandler.OPERATION, new GetFillsHandler.Parameters(account, since)));
        return answer(data, GetFillsHandler.Data.class, GetFillsHandler.Data::page, OrderSent.NO);
    }

    @Override
    public AccountInfo getAccount(String account) {
        JsonNode data = call(new Request(GetAccountHandler.OPERATION, Map.of("account", account)));
        return answer(data, GetAccountHandler.Data.class, GetAccountHandler.Data::info, OrderSent.NO);
    }

    /**
     * Resolves an order in an unknown state.
     *
     * @param orderSerial the exchange's serial number if the order was sent; null if it was not
     * @throws DllGatewayException the order was not resolved; the message says why
     */
    public void resolve(
            String account, String requestId, @Nullable String orderSerial, String reason, String operatorToken) {
        ResolveOrderHandler.Parameters parameters = new ResolveOrderHandler.Parameters(
                account,
                requestId,
                orderSerial == null ? "not_sent" : "sent",
                orderSerial == null ? "" : orderSerial,
                reason,
                operatorToken);
        var unused = call(new Request(ResolveOrderHandler.OPERATION, parameters));
    }

    @Override
    public void confirm(String feedId, long sequence, long signalsSoFar) {
        Request request = new Request(
                ConfirmTickHandler.OPERATION, new ConfirmTickHandler.Parameters(feedId, sequence, signalsSoFar));
        // The reply is ignored: a tick that is not acknowledged is published again.
        connection.sendOneWay(Json.MAPPER.writeValueAsBytes(request));
    }

    @Override
    public void report(ProcessReport report) {
        // The reply is ignored: the next report replaces this one.
        connection.sendOneWay(Json.MAPPER.writeValueAsBytes(
                new Request(ReportProcessHandler.OPERATION, ReportProcessHandler.Parameters.of(report))));
    }

    private JsonNode call(Request request) {
        return dataOf(connection.call(Json.MAPPER.writeValueAsBytes(request), request.isRepeatable()));
    }

    private static JsonNode dataOf(byte[] body) {
        JsonNode reply;
        try {
            reply = Json.MAPPER.readTree(body);
        } catch (JacksonException | ArithmeticException | IllegalArgumentException e) {
            throw unreadable(OrderSent.UNKNOWN);
        }
        if (reply.path("success").asBoolean(false)) {
            return reply.path("data");
        }
        throw DllGatewayException.of(
                enumValue(ErrorCode.class, reply.path("error_code").asString(""), ErrorCode.INTERNAL_ERROR),
                enumValue(OrderSent.class, reply.path("order_sent").asString(""), OrderSent.UNKNOWN),
                reply.path("error_message").asString(""));
    }

    private static <T> T read(JsonNode data, Class<T> type, OrderSent ifUnreadable) {
        try {
            return Json.MAPPER.treeToValue(data, type);
        } catch (JacksonException | ArithmeticException | IllegalArgumentException e) {
            throw unreadable(ifUnreadable);
        }
    }

    /** Converts a reply's data; an invalid value makes the reply unreadable. */
    private static <T, R> R answer(JsonNode data, Class<T> type, Function<T, R> meaning, OrderSent ifUnreadable) {
        try {
            return meaning.apply(read(data, type, ifUnreadable));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw unreadable(ifUnreadable);
        }
    }

    private static DllGatewayException unreadable(OrderSent sent) {
        return DllGatewayException.of(
                ErrorCode.PROCESSING_ERROR,
                sent,
                "The gateway's reply cannot be read; check that both run the same" + " version.");
    }

    private static <E extends Enum<E>> E enumValue(Class<E> type, String text, E otherwise) {
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(text.toUpperCase(Locale.ROOT))) {
                return value;
            }
        }
        return otherwise;
    }

    @Override
    public void close() {
        connection.close();
    }
}
