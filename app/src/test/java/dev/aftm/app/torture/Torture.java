package dev.aftm.app.torture;

import dev.aftm.app.Ports;
import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.PositionEffect;
import dev.aftm.domain.order.TimeInForce;
import dev.aftm.infrastructure.journal.FileEventLog;
import dev.aftm.infrastructure.journal.RandomTagWords;
import dev.aftm.infrastructure.runtime.SystemClock;
import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import dev.aftm.infrastructure.zeromq.request.GatewayAddress;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.error.OrderSent;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.gateway.order.OrderResponse;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.port.store.HistoryStore;
import dev.aftm.interactor.port.store.LogHeadStore;
import dev.aftm.interactor.port.store.OrderKey;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The torture run. Arguments: seed, orders, kills. It exits with 0 if the exchange's ledger matches the replies to all
 * clients: no order is lost, duplicated, changed or late, and an order is in an unknown state only if the exchange did not
 * answer the query for it.
 */
public final class Torture {

    private static final int CLIENTS = 6;
    private static final String ACCOUNT = "SIM0001";

    /** The longest delay on a busy machine between the gateway's last check of the expiry and the sending. */
    private static final long LATE_BY_MILLIS = 500;

    private static final Duration LONGEST = Duration.ofMinutes(60);

    private static final long LONGEST_TO_A_STEP_MILLIS = 20_000;

    private final long seed;
    private final int orders;
    private final int kills;
    private final Path folder;
    private final Map<String, String> exchangeEnvironment;
    private final int gatewayPort;
    private final int exchangePort;
    private final int tickPort;
    private final int eventPort;
    private final Map<String, Intent> intents = new ConcurrentHashMap<>();
    private final AtomicInteger killed = new AtomicInteger();
    private final AtomicInteger nextOrder = new AtomicInteger();
    private final Map<Step, AtomicInteger> stepsDiedAt = new ConcurrentHashMap<>();
    private final Map<FaultMode, AtomicInteger> moods = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean over;
    private volatile Child exchange;
    private volatile Child gateway;

    /** One order of a client and its final result. */
    private static final class Intent {
        private final NewOrder order;
        private final Instant expiresAt;
        private volatile @Nullable OrderResponse response;
        private volatile @Nullable OrderSent failedSent;

        Intent(NewOrder order, Instant expiresAt) {
            this.order = order;
            this.expiresAt = expiresAt;
        }

        boolean isSettled() {
            return response != null || failedSent == OrderSent.NO;
        }
    }

    Torture(long seed, int orders, int kills, Path folder) throws IOException {
        this(seed, orders, kills, folder, Map.of());
    }

    /** @param exchangeEnvironment environment variables of the exchange's process */
    @SuppressWarnings("NullAway") // The processes are started by run().
    Torture(long seed, int orders, int kills, Path folder, Map<String, String> exchangeEnvironment) throws IOException {
        this.exchangeEnvironment = exchangeEnvironment;
        this.seed = seed;
        this.orders = orders;
        this.kills = kills;
        this.folder = folder;
        List<Integer> ports = Ports.free(4);
        this.gatewayPort = ports.get(0);
        this.exchangePort = ports.get(1);
        this.tickPort = ports.get(2);
        this.eventPort = ports.get(3);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        long seed = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1;
        int orders = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2_000;
        int kills = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 30;
        List<String> wrong = new Torture(seed, orders, kills, Files.createTempDirectory("torture")).run();
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    /** Runs the test and returns what went wrong; empty if nothing did. */
    List<String> run() throws IOException, InterruptedException {
        long began = System.nanoTime();
        startExchange();
        try (FaultyProxy proxy = new FaultyProxy(gatewayPort, seed)) {
            Thread keeper = start("keeper", this::keepGateway);
            Thread temper = start("temper", this::temperExchange);
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int number = i;
                clients.add(start("client-" + i, () -> trade(number, proxy.port())));
            }
            for (Thread client : clients) {
                client.join(LONGEST.toMillis());
                if (client.isAlive()) {
                    failures.add("the thread " + client.getName() + " did not end");
                }
            }
            over = true;
            proxy.heal();
            temper.join(20_000);
            keeper.join(20_000);
            exchange.tell(FaultMode.WELL.name());
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
            gateway.kill();
            CountDownLatch up = new CountDownLatch(1);
            startGateway(Map.of(), line -> {
                if (line.contains("serves requests")) {
                    up.countDown();
                }
            });
            if (!up.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The gateway did not come up at the end.");
            }
            settle();
            long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
            gateway.kill();
            exchange.kill();
            return verdict(seconds, proxy.faults());
        } finally {
            over = true;
            gateway.close();
            exchange.close();
        }
    }

