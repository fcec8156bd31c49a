package dev.aftm.domain.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TradingCodeTest {

    @ParameterizedTest
    @CsvSource({
        "TX,202108,TXFH1",
        "MTX,202108,MXFH1",
        "TE,202101,EXFA1",
        "TF,202112,FXFL1",
        "CDF,202209,CDFI2",
        "TX,202108W1,TX1H1",
        "TX,202108/202109,TXFH1-I1"
    })
    void a_contract_of_the_daily_file_has_the_exchanges_trading_code(String product, String contract, String code) {
        assertThat(TradingCode.of(product, contract)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2021", "202113", "202100", "202108W6", "2021-08", "202108/", "TXFH1"})
    void what_is_no_contract_is_refused_with_a_sentence(String contract) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TradingCode.of("TX", contract))
                .withMessageContaining("is not a contract month such as 202108");
    }

    @Test
    void the_product_is_what_stands_before_month_and_year() {
        assertThat(TradingCode.productOf("TXFH1")).isEqualTo("TXF");
        assertThat(TradingCode.productOf("TXFH1-I1")).isEqualTo("TXF");
        assertThat(TradingCode.productOf("X")).isEqualTo("X");
        assertThat(TradingCode.productOf("H1")).as("nothing but a month").isEqualTo("H1");
        assertThat(TradingCode.productOf("TH1")).isEqualTo("T");
        assertThat(TradingCode.productOf("-I1")).isEmpty();
    }
}
