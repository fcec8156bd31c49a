package dev.aftm.interactor.usecase;

import dev.aftm.interactor.port.ExchangeSession;
import dev.aftm.interactor.port.OrderEntry;
import dev.aftm.interactor.port.OrderJournal;
import dev.aftm.interactor.port.OrderJournal.Entry;
import dev.aftm.interactor.port.OrderJournal.Outcome;
import dev.aftm.interactor.port.OrderJournal.State;
import dev.aftm.interactor.port.OrderLookup;
import dev.aftm.interactor.port.OrderLookup.KnownOrder;
import dev.aftm.interactor.port.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds out what became of orders whose outcome is not recorded, by asking the exchange. It never sends anything: an order
 * that the exchange certainly does not have is recorded as not sent, and only its client may send it again.
 *
 * <p>Belongs to the thread that owns the exchange; runs after each login and reconnect, before new orders are taken.
 */
public final class Recovery {

    private final OrderJournal journal;
    private final ExchangeSession session;
    private final OrderLookup lookup;
    private final Pause pause;
    private final Duration settle;

    /** @param settle how long a dead sender's bytes may still be on their way to the exchange */
    public Recovery(OrderJournal journal, ExchangeSession session, OrderLookup lookup, Pause pause, Duration settle) {
        this.journal = journal;
        this.session = session;
        this.lookup = lookup;
        this.pause = pause;
        this.settle = settle;
    }

    /** Settles what can be settled; the rest is unknown until the next time, or until a person resolves it. */
    public void run() {
        List<Entry> unresolved = journal.unresolved();
        if (unresolved.isEmpty()) {
            return;
        }
        List<Outcome> outcomes = new ArrayList<>();
        List<Entry> missing = new ArrayList<>();
        Optional<OrderLookup.Findings> first = ask(unresolved);
        for (Entry entry : unresolved) {
            Optional<State> found = first.flatMap(answer -> found(entry, answer));
            found.ifPresentOrElse(state -> outcomes.add(new Outcome(entry.key(), state)), () -> missing.add(entry));
        }
        if (!missing.isEmpty()) {
            Optional<OrderLookup.Findings> second = askAgain(missing);
            missing.forEach(entry -> outcomes.add(new Outcome(entry.key(), verdict(entry, first, second))));
        }
        List<Outcome> news = changes(unresolved, outcomes);
        if (!news.isEmpty()) {
            journal.recordOutcomes(news);
        }
    }

    private Optional<OrderLookup.Findings> askAgain(List<Entry> missing) {
        if (!settle.isZero() && !pause.pause(settle)) {
            return Optional.empty();
        }
        return ask(missing);
    }

    private Optional<OrderLookup.Findings> ask(List<Entry> entries) {
        if (session.state() != ExchangeSession.State.LOGGED_IN) {
            return Optional.empty();
        }
        try {
            return Optional.of(lookup.find(entries.stream().map(Entry::tag).toList()));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** What the exchange says of an order under its tag; unknown where what it has is not what was sent. */
    private static Optional<State> found(Entry entry, OrderLookup.Findings answer) {
        return answer.orders().stream()
                .filter(order -> order.tag().equals(entry.tag()))
                .findFirst()
                .map(order -> isSame(entry, order)
                        ? stateOf(order.answer())
                        : new State.Unknown("The exchange has another order under this order's tag."));
    }

    private static boolean isSame(Entry entry, KnownOrder order) {
        return order.account().equals(entry.key().account())
                && order.itemCode().equals(entry.order().itemCode())
                && order.side() == entry.order().side()
                && order.quantity() == entry.order().quantity();
    }

    private static State stateOf(OrderEntry.Answer answer) {
        if (answer instanceof OrderEntry.Answer.Accepted accepted) {
            return new State.Accepted(accepted.orderSerial());
        }
        if (answer instanceof OrderEntry.Answer.Refused refused) {
            return new State.Refused(refused.code(), refused.text());
        }
        return new State.Unknown("The exchange does not say what became of the order.");
    }

    /** Not sent only where the exchange, asked twice, has looked everywhere and has it neither time. */
    private static State verdict(
            Entry entry, Optional<OrderLookup.Findings> first, Optional<OrderLookup.Findings> second) {
        Optional<State> late = second.flatMap(answer -> found(entry, answer));
        if (late.isPresent()) {
            return late.get();
        }
        boolean absent = first.filter(answer -> tellsAbsence(answer, entry)).isPresent()
                && second.filter(answer -> tellsAbsence(answer, entry)).isPresent();
        return absent
                ? new State.NotSent()
                : new State.Unknown("The exchange could not tell whether it has the order.");
    }

    private static boolean tellsAbsence(OrderLookup.Findings answer, Entry entry) {
        return answer.complete() && !entry.tradingDay().isBefore(answer.coversFrom());
    }

    /** What is not recorded like this already. */
    private static List<Outcome> changes(List<Entry> before, List<Outcome> outcomes) {
        Map<OrderJournal.OrderKey, Entry> entries =
                before.stream().collect(Collectors.toMap(Entry::key, Function.identity()));
        return outcomes.stream()
                .filter(outcome -> {
                    Entry entry = entries.get(outcome.key());
                    return entry == null || !entry.state().equals(outcome.state());
                })
                .toList();
    }
}
