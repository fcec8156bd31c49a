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
    void a_daily_file_contract_has_a_trading_code(String product, String contract, String code) {
        assertThat(TradingCode.of(product, contract)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2021", "202113", "202100", "202108W6", "2021-08", "202108/", "TXFH1"})
    void an_invalid_contract_is_rejected_with_a_sentence(String contract) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TradingCode.of("TX", contract))
                .withMessageContaining("is not a contract month such as 202108");
    }

    @Test
    void the_product_is_the_code_before_month_and_year() {
        assertThat(TradingCode.productOf("TXFH1")).isEqualTo("TXF");
        assertThat(TradingCode.productOf("TXFH1-I1")).isEqualTo("TXF");
        assertThat(TradingCode.productOf("X")).isEqualTo("X");
        assertThat(TradingCode.productOf("H1")).as("only a month and a year").isEqualTo("H1");
        assertThat(TradingCode.productOf("TH1")).isEqualTo("T");
        assertThat(TradingCode.productOf("-I1")).isEmpty();
    }
}
