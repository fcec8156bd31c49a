package dev.aftm.interactor.model;

import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.interactor.gateway.order.GatewayRequest;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.order.OrderJournal.Entry;
import dev.aftm.interactor.order.OrderJournal.Outcome;
import dev.aftm.interactor.order.OrderJournal.Report;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.OrderEntry;
import dev.aftm.interactor.port.exchange.OrderStatusQuery;
import dev.aftm.interactor.port.store.EventLog;
import dev.aftm.interactor.port.store.HistoryStore;
import dev.aftm.interactor.port.store.OrderKey;
import dev.aftm.interactor.queue.QueuedRequest;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Mistakes that somebody could make in the order path, each as a faulty part of the wiring. */
enum PlantedFault {
    INTENT_KEPT_WITH_THE_OUTCOME_ONLY(
            "the intent is written together with the outcome, after the call", () -> Wiring.journal(LateIntents::new)),
    ID_FREED_ON_FAILURE(
            "an order in an unknown state is treated as one that does not exist",
            () -> Wiring.journal(parts -> new FaultyJournal(parts) {
                @Override
                public Optional<Entry> find(OrderKey key) {
                    return super.find(key).filter(entry -> !entry.isUnresolved());
                }
            })),
    TAG_NOT_WRITTEN(
            "the exchange receives another tag than the one in the journal",
            () -> Wiring.orderEntry(entry -> sending(
                    entry,
                    order -> entry.send(
                            new OrderEntry.TaggedOrder("x" + order.tag(), order.account(), order.order()))))),
    TAG_USED_TWICE("all orders of a group get the same tag", () -> Wiring.journal(SameTags::new)),
    EPOCH_NOT_NEW("every start and every epoch has the same words", () -> Wiring.words(words -> () -> "same0")),
    JOURNAL_AGE_NOT_COMPARED(
            "a journal that is older than the exchange is used as it is",
            () -> Wiring.journal(parts -> new FaultyJournal(parts) {
                @Override
                public boolean lacks(String tag) {
                    return false;
                }

                @Override
                public boolean isBehindItsHead() {
                    return false;
                }

                @Override
                public boolean isHeadConfirmed() {
                    return true;
                }
            })),
    FAILED_CALL_REPEATED(
            "a call that failed is made again",
            () -> Wiring.orderEntry(entry -> sending(entry, order -> {
                try {
                    return entry.send(order);
                } catch (IllegalStateException e) {
                    return entry.send(order);
                }
            }))),
    FAILED_CALL_TAKEN_FOR_NOT_SENT(
            "a call that failed is treated as an order that was not sent",
            () -> Wiring.orderEntry(entry -> sending(entry, order -> {
                try {
                    return entry.send(order);
                } catch (IllegalStateException e) {
                    return new OrderEntry.OrderAck.NotSent("It failed.");
                }
            }))),
    FAILED_CALL_TAKEN_FOR_REFUSED(
            "a call that failed is treated as a rejection",
            () -> Wiring.orderEntry(entry -> sending(entry, order -> {
                try {
                    return entry.send(order);
                } catch (IllegalStateException e) {
                    return new OrderEntry.OrderAck.Rejected("FAILED", "It failed.");
                }
            }))),
    ORDER_CHANGED_ON_THE_WAY(
            "the exchange receives another quantity than was requested",
            () -> Wiring.orderEntry(entry -> sending(
                    entry,
                    order -> entry.send(
                            new OrderEntry.TaggedOrder(order.tag(), order.account(), doubled(order.order())))))),
    ANSWERS_MIXED_UP("an order gets the answer of the one before it", PlantedFault::mixedUpAnswers),
    OUTCOME_NOT_KEPT(
            "outcomes are acknowledged before they are recorded, and lost with the process",
            () -> Wiring.journal(VolatileOutcomes::new)),
    OUTCOMES_OF_A_GROUP_CUT_SHORT(
            "only the first outcome of a group is recorded",
            () -> Wiring.journal(parts -> new FaultyJournal(parts) {
                @Override
                public void record(List<Outcome> outcomes, List<Report> reports) {
                    super.record(outcomes.subList(0, Math.min(1, outcomes.size())), reports);
                }
            })),
    NO_LOOKUP_AFTER_A_RESTART("ids of an earlier process are not looked up", () -> Wiring.journal(OwnEntriesOnly::new)),
    FORMER_IDS_NOT_LOOKED_UP(
            "an id that is not in memory is taken for a new one",
            () -> Wiring.journal(parts -> new FaultyJournal(parts) {
                @Override
                public boolean mayBeFormer(OrderKey key) {
                    return false;
                }
            })),
    FORMER_IDS_NOT_FOUND(
            "a look-up of a former id finds nothing",
            () -> Wiring.journal(parts -> new FaultyJournal(parts) {
                @Override
                public void recall(OrderKey key) {
                    // Nothing is found.
                }
            })),
    HISTORY_AHEAD_OF_ITSELF(
            "the history says that it has what it has not stored",
            () -> Wiring.journal(parts -> new FaultyJournal(new JournalParts(
                    parts.clock(), parts.log(), parts.words(), parts.heads(), new BoastfulHistory())))),
    REFUSAL_FREES_THE_ID(
            "the exchange's rejection is recorded as not sent",
            () -> Wiring.journal(parts -> new FaultyJournal(parts) {
                @Override
                public void record(List<Outcome> outcomes, List<Report> reports) {
                    super.record(
                            outcomes.stream()
                                    .map(outcome -> outcome.event() instanceof OrderEvent.Rejected
                                            ? new Outcome(outcome.key(), new OrderEvent.NotSent())
                                            : outcome)
                                    .toList(),
                            reports);
                }
            })),
    OTHER_ORDER_ANSWERED(
            "an id is answered whatever order comes with it",
            () -> Wiring.journal(parts -> new FaultyJournal(parts) {
                private final Map<OrderKey, NewOrder> asked = new HashMap<>();

                @Override
                public Optional<Entry> find(OrderKey key) {
                    NewOrder any = asked.computeIfAbsent(
                            key, unused -> super.find(key).map(Entry::order).orElse(null));
                    return super.find(key)
                            .map(entry -> any == null
                                    ? entry
                                    : new Entry(
                                            key,
                                            entry.tag(),
                                            new OrderEvent.Requested(doubled(any), entry.tradingDay(), ""),
                                            entry.intendedAt(),
                                            entry.last(),
                                            entry.position()));
                }
            })),
    TAG_MATCHED_WITHOUT_COMPARING(
            "any order that the exchange has counts as the order", () -> Wiring.lookup(AnyOrderMatches::new)),
    ABSENCE_BELIEVED_FROM_AN_INCOMPLETE_ANSWER(
            "an order that is missing from an incomplete answer counts as not sent",
            () -> Wiring.lookup(lookup -> changing(
                    lookup, found -> new OrderStatusQuery.OrderMassStatus(found.orders(), true, found.coversFrom())))),
    ABSENCE_BELIEVED_FROM_ANOTHER_DAY(
            "an order that is missing from another day's list counts as not sent",
            () -> Wiring.lookup(lookup -> changing(
                    lookup,
                    found -> new OrderStatusQuery.OrderMassStatus(found.orders(), found.complete(), LocalDate.MIN)))),
    ASKED_ONCE_ONLY(
            "recovery does not query a second time for orders that may have been on their way",
            () -> Wiring.lookup(AsksOnce::new)),
    RECOVERY_FINDS_NOTHING(
            "recovery never finds what the exchange has",
            () -> Wiring.lookup(lookup ->
                    changing(lookup, found -> new OrderStatusQuery.OrderMassStatus(List.of(), true, LocalDate.MIN)))),
    RECOVERY_DOES_NOT_RUN(
            "open orders of an earlier process are not recovered",
            () -> Wiring.journal(parts -> new FaultyJournal(parts) {
                @Override
                public List<Entry> unresolved() {
                    return List.of();
                }
            })),
    DEADLINE_NOT_LOOKED_AT_BEFORE_THE_CALL(
            "the engine's clock stands still, so that no deadline ever passes there",
            () -> Wiring.ownersClock(StoppedClock::new)),
    KILL_SWITCH_LOOKED_AT_ONCE(
            "the kill switch is read at the start and never again",
            () -> Wiring.killSwitch(killSwitch -> {
                boolean atStart = killSwitch.isEngaged();
                return () -> atStart;
            })),
    KILL_SWITCH_IGNORED("the kill switch is not checked", () -> Wiring.killSwitch(killSwitch -> () -> false)),
    ORDER_TAKEN_TWICE_FROM_THE_QUEUE(
            "a group may hold the same order twice",
            () -> Wiring.group(group -> {
                List<QueuedRequest> twice = new ArrayList<>(group);
                twice.addAll(group);
                return twice;
            })),
    ORDER_DROPPED_FROM_THE_QUEUE(
            "the last order of a group is never executed",
            () -> Wiring.group(group -> group.size() < 2 ? group : group.subList(0, group.size() - 1)));

