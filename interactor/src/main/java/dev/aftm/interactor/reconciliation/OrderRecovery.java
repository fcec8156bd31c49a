package dev.aftm.interactor.reconciliation;

import dev.aftm.domain.order.OrderEvent;
import dev.aftm.domain.order.OrderType;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.order.OrderJournal.Entry;
import dev.aftm.interactor.order.OrderJournal.Outcome;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.OrderEntry;
import dev.aftm.interactor.port.exchange.OrderStatusQuery;
import dev.aftm.interactor.port.exchange.OrderStatusQuery.OrderMassStatus;
import dev.aftm.interactor.port.exchange.OrderStatusQuery.OrderStatusReport;
import dev.aftm.interactor.port.store.JournalException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Recovers orders whose outcome is not recorded, by asking the exchange. It never sends an order: one that the exchange
 * certainly does not have is recorded as not sent, and only its client may send it again.
 *
 * <p>Used by the execution thread only. It runs before new orders are accepted, after each login, reconnect and failed call;
 * and from time to time while orders are in an unknown state. It does not wait for answers: each {@link #step} goes as far as
 * it can.
 */
public final class OrderRecovery {

    /** How often a query that is not answered is made. */
    private static final int MOST_LOST_ANSWERS = 3;

    private enum Phase {
        ASKING,
        SETTLING,
        ASKING_AGAIN,
        DONE
    }

    private final Clock clock;
    private final OrderJournal journal;
    private final OrderStatusQuery query;
    private final Duration settle;
    private final PendingQuery<OrderMassStatus> pending;
    private final List<Outcome> outcomes = new ArrayList<>();
    private List<Entry> missing = List.of();
    private Phase phase = Phase.DONE;
    private @Nullable OrderMassStatus first;
    private long settledNanos;
    private int lostAnswers;
    private String failure = "";

    /**
     * Creates a recovery that does nothing before {@link #begin}.
     *
     * @param settle how long orders of a dead process may still be on their way to the exchange
     * @param patience how long the exchange may take to answer
     */
    public OrderRecovery(
            Clock clock, OrderJournal journal, OrderStatusQuery query, Duration settle, Duration patience) {
        this.clock = clock;
        this.journal = journal;
        this.query = query;
        this.settle = settle;
        this.pending = new PendingQuery<>(clock, patience);
    }

    /** How long orders of a dead process may still be on their way to the exchange. */
    public Duration settle() {
        return settle;
    }

    /**
     * Starts, or starts again. Only between groups of orders, because those about to be sent are unresolved as well.
     *
     * @throws JournalException the unresolved orders cannot be read
     */
    public void begin() {
        pending.forget();
        outcomes.clear();
        lostAnswers = 0;
        failure = "";
        missing = journal.unresolved();
        phase = missing.isEmpty() ? Phase.DONE : Phase.ASKING;
    }

    /**
     * Continues as far as the exchange's answers allow.
     *
     * @return whether it is done; orders that could not be settled stay unknown until the next recovery, or until a person
     *     resolves them
     * @throws JournalException the outcomes cannot be recorded; call {@link #begin} again
     */
    public boolean step() {
        Phase before;
        do {
            before = phase;
            phase = next();
        } while (phase != before);
        return phase == Phase.DONE;
    }

    private Phase next() {
        return switch (phase) {
            case ASKING -> asked().map(this::firstAnswer).orElse(Phase.ASKING);
            case SETTLING -> clock.nanoTime() - settledNanos >= 0 ? Phase.ASKING_AGAIN : Phase.SETTLING;
            case ASKING_AGAIN -> asked().map(this::secondAnswer).orElse(Phase.ASKING_AGAIN);
            case DONE -> Phase.DONE;
        };
    }

    /** The exchange's answer. Empty while there is none; the inner value is empty if the query failed. */
    private Optional<Optional<OrderMassStatus>> asked() {
        pending.ask(() -> query.find(missing.stream().map(Entry::tag).toList()));
        if (!pending.isOver()) {
            return Optional.empty();
        }
        Optional<OrderMassStatus> answer = pending.take();
        if (answer.isEmpty() && ++lostAnswers < MOST_LOST_ANSWERS) {
            // The answer may be lost on its way, so the query is repeated.
            return Optional.empty();
        }
        lostAnswers = 0;
        failure = answer.isEmpty() ? pending.failure() : "";
        return Optional.of(answer);
    }

    private Phase firstAnswer(Optional<OrderMassStatus> answer) {
        List<Entry> stillMissing = new ArrayList<>();
        for (Entry entry : missing) {
            Optional<OrderEvent.OfRequest> found = answer.flatMap(findings -> found(entry, findings));
            found.ifPresentOrElse(
                    state -> outcomes.add(new Outcome(entry.key(), state)), () -> stillMissing.add(entry));
        }
        missing = stillMissing;
        first = answer.orElse(null);
        settledNanos = clock.nanoTime() + settle.toNanos();
        return missing.isEmpty() ? finish() : Phase.SETTLING;
    }

    private Phase secondAnswer(Optional<OrderMassStatus> second) {
        missing.forEach(
                entry -> outcomes.add(new Outcome(entry.key(), verdict(entry, Optional.ofNullable(first), second))));
        return finish();
    }

    private Phase finish() {
        List<Outcome> added = outcomes.stream().filter(this::isNew).toList();
        if (!added.isEmpty()) {
            journal.recordOutcomes(added);
        }
        return Phase.DONE;
    }

    /** Whether an outcome is new; what a person has resolved meanwhile stays. */
    private boolean isNew(Outcome outcome) {
        return journal.find(outcome.key())
                .map(Entry::last)
                .filter(last -> last.isUnresolved() && !last.equals(outcome.event()))
                .isPresent();
    }

    /** The state that the exchange reports under an order's tag; unknown if its order is not the one that was sent. */
    private static Optional<OrderEvent.OfRequest> found(Entry entry, OrderMassStatus answer) {
        return answer.orders().stream()
                .filter(order -> order.tag().equals(entry.tag()))
                .findFirst()
                .map(order -> isSame(entry, order)
                        ? stateOf(order.answer())
                        : new OrderEvent.Unconfirmed("The exchange has an order with this tag but a different account,"
                                + " instrument, side, price or quantity."));
    }

    private static boolean isSame(Entry entry, OrderStatusReport order) {
        return isAlike(entry, order)
                && (entry.order().type() != OrderType.LIMIT
                        || order.price().compareTo(entry.order().price()) == 0);
    }

    private static boolean isAlike(Entry entry, OrderStatusReport order) {
        return order.account().equals(entry.key().account())
                && order.itemCode().equals(entry.order().itemCode())
                && order.side() == entry.order().side()
                && order.quantity() == entry.order().quantity();
    }

    /** The number of an order without a tag that may be this one: its price may have been changed since. */
    private Optional<String> alike(Entry entry, OrderMassStatus answer) {
        return answer.orders().stream()
                .filter(order -> order.tag().isEmpty() && isAlike(entry, order))
                .map(order -> order.answer() instanceof OrderEntry.OrderAck.Accepted accepted
                        ? accepted.orderSerial()
                        : "none")
                .filter(serial -> !journal.isNumberOfAnother(entry, serial))
                .findFirst();
    }

    private static OrderEvent.OfRequest stateOf(OrderEntry.OrderAck answer) {
        if (answer instanceof OrderEntry.OrderAck.Accepted accepted) {
            return new OrderEvent.Acknowledged(accepted.orderSerial());
        }
        if (answer instanceof OrderEntry.OrderAck.Rejected rejected) {
            return new OrderEvent.Rejected(rejected.code(), rejected.text());
        }
        return new OrderEvent.Unconfirmed("The exchange does not report the order's outcome.");
    }

    /** Not sent only if two complete answers of the exchange contain neither the order nor one that may be it. */
    private OrderEvent.OfRequest verdict(
            Entry entry, Optional<OrderMassStatus> first, Optional<OrderMassStatus> second) {
        Optional<OrderEvent.OfRequest> late = second.flatMap(answer -> found(entry, answer));
        if (late.isPresent()) {
            return late.get();
        }
        String reason = second.flatMap(answer -> alike(entry, answer))
                .map(serial -> "an order without a tag looks the same (number " + serial + ")")
                .orElse(failure);
        boolean absent = first.filter(answer -> provesAbsence(answer, entry)).isPresent()
                && second.filter(answer -> provesAbsence(answer, entry)).isPresent();
        return absent
                ? new OrderEvent.NotSent()
                : new OrderEvent.Unconfirmed("The exchange's order-status query did not answer whether it has the order"
                        + (reason.isEmpty() ? "." : ": " + reason + "."));
    }

    private boolean provesAbsence(OrderMassStatus answer, Entry entry) {
        return answer.complete()
                && !entry.tradingDay().isBefore(answer.coversFrom())
                && alike(entry, answer).isEmpty();
    }
}
