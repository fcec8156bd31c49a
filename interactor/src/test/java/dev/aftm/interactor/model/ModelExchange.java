package dev.aftm.interactor.model;

import dev.aftm.domain.market.Instrument;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.ExchangeEvent;
import dev.aftm.interactor.port.exchange.NoteLimit;
import dev.aftm.interactor.port.exchange.QuietExchange;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * An exchange that knows the truth and tells it only when it is in the mood: it refuses, breaks off before or after it has
 * an order, has it late, and answers questions by half or not at all. It survives the gateway's crashes.
 */
final class ModelExchange extends QuietExchange {

    /** The longest that an order may be on its way when its sender is gone; recovery settles for longer. */
    static final long LATEST_NANOS = 400_000_000L;

    private static final LocalDate DAY = LocalDate.of(2021, 7, 26);

    /** What the exchange has of one order. */
    record Receipt(TaggedOrder order, OrderAck answer) {}

    private record OnItsWay(TaggedOrder order, OrderAck answer, long arrivesNanos) {}

    private final Random random;
    private final Clock clock;
    private final List<Receipt> receipts = new ArrayList<>();
    private final List<OnItsWay> onTheirWay = new ArrayList<>();
    private Consumer<TaggedOrder> onSend = order -> {};
    private Runnable duringCall = () -> {};
    private State state = State.LOGGED_OUT;
    private boolean moody = true;

    ModelExchange(Random random, Clock clock) {
        this.random = random;
        this.clock = clock;
    }

    /** Told of each order the moment that it is sent, before anything becomes of it. */
    void onSend(Consumer<TaggedOrder> listener) {
        onSend = listener;
    }

    /** Done while a call is out: what other threads do meanwhile. */
    void duringCall(Runnable others) {
        duringCall = others;
    }

    /** From now on everything works. */
    void heal() {
        moody = false;
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

    /** What it received with this note. */
    List<Receipt> receiptsOf(String note) {
        return receipts.stream()
                .filter(receipt -> receipt.order().order().note().equals(note))
                .toList();
    }

    /** Lets orders arrive that were on their way. */
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
        OrderAck answer = moody && random.nextInt(6) == 0
                ? new OrderAck.Rejected("NO", "Not today.")
                : new OrderAck.Accepted(serial);
        if (!moody) {
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
                        order.quantity(),
                        receipt.answer()));
            }
        }
        if (!moody || random.nextInt(3) > 0) {
            return CompletableFuture.completedFuture(new OrderMassStatus(found, true, LocalDate.MIN));
        }
        List<OrderStatusReport> some =
                found.stream().filter(order -> random.nextBoolean()).toList();
        return switch (random.nextInt(4)) {
            case 0 -> CompletableFuture.completedFuture(new OrderMassStatus(some, false, LocalDate.MIN));
            case 1 -> CompletableFuture.completedFuture(new OrderMassStatus(List.of(), true, DAY.plusDays(1)));
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
        return DAY;
    }

    @Override
    public Collection<Instrument> instruments() {
        return List.of();
    }

    @Override
    public NoteLimit noteLimit() {
        return new NoteLimit(60, StandardCharsets.UTF_8);
    }
}
