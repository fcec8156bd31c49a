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

/** An order of ours and what is known of it by now. For one thread. */
public final class TrackedOrder {

    private final Entry entry;
    private OrderLife life;
    private State recorded = new State.Intended();
    private String doubt = "";
    private long sequence;
    /** As it was told last; null where it has changed since. */
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

    /** Its last change has got this number. */
    void numbered(long number) {
        sequence = number;
        info = null;
    }

    /**
     * Whether nothing more is to be expected of it, late reports of its trades included. One that was not sent may be sent yet,
     * and then begins anew.
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

    /** Whether a report that names it can be about it. */
    boolean isMeantBy(OrderReport report) {
        return report.account().equals(key().account())
                && report.itemCode().equals(order().itemCode())
                && report.side() == order().side()
                && report.quantity() == order().quantity();
    }

    /** The same of a trade. */
    boolean isMeantBy(Fill fill) {
        return fill.account().equals(key().account())
                && fill.itemCode().equals(order().itemCode())
                && fill.side() == order().side();
    }

    /** What the journal has of its call. */
    State recorded() {
        return recorded;
    }

    NewOrder order() {
        return entry.order();
    }

    /** Takes in what the journal has of its call. */
    Verdict become(State state) {
        recorded = state;
        info = null;
        if (state instanceof State.Accepted accepted) {
            return apply(new OrderNews.Accepted(accepted.orderSerial()));
        }
        if (state instanceof State.Rejected refused) {
            return apply(new OrderNews.Rejected(refused.code(), refused.text()));
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

    /** Takes in a line of the journal, other than its intent. */
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
        boolean refused = state instanceof OrderState.Rejected;
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
                refused ? 0 : life.cancelled(),
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
