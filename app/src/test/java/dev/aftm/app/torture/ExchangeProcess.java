package dev.aftm.app.torture;

import dev.aftm.domain.market.Tick;
import dev.aftm.infrastructure.dll.DllExchange;
import dev.aftm.infrastructure.dll.DllSettings;
import dev.aftm.infrastructure.runtime.SystemClock;
import dev.aftm.infrastructure.runtime.ThreadSleeper;
import dev.aftm.infrastructure.secret.Secret;
import dev.aftm.infrastructure.simulator.PaperExchange;
import dev.aftm.infrastructure.simulator.TaifexContracts;
import dev.aftm.interactor.port.exchange.Exchange;
import dev.aftm.interactor.port.exchange.ExchangeSession;
import dev.aftm.interactor.port.exchange.OrderEntry.OrderAck;
import dev.aftm.interactor.port.exchange.OrderEntry.TaggedOrder;
import dev.aftm.interactor.port.exchange.OrderStatusQuery.OrderMassStatus;
import dev.aftm.interactor.port.exchange.OrderStatusQuery.OrderStatusReport;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The exchange: a paper exchange behind TCP, in its own process. Arguments: port, folder. It reads its fault modes from
 * standard input, one per line, and records when each order arrived and which queries it did not answer fully.
 */
final class ExchangeProcess {

    /** The environment variable with the path of a library to use instead of the paper exchange. */
    static final String LIBRARY = "TORTURE_LIBRARY";

    private static final Duration SLOW = Duration.ofMillis(15);
    private static final Duration LATE = Duration.ofMillis(120);
    private static final LocalDate DAY = LocalDate.of(2021, 7, 26);

    private final Exchange exchange;
    private final BufferedWriter arrivals;
    private final BufferedWriter doubts;
    private volatile FaultMode mode = FaultMode.WELL;

    private ExchangeProcess(Path folder) throws IOException {
        exchange = open(folder.resolve("truth.jsonl"), System.getenv(LIBRARY));
        exchange.simulatedMarket()
                .orElseThrow()
                .openAt(new Tick("TXFH1", Instant.parse("2021-07-26T01:00:00Z"), BigDecimal.valueOf(17_300), 1));
        exchange.login();
        while (exchange.state() != ExchangeSession.State.LOGGED_IN) {
            exchange.deliver(event -> {});
        }
        arrivals = writer(folder.resolve("arrivals.txt"));
        doubts = writer(folder.resolve("doubts.txt"));
    }

    /** Opens a paper exchange, or a native library in its place. */
    private static Exchange open(Path ledger, @Nullable String library) {
        if (library == null) {
            return new PaperExchange(
                    new PaperExchange.Settings(ledger, Set.of(), Duration.ZERO),
                    List.of(TaifexContracts.instrument("TXFH1")),
                    new SystemClock(),
                    new ThreadSleeper());
        }
        Map<String, String> options = Map.of("ledger", ledger.toString(), "instruments", "TXFH1:200");
        return new DllExchange(
                new DllSettings(Path.of(library), options, "", () -> Secret.of(new byte[0])), new SystemClock());
    }

    /** A library reports the results of orders by events. */
    private OrderMassStatus found(List<String> tags) {
        CompletableFuture<OrderMassStatus> answer = tags.isEmpty() ? exchange.list() : exchange.find(tags);
        while (!answer.isDone()) {
            exchange.deliver(event -> {});
            LockSupport.parkNanos(10_000);
        }
        exchange.deliver(event -> {});
        return answer.join();
    }

    private static BufferedWriter writer(Path file) throws IOException {
        return Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    public static void main(String[] arguments) throws IOException {
        ExchangeProcess process = new ExchangeProcess(Path.of(arguments[1]));
        Thread moods = new Thread(process::followMoods, "moods");
        moods.setDaemon(true);
        moods.start();
        try (ServerSocket server = new ServerSocket()) {
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])));
            System.out.println("UP");
            while (true) {
                Socket socket = server.accept();
                Thread connection = new Thread(() -> process.serve(socket), "connection");
                connection.setDaemon(true);
                connection.start();
            }
        }
    }

    private void followMoods() {
        try (Scanner lines = new Scanner(System.in, StandardCharsets.UTF_8)) {
            while (lines.hasNextLine()) {
                mode = FaultMode.valueOf(lines.nextLine());
            }
        }
        // The parent process is gone.
        Runtime.getRuntime().halt(0);
    }

    private void serve(Socket socket) {
        try (socket;
                ObjectOutputStream out = new ObjectOutputStream(socket.getOutputStream());
                ObjectInputStream in = new ObjectInputStream(socket.getInputStream())) {
            socket.setTcpNoDelay(true);
            while (true) {
                String[] request = (String[]) in.readObject();
                Object answer = request[0].equals("send") ? send(Wire.order(request), socket) : find(request);
                out.writeObject(answer);
                out.flush();
                out.reset();
            }
        } catch (EOFException e) {
            // The gateway is gone.
        } catch (IOException | ClassNotFoundException e) {
            // The gateway is gone, or this side has cut the connection.
        }
    }

    private String[] send(TaggedOrder order, Socket socket) throws IOException {
        arrived(order);
        FaultMode now = mode;
        switch (now) {
            case SLOW -> LockSupport.parkNanos(SLOW.toNanos());
            case HANGS -> {
                OrderAck answer = take(order);
                while (mode == FaultMode.HANGS) {
                    LockSupport.parkNanos(SLOW.toNanos());
                }
                return Wire.answer(answer);
            }
            case CUTS_OFF -> {
                take(order);
                socket.close();
            }
            case LATE -> {
                socket.close();
                LockSupport.parkNanos(LATE.toNanos());
            }
            default -> {}
        }
        return Wire.answer(take(order));
    }

    private OrderAck take(TaggedOrder order) {
        synchronized (exchange) {
            if (!found(List.of(order.tag())).orders().isEmpty()) {
                // The connection was cut above; the order was accepted.
                return new OrderAck.Accepted("?");
            }
            return exchange.send(order);
        }
    }

    private void arrived(TaggedOrder order) throws IOException {
        synchronized (arrivals) {
            arrivals.write(order.order().note() + " " + System.currentTimeMillis() + "\n");
            arrivals.flush();
        }
    }

    private String[] find(String[] request) throws IOException {
        List<String> tags = List.of(request).subList(1, request.length);
        OrderMassStatus findings;
        synchronized (exchange) {
            findings = found(tags);
        }
        FaultMode now = mode;
        if (now == FaultMode.FORGETS) {
            doubtful(tags);
            return Wire.findings(new OrderMassStatus(List.of(), true, DAY.plusDays(1)));
        }
        if (now == FaultMode.ANSWERS_BY_HALF) {
            doubtful(tags);
            List<OrderStatusReport> half = new ArrayList<>(findings.orders());
            for (Iterator<OrderStatusReport> all = half.iterator(); all.hasNext(); ) {
                all.next();
                if (all.hasNext()) {
                    all.next();
                }
                all.remove();
            }
            return Wire.findings(new OrderMassStatus(half, false, LocalDate.MIN));
        }
        return Wire.findings(findings);
    }

    private void doubtful(List<String> tags) throws IOException {
        synchronized (doubts) {
            for (String tag : tags) {
                doubts.write(tag + "\n");
            }
            doubts.flush();
        }
    }
}
