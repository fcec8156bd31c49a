package dev.aftm.infrastructure.monitor;

import dev.aftm.domain.risk.RiskLimits.Hours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * The market's trading hours, in Taipei time: the same hours from Monday to Friday. Hours that span midnight end on Saturday
 * morning. Holidays are not known.
 *
 * @param hours the hours of one day; empty for always
 */
public record TradingHours(List<Hours> hours) {

    private static final ZoneOffset TAIPEI = ZoneOffset.ofHours(8);

    public TradingHours {
        hours = List.copyOf(hours);
    }

    /** Whether the market is open at this time. */
    public boolean contains(Instant moment) {
        ZonedDateTime there = moment.atZone(TAIPEI);
        LocalTime time = there.toLocalTime();
        return hours.isEmpty() || hours.stream().anyMatch(one -> one.contains(time) && isWorkingDay(begun(there, one)));
    }

    /** The day on which the hours that contain this time started. */
    private static LocalDate begun(ZonedDateTime there, Hours hours) {
        boolean isAfterMidnight = there.toLocalTime().isBefore(hours.from());
        return there.toLocalDate().minusDays(isAfterMidnight ? 1 : 0);
    }

    private static boolean isWorkingDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }
}
