package dev.aftm.infrastructure.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.risk.RiskLimits.Hours;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TradingHoursTest {

    private static final TradingHours TAIFEX = new TradingHours(List.of(
            new Hours(LocalTime.of(8, 45), LocalTime.of(13, 45)), new Hours(LocalTime.of(15, 0), LocalTime.of(5, 0))));

    /** 26 July 2021 is a Monday; times are in Taipei. */
    @ParameterizedTest
    @CsvSource({
        "2021-07-26T08:44:59+08:00, false, before the day session of a Monday",
        "2021-07-26T08:45:00+08:00, true, its first second",
        "2021-07-26T13:45:00+08:00, false, after it",
        "2021-07-26T02:00:00+08:00, false, the night before belongs to Sunday",
        "2021-07-27T02:00:00+08:00, true, the night that began on Monday",
        "2021-07-31T04:59:59+08:00, true, Saturday morning belongs to Friday",
        "2021-07-31T05:00:00+08:00, false, the week is over",
        "2021-07-31T10:00:00+08:00, false, Saturday",
        "2021-08-01T16:00:00+08:00, false, Sunday",
    })
    void the_week_is_from_monday_to_saturday_morning(String moment, boolean trades, String why) {
        assertThat(TAIFEX.contains(OffsetDateTime.parse(moment).toInstant()))
                .as(why)
                .isEqualTo(trades);
    }

    @ParameterizedTest
    @CsvSource({"2021-08-01T03:00:00Z", "2021-07-26T03:00:00Z"})
    void without_hours_the_market_is_always_open(String moment) {
        assertThat(new TradingHours(List.of()).contains(Instant.parse(moment))).isTrue();
    }
}
