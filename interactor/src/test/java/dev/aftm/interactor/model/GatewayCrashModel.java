package dev.aftm.interactor.model;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.interactor.TestWiring;
import dev.aftm.interactor.execution.ExecutionEngine;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.error.OrderSent;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.gateway.order.OrderResponse;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.intake.IntakePolicy;
import dev.aftm.interactor.intake.OrderIntake;
import dev.aftm.interactor.model.ModelExchange.Receipt;
import dev.aftm.interactor.order.FakeOrderJournal;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.exchange.OrderEntry.OrderAck;
import dev.aftm.interactor.port.exchange.OrderEntry.TaggedOrder;
import dev.aftm.interactor.port.monitor.GatewayMetrics;
import dev.aftm.interactor.port.publication.OrderUpdatePublisher;
import dev.aftm.interactor.port.store.EventLog.LoggedEvent;
import dev.aftm.interactor.port.store.FakeEventLog;
import dev.aftm.interactor.port.store.FakeHistoryStore;
import dev.aftm.interactor.port.store.FakeLogHeadStore;
import dev.aftm.interactor.port.store.OrderKey;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.queue.FakeExecutionQueue;
import dev.aftm.interactor.queue.OrderResult;
import dev.aftm.interactor.queue.QueuedRequest;
import dev.aftm.interactor.reconciliation.OrderRecovery;
import dev.aftm.interactor.session.ExchangeSynchronizer;
import dev.aftm.interactor.session.SessionControl;
import dev.aftm.interactor.session.SynchronizerOptions;
import dev.aftm.interactor.snapshot.GatewaySnapshot;
import dev.aftm.interactor.snapshot.SnapshotHolder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One seeded run of a gateway with orders, retries, crashes at every step, broken connections and expired deadlines, and the
 * invariants that must always hold. The exchange's own receipts are the reference.
 */
final class GatewayCrashModel {

    private static final Duration SETTLE = Duration.ofMillis(500);
    private static final int IDS = 6;
    private static final int GROUP = 4;

    /** The steps of an order at which the process may crash. */
    enum Step {
        BEFORE_INTENT,
        AFTER_INTENT,
        BEFORE_CALL,
        AFTER_CALL,
        BEFORE_OUTCOME,
        AFTER_OUTCOME,
        BEFORE_REPLY
    }

