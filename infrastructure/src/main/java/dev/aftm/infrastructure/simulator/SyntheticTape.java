package dev.aftm.infrastructure.simulator;

import dev.aftm.domain.market.Tick;
import dev.aftm.interactor.port.market.Tape;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Market data that the paper exchange generates: prices of TAIEX futures and their mini contract in a random walk around a fixed
 * level, reproducible by seed. Its own clock follows the exchange's sessions (night 15:00 to 05:00, day 08:45 to 13:45, Monday to
 * Friday, Taipei time). For one thread.
 */
public final class SyntheticTape implements Tape {

    /** The traded instruments, in the order of their ticks. */
    public static final List<String> ITEM_CODES = List.of("TXFH1", "MXFH1");

    private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");
    private static final LocalDate FIRST_DAY = LocalDate.of(2021, 7, 26);
    private static final LocalTime NIGHT_OPENS = LocalTime.of(15, 0);
    private static final LocalTime DAY_OPENS = LocalTime.of(8, 45);
    private static final Duration NIGHT = Duration.ofHours(14);
    private static final Duration DAY = Duration.ofHours(5);

    private static final double LEVEL = 17_300;
    private static final double PULL = 0.004;
    private static final double STEP = 3.0;

    private final SplittableRandom random;
    private final long ticks;
    private final long intervalNanos;
    private final double[] prices = {LEVEL, LEVEL};
    private long produced;
    private Instant time;
    private Instant sessionEnds;
    private LocalDate date = FIRST_DAY;
    private boolean night = true;

    /**
     * Creates a tape at its start.
     *
     * @param seed equal seeds give equal tapes
     * @param ticks the number of ticks; 0 for no end
     * @param ticksPerSecond ticks per second of the tape's own clock, 1 or more
     */
    public SyntheticTape(long seed, long ticks, int ticksPerSecond) {
        this.random = new SplittableRandom(seed);
        this.ticks = ticks;
        this.intervalNanos = Duration.ofSeconds(1).dividedBy(ticksPerSecond).toNanos();
        this.time = at(date, NIGHT_OPENS);
        this.sessionEnds = time.plus(NIGHT);
    }

    @Override
    public @Nullable Tick next() {
        if (ticks > 0 && produced == ticks) {
            return null;
        }
        int item = (int) (produced % ITEM_CODES.size());
        // A mean-reverting random walk, so that prices around the level are reached again and again.
        prices[item] += (LEVEL - prices[item]) * PULL + random.nextDouble(-STEP, STEP);
        Tick tick = new Tick(
                ITEM_CODES.get(item), time, BigDecimal.valueOf(Math.round(prices[item])), random.nextInt(1, 6));
        produced++;
        advanceClock();
        return tick;
    }

    private void advanceClock() {
        time = time.plusNanos(intervalNanos);
        if (time.isBefore(sessionEnds)) {
            return;
        }
        if (night) {
            date = date.plusDays(1);
            night = false;
            // Friday's night session ends on Saturday morning; the next day session is on Monday.
            while (date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY) {
                date = date.plusDays(1);
            }
            time = at(date, DAY_OPENS);
            sessionEnds = time.plus(DAY);
        } else {
            night = true;
            time = at(date, NIGHT_OPENS);
            sessionEnds = time.plus(NIGHT);
        }
    }

    private static Instant at(LocalDate date, LocalTime time) {
        return date.atTime(time).atZone(TAIPEI).toInstant();
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
