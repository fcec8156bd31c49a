package dev.aftm.interactor.order;

import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.domain.order.OrderInstruction;
import dev.aftm.domain.order.OrderStatus;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.PositionEffect;
import dev.aftm.domain.order.TimeInForce;
import dev.aftm.interactor.gateway.order.GatewayRequest;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.ExchangeEvent.OrderReport;
import dev.aftm.interactor.port.store.EventLog;
import dev.aftm.interactor.port.store.EventLog.LoggedEvent;
import dev.aftm.interactor.port.store.HistoryStore;
import dev.aftm.interactor.port.store.JournalException;
import dev.aftm.interactor.port.store.LogEvent;
import dev.aftm.interactor.port.store.LogHeadStore;
import dev.aftm.interactor.port.store.OrderKey;
import dev.aftm.interactor.port.store.TagWords;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The journal of all requests: their intents, outcomes and reports. A record is appended to an event log, and once it is durable,
 * it is added to an index in memory, which is rebuilt from the log at the start. Nothing is sent before its intent is recorded,
 * and no reply says "accepted" before the outcome is recorded. Ids are never forgotten, but those of former trading days leave
 * memory for the history, which is derived from the log.
 *
 * <p>Methods that write, and those about tags, heads and unresolved requests, are for the execution thread; the others are safe
 * for all threads. {@link #recall}, {@link #records}, {@link #updateHistory} and {@link #verify} wait for disks.
 */
public class OrderJournal implements AutoCloseable {

    /**
     * The record of one order, or of one cancel or replacement.
     *
     * @param key its key; made by the journal if the request was sent without an id
     * @param tag the gateway's tag at the exchange; a cancel or replacement has one too, which is not sent
     * @param request the event that began it
     * @param intendedAt when that event was recorded, by the wall clock
     * @param last the last event of the request; a resolution stands as what it resolved the request to
     * @param position the number of that first event
     */
    public record Entry(
            OrderKey key,
            String tag,
            OrderEvent.Requested request,
            Instant intendedAt,
            OrderEvent.OfRequest last,
            long position) {

        /** The order, cancel or replacement. */
        public OrderInstruction instruction() {
            return request.instruction();
        }

        /** The exchange's trading day when it was recorded. */
        public LocalDate tradingDay() {
            return request.tradingDay();
        }

        /** The order; call it only if {@link #isOrder}. */
        public NewOrder order() {
            return (NewOrder) request.instruction();
        }

        /** Whether this is an order, not a cancel or replacement of one. */
        public boolean isOrder() {
            return request.instruction() instanceof NewOrder;
        }

        /** Whether it is not known whether the exchange has the request. */
        public boolean isUnresolved() {
            return last.isUnresolved();
        }

        /** Returns this record after another event of the request. */
        public Entry after(OrderEvent.OfRequest event) {
            return new Entry(key, tag, request, intendedAt, settled(event), position);
        }

        private static OrderEvent.OfRequest settled(OrderEvent.OfRequest event) {
            if (!(event instanceof OrderEvent.Resolved resolved)) {
                return event;
            }
            String serial = resolved.orderSerial();
            return serial == null ? new OrderEvent.Closed(resolved.reason()) : new OrderEvent.Acknowledged(serial);
        }
    }

    /** An event that the exchange reported for one of our orders. */
    public record Report(OrderKey key, String tag, OrderEvent event) {}

    /**
     * One record of the journal.
     *
     * @param number the number of the event
     * @param at time of recording, by the wall clock
     * @param key the key of the order
     * @param tag the tag with which the order was sent
     * @param event what happened
     */
    public record JournalRecord(long number, Instant at, OrderKey key, String tag, OrderEvent event) {

        /** The entry that this record began; call it only if the event is {@link OrderEvent.Requested}. */
        public Entry entry() {
            OrderEvent.Requested request = (OrderEvent.Requested) event;
            return new Entry(key, tag, request, at, request, number);
        }
    }

    /** What became of a request. */
    public record Outcome(OrderKey key, OrderEvent.OfRequest event) {}

    private final Clock clock;
    private final EventLog log;
    private final LogHeadStore heads;
    private final HistoryStore history;
    private final TagWords words;
    private final RequestIndex index;
    private final boolean isHeadConfirmed;
    private boolean isBehindItsHead;
    private @Nullable OrderTracker follower;
    private volatile @Nullable String fault;
    private volatile @Nullable String damage;

    /**
     * Reads the log, and begins an epoch of tags in it.
     *
     * @param words creates the words that tags begin with
     * @param heads keeps the log's head elsewhere
     * @param history has what was derived from the log before
     * @throws JournalException the log cannot be read or written
     */
    public OrderJournal(Clock clock, EventLog log, TagWords words, LogHeadStore heads, HistoryStore history) {
        this.clock = clock;
        this.log = log;
        this.heads = heads;
        this.history = history;
        this.words = words;
        Optional<EventLog.Head> last = heads.read();
        // A position alone proves nothing: an older copy that was started a few times has grown past it.
        isBehindItsHead = heads.hasLostPower()
                || last.stream().anyMatch(head -> !log.hashAt(head.position()).equals(Optional.of(head.hash())));
        isHeadConfirmed = !isBehindItsHead && (last.isPresent() || log.head().position() == 0);
        index = RequestIndex.of(log, history);
        Optional<String> installation = index.last(LogEvent.EpochBegun.class).map(LogEvent.EpochBegun::installation);
        append(List.of(new LogEvent.EpochBegun(installation.orElseGet(words::next), words.next())));
    }

    private void append(List<? extends LogEvent> events) {
        Instant now = Instant.ofEpochMilli(clock.now().toEpochMilli());
        long position;
        try {
            position = log.append(now, events);
            fault = null;
        } catch (JournalException e) {
            fault = e.getMessage();
            throw e;
        }
        for (LogEvent event : events) {
            index.add(new LoggedEvent(position++, now, event));
        }
        if (!isBehindItsHead) {
            heads.keep(log.head());
        }
    }

    /** Finds the record of a request that is in memory. */
    public Optional<Entry> find(OrderKey key) {
        return index.find(key);
    }

    /** Whether a request that {@link #find} has not found just before may be of a former day, so that it must be recalled first. */
    public boolean mayBeFormer(OrderKey key) {
        return index.mayBeFormer(key);
    }

    /**
     * Brings a request of a former day back into memory, if there was one.
     *
     * @throws JournalException it cannot be told whether there was one
     */
    public void recall(OrderKey key) {
        index.recall(events(key));
    }

    /**
     * Everything that is recorded about a request, oldest first; empty if there was none.
     *
     * @throws JournalException the history or the log cannot be read
     */
    public List<JournalRecord> records(OrderKey key) {
        return events(key).stream()
                .map(logged -> record(logged, (LogEvent.OfOrder) logged.event()))
                .toList();
    }

    private List<LoggedEvent> events(OrderKey key) {
        HistoryStore.Found stored = history.find(key);
        if (!RequestIndex.isOf(log, stored.head())) {
            throw new JournalException("The history belongs to another journal; it is derived anew.");
        }
        List<LoggedEvent> events = new ArrayList<>(stored.events());
        log.read(stored.head().position(), logged -> {
            if (logged.event() instanceof LogEvent.OfOrder of && of.key().equals(key)) {
                events.add(logged);
            }
            return true;
        });
        return events;
    }

    private static JournalRecord record(LoggedEvent logged, LogEvent.OfOrder of) {
        return new JournalRecord(logged.position(), logged.at(), of.key(), of.tag(), of.event());
    }

    /**
     * Lets the history follow the log, and requests of former days leave memory that it has. Called again and again by one thread.
     *
     * @throws JournalException nothing can be stored at present; a later call goes on
     */
    public void updateHistory() {
        Runnable eviction = index.prepareEviction();
        history.follow(log);
        eviction.run();
    }

    /** Checks what the opening of the log left unchecked; see {@link #damage}. */
    public void verify() {
        try {
            log.verify();
            damage = null;
        } catch (JournalException e) {
            damage = e.getMessage();
        }
    }

    /** Why nothing could be recorded the last time, as a sentence; null if it could. */
    public @Nullable String fault() {
        return fault;
    }

    /** What {@link #verify} has found, as a sentence; null if nothing. No new order may be sent then. */
    public @Nullable String damage() {
        return damage;
    }

    /** Whether a request id must not send anything any more, because a cancel came first. */
    public boolean isClosed(OrderKey key) {
        return index.isClosed(key);
    }

    /**
     * Records the intents of requests, all or none, and gives each a tag that was never used before. An order that is already
     * recorded as not sent keeps its key and gets a new tag.
     *
     * @param requests the requests about to be sent
     * @param tradingDay the exchange's trading day
     * @throws JournalException nothing was recorded, so nothing may be sent
     */
    public List<Entry> recordIntents(List<? extends GatewayRequest> requests, LocalDate tradingDay) {
        TagBook tags = index.tags();
        if (tags.isUsedUp(requests.size()) && requests.stream().anyMatch(OrderRequest.class::isInstance)) {
            append(List.of(tags.another(words)));
        }
        List<LogEvent.OfOrder> events = new ArrayList<>(requests.size());
        for (GatewayRequest request : requests) {
            String tag = tags.next(request instanceof OrderRequest);
            String id = request.requestId();
            OrderKey key = id == null
                    ? OrderKey.withoutId(request.orderAccount(), tag)
                    : new OrderKey(request.orderAccount(), id);
            events.add(new LogEvent.OfOrder(
                    key, tag, new OrderEvent.Requested(request.instruction(), tradingDay, request.cause())));
        }
        append(events);
        List<Entry> intents = events.stream()
                .map(event -> index.find(event.key()).orElseThrow())
                .toList();
        if (follower != null) {
            intents.stream().filter(Entry::isOrder).forEach(follower::onIntent);
        }
        return intents;
    }

    /**
     * Records outcomes of calls, and reports of the exchange that came before them: all or none. Reports alone may be written as late
     * as with the next commit, because the exchange repeats lost ones.
     *
     * @throws JournalException nothing was recorded
     */
    public void record(List<Outcome> outcomes, List<Report> reports) {
        List<LogEvent> events = new ArrayList<>(outcomes.size() + reports.size());
        for (Outcome outcome : outcomes) {
            Optional<Entry> entry = index.find(outcome.key());
            if (entry.isEmpty() && !(outcome.event() instanceof OrderEvent.Closed)) {
                throw new JournalException("An outcome was recorded for an order that has no intent.");
            }
            events.add(new LogEvent.OfOrder(outcome.key(), entry.map(Entry::tag).orElse(""), outcome.event()));
        }
        List<Report> waiting = follower == null || outcomes.isEmpty()
                ? List.of()
                : follower.buffer().takeReports();
        for (Report report : Stream.concat(reports.stream(), waiting.stream()).toList()) {
            events.add(new LogEvent.OfOrder(report.key(), report.tag(), report.event()));
        }
        if (!events.isEmpty()) {
            append(events);
        }
        if (follower != null) {
            outcomes.forEach(follower::onOutcome);
        }
    }

    /**
     * Records events that do not belong to one order, e.g. a login: all or none.
     *
     * @throws JournalException nothing was recorded
     */
    public void note(LogEvent.OfGateway... events) {
        if (events.length > 0) {
            append(List.of(events));
        }
    }

    /** The last event of this kind; empty if there was none. */
    public <T extends LogEvent.OfGateway> Optional<T> last(Class<T> kind) {
        return index.last(kind);
    }

    /** When the last event of this kind was recorded; {@link Instant#EPOCH} if there was none. */
    public Instant timeOfLast(Class<? extends LogEvent.OfGateway> kind) {
        return index.timeOfLast(kind);
    }

    /**
     * Records outcomes, all or none. A {@link OrderEvent.Closed} may come before the intent that it forbids.
     *
     * @throws JournalException nothing was recorded; after a restart, the orders are in an unknown state
     */
    public final void recordOutcomes(List<Outcome> outcomes) {
        record(outcomes, List.of());
    }

    /** The position after which lies everything about orders of a trading day, and about orders whose fate is not known. */
    public long positionBefore(LocalDate tradingDay) {
        return index.positionBefore(tradingDay);
    }

    /**
     * Reads what was recorded about orders, oldest first.
     *
     * @param after the position after which to start
     * @param reader receives each record; returns false to stop
     * @throws JournalException the journal cannot be read
     */
    public void read(long after, Predicate<JournalRecord> reader) {
        log.read(after, logged -> !(logged.event() instanceof LogEvent.OfOrder of) || reader.test(record(logged, of)));
    }

    /** The cancels and replacements whose outcome is not recorded, oldest first. */
    public List<Entry> openChanges() {
        return index.openChanges();
    }

    /** The orders that are intended or in an unknown state, oldest first; without changes. */
    public List<Entry> unresolved() {
        return index.unresolved();
    }

    /** The orders without an id whose intents were recorded at or after a time; used to detect duplicates. */
    public List<Entry> withoutIdSince(Instant since) {
        return index.withoutIdSince(since);
    }

    /** Whether a tag is of this installation but not in the journal, so that the journal is older than who reports it. */
    public boolean lacks(String tag) {
        return index.tags().lacks(tag);
    }

    /** Sets how many characters of a tag the exchange's notes hold; called once, before anything is recorded. */
    public void limitTags(int characters) {
        index.tags().limit(characters);
    }

    /** Whether another order of its account and trading day has this number at the exchange. */
    public boolean isNumberOfAnother(Entry order, String serial) {
        return index.isNumberOfAnother(order, serial);
    }

    /** Whether the journal lacked, or may have lost, its last known end when it was opened, and nobody has adopted orders since. */
    public boolean isBehindItsHead() {
        return isBehindItsHead;
    }

    /** Whether the journal contained its last known head when it was opened, or was new, so that it lacks nothing. */
    public boolean isHeadConfirmed() {
        return isHeadConfirmed;
    }

    /** Whether a tag is like one of ours, but of another installation, e.g. the one before this journal was begun anew. */
    public boolean isOfAnother(String tag) {
        return index.tags().isOfAnother(tag);
    }

    /** Sets who is told of what is recorded; called once, before anything is. */
    public void follow(OrderTracker newFollower) {
        follower = newFollower;
    }

    /**
     * Records orders that the exchange has although the journal lacks them, each under an id that the journal makes.
     *
     * @param by who adopts them
     * @param reason why, in words
     * @throws JournalException nothing was recorded
     */
    public void adopt(List<OrderReport> orders, String by, String reason) {
        List<LogEvent> events = new ArrayList<>();
        events.add(new LogEvent.OrdersAdopted(orders.size(), by, reason));
        for (OrderReport order : orders) {
            OrderKey key = OrderKey.withoutId(order.account(), order.tag());
            events.add(new LogEvent.OfOrder(
                    key, order.tag(), new OrderEvent.Requested(asSent(order), order.tradingDay(), "adopted by " + by)));
            events.add(new LogEvent.OfOrder(
                    key,
                    order.tag(),
                    order.status() == OrderStatus.REJECTED
                            ? new OrderEvent.Rejected(order.code(), order.text())
                            : new OrderEvent.Acknowledged(order.orderSerial())));
        }
        append(events);
        isBehindItsHead = false;
        heads.keep(log.head());
        if (follower != null) {
            for (OrderReport order : orders) {
                Entry entry = index.find(OrderKey.withoutId(order.account(), order.tag()))
                        .orElseThrow();
                follower.onIntent(entry);
                follower.onOutcome(new Outcome(entry.key(), entry.last()));
            }
        }
    }

    /** The order as far as the exchange tells it. */
    private static NewOrder asSent(OrderReport order) {
        boolean isLimit = order.price().signum() > 0;
        return new NewOrder(
                order.itemCode(),
                order.side(),
                isLimit ? OrderType.LIMIT : OrderType.MARKET,
                order.price(),
                order.quantity(),
                PositionEffect.AUTO,
                false,
                isLimit ? TimeInForce.ROD : TimeInForce.IOC,
                "");
    }

    /** The number of events. */
    public long count() {
        return log.head().position();
    }

    /** The number of orders that are recorded as being in an unknown state. */
    public long unknownCount() {
        return index.unknownCount();
    }

    @Override
    public void close() {
        log.close();
        history.close();
        heads.close();
    }
}
