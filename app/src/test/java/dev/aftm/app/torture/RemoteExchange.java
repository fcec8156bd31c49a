package dev.aftm.app.torture;

import dev.aftm.domain.market.Instrument;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.order.OrderStatus;
import dev.aftm.interactor.port.exchange.ExchangeEvent;
import dev.aftm.interactor.port.exchange.ExchangeEvent.OrderReport;
import dev.aftm.interactor.port.exchange.NoteLimit;
import dev.aftm.interactor.port.exchange.OrderStatusQuery.OrderStatusReport;
import dev.aftm.interactor.port.exchange.QuietExchange;
import dev.aftm.interactor.port.market.SimulatedMarket;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The client of {@link ExchangeProcess}; reconnects whenever the connection breaks. */
final class RemoteExchange extends QuietExchange implements SimulatedMarket {

    private static final int CONNECT_MILLIS = 500;
    private static final long RETRY_NANOS = Duration.ofMillis(50).toNanos();

    private final int port;
    private @Nullable Socket socket;
    private @Nullable ObjectOutputStream out;
    private @Nullable ObjectInputStream in;
    private State state = State.LOGGED_OUT;
    private long nextTryNanos = System.nanoTime();

    RemoteExchange(int port) {
        this.port = port;
    }

    @Override
    public void login() {
        state = State.DISCONNECTED;
        connect();
    }

    private void connect() {
        nextTryNanos = System.nanoTime() + RETRY_NANOS;
        Socket made = new Socket();
        try {
            made.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            made.setTcpNoDelay(true);
            out = new ObjectOutputStream(made.getOutputStream());
            out.flush();
            in = new ObjectInputStream(made.getInputStream());
            socket = made;
            state = State.LOGGED_IN;
            report(new ExchangeEvent.SessionChanged());
        } catch (IOException e) {
            disconnect(made);
        }
    }

    private void disconnect(Socket broken) {
        try {
            broken.close();
        } catch (IOException e) {
            // The connection is already broken.
        }
        if (state == State.LOGGED_IN) {
            report(new ExchangeEvent.SessionChanged());
        }
        state = State.DISCONNECTED;
    }

    private String[] ask(String[] request) {
        Socket line = socket;
        ObjectOutputStream sink = out;
        ObjectInputStream source = in;
        if (line == null || sink == null || source == null) {
            throw new IllegalStateException("There is no connection to the exchange.");
        }
        try {
            sink.writeObject(request);
            sink.flush();
            sink.reset();
            Step.INSIDE_CALL.reached();
            return (String[]) source.readObject();
        } catch (IOException | ClassNotFoundException e) {
            disconnect(line);
            throw new IllegalStateException("The connection to the exchange broke.", e);
        }
    }

    @Override
    public OrderAck send(TaggedOrder order) {
        if (state != State.LOGGED_IN) {
            return new OrderAck.NotSent("The connection to the exchange is down.");
        }
        Step.BEFORE_CALL.reached();
        OrderAck answer = Wire.answer(ask(Wire.order(order)));
        Step.AFTER_CALL.reached();
        return answer;
    }

    @Override
    public CompletableFuture<OrderMassStatus> find(Collection<String> tags) {
        List<String> request = new ArrayList<>(List.of("find"));
        request.addAll(tags);
        try {
            return CompletableFuture.completedFuture(Wire.findings(ask(request.toArray(new String[0]))));
        } catch (IllegalStateException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** The list comes as reports, as from a real exchange. */
    @Override
    public CompletableFuture<OrderMassStatus> list() {
        return find(List.of()).thenApply(listed -> {
            listed.orders().forEach(order -> report(reportOf(order)));
            return listed;
        });
    }

    private static OrderReport reportOf(OrderStatusReport order) {
        boolean isAccepted = order.answer() instanceof OrderAck.Accepted;
        return new OrderReport(
                order.answer() instanceof OrderAck.Accepted accepted ? accepted.orderSerial() : "",
                order.tag(),
                order.account(),
                order.itemCode(),
                order.side(),
                order.price(),
                order.quantity(),
                0,
                0,
                isAccepted ? OrderStatus.WORKING : OrderStatus.REJECTED,
                order.answer() instanceof OrderAck.Rejected rejected ? rejected.code() : "",
                order.answer() instanceof OrderAck.Rejected rejected ? rejected.text() : "",
                LocalDate.of(2021, 7, 26),
                Instant.EPOCH);
    }

    @Override
    public void deliver(Consumer<ExchangeEvent> listener) {
        if (state == State.DISCONNECTED && System.nanoTime() - nextTryNanos >= 0) {
            connect();
        }
        super.deliver(listener);
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public LocalDate tradingDay() {
        return LocalDate.of(2021, 7, 26);
    }

    @Override
    public Collection<Instrument> instruments() {
        return List.of(new Instrument("TXFH1", BigDecimal.valueOf(200)));
    }

    @Override
    public NoteLimit noteLimit() {
        return new NoteLimit(100, StandardCharsets.UTF_8);
    }

    @Override
    public Optional<SimulatedMarket> simulatedMarket() {
        return Optional.of(this);
    }

    /** Does nothing: its market does not move. */
    @Override
    public void openAt(Tick tick) {}

    @Override
    public void trade(Tick tick) {}

    @Override
    public long orderCount() {
        return 0;
    }

    @Override
    public long fillCount() {
        return 0;
    }

    @Override
    public void close() {
        Socket line = socket;
        if (line != null) {
            disconnect(line);
        }
    }
}
