package dev.aftm.interactor.order;

import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderLife;
import dev.aftm.domain.order.OrderLife.Applied;
import dev.aftm.domain.order.OrderLife.Verdict;
import dev.aftm.domain.order.OrderNews;
import dev.aftm.domain.order.OrderState;
import dev.aftm.domain.position.Fill;
import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.gateway.order.OrderInfo.Status;
import dev.aftm.interactor.port.exchange.ExchangeEvent.OrderReport;
import dev.aftm.interactor.port.store.OrderJournal.Entry;
import dev.aftm.interactor.port.store.OrderJournal.OrderKey;
import dev.aftm.interactor.port.store.OrderJournal.RecordedEvent;
import dev.aftm.interactor.port.store.OrderJournal.State;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An order and its present state. Used by one thread. */
public final class TrackedOrder {

    private final Entry entry;
    private OrderLife life;
    private State recorded = new State.Intended();
    private String doubt = "";
    private long sequence;
    /** The current read model; null if the order has changed since. */
    private @Nullable OrderInfo info;

    TrackedOrder(Entry entry) {
        this.entry = entry;
        this.life = OrderLife.of(entry.order());
    }

    public OrderKey key() {
        return entry.key();
    }

    String tag() {
        return entry.tag();
    }

    LocalDate tradingDay() {
        return entry.tradingDay();
    }

    public OrderLife life() {
        return life;
    }

    long sequence() {
        return sequence;
    }

    /** Sets the number of the last change. */
    void numbered(long number) {
        sequence = number;
        info = null;
    }

    /**
     * Whether the order has ended and all its fills are reported. An order that was not sent has ended; if it is sent again, it
     * becomes a new order.
     */
    boolean isOver() {
        return (life.state().isFinal() && life.unreportedFills() == 0) || life.state() instanceof OrderState.NotSent;
    }

    Verdict apply(OrderNews news) {
        Applied heard = life.apply(news);
        life = heard.after();
        info = null;
        return heard.verdict();
    }

    /** Whether a report that names this order fits it. */
    boolean matches(OrderReport report) {
        return report.account().equals(key().account())
                && report.itemCode().equals(order().itemCode())
                && report.side() == order().side()
                && report.quantity() == order().quantity();
    }

    /** Whether a fill that names this order fits it. */
    boolean matches(Fill fill) {
        return fill.account().equals(key().account())
                && fill.itemCode().equals(order().itemCode())
                && fill.side() == order().side();
    }

    /** The recorded state of its call. */
    State recorded() {
        return recorded;
    }

    NewOrder order() {
        return entry.order();
    }

    /** Applies the recorded state of its call. */
    Verdict become(State state) {
        recorded = state;
        info = null;
        if (state instanceof State.Accepted accepted) {
            return apply(new OrderNews.Accepted(accepted.orderSerial()));
        }
        if (state instanceof State.Rejected rejected) {
            return apply(new OrderNews.Rejected(rejected.code(), rejected.text()));
        }
        if (state instanceof State.NotSent) {
            return apply(new OrderNews.NotSent());
        }
        if (state instanceof State.ResolvedNotSent resolved) {
            doubt = resolved.reason();
            return apply(new OrderNews.NotSent());
        }
        if (state instanceof State.Unknown unknown) {
            doubt = unknown.reason();
            return apply(new OrderNews.Doubted());
        }
        return Verdict.KNOWN;
    }

    /** Applies an event from the journal, other than the intent. */
    void take(RecordedEvent event) {
        if (event instanceof RecordedEvent.Became became) {
            become(became.state());
        } else if (event instanceof RecordedEvent.Reported reported) {
            apply(reported.news());
        }
    }

    public OrderInfo info() {
        OrderInfo current = info == null ? toInfo() : info;
        info = current;
        return current;
    }

    private OrderInfo toInfo() {
        OrderState state = life.state();
        NewOrder order = entry.order();
        String serial = life.orderSerial();
        boolean rejected = state instanceof OrderState.Rejected;
        String text = state instanceof OrderState.Rejected why
                ? why.text()
                : state instanceof OrderState.InDoubt || state instanceof OrderState.NotSent ? doubt : "";
        return new OrderInfo(
                sequence,
                entry.key().account(),
                entry.key().requestId(),
                entry.tag(),
                order,
                statusOf(state),
                serial == null ? "" : serial,
                life.price(),
                life.filled(),
                rejected ? 0 : life.cancelled(),
                life.averagePrice(),
                state instanceof OrderState.Rejected why ? why.code() : "",
                text,
                entry.tradingDay(),
                entry.intendedAt());
    }

    private static Status statusOf(OrderState state) {
        if (state instanceof OrderState.Submitted) {
            return Status.SUBMITTED;
        }
        if (state instanceof OrderState.NotSent) {
            return Status.NOT_SENT;
        }
        if (state instanceof OrderState.InDoubt) {
            return Status.UNKNOWN;
        }
        if (state instanceof OrderState.Rejected) {
            return Status.REJECTED;
        }
        if (state instanceof OrderState.Working) {
            return Status.WORKING;
        }
        return state instanceof OrderState.Filled ? Status.FILLED : Status.CANCELLED;
    }
}