    /** A simulated crash of the process. */
    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Crash() {
            super("crash", null, false, false);
        }
    }

    /** A broken invariant. An Error, so that no code mistakes it for a failed call. */
    static final class Violation extends Error {
        private static final long serialVersionUID = 1L;

        Violation(String message) {
            super(message, null, false, false);
        }
    }

    /** One request of a client. */
    private static final class Attempt {
        private final OrderRequest request;
        private final Instant deadline;
        private boolean isOver;

        Attempt(OrderRequest request, Instant deadline) {
            this.request = request;
            this.deadline = deadline;
        }
    }

    private final Random random;
    private final Wiring wiring;
    private final FakeClock clock = new FakeClock();
    private final FakeEventLog log = new FakeEventLog();
    private final FakeLogHeadStore heads = new FakeLogHeadStore();
    private final FakeHistoryStore history = new FakeHistoryStore();

    /** What the history's thread has to do. */
    private final Deque<Runnable> background = new ArrayDeque<>();

    private final List<List<LoggedEvent>> backups = new ArrayList<>();

    /** Ids of orders that a restored log has forgotten; the operator made sure that nobody repeats them. */
    private final Set<String> forgotten = new HashSet<>();

    /** The journal of the present process, without planted faults. */
    private OrderJournal disk;

    private final ModelExchange exchange;
    private final List<Attempt> attempts = new ArrayList<>();
    private final Map<String, OrderResponse> answered = new HashMap<>();
    private final List<String> story = new ArrayList<>();
    private @Nullable Step crashAt;
    private boolean killed;
    private boolean crashed;
    private FakeExecutionQueue queue = FakeExecutionQueue.direct();
    private OrderIntake intake;
    private ExecutionEngine engine;
    private OrderTracker orders;
    private ExchangeSynchronizer synchronizer;

    @SuppressWarnings("NullAway") // start() sets the remaining fields.
    private GatewayCrashModel(long seed, Wiring wiring) {
        this.random = new Random(seed);
        this.wiring = wiring;
        this.exchange = new ModelExchange(random, clock, seed % 2 == 0 ? 10 : 21);
        exchange.onSend(this::onSend);
        exchange.duringCall(this::duringCall);
        start();
    }

    /** Runs the given number of steps; returns the violation with its history, if there is one. */
    static Optional<String> violation(long seed, int steps, Wiring wiring) {
        GatewayCrashModel model = new GatewayCrashModel(seed, wiring);
        try {
            for (int i = 0; i < steps; i++) {
                model.step();
            }
            model.end();
            return Optional.empty();
        } catch (Violation e) {
            return Optional.of(e.getMessage() + "\n  " + String.join("\n  ", model.story));
        }
    }

    // ---- the gateway and its restarts ----

    private void start() {
        queue = FakeExecutionQueue.direct();
        background.clear();
        SnapshotHolder snapshots = new SnapshotHolder(GatewaySnapshot.beforeLogin(clock));
        orders = new OrderTracker("feed", OrderUpdatePublisher.NOWHERE);
        disk = wiring.journal()
                .apply(new JournalParts(
                        clock,
                        new CrashingLog(log, this::crashIfDue),
                        wiring.words().apply(FakeOrderJournal.words()),
                        wiring.heads().apply(heads),
                        history));
        OrderJournal journal = TestWiring.followed(disk, orders);
        journal.limitTags(exchange.tagLength());
        Clock engineClock = wiring.ownersClock().apply(clock);
        OrderRecovery recovery =
                new OrderRecovery(clock, journal, wiring.lookup().apply(exchange), SETTLE, Duration.ofSeconds(1));
        synchronizer = TestWiring.synchronizer(
                clock,
                exchange,
                journal,
                recovery,
                new TradeBook(),
                orders,
                tick -> {},
                SynchronizerOptions.forTape(),
                snapshots);
        engine = TestWiring.engine(
                engineClock,
                exchange,
                wiring.orderEntry().apply(exchange),
                journal,
                synchronizer,
                wiring.killSwitch().apply(() -> killed));
        IntakePolicy policy = IntakePolicy.of(
                Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ZERO, true, Duration.ofSeconds(5));
        intake = TestWiring.intake(
                clock,
                journal,
                queue,
                snapshots,
                exchange.noteLimit(),
                policy,
                () -> false,
                GatewayMetrics.NONE,
                background::add);
        synchronizer.login();
    }

    private void crashIfDue(Step step) {
        // A crash inside the exchange's call looks like a failed call at first, so everything after it crashes as well.
        if (crashed || crashAt == step) {
            crashed = true;
            throw new Crash();
        }
    }

    private void restart() {
        tell("crash and restart");
        crashAt = null;
        crashed = false;
        attempts.forEach(attempt -> attempt.isOver = true);
        start();
    }

    // ---- events ----

    private void step() {
        switch (random.nextInt(14)) {
            case 0, 1, 2, 3 -> submit();
            case 4, 5, 6 -> work();
            case 7 -> pass(random.nextInt(900));
            case 8 -> crashAt = Step.values()[random.nextInt(Step.values().length)];
            case 9 -> {
                if (random.nextInt(3) == 0) {
                    tell("disconnected");
                    exchange.disconnect();
                } else {
                    exchange.login();
                }
            }
            case 10 -> {
                killed = random.nextInt(3) == 0;
                tell(killed ? "kill switch engaged" : "kill switch released");
            }
            case 11 -> backUpOrRestore();
            case 12 -> historyOrNextDay();
            default -> resolve();
        }
        observe();
    }

    private void historyOrNextDay() {
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> {
                tell("the next trading day");
                exchange.nextDay();
            }
            case 3 -> {
                tell("the history is lost");
                history.clear();
            }
            default -> disk.updateHistory();
        }
    }

    private void observe() {
        while (!background.isEmpty() && random.nextInt(3) > 0) {
            background.remove().run();
        }
        exchange.deliverLate();
        intake.checkDeadlines();
        try {
            synchronizer.step();
            synchronizer.publishSnapshot();
        } catch (Crash e) {
            restart();
        }
    }

    private void pass(long millis) {
        clock.advance(Duration.ofMillis(millis));
    }

    private void submit() {
        String id = "request-" + random.nextInt(IDS);
        int quantity = random.nextInt(12) == 0 ? 2 : 1;
        long life = List.of(random.nextLong(300), 3_000L, 3_000L, 10_000L).get(random.nextInt(4));
        submit(id, quantity, Duration.ofMillis(life));
    }

    /** Restores an earlier copy of the log, as an operator does; sometimes on another machine, where the head is not known. */
    private void backUpOrRestore() {
        if (backups.isEmpty() || random.nextInt(3) > 0) {
            backups.add(log.events());
            return;
        }
        tell("restored an earlier log");
        log.restore(backups.get(random.nextInt(backups.size())));
        if (random.nextBoolean()) {
            heads.lose();
        }
        restart();
    }

    /** What the journal knows of an id, also if it is of a former day. */
    private Optional<OrderJournal.Entry> entry(String id) {
        OrderKey key = new OrderKey(Orders.ACCOUNT, id);
        if (disk.mayBeFormer(key)) {
            disk.recall(key);
        }
        return disk.find(key);
    }

    /** Whether the exchange has an order of this id that the journal does not know, or knows by another attempt only. */
    private boolean isForgotten(String id) {
        return exchange.receiptsOf(id).stream()
                .anyMatch(receipt -> entry(id)
                        .filter(entry -> entry.tag().equals(receipt.order().tag()))
                        .isEmpty());
    }

    /** The operator adopts orders, and keeps clients from repeating ids that the journal has forgotten. */
    private void adopt() {
        new SessionControl(synchronizer, queue).adopt("restored", refusal -> {
            if (refusal.isEmpty()) {
                tell("adopted what the journal lacked");
            }
        });
    }

    private void submit(String id, int quantity, Duration life) {
        if (forgotten.contains(id)) {
            return;
        }
        // The note contains the id as well, so that the reference does not depend on the gateway's state.
        NewOrder order = Orders.market("TXFH1", Side.BUY, quantity, id);
        Instant deadline = clock.now().plus(life);
        Attempt attempt = new Attempt(new OrderRequest(id, Orders.ACCOUNT, order, deadline), deadline);
        attempts.add(attempt);
        tell("submit " + id + " × " + quantity);
        intake.submit(attempt.request, "client", result -> replied(attempt, result));
    }

    private void work() {
        List<QueuedRequest> group = new ArrayList<>();
        group.addAll(queue.drain(GROUP));
        if (random.nextInt(4) == 0) {
            // The gateway loop may be late.
            pass(random.nextInt(900));
        }
        try {
            engine.execute(wiring.group().apply(group), () -> {}, done -> {
                crashIfDue(Step.BEFORE_REPLY);
                intake.completed(done);
            });
            if (crashed) {
                restart();
            }
        } catch (Crash e) {
            restart();
        }
    }

    /** The gateway loop continues during a call. */
    private void duringCall() {
        if (random.nextInt(4) == 0) {
            pass(random.nextInt(4_000));
            if (random.nextBoolean()) {
                intake.checkDeadlines();
            }
        }
        if (random.nextInt(4) == 0) {
            submit();
        }
        if (crashAt == Step.BEFORE_CALL || crashAt == Step.AFTER_CALL) {
            crashed = true;
            if (crashAt == Step.BEFORE_CALL) {
                throw new Crash();
            }
        }
    }

    /** An operator resolves unknown orders according to the exchange. */
    private void resolve() {
        try {
            resolveAndAdopt();
        } catch (Crash e) {
            restart();
        }
    }

    private void resolveAndAdopt() {
        if (!exchange.hasOrdersOnTheirWay()) {
            for (int i = 0; i < IDS; i++) {
                if (isForgotten("request-" + i)) {
                    forgotten.add("request-" + i);
                }
            }
            adopt();
        }
        for (OrderJournal.Entry entry : disk.unresolved()) {
            boolean hasIt = exchange.receipts().stream()
                    .anyMatch(receipt -> receipt.order().tag().equals(entry.tag()));
            if (entry.last() instanceof OrderEvent.Unconfirmed && hasIt && random.nextInt(4) == 0) {
                Receipt receipt = exchange.receipts().stream()
                        .filter(one -> one.order().tag().equals(entry.tag()))
                        .findFirst()
                        .orElseThrow();
                if (receipt.answer() instanceof OrderAck.Accepted accepted) {
                    tell("resolved " + entry.key().requestId());
                    disk.recordOutcomes(List.of(new OrderJournal.Outcome(
                            entry.key(), new OrderEvent.Resolved(accepted.orderSerial(), "operator", "seen"))));
                }
            }
        }
    }

    // ---- invariants ----

    private void onSend(TaggedOrder sent) {
        if (crashed) {
            // A crashed process sends nothing more of its group.
            throw new Crash();
        }
        String id = sent.order().note();
        tell("sent " + id + " under " + sent.tag());
        if (!exchange.receiptsOf(id).isEmpty()) {
            throw new Violation("sent twice: " + id);
        }
        if (exchange.receipts().stream().anyMatch(one -> one.order().tag().equals(sent.tag()))) {
            throw new Violation("a tag was used twice: " + sent.tag());
        }
        if (killed) {
            throw new Violation("sent while the kill switch was engaged: " + id);
        }
        boolean isWanted = attempts.stream()
                .anyMatch(attempt -> !attempt.isOver
                        && attempt.request.order().equals(sent.order())
                        && attempt.request.orderAccount().equals(sent.account())
                        && !clock.now().isAfter(attempt.deadline));
        if (!isWanted) {
            throw new Violation("sent late, changed, or without a request: " + id);
        }
        boolean isIntended = disk.unresolved().stream()
                .anyMatch(entry -> entry.tag().equals(sent.tag()) && entry.last() instanceof OrderEvent.Requested);
        if (!isIntended) {
            throw new Violation("sent before its intent was recorded: " + id);
        }
    }

    private void replied(Attempt attempt, OrderResult result) {
        String id = attempt.request.order().note();
        if (attempt.isOver) {
            throw new Violation("answered twice: " + id);
        }
        attempt.isOver = true;
        tell("answer to " + id + ": " + result);
        if (result instanceof OrderResult.Answered answer) {
            answered(id, attempt.request.order(), answer.response());
        } else if (result instanceof OrderResult.Failed failed) {
            boolean has = !exchange.receiptsOf(id).isEmpty();
            boolean isSame = failed.code() != ErrorCode.REQUEST_ID_REUSED && !isNotLookedUp(failed);
            if (failed.orderSent() == OrderSent.NO && has) {
                throw new Violation("reported as not sent, but it was: " + id);
            }
            if (failed.orderSent() == OrderSent.YES && !has) {
                throw new Violation("reported as sent, but it was not: " + id);
            }
            if (isSame && answered.containsKey(id) && !isForgotten(id)) {
                requireAnswerKept(id, attempt.request.order());
            }
        }
    }

    /** Looking an id of a former day up can take too long. */
    private static boolean isNotLookedUp(OrderResult.Failed failed) {
        return failed.code() == ErrorCode.GATEWAY_BUSY && failed.orderSent() == OrderSent.UNKNOWN;
    }

    /** An order that was answered once never fails again with the same request. */
    private void requireAnswerKept(String id, NewOrder order) {
        boolean sameOrder = exchange.receiptsOf(id).stream()
                .anyMatch(receipt -> receipt.order().order().equals(order));
        if (sameOrder) {
            throw new Violation("an answer was lost: " + id);
        }
    }

    private void answered(String id, NewOrder order, OrderResponse response) {
        List<Receipt> receipts = exchange.receiptsOf(id);
        if (receipts.isEmpty()) {
            throw new Violation("answered, but the exchange never received it: " + id);
        }
        Receipt receipt = receipts.get(0);
        if (!receipt.order().order().equals(order)) {
            throw new Violation("answered with another order's answer: " + id);
        }
        boolean isRight = receipt.answer() instanceof OrderAck.Accepted accepted
                ? response.isSendOrder() && response.orderSerial().equals(accepted.orderSerial())
                : !response.isSendOrder();
        if (!isRight) {
            throw new Violation("answered differently than the exchange did: " + id);
        }
        answered.put(id, response);
    }

    /** Once everything works again, every request id reaches a definite end. */
    private void end() {
        tell("everything works again");
        exchange.heal();
        exchange.duringCall(() -> {});
        killed = false;
        crashAt = null;
        for (int i = 0; i < 6; i++) {
            pass(600);
            observe();
            work();
        }
        exchange.login();
        for (int i = 0; i < 6; i++) {
            pass(600);
            observe();
        }
        for (int i = 0; i < 6; i++) {
            resolve();
            pass(600);
            observe();
        }
        for (int i = 0; i < IDS; i++) {
            String id = "request-" + i;
            if (exchange.receiptsOf(id).size() > 1) {
                throw new Violation("received twice: " + id);
            }
            if (forgotten.contains(id)) {
                continue;
            }
            submit(id, quantityOf(id), Duration.ofSeconds(3));
            background.forEach(Runnable::run);
            background.clear();
            intake.checkDeadlines();
            work();
            observe();
            if (exchange.receiptsOf(id).size() > 1) {
                throw new Violation("received twice: " + id);
            }
            Optional<OrderEvent.OfRequest> state = entry(id).map(OrderJournal.Entry::last);
            boolean isUnknown =
                    state.filter(OrderEvent.Unconfirmed.class::isInstance).isPresent();
            if (isUnknown) {
                throw new Violation("in an unknown state, though the exchange reports everything now: " + id);
            }
            if (exchange.receiptsOf(id).isEmpty()) {
                throw new Violation("lost: " + id);
            }
            if (!answered.containsKey(id)) {
                throw new Violation("never answered: " + id);
            }
        }
    }

    /** The recorded quantity of an id, with which a client repeats its request. */
    private int quantityOf(String id) {
        return entry(id).map(entry -> entry.order().quantity()).orElse(1);
    }

    private void tell(String what) {
        story.add(clock.nanoTime() / 1_000_000 + " ms: " + what);
    }
}
