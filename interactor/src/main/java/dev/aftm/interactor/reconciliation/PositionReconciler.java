package dev.aftm.interactor.reconciliation;

import dev.aftm.domain.position.CarriedPosition;
import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.store.JournalException;
import dev.aftm.interactor.port.store.LogEvent;
import dev.aftm.interactor.position.TradeBook;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares the positions computed from the fills with those that the exchange reports. An account's opening positions of the
 * trading day are stored in the journal. If they are missing, because the gateway did not run then, they are computed as what
 * the exchange reports less the day's fills.
 *
 * <p>Used by the execution thread only.
 */
public final class PositionReconciler {

    /** A fill may be in the exchange's positions before its report arrives, so only a lasting difference counts. */
    private static final long GRACE_NANOS = Duration.ofSeconds(1).toNanos();

    private record Key(String account, String itemCode) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byAccount = account.compareTo(other.account);
            return byAccount == 0 ? itemCode.compareTo(other.itemCode) : byAccount;
        }
    }

    private record Difference(long booked, long reported) {}

    /** A difference, and since when it has not changed. */
    private record Since(Difference difference, long nanos) {}

    private final Clock clock;
    private final TradeBook fills;
    private final OrderJournal journal;
    private final boolean isCarried;
    private final Map<Key, Since> differences = new TreeMap<>();
    private List<String> confirmed = List.of();
    private List<CarriedPosition> candidate = List.of();
    private long candidateNanos;
    private boolean isCandidateThere;
    private @Nullable LocalDate day;
    private boolean isBegun;
    private boolean isCompared;

    /**
     * Creates a reconciler.
     *
     * @param isCarried whether positions may be older than the fills that the exchange still reports; false for a simulated
     *     exchange, which reports all its fills
     */
    public PositionReconciler(Clock clock, TradeBook fills, OrderJournal journal, boolean isCarried) {
        this.clock = clock;
        this.fills = fills;
        this.journal = journal;
        this.isCarried = isCarried;
    }

    /** Starts a new session, in which nothing has been compared yet. */
    public void beginSession() {
        isCompared = false;
    }

    /** Whether both sides have been compared in this session, so that the opening positions are known. */
    public boolean isCompared() {
        return isCompared && (!isCarried || isBegun);
    }

    /** Whether both sides have been compared in this session without a lasting difference. */
    public boolean isSound() {
        return isCompared && confirmed.isEmpty();
    }

    /** Sets the exchange's trading day. */
    public void onDay(LocalDate tradingDay) {
        if (!isCarried || tradingDay.equals(day)) {
            return;
        }
        boolean isNextDay = day != null;
        day = tradingDay;
        isBegun = false;
        if (!isNextDay) {
            read(tradingDay);
        } else if (confirmed.isEmpty() && isCompared) {
            begin(fills.holdingsBefore(tradingDay));
        }
        // Otherwise the next comparison computes the opening positions.
    }

    private void read(LocalDate tradingDay) {
        journal.last(LogEvent.PositionsCarried.class)
                .filter(recorded -> recorded.tradingDay().equals(tradingDay))
                .ifPresent(recorded -> {
                    fills.carry(tradingDay, recorded.positions());
                    isBegun = true;
                });
    }

    private void begin(List<CarriedPosition> held) {
        LocalDate into = day;
        if (into != null) {
            List<CarriedPosition> open =
                    held.stream().filter(one -> one.quantity() != 0).toList();
            journal.note(new LogEvent.PositionsCarried(into, open));
            fills.carry(into, open);
            isBegun = true;
        }
    }

    /**
     * Compares the exchange's present positions with the fills, which must be complete.
     *
     * @throws JournalException the opening positions could not be recorded
     */
    public void compare(List<PositionInfo> reported) {
        if (isCarried && !isBegun && !beginIfSteady(reported)) {
            return;
        }
        isCompared = true;
        Map<Key, Difference> now = differences(reported);
        long nanos = clock.nanoTime();
        differences.keySet().retainAll(now.keySet());
        now.forEach((key, difference) -> {
            Since before = differences.get(key);
            if (before == null || !before.difference.equals(difference)) {
                differences.put(key, new Since(difference, nanos));
            }
        });
        confirmed = differences.entrySet().stream()
                .filter(entry -> nanos - entry.getValue().nanos >= GRACE_NANOS)
                .map(entry -> sentence(entry.getKey(), entry.getValue().difference))
                .toList();
    }

    /** Waits until the difference is stable, because a fill on its way would be mistaken for an opening position. */
    private boolean beginIfSteady(List<PositionInfo> reported) {
        List<CarriedPosition> now = openingPositions(reported);
        long nanos = clock.nanoTime();
        if (!isCandidateThere || !now.equals(candidate)) {
            isCandidateThere = true;
            candidate = now;
            candidateNanos = nanos;
        }
        if (nanos - candidateNanos < GRACE_NANOS) {
            return false;
        }
        isCandidateThere = false;
        begin(now);
        return true;
    }

    private static String sentence(Key key, Difference difference) {
        return "Account " + key.account + " holds " + difference.booked + " " + key.itemCode
                + " according to the known fills, but " + difference.reported + " according to the exchange.";
    }

    /** The lasting differences, one sentence each; empty if all positions agree. */
    public List<String> differences() {
        return confirmed;
    }

    private Map<Key, Difference> differences(List<PositionInfo> reported) {
        Map<Key, Difference> found = new TreeMap<>();
        fills.holdings()
                .forEach(one -> found.put(new Key(one.account(), one.itemCode()), new Difference(one.quantity(), 0)));
        reported.forEach(position -> found.merge(
                new Key(position.account(), position.itemCode()),
                new Difference(0, position.quantity()),
                (ours, theirs) -> new Difference(ours.booked, theirs.reported)));
        found.values().removeIf(difference -> difference.booked == difference.reported);
        return found;
    }

    /** The exchange's positions less the day's fills, at the exchange's average price. */
    private List<CarriedPosition> openingPositions(List<PositionInfo> reported) {
        LocalDate today = day;
        fills.carry(today == null ? LocalDate.MIN : today, List.of());
        Map<Key, BigDecimal> prices = new TreeMap<>();
        reported.forEach(
                position -> prices.put(new Key(position.account(), position.itemCode()), position.averagePrice()));
        List<CarriedPosition> held = new ArrayList<>();
        differences(reported)
                .forEach((key, difference) -> held.add(new CarriedPosition(
                        key.account,
                        key.itemCode,
                        difference.reported - difference.booked,
                        prices.getOrDefault(key, BigDecimal.ZERO))));
        return held;
    }
}
