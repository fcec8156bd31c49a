package dev.aftm.interactor.model;

import dev.aftm.domain.market.Instrument;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderStatus;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.ExchangeEvent;
import dev.aftm.interactor.port.exchange.ExchangeEvent.OrderReport;
import dev.aftm.interactor.port.exchange.NoteLimit;
import dev.aftm.interactor.port.exchange.OrderStatusQuery.OrderStatusReport;
import dev.aftm.interactor.port.exchange.QuietExchange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * An unreliable exchange, the reference of the model: it rejects orders, fails before or after it has received one, receives
 * one late, and answers queries incompletely or not at all. It survives the gateway's crashes.
 */
final class ModelExchange extends QuietExchange {

    /** The longest time that an order of a crashed process may be on its way; recovery waits longer. */
    static final long LATEST_NANOS = 400_000_000L;

    private LocalDate day = LocalDate.of(2021, 7, 26);

    /** An order that the exchange has received, and its answer. */
    record Receipt(TaggedOrder order, OrderAck answer) {}

    private record OnItsWay(TaggedOrder order, OrderAck answer, long arrivesNanos) {}

    private final Random random;
    private final Clock clock;
    private final int tagLength;
    private final List<Receipt> receipts = new ArrayList<>();
    private final List<OnItsWay> onTheirWay = new ArrayList<>();
    private Consumer<TaggedOrder> onSend = order -> {};
    private Runnable duringCall = () -> {};
    private State state = State.LOGGED_OUT;
    private boolean isFaulty = true;

    /** @param tagLength the most characters of a tag, 10 or more */
    ModelExchange(Random random, Clock clock, int tagLength) {
        this.random = random;
        this.tagLength = tagLength;
        this.clock = clock;
    }

    /** Sets a listener that receives each order when it is sent. */
    void onSend(Consumer<TaggedOrder> listener) {
        onSend = listener;
    }

    /** Sets what other threads do during a call. */
    void duringCall(Runnable others) {
        duringCall = others;
    }

    /** Makes everything work from now on. */
    void heal() {
        isFaulty = false;
        state = State.LOGGED_IN;
        report(new ExchangeEvent.SessionChanged());
    }

    void disconnect() {
        state = State.DISCONNECTED;
        report(new ExchangeEvent.SessionChanged());
    }

    List<Receipt> receipts() {
        return receipts;
    }

    /** The orders received with this note. */
    List<Receipt> receiptsOf(String note) {
        return receipts.stream()
                .filter(receipt -> receipt.order().order().note().equals(note))
                .toList();
    }

    /** Receives the late orders that are due. */
    void deliverLate() {
        for (Iterator<OnItsWay> all = onTheirWay.iterator(); all.hasNext(); ) {
            OnItsWay late = all.next();
            if (clock.nanoTime() >= late.arrivesNanos()) {
                all.remove();
                receipts.add(new Receipt(late.order(), late.answer()));
            }
        }
    }

    @Override
    public OrderAck send(TaggedOrder order) {
        if (state != State.LOGGED_IN) {
            return new OrderAck.NotSent("The line is down.");
        }
        onSend.accept(order);
        duringCall.run();
        String serial = String.format("%06d", receipts.size() + onTheirWay.size() + 1);
        OrderAck answer = isFaulty && random.nextInt(6) == 0
                ? new OrderAck.Rejected("NO", "Not today.")
                : new OrderAck.Accepted(serial);
        if (!isFaulty) {
            receipts.add(new Receipt(order, answer));
            return answer;
        }
        switch (random.nextInt(10)) {
            case 0 -> throw new IllegalStateException("The line broke before the order was sent.");
            case 1 -> {
                receipts.add(new Receipt(order, answer));
                throw new IllegalStateException("The line broke after the order was sent.");
            }
            case 2 -> {
                long delay = random.nextLong(LATEST_NANOS);
                onTheirWay.add(new OnItsWay(order, answer, clock.nanoTime() + delay));
                throw new IllegalStateException("The line broke with the order on its way.");
            }
            default -> {
                receipts.add(new Receipt(order, answer));
                return answer;
            }
        }
    }

    /** Whether an order of a broken call may still arrive. */
    boolean hasOrdersOnTheirWay() {
        return !onTheirWay.isEmpty();
    }

    @Override
    public CompletableFuture<OrderMassStatus> list() {
        if (state != State.LOGGED_IN) {
            return CompletableFuture.failedFuture(new IllegalStateException("The line is down."));
        }
        receipts.forEach(receipt -> report(reportOf(receipt)));
        return CompletableFuture.completedFuture(new OrderMassStatus(List.of(), true, LocalDate.MIN));
    }

    private OrderReport reportOf(Receipt receipt) {
        NewOrder order = receipt.order().order();
        boolean isAccepted = receipt.answer() instanceof OrderAck.Accepted;
        return new OrderReport(
                receipt.answer() instanceof OrderAck.Accepted accepted ? accepted.orderSerial() : "",
                receipt.order().tag(),
                receipt.order().account(),
                order.itemCode(),
                order.side(),
                order.price(),
                order.quantity(),
                0,
                0,
                isAccepted ? OrderStatus.WORKING : OrderStatus.REJECTED,
                isAccepted ? "" : "NO",
                isAccepted ? "" : "Not today.",
                day,
                Instant.EPOCH);
    }

    @Override
    public CompletableFuture<OrderMassStatus> find(Collection<String> tags) {
        if (state != State.LOGGED_IN) {
            return CompletableFuture.failedFuture(new IllegalStateException("The line is down."));
        }
        List<OrderStatusReport> found = new ArrayList<>();
        for (Receipt receipt : receipts) {
            NewOrder order = receipt.order().order();
            if (tags.contains(receipt.order().tag())) {
                found.add(new OrderStatusReport(
                        receipt.order().tag(),
                        receipt.order().account(),
                        order.itemCode(),
                        order.side(),
                        order.price(),
                        order.quantity(),
                        receipt.answer()));
            }
        }
        if (!isFaulty || random.nextInt(3) > 0) {
            return CompletableFuture.completedFuture(new OrderMassStatus(found, true, LocalDate.MIN));
        }
        List<OrderStatusReport> some =
                found.stream().filter(order -> random.nextBoolean()).toList();
        return switch (random.nextInt(4)) {
            case 0 -> CompletableFuture.completedFuture(new OrderMassStatus(some, false, LocalDate.MIN));
            case 1 -> CompletableFuture.completedFuture(new OrderMassStatus(List.of(), true, day.plusDays(1)));
            case 2 -> CompletableFuture.failedFuture(new IllegalStateException("The line broke."));
            default -> new CompletableFuture<>();
        };
    }

    @Override
    public void login() {
        state = State.LOGGED_IN;
        report(new ExchangeEvent.SessionChanged());
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public LocalDate tradingDay() {
        return day;
    }

    /** The next trading day begins. Orders of earlier days are still reported, which a real exchange need not do. */
    void nextDay() {
        day = day.plusDays(1);
    }

    @Override
    public Collection<Instrument> instruments() {
        return List.of();
    }

    @Override
    public NoteLimit noteLimit() {
        return new NoteLimit(60, StandardCharsets.UTF_8);
    }

    @Override
    public int tagLength() {
        return tagLength;
    }
}