    private final String mistake;

    @SuppressWarnings("ImmutableEnumChecker") // Creates a new faulty part for each run.
    private final Supplier<Wiring> wiring;

    PlantedFault(String mistake, Supplier<Wiring> wiring) {
        this.mistake = mistake;
        this.wiring = wiring;
    }

    String mistake() {
        return mistake;
    }

    Wiring wiring() {
        return wiring.get();
    }

    // ---- the faulty parts ----

    private static class FaultyJournal extends OrderJournal {

        FaultyJournal(JournalParts parts) {
            super(parts.clock(), parts.log(), parts.words(), parts.heads(), parts.history());
        }
    }

    private static NewOrder doubled(NewOrder order) {
        return new NewOrder(
                order.itemCode(),
                order.side(),
                order.type(),
                order.price(),
                order.quantity() * 2,
                order.openClose(),
                order.dayTrade(),
                order.timeInForce(),
                order.note());
    }

    private static OrderEntry sending(OrderEntry to, Function<OrderEntry.TaggedOrder, OrderEntry.OrderAck> send) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals("send")) {
                return send.apply((OrderEntry.TaggedOrder) arguments[0]);
            }
            try {
                return method.invoke(to, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return (OrderEntry)
                Proxy.newProxyInstance(OrderEntry.class.getClassLoader(), new Class<?>[] {OrderEntry.class}, handler);
    }

    private static Wiring mixedUpAnswers() {
        OrderEntry.OrderAck[] before = {new OrderEntry.OrderAck.Accepted("000000")};
        return Wiring.orderEntry(entry -> sending(entry, order -> {
            OrderEntry.OrderAck wrong = before[0];
            before[0] = entry.send(order);
            return wrong;
        }));
    }

    private static OrderStatusQuery changing(
            OrderStatusQuery to, UnaryOperator<OrderStatusQuery.OrderMassStatus> change) {
        return tags -> to.find(tags).thenApply(change);
    }

    private static final class BoastfulHistory implements HistoryStore {
        private EventLog.Head head = new EventLog.Head(0, "");

        @Override
        public EventLog.Head head() {
            return head;
        }

        @Override
        public void follow(EventLog log) {
            head = log.head();
        }

        @Override
        public long summarise(int days, SummaryReader reader) {
            return 0;
        }

        @Override
        public Found find(OrderKey key) {
            return new Found(head, List.of());
        }

        @Override
        public void clear() {
            head = new EventLog.Head(0, "");
        }

        @Override
        public void close() {
            // It has stored nothing.
        }
    }

    /** Keeps intents in memory until their outcome comes. */
    private static final class LateIntents extends FaultyJournal {
        private final Map<OrderKey, GatewayRequest> late = new HashMap<>();
        private int tags;

        LateIntents(JournalParts parts) {
            super(parts);
        }

        @Override
        public List<Entry> recordIntents(List<? extends GatewayRequest> requests, LocalDate tradingDay) {
            List<Entry> entries = new ArrayList<>();
            for (GatewayRequest request : requests) {
                OrderKey key = new OrderKey(request.orderAccount(), String.valueOf(request.requestId()));
                late.put(key, request);
                OrderEvent.Requested event = new OrderEvent.Requested(request.instruction(), tradingDay, "");
                entries.add(new Entry(key, "late-" + ++tags, event, Instant.EPOCH, event, tags));
            }
            return entries;
        }

        @Override
        public void record(List<Outcome> outcomes, List<Report> reports) {
            List<GatewayRequest> now = outcomes.stream()
                    .map(outcome -> late.remove(outcome.key()))
                    .filter(Objects::nonNull)
                    .toList();
            super.recordIntents(now, LocalDate.of(2021, 7, 26));
            super.record(outcomes, reports);
        }
    }

    private static final class SameTags extends FaultyJournal {

        SameTags(JournalParts parts) {
            super(parts);
        }

        @Override
        public List<Entry> recordIntents(List<? extends GatewayRequest> requests, LocalDate tradingDay) {
            List<Entry> entries = super.recordIntents(requests, tradingDay);
            String tag = entries.get(0).tag();
            return entries.stream()
                    .map(entry -> new Entry(
                            entry.key(), tag, entry.request(), entry.intendedAt(), entry.last(), entry.position()))
                    .toList();
        }
    }

    private static final class VolatileOutcomes extends FaultyJournal {
        private final Map<OrderKey, OrderEvent.OfRequest> outcomes = new HashMap<>();

        VolatileOutcomes(JournalParts parts) {
            super(parts);
        }

        @Override
        public void record(List<Outcome> news, List<Report> reports) {
            news.forEach(outcome -> outcomes.put(outcome.key(), outcome.event()));
            super.record(List.of(), reports);
        }

        @Override
        public Optional<Entry> find(OrderKey key) {
            return super.find(key).map(entry -> entry.after(outcomes.getOrDefault(key, entry.last())));
        }

        @Override
        public List<Entry> unresolved() {
            return List.of();
        }
    }

    private static final class OwnEntriesOnly extends FaultyJournal {
        private final List<OrderKey> own = new ArrayList<>();

        OwnEntriesOnly(JournalParts parts) {
            super(parts);
        }

        @Override
        public List<Entry> recordIntents(List<? extends GatewayRequest> requests, LocalDate tradingDay) {
            List<Entry> entries = super.recordIntents(requests, tradingDay);
            entries.forEach(entry -> own.add(entry.key()));
            return entries;
        }

        @Override
        public Optional<Entry> find(OrderKey key) {
            return own.contains(key) ? super.find(key) : Optional.empty();
        }
    }

    /** Returns the first order that the exchange has for every order that is queried. */
    private static final class AnyOrderMatches implements OrderStatusQuery {
        private final OrderStatusQuery to;
        private final List<OrderStatusReport> seen = new ArrayList<>();

        AnyOrderMatches(OrderStatusQuery to) {
            this.to = to;
        }

        @Override
        public CompletableFuture<OrderMassStatus> find(Collection<String> tags) {
            return to.find(tags).thenApply(found -> {
                seen.addAll(found.orders());
                List<OrderStatusReport> any = new ArrayList<>();
                for (String tag : tags) {
                    seen.stream()
                            .findFirst()
                            .ifPresent(order -> any.add(new OrderStatusReport(
                                    tag,
                                    order.account(),
                                    order.itemCode(),
                                    order.side(),
                                    order.price(),
                                    order.quantity(),
                                    order.answer())));
                }
                return new OrderMassStatus(any, found.complete(), found.coversFrom());
            });
        }
    }

    private static final class AsksOnce implements OrderStatusQuery {
        private final OrderStatusQuery to;
        private final Map<List<String>, CompletableFuture<OrderMassStatus>> answers = new HashMap<>();

        AsksOnce(OrderStatusQuery to) {
            this.to = to;
        }

        @Override
        public CompletableFuture<OrderMassStatus> find(Collection<String> tags) {
            return answers.computeIfAbsent(List.copyOf(tags), unused -> to.find(tags));
        }
    }

    private static final class StoppedClock implements Clock {
        private final Instant now;
        private final long nanos;

        StoppedClock(Clock clock) {
            now = clock.now();
            nanos = clock.nanoTime();
        }

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public long nanoTime() {
            return nanos;
        }
    }
}
