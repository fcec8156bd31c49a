package dev.aftm.infrastructure.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.domain.market.InvalidValueException;
import dev.aftm.domain.risk.Limits;
import dev.aftm.domain.risk.RiskLimitBook;
import dev.aftm.domain.risk.RiskLimits;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RiskLimitsFileTest {

    @TempDir
    private Path folder = Path.of("");

    private List<RiskLimitBook.Entry> read(String json) throws IOException {
        return RiskLimitsFile.read(Files.writeString(folder.resolve("limits.json"), json));
    }

    @Test
    void every_limit_is_read() throws IOException {
        assertThat(read("""
                [{"order_quantity": 5, "notional": 20000000.5, "net_position": 10, "price_collar_percent": 1.5,
                  "price_age_ms": 3000, "client_orders_per_second": 4, "total_orders_per_second": 9,
                  "identical_orders": 2, "identical_ms": 500, "may_match_itself": false, "daily_loss": 50000,
                  "hours": ["08:45-13:45", "15:00-05:00"], "instruments": ["TXFH1", "MXFH1"]},
                 {"account": "A1", "item_code": "TXFH1", "order_quantity": 1}]
                """))
                .containsExactly(
                        new RiskLimitBook.Entry(
                                null,
                                null,
                                new RiskLimits(
                                        5,
                                        new BigDecimal("20000000.5"),
                                        10,
                                        new BigDecimal("1.5"),
                                        3_000L,
                                        4,
                                        9,
                                        2,
                                        500L,
                                        false,
                                        BigDecimal.valueOf(50_000),
                                        List.of(
                                                new RiskLimits.Hours(LocalTime.of(8, 45), LocalTime.of(13, 45)),
                                                new RiskLimits.Hours(LocalTime.of(15, 0), LocalTime.of(5, 0))),
                                        Set.of("TXFH1", "MXFH1"))),
                        new RiskLimitBook.Entry("A1", "TXFH1", only(1)));
    }

    private static RiskLimits only(int orderQuantity) {
        return Limits.none().orderQuantity(orderQuantity).made();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"order_quantity\": 0}|order_quantity must be a whole number from 1 to 2147483647.",
                "{\"order_quantity\": 1.5}|order_quantity must be a whole number",
                "{\"order_quantity\": \"5\"}|order_quantity must be a whole number",
                "{\"order_quantity\": 99999999999}|order_quantity must be a whole number",
                "{\"notional\": -1}|notional must be a number above 0.",
                "{\"daily_loss\": 0}|daily_loss must be a number above 0.",
                "{\"price_age_ms\": 0}|price_age_ms must be a whole number of milliseconds",
                "{\"may_match_itself\": \"no\"}|may_match_itself must be true or false.",
                "{\"hours\": [\"8:45-13:45\"]}|hours must be an array of times",
                "{\"hours\": [\"08:45\"]}|hours must be an array of times",
                "{\"instruments\": [\"T X\"]}|instruments must be an array of item codes.",
                "{\"account\": \"\"}|account must be 1 to 20 letters, digits or hyphens.",
                "{\"instruments\": []}|instruments must be an array of item codes that is not empty.",
                "{\"hours\": []}|hours must be an array of times",
                "{}|there is already an entry for the same account and instrument.",
                "{\"identical_orders\": 2}|identical_orders and identical_ms must be set together",
                "{\"order_quantty\": 2}|there is no field \"order_quantty\"",
                "7|it must be an object."
            })
    void an_invalid_entry_is_rejected_with_its_position(String entry, String reason) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> read("[{}, " + entry + "]"))
                .withMessageStartingWith("RISK_LIMITS_FILE: entry 2 of ")
                .withMessageContaining(reason);
    }

    @Test
    void an_invalid_file_is_rejected() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> RiskLimitsFile.read(folder.resolve("none")))
                .withMessageStartingWith("RISK_LIMITS_FILE is ");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> read("{}"))
                .withMessageContaining("must contain an array");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> read("[{\"order_quantity\": 1, \"order_quantity\": 2}]"))
                .withMessageContaining("is not valid JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u0000\u0000\u0000\u0000",
                "[{\"action\": \"buy\", \"trig",
                "This is a letter.",
                "null",
                "{}"
            })
    void torn_content_is_refused_in_one_sentence(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("torn.json"), content);
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> RiskLimitsFile.read(file))
                .withMessageContaining("torn.json")
                .withMessageMatching("[A-Z][^\n]*\\.");
    }

    @Test
    void what_is_no_text_is_refused_in_one_sentence() throws IOException {
        Path file = Files.write(folder.resolve("torn.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 1, 2});
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> RiskLimitsFile.read(file))
                .withMessageContaining("torn.json");
        Path below = Files.createDirectory(folder.resolve("folder.json"));
        Path[] notThere = {below, folder.resolve("none.json")};
        for (Path each : notThere) {
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> RiskLimitsFile.read(each))
                    .withMessageContaining("cannot be read");
        }
    }
}
