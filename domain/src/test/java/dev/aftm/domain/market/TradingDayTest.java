package dev.aftm.domain.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TradingDayTest {

    @ParameterizedTest
    @CsvSource({
        "2021-07-26T08:45:00+08:00, 2021-07-26",
        "2021-07-26T14:59:59+08:00, 2021-07-26",
        "2021-07-26T15:00:00+08:00, 2021-07-27",
        "2021-07-27T04:59:59+08:00, 2021-07-27",
        "2021-07-23T15:00:00+08:00, 2021-07-26",
        "2021-07-24T00:00:01+08:00, 2021-07-26",
        "2021-07-25T12:00:00+08:00, 2021-07-26"
    })
    void a_night_session_belongs_to_the_next_business_day(String time, LocalDate day) {
        assertThat(TradingDay.of(OffsetDateTime.parse(time).toInstant())).isEqualTo(day);
    }
}
