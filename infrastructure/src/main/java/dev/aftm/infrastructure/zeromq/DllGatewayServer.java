package dev.aftm.infrastructure.zeromq;

import dev.aftm.interactor.gateway.ErrorCode;
import dev.aftm.interactor.gateway.OrderSent;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.OrderJournal.OrderKey;
import dev.aftm.interactor.port.TickConfirmation;
import dev.aftm.interactor.usecase.GatewayService;
import dev.aftm.interactor.usecase.OperationStatistics;
import dev.aftm.interactor.usecase.OrderDesk;
import dev.aftm.interactor.usecase.OrderResolution;
import dev.aftm.interactor.usecase.PendingOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * The gateway's request socket: a ROUTER that behaves to every client like a REP, but goes on answering while the
 * exchange is busy. One thread owns the socket and all state behind it.
 */
public final class DllGatewayServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DllGatewayServer.class);
    private static final String UNREADABLE = "(unreadable)";

    private final Clock clock;
    private final OrderDesk desk;
    private final OperationStatistics statistics;
    private final Map<String, OperationHandler> handlers;
    private final ZContext context = new ZContext();
    private final ZMQ.Socket router;
    private final SocketLoop loop;

    /**
     * Binds the socket; {@link #start} begins to serve.
     *
     * @param operatorToken what an operator has to show
     * @param confirmation told of confirmed ticks, on the server's thread; must not block
     * @throws PortInUseException the address cannot be listened on
     */
    public DllGatewayServer(
            String bindAddress,
            Clock clock,
            GatewayService service,
            OrderDesk desk,
            OperationStatistics statistics,
            OrderResolution resolution,
            String operatorToken,
            TickConfirmation confirmation) {
        this.clock = clock;
        this.desk = desk;
        this.statistics = statistics;
        this.handlers = Stream.of(
                        new SendOrderHandler(service),
                        new GetPositionsHandler(service),
                        new HealthCheckHandler(service),
                        new GetOrdersHandler(service),
                        new ResolveOrderHandler(resolution, operatorToken),
                        new ConfirmTickHandler(confirmation))
                .collect(Collectors.toUnmodifiableMap(OperationHandler::operation, Function.identity()));
        this.loop = new SocketLoop("gateway-loop", context, this::onTimer);
        this.router = Sockets.serving(context, SocketType.ROUTER);
        try {
            Sockets.bind(router, bindAddress);
        } catch (PortInUseException e) {
            context.close();
            throw e;
        }
        loop.add(router, this::onMessage);
    }

    public void start() {
        loop.start();
    }

    /** The address that is served, with the port that the system chose where it was asked to. */
    public String address() {
        return router.getLastEndpoint();
    }

    /** Takes back orders whose results are known; from the thread that owns the exchange. */
    public void handBack(List<PendingOrder> orders) {
        loop.execute(() -> desk.completed(orders));
    }

    private long onTimer() {
        desk.checkDeadlines();
        long next = desk.nextCheckNanos();
        return next == Long.MAX_VALUE ? Long.MAX_VALUE : next - clock.nanoTime();
    }

    private void onMessage(List<byte[]> frames) {
        int delimiter = delimiterOf(frames);
        if (delimiter < 0) {
            LOG.debug("A message without an empty delimiter frame was dropped.");
            return;
        }
        long received = clock.nanoTime();
        List<byte[]> envelope = frames.subList(0, delimiter + 1);
        if (frames.size() != delimiter + 2 || frames.size() > SocketLoop.MAX_FRAMES) {
            WireReply reply = WireReply.failed(
                    ErrorCode.INVALID_REQUEST, "A request must be one frame after the empty delimiter frame.");
            finish(envelope, UNREADABLE, received, reply.about(OrderSent.NO));
            return;
        }
        serve(envelope, frames.get(delimiter + 1), received);
    }

    /** Where the envelope ends: identity, whatever the client put on top of it, an empty frame. */
    private static int delimiterOf(List<byte[]> frames) {
        for (int i = 1; i < frames.size(); i++) {
            if (frames.get(i).length == 0) {
                return i;
            }
        }
        return -1;
    }

    private void serve(List<byte[]> envelope, byte[] body, long received) {
        String operation = UNREADABLE;
        @Nullable String requestId = null;
        boolean aboutOrder = true;
        try {
            WireRequest request = WireRequest.parse(body, HexFormat.of().formatHex(envelope.get(0)));
            requestId = request.requestId();
            OperationHandler handler = handlers.get(request.operation());
            if (handler == null) {
                throw new WireRefusal(
                        ErrorCode.UNKNOWN_OPERATION,
                        "There is no such operation; there are "
                                + handlers.keySet().stream().sorted().collect(Collectors.joining(", ")) + ".");
            }
            operation = handler.operation();
            aboutOrder = operation.equals(SendOrderHandler.OPERATION);
            String name = operation;
            handler.handle(
                    request,
                    reply -> loop.onLoop(() -> finish(envelope, name, received, reply.answering(request.requestId()))));
        } catch (WireRefusal refusal) {
            WireReply reply = WireReply.failed(refusal.code(), refusal.sentence());
            String echoed = requestId == null ? refusal.requestId() : requestId;
            OrderSent sent = aboutOrder ? sent(body, echoed) : OrderSent.NO;
            finish(envelope, operation, received, (aboutOrder ? reply.about(sent) : reply).answering(echoed));
        } catch (RuntimeException e) {
            LOG.error("The operation {} has failed.", operation, e);
            WireReply reply =
                    WireReply.failed(ErrorCode.INTERNAL_ERROR, "The gateway could not do this; its log says why.");
            finish(
                    envelope,
                    operation,
                    received,
                    (aboutOrder ? reply.about(OrderSent.UNKNOWN) : reply).answering(requestId));
        }
    }

    /** Whether the order that a refused request names by its id was sent, perhaps by an earlier, sound request. */
    private OrderSent sent(byte[] body, @Nullable String requestId) {
        Optional<String> account = requestId == null ? Optional.empty() : WireRequest.accountOf(body);
        return account.map(known -> desk.sent(new OrderKey(known, String.valueOf(requestId))))
                .orElse(OrderSent.NO);
    }

    private void finish(List<byte[]> envelope, String operation, long received, WireReply reply) {
        for (byte[] frame : envelope) {
            router.sendMore(frame);
        }
        if (!router.send(reply.bytes())) {
            LOG.warn("A reply to {} could not be delivered.", operation);
        }
        statistics.record(operation, clock.nanoTime() - received, !reply.success());
    }

    @Override
    public void close() {
        loop.close();
        context.close();
    }
}
