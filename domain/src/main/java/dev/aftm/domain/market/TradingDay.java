package dev.aftm.domain.market;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The exchange's trading days: one runs from 15:00 of the evening before to the end of the day session. The exchange's
 * own numbers are unique within a trading day only. Public holidays are not known here: a holiday counts as a day of its
 * own, on which nothing is traded.
 */
public final class TradingDay {

    private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");
    private static final LocalTime NIGHT_OPENS = LocalTime.of(15, 0);

    private TradingDay() {}

    /** The trading day that a moment of the exchange's clock belongs to. */
    public static LocalDate of(Instant time) {
        LocalDateTime local = LocalDateTime.ofInstant(time, TAIPEI);
        LocalDate day = local.toLocalTime().isBefore(NIGHT_OPENS)
                ? local.toLocalDate()
                : local.toLocalDate().plusDays(1);
        while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            day = day.plusDays(1);
        }
        return day;
    }
}
