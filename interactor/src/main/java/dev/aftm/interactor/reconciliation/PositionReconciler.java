package dev.aftm.interactor.reconciliation;

import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.store.OrderJournal;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.position.TradeBook.Carried;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares the positions that follow from our fills with those that the exchange reports. What an account brought along into
 * the trading day is kept in the journal; where it is not there, since the gateway did not run then, it is what the exchange
 * reports less the day's fills.
 *
 * <p>Belongs to the thread that owns the exchange.
 */
public final class PositionReconciler {

    /** A fill may be in the exchange's positions before its report has come: only what stays different counts. */
    private static final long GRACE_NANOS = Duration.ofSeconds(1).toNanos();

    private static final String NOTE = "positions_carried";

    private record Key(String account, String itemCode) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byAccount = account.compareTo(other.account);
            return byAccount == 0 ? itemCode.compareTo(other.itemCode) : byAccount;
        }
    }

    private record Difference(long booked, long reported) {}

    /** A difference, and since when it has been exactly that. */
    private record Since(Difference difference, long nanos) {}

    private final Clock clock;
    private final TradeBook fills;
    private final OrderJournal journal;
    private final boolean isCarried;
    private final Map<Key, Since> differences = new TreeMap<>();
    private List<String> confirmed = List.of();
    private List<Carried> candidate = List.of();
    private long candidateNanos;
    private boolean isCandidateThere;
    private @Nullable LocalDate day;
    private boolean isBegun;
    private boolean isCompared;

    /**
     * Makes it.
     *
     * @param isCarried whether positions may be older than the fills that the exchange still tells; a simulated exchange
     *     tells all that there ever were
     */
    public PositionReconciler(Clock clock, TradeBook fills, OrderJournal journal, boolean isCarried) {
        this.clock = clock;
        this.fills = fills;
        this.journal = journal;
        this.isCarried = isCarried;
    }

    /** A new session has begun: nothing has been compared in it. */
    public void beginSession() {
        isCompared = false;
    }

    /** Whether both sides have been compared in this session, so that what was held before it is known. */
    public boolean isCompared() {
        return isCompared && (!isCarried || isBegun);
    }

    /** Whether both sides have been compared in this session, and agree as far as is known. */
    public boolean isSound() {
        return isCompared && confirmed.isEmpty();
    }

    /** The exchange's trading day is this one now. */
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
        // Else what the exchange says at the next comparison counts.
    }

    private void read(LocalDate tradingDay) {
        journal.lastNote(NOTE)
                .flatMap(PositionReconciler::note)
                .filter(note -> note.day().equals(tradingDay))
                .ifPresent(note -> {
                    fills.carry(tradingDay, note.held());
                    isBegun = true;
                });
    }

    /** What cannot be read counts as not there. */
    private static Optional<OpeningPositions> note(String text) {
        try {
            return Optional.of(OpeningPositions.read(text));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private void begin(List<Carried> held) {
        LocalDate into = day;
        if (into != null) {
            List<Carried> open =
                    held.stream().filter(one -> one.quantity() != 0).toList();
            journal.note(NOTE, new OpeningPositions(into, open).text());
            fills.carry(into, open);
            isBegun = true;
        }
    }

    /**
     * Compares; both sides are to be as of now, and all fills known.
     *
     * @throws OrderJournal.JournalException what is carried could not be recorded
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

    /** A fill on its way would be taken for something brought along: only what stays the same for a while is. */
    private boolean beginIfSteady(List<PositionInfo> reported) {
        List<Carried> now = broughtAlong(reported);
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
                + " by the fills that are known, and " + difference.reported + " by what the exchange reports.";
    }

    /** What has stayed different, a sentence each; empty where all agrees. */
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
                (booked, told) -> new Difference(booked.booked, told.reported)));
        found.values().removeIf(difference -> difference.booked == difference.reported);
        return found;
    }

    /** What the exchange reports, less the fills of the day. Where both are there, the price is the exchange's average. */
    private List<Carried> broughtAlong(List<PositionInfo> reported) {
        LocalDate today = day;
        fills.carry(today == null ? LocalDate.MIN : today, List.of());
        Map<Key, BigDecimal> prices = new TreeMap<>();
        reported.forEach(
                position -> prices.put(new Key(position.account(), position.itemCode()), position.averagePrice()));
        List<Carried> held = new ArrayList<>();
        differences(reported)
                .forEach((key, difference) -> held.add(new Carried(
                        key.account,
                        key.itemCode,
                        difference.reported - difference.booked,
                        prices.getOrDefault(key, BigDecimal.ZERO))));
        return held;
    }
}