    private Thread start(String name, Runnable work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        failures.add("the thread " + name + " has failed: " + e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    // ---- the processes ----

    private void startExchange() throws IOException, InterruptedException {
        CountDownLatch up = new CountDownLatch(1);
        exchange = Child.start(
                ExchangeProcess.class,
                folder,
                exchangeEnvironment,
                line -> up.countDown(),
                String.valueOf(exchangePort),
                folder.toString());
        if (!up.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The exchange did not start; see " + folder + ".");
        }
    }

    private void startGateway(Map<String, String> more, Consumer<String> lines) throws IOException {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("DLL_GATEWAY_PORT", String.valueOf(gatewayPort));
        environment.put("ZMQ_TICK_PORT", String.valueOf(tickPort));
        environment.put("ZMQ_EVENT_PORT", String.valueOf(eventPort));
        environment.put("HTTP_PORT", "0");
        environment.put("DATA_DIR", folder.resolve("data").toString());
        environment.put("LOG_DIR", folder.resolve("logs").toString());
        environment.put("LOG_LEVEL", "ERROR");
        environment.put("RECOVERY_SETTLE_MS", "300");
        environment.put("EXCHANGE_CALL_TIMEOUT_MS", "400");
        environment.put("DLL_GATEWAY_REQUEST_TIMEOUT_MS", "1000");
        environment.put("DLL_GATEWAY_JOURNAL_SYNC", "normal");
        gateway = Child.start(GatewayUnderTorture.class, folder, environment, lines, String.valueOf(exchangePort));
    }

    /** Starts the gateway again and again, and kills it at the rarest step or, every third time, at any time. */
    private void keepGateway() {
        Random random = new Random(seed * 31);
        try {
            for (int life = 0; !over; life++) {
                boolean anywhere = life % 3 == 2;
                Step step = rarest();
                CountDownLatch atStep = new CountDownLatch(1);
                Map<String, String> plan = anywhere
                        ? Map.of()
                        : Map.of("TORTURE_STEP", step.name(), "TORTURE_PASSES", String.valueOf(random.nextInt(30)));
                startGateway(isKilledEnough() ? Map.of() : plan, line -> {
                    if (line.startsWith(Step.MARK)) {
                        atStep.countDown();
                    }
                });
                // A slow machine takes long to reach a step, so only a kill at any time has a time of its own.
                long withinMillis = anywhere ? 500 + random.nextInt(3_000) : LONGEST_TO_A_STEP_MILLIS;
                boolean reached = atStep.await(withinMillis, TimeUnit.MILLISECONDS);
                while (isKilledEnough() && gateway.isAlive() && !over) {
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                }
                if (!over) {
                    gateway.kill();
                    killed.incrementAndGet();
                    if (reached) {
                        stepsDiedAt
                                .computeIfAbsent(step, unused -> new AtomicInteger())
                                .incrementAndGet();
                    }
                }
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether there were enough kills and, in larger runs, kills at each step; at most twice the number of kills. */
    private boolean isKilledEnough() {
        boolean isEverywhere = kills < 3 * Step.values().length || stepsDiedAt.size() == Step.values().length;
        return killed.get() >= kills && (isEverywhere || killed.get() >= 2 * kills);
    }

    /** Returns the step at which the gateway was killed least often. */
    private Step rarest() {
        return Collections.min(
                List.of(Step.values()),
                Comparator.comparingInt(step ->
                        stepsDiedAt.getOrDefault(step, new AtomicInteger()).get()));
    }

    /** Switches the exchange between its fault modes, and sometimes kills it. */
    private void temperExchange() {
        Random random = new Random(seed * 17);
        FaultMode[] all = FaultMode.values();
        try {
            for (int i = 0; !over; i++) {
                FaultMode mode = i % 2 == 0 ? all[i / 2 % all.length] : FaultMode.WELL;
                exchange.tell(mode.name());
                moods.computeIfAbsent(mode, unused -> new AtomicInteger()).incrementAndGet();
                LockSupport.parkNanos(
                        Duration.ofMillis(200 + random.nextInt(500)).toNanos());
                if (i % 24 == 23) {
                    exchange.kill();
                    startExchange();
                }
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- the clients ----

    private void trade(int number, int port) {
        Random random = new Random(seed * 7 + number);
        // Every other client bypasses the faulty proxy, so that it cannot hide faults of the gateway.
        try (DllGatewayClient client = client(number % 2 == 0 ? port : gatewayPort)) {
            while (nextOrder.getAndIncrement() < orders || !isKilledEnough()) {
                String id = UUID.nameUUIDFromBytes(new byte[] {
                            (byte) number,
                            (byte) seed,
                            (byte) (seed >> 8),
                            (byte) random.nextInt(),
                            (byte) random.nextInt(),
                            (byte) random.nextInt(),
                            (byte) random.nextInt()
                        })
                        .toString();
                NewOrder order = new NewOrder(
                        random.nextInt(20) == 0 ? "NOSUCH" : "TXFH1",
                        random.nextBoolean() ? Side.BUY : Side.SELL,
                        OrderType.MARKET,
                        BigDecimal.ZERO,
                        1 + random.nextInt(5),
                        PositionEffect.AUTO,
                        false,
                        TimeInForce.IOC,
                        id);
                Intent intent = new Intent(order, Instant.now().plusMillis(200 + random.nextInt(4_000)));
                intents.put(id, intent);
                pursue(client, id, intent, Duration.ofSeconds(6));
            }
        }
    }

    private static DllGatewayClient client(int port) {
        return new DllGatewayClient(
                new GatewayAddress("tcp://127.0.0.1:" + port, Duration.ofMillis(300), Duration.ofMillis(600), 0));
    }

    /** Sends the order under the same id until there is a definite result, or until the time is up. */
    private void pursue(DllGatewayClient client, String id, Intent intent, Duration patience) {
        long began = System.nanoTime();
        while (!intent.isSettled() && System.nanoTime() - began < patience.toNanos()) {
            try {
                intent.response = client.sendOrder(new OrderRequest(id, ACCOUNT, intent.order, intent.expiresAt));
                count(intent.response != null && intent.response.replayed() ? "replayed" : "answered");
            } catch (DllGatewayException e) {
                count(e.code().name());
                boolean isFinal = e.code() == ErrorCode.REQUEST_EXPIRED;
                if (isFinal) {
                    intent.failedSent = e.orderSent();
                }
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }

    private void count(String what) {
        answers.computeIfAbsent(what, unused -> new AtomicInteger()).incrementAndGet();
    }

    /** Without faults: queries each order that has no definite result yet. */
    private void settle() {
        try (DllGatewayClient client = client(gatewayPort)) {
            intents.forEach((id, intent) -> {
                if (!intent.isSettled()) {
                    pursue(client, id, intent, Duration.ofSeconds(3));
                }
            });
        }
    }

    // ---- the verdict ----

    private List<String> verdict(long seconds, long networkFaults) throws IOException {
        Truth truth = Truth.read(folder);
        List<String> wrong = new ArrayList<>();
        int accepted = 0;
        int refused = 0;
        int notSent = 0;
        int doubtful = 0;
        try (OrderJournal journal = new OrderJournal(
                new SystemClock(),
                new FileEventLog(folder.resolve("data").resolve("journal"), false),
                new RandomTagWords(),
                LogHeadStore.NONE,
                HistoryStore.NONE)) {
            for (Map.Entry<String, Intent> one : intents.entrySet()) {
                String id = one.getKey();
                Intent intent = one.getValue();
                List<JsonNode> received = truth.received().getOrDefault(id, List.of());
                OrderResponse response = intent.response;
                if (received.size() > 1) {
                    wrong.add("duplicated at the exchange: " + id);
                }
                received.forEach(line -> requireUnchanged(id, intent.order, line, wrong));
                Long arrived = truth.arrivals().get(id);
                if (arrived != null && arrived > intent.expiresAt.toEpochMilli() + LATE_BY_MILLIS) {
                    wrong.add("late by " + (arrived - intent.expiresAt.toEpochMilli()) + " ms: " + id);
                }
                if (response != null) {
                    boolean isListed = intent.order.itemCode().equals("TXFH1");
                    if (received.isEmpty()) {
                        wrong.add("lost, although answered: " + id);
                    }
                    if (response.isSendOrder() != isListed) {
                        wrong.add("answered differently from the exchange: " + id);
                    }
                    accepted += response.isSendOrder() ? 1 : 0;
                    refused += response.isSendOrder() ? 0 : 1;
                } else if (intent.failedSent == OrderSent.NO) {
                    notSent++;
                    if (!received.isEmpty()) {
                        wrong.add("reported as not sent, but it was sent: " + id);
                    }
                } else {
                    doubtful++;
                    requireExplained(id, journal, truth, wrong);
                }
            }
        }
        truth.received().keySet().stream()
                .filter(note -> !intents.containsKey(note))
                .forEach(note -> wrong.add("at the exchange, but never requested: " + note));
        requireTortured(wrong);
        report(seconds, networkFaults, accepted, refused, notSent, doubtful, wrong);
        return wrong;
    }

    /** Checks that there were enough faults, because a run without faults proves nothing. */
    private void requireTortured(List<String> wrong) {
        if (killed.get() < kills) {
            wrong.add("only " + killed + " kills of " + kills);
        }
        for (Step step : Step.values()) {
            if (kills >= 3 * Step.values().length && !stepsDiedAt.containsKey(step)) {
                wrong.add("the gateway was never killed at " + step);
            }
        }
        for (FaultMode mode : FaultMode.values()) {
            if (kills >= Step.values().length && !moods.containsKey(mode)) {
                wrong.add("the exchange was never in the fault mode " + mode);
            }
        }
        wrong.addAll(failures);
    }

    private static void requireUnchanged(String id, NewOrder order, JsonNode line, List<String> wrong) {
        boolean same = line.get("item_code").stringValue().equals(order.itemCode())
                && line.get("side").stringValue().equalsIgnoreCase(order.side().name())
                && line.get("quantity").intValue() == order.quantity()
                && line.get("account").stringValue().equals(ACCOUNT);
        if (!same) {
            wrong.add("changed on the way: " + id);
        }
    }

    /** An order may be in an unknown state only if the exchange was queried for it and did not answer fully. */
    private static void requireExplained(String id, OrderJournal journal, Truth truth, List<String> wrong) {
        boolean explained = journal.find(new OrderKey(ACCOUNT, id))
                .filter(entry -> entry.last() instanceof OrderEvent.Unconfirmed
                        && truth.doubts().contains(entry.tag()))
                .isPresent();
        if (!explained) {
            wrong.add("in an unknown state without a reason: " + id);
        }
    }

    @SuppressWarnings("SystemOut") // A command's report.
    private void report(
            long seconds,
            long networkFaults,
            int accepted,
            int refused,
            int notSent,
            int doubtful,
            List<String> wrong) {
        System.out.println("Torture with seed " + seed + ": " + intents.size() + " orders, " + killed
                + " SIGKILLs of the gateway (at steps: " + stepsDiedAt + "), fault modes of the"
                + " exchange " + moods + ", "
                + networkFaults + " network faults, " + seconds + " s.");
        System.out.println("Replies to clients: " + answers);
        System.out.println("Result: " + accepted + " accepted, " + refused + " rejected, " + notSent
                + " certainly not sent, " + doubtful + " in an unknown state, " + wrong.size() + " wrong.");
        List<String> some = new ArrayList<>(wrong);
        Collections.sort(some);
        some.stream().limit(20).forEach(System.out::println);
        if (!wrong.isEmpty()) {
            System.out.println("All files are in " + folder + ". To repeat this run: mvn verify -pl app -am -Dtest=None"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false"
                    + " -Dit.test=TortureRun -Dtorture.seed=" + seed + " -Dtorture.orders=" + orders
                    + " -Dtorture.kills=" + kills);
        }
    }

    /** The exchange's records: its ledger, the arrival times of orders, and the queries it did not answer fully. */
    private record Truth(Map<String, List<JsonNode>> received, Map<String, Long> arrivals, Set<String> doubts) {

        static Truth read(Path folder) throws IOException {
            JsonMapper json = new JsonMapper();
            Map<String, List<JsonNode>> received = new HashMap<>();
            for (String line : Files.readAllLines(folder.resolve("truth.jsonl"))) {
                JsonNode node = json.readTree(line);
                if (node.get("kind").stringValue().equals("order")) {
                    received.computeIfAbsent(node.get("note").stringValue(), unused -> new ArrayList<>())
                            .add(node);
                }
            }
            Map<String, Long> arrivals = new HashMap<>();
            for (String line : Files.readAllLines(folder.resolve("arrivals.txt"))) {
                String[] words = line.split(" ", -1);
                arrivals.merge(words[0], Long.parseLong(words[1]), Math::max);
            }
            return new Truth(received, arrivals, Set.copyOf(Files.readAllLines(folder.resolve("doubts.txt"))));
        }
    }
}
