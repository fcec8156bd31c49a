package dev.aftm.infrastructure.zeromq.request;

import dev.aftm.infrastructure.monitor.ProcessReportSink;
import dev.aftm.infrastructure.zeromq.codec.WireReply;
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
import dev.aftm.infrastructure.zeromq.request.operation.OperationHandler;
import dev.aftm.infrastructure.zeromq.request.operation.OperatorAuthorizer;
import dev.aftm.infrastructure.zeromq.request.operation.ReportProcessHandler;
import dev.aftm.infrastructure.zeromq.request.operation.ResolveOrderHandler;
import dev.aftm.infrastructure.zeromq.request.operation.SendOrderHandler;
import dev.aftm.infrastructure.zeromq.request.operation.SessionActionHandler;
import dev.aftm.infrastructure.zeromq.socket.PortInUseException;
import dev.aftm.infrastructure.zeromq.socket.SocketLoop;
import dev.aftm.infrastructure.zeromq.socket.Sockets;
import dev.aftm.interactor.execution.ManualOrderResolution;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.error.OrderSent;
import dev.aftm.interactor.intake.GatewayService;
import dev.aftm.interactor.intake.OperationStatistics;
import dev.aftm.interactor.intake.OrderIntake;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.monitor.GatewayMetrics;
import dev.aftm.interactor.port.publication.TickAckReceiver;
import dev.aftm.interactor.queue.QueuedRequest;
import dev.aftm.interactor.risk.KillSwitchControl;
import dev.aftm.interactor.session.SessionControl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * The gateway's request server: a ROUTER socket that every client can use like a REP socket, and that keeps answering while
 * the exchange is busy. One thread, the gateway loop, owns the socket and all state behind it.
 */
public final class DllGatewayServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DllGatewayServer.class);

    /** Interval of the deadline checks while a client waits for the execution thread. */
    private static final long AWAITED_LOOK_NANOS = Duration.ofMillis(50).toNanos();

    private final Clock clock;
    private final GatewayService service;
    private final OrderIntake intake;
    private final OperationStatistics statistics;
    private final GatewayMetrics metrics;
    private final OperationDispatcher operations;
    private final ZContext context = new ZContext();
    private final ZMQ.Socket router;
    private final SocketLoop loop;

    /**
     * Binds the socket; {@link #start} begins to serve.
     *
     * @param operatorToken the token that operator requests must contain
     * @param reports receives the reports of other processes, on the server's thread; must not block
     * @param metrics counts replies and bytes
     * @param tickAck receives tick acknowledgements, on the server's thread; must not block
     * @throws PortInUseException the address cannot be bound
     */
    public DllGatewayServer(
            String bindAddress,
            Clock clock,
            GatewayService service,
            OrderIntake intake,
            OperationStatistics statistics,
            ManualOrderResolution resolution,
            SessionControl session,
            KillSwitchControl killSwitch,
            String operatorToken,
            TickAckReceiver tickAck,
            ProcessReportSink reports,
            GatewayMetrics metrics) {
        this.clock = clock;
        this.intake = intake;
        this.service = service;
        this.statistics = statistics;
        this.metrics = metrics;
        this.operations = operations(
                service,
                intake,
                resolution,
                session,
                killSwitch,
                new OperatorAuthorizer(operatorToken),
                tickAck,
                reports);
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

    private static OperationDispatcher operations(
            GatewayService service,
            OrderIntake intake,
            ManualOrderResolution resolution,
            SessionControl session,
            KillSwitchControl killSwitch,
            OperatorAuthorizer authorizer,
            TickAckReceiver tickAck,
            ProcessReportSink reports) {
        List<OperationHandler> single = new ArrayList<>(List.of(
                new SendOrderHandler(service),
                ChangeOrderHandler.cancel(service),
                ChangeOrderHandler.replace(service),
                new GetOrderHandler(service),
                new GetOrdersHandler(service),
                new GetFillsHandler(service),
                new GetPositionsHandler(service),
                new GetAccountHandler(service),
                new HealthCheckHandler(service),
                new GetSessionHandler(service),
                new GetInstrumentsHandler(service),
                new KillSwitchHandler(killSwitch, authorizer),
                new ResolveOrderHandler(resolution, authorizer),
                new ConfirmTickHandler(tickAck),
                new ReportProcessHandler(reports)));
        single.addAll(SessionActionHandler.all(session, authorizer));
        List<OperationHandler> all = new ArrayList<>(single);
        all.add(new BatchHandler(new OperationDispatcher(intake, single)));
        return new OperationDispatcher(intake, all);
    }

    public void start() {
        loop.start();
    }

    /** Returns the bound address, with the port that the system assigned if port 0 was given. */
    public String address() {
        return router.getLastEndpoint();
    }

    /** Returns the names of all operations. */
    public Set<String> operations() {
        return operations.names();
    }

    /** Runs the callback on the loop soon; that it runs shows that the loop is alive. */
    public void ping(Runnable answer) {
        loop.execute(answer);
    }

    /** Returns requests whose results are known to the server's thread; called on the execution thread. */
    public void handBack(List<QueuedRequest> orders) {
        loop.execute(() -> intake.completed(orders));
    }

    private long onTimer() {
        intake.checkDeadlines();
        service.checkDeadlines();
        long next = intake.nextCheckNanos();
        long wait = next == Long.MAX_VALUE ? Long.MAX_VALUE : next - clock.nanoTime();
        return service.isAwaited() ? Math.min(wait, AWAITED_LOOK_NANOS) : wait;
    }

    private void onMessage(List<byte[]> frames) {
        int delimiter = delimiterOf(frames);
        if (delimiter < 0) {
            LOG.debug("A message without an empty delimiter frame was dropped.");
            return;
        }
        long received = clock.nanoTime();
        metrics.traffic(frames.get(frames.size() - 1).length, 0);
        List<byte[]> envelope = frames.subList(0, delimiter + 1);
        if (frames.size() != delimiter + 2 || frames.size() > SocketLoop.MAX_FRAMES) {
            WireReply reply = WireReply.failed(
                    ErrorCode.INVALID_REQUEST, "A request must be one frame after the empty delimiter frame.");
            finish(envelope, OperationDispatcher.UNREADABLE, received, reply.about(OrderSent.NO));
            return;
        }
        operations.serve(
                frames.get(delimiter + 1),
                HexFormat.of().formatHex(envelope.get(0)),
                (operation, reply) -> loop.onLoop(() -> finish(envelope, operation, received, reply)));
    }

    /** Returns the index of the empty frame that ends the envelope; -1 if there is none. */
    private static int delimiterOf(List<byte[]> frames) {
        for (int i = 1; i < frames.size(); i++) {
            if (frames.get(i).length == 0) {
                return i;
            }
        }
        return -1;
    }

    private void finish(List<byte[]> envelope, String operation, long received, WireReply reply) {
        for (byte[] frame : envelope) {
            router.sendMore(frame);
        }
        byte[] body = reply.bytes();
        if (!router.send(body)) {
            LOG.warn("A reply to {} could not be delivered.", operation);
        }
        long took = clock.nanoTime() - received;
        statistics.record(operation, took, !reply.success());
        metrics.answered(operation, took, reply.code());
        metrics.traffic(0, body.length);
    }

    @Override
    public void close() {
        loop.close();
        context.close();
    }
}
