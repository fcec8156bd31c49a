package dev.aftm.interactor.port.store;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.CancelOrder;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.domain.order.OrderInstruction;
import dev.aftm.domain.order.OrderReference;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.port.exchange.ExchangeSession;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Appends what a gateway might, over days and restarts, to a log; the same for the same seed. */
final class RandomLog {

    private static final int RADIX = 36;

    private final Random random;
    private final EventLog log;
    private final Map<OrderKey, OrderEvent> states = new HashMap<>();
    private final Map<OrderKey, String> attempts = new HashMap<>();
    private LocalDate day = EventLogContract.DAY;
    private String prefix = "";
    private int epochs;
    private int count;
    private int adopted;

    RandomLog(EventLog log, long seed) {
        this.log = log;
        this.random = new Random(seed);
        log.append(EventLogContract.TIME, List.of(epoch()));
    }

    /** Appends a few events together. */
    void grow() {
        List<LogEvent> events = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            events.add(random.nextInt(6) == 0 ? ofGateway() : ofOrder());
        }
        log.append(EventLogContract.TIME.plusMillis(log.head().position() / 3), events);
    }

    private LogEvent epoch() {
        epochs++;
        count = 0;
        boolean isShort = random.nextInt(3) == 0;
        LogEvent.EpochBegun epoch = new LogEvent.EpochBegun("abcde", (isShort ? "%03d" : "%05d").formatted(epochs));
        prefix = TagForm.words(epoch);
        return epoch;
    }

    private String tag(int number) {
        String counter = Integer.toString(number, RADIX);
        return prefix + (prefix.endsWith("-") ? counter : "0".repeat(5 - counter.length()) + counter);
    }

    private LogEvent ofGateway() {
        return switch (random.nextInt(6)) {
            case 0 -> epoch();
            case 1 -> new LogEvent.AccountSelected("A" + random.nextInt(9));
            case 2 -> new LogEvent.SessionChanged(ExchangeSession.State.DISCONNECTED);
            case 3 -> new LogEvent.KillSwitchChanged("engaged " + random.nextInt(9));
            case 4 -> new LogEvent.InstrumentSelected("TXFH" + random.nextInt(9));
            default -> adoption();
        };
    }

    /** An order of an installation that was lost, or one of ours, in no order. */
    private LogEvent adoption() {
        adopted++;
        String tag = random.nextBoolean() ? "zzzzz00001-" + adopted : tag(count + 9);
        count += random.nextInt(12);
        return requested(OrderKey.withoutId("A1", tag), tag);
    }

    private LogEvent ofOrder() {
        if (random.nextInt(12) == 0) {
            day = day.plusDays(random.nextInt(9) == 0 ? -1 : 1);
        }
        OrderKey key = new OrderKey("A" + (1 + random.nextInt(2)), "request-" + random.nextInt(60));
        OrderEvent state = states.get(key);
        if (state == null || state instanceof OrderEvent.NotSent) {
            return random.nextInt(9) == 0 ? closed(key) : requested(key, tag(++count));
        }
        OrderEvent event = switch (random.nextInt(9)) {
            case 0 -> new OrderEvent.Acknowledged("000001");
            case 1 -> new OrderEvent.Rejected("PRICE", "too far");
            case 2 -> new OrderEvent.NotSent();
            case 3 -> new OrderEvent.Unconfirmed("The line broke.");
            case 4 -> new OrderEvent.Resolved(null, "operator", "not there");
            case 5 -> new OrderEvent.Closed("A cancel came first.");
            default -> new OrderEvent.Expired();
        };
        boolean isOpen = ((OrderEvent.OfRequest) state).isUnresolved();
        if (event instanceof OrderEvent.Closed) {
            return closed(key);
        } else if (event instanceof OrderEvent.OfRequest && (isOpen || event instanceof OrderEvent.Acknowledged)) {
            // An answer to an earlier attempt says nothing of the present one.
            boolean isLate = random.nextInt(4) == 0;
            String tag = isLate ? "abcde00000-1" : attempts.getOrDefault(key, "");
            if (!isLate) {
                states.put(key, event);
            }
            return new LogEvent.OfOrder(key, tag, event);
        }
        return new LogEvent.OfOrder(key, attempts.getOrDefault(key, ""), new OrderEvent.Expired());
    }

    private LogEvent closed(OrderKey key) {
        states.putIfAbsent(key, new OrderEvent.Closed(""));
        return new LogEvent.OfOrder(key, attempts.getOrDefault(key, ""), new OrderEvent.Closed("A cancel came first."));
    }

    private LogEvent requested(OrderKey key, String tag) {
        OrderInstruction instruction = random.nextInt(5) == 0
                ? new CancelOrder(new OrderReference.BySerial("000001"))
                : Orders.limit(Side.BUY, 17_300, 1);
        OrderEvent event = new OrderEvent.Requested(instruction, day, "");
        states.put(key, event);
        attempts.put(key, tag);
        return new LogEvent.OfOrder(key, tag, event);
    }
}
