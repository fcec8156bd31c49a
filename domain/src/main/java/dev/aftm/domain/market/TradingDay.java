package dev.aftm.domain.market;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The exchange's trading days. A trading day runs from 15:00 of the previous business day to the end of the day session.
 * The exchange's order and trade numbers are unique within one trading day only. Public holidays are not modelled: a
 * holiday counts as a trading day without trades.
 */
public final class TradingDay {

    private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");
    private static final LocalTime NIGHT_OPENS = LocalTime.of(15, 0);

    private TradingDay() {}

    /** Returns the trading day of an exchange time. */
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
