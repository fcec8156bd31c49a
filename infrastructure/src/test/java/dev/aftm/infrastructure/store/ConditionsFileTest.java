package dev.aftm.infrastructure.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.aftm.domain.market.InvalidValueException;
import dev.aftm.domain.market.Side;
import dev.aftm.domain.strategy.ConditionPlan;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConditionsFileTest {

    @TempDir
    private Path folder = Path.of("");

    private List<ConditionPlan> read(String json) throws IOException {
        return ConditionsFile.read(Files.writeString(folder.resolve("conditions.json"), json));
    }

    @Test
    void only_action_and_trigger_price_are_required() throws IOException {
        assertThat(read("[{\"action\":\"buy\",\"trigger_price\":17300}]"))
                .containsExactly(new ConditionPlan(
                        Side.BUY,
                        BigDecimal.valueOf(17_300),
                        1,
                        BigDecimal.valueOf(15),
                        BigDecimal.valueOf(90),
                        BigDecimal.valueOf(30),
                        false,
                        null));
    }

    @Test
    void all_given_fields_are_read() throws IOException {
        assertThat(read("[{\"action\":\"Sell\",\"trigger_price\":1234.5,\"quantity\":3,\"turning_point\":0,"
                        + "\"take_profit_point\":1.5,\"stop_loss_point\":2,\"is_following\":true,"
                        + "\"item_code\":\"EXFH1\"}]"))
                .containsExactly(new ConditionPlan(
                        Side.SELL,
                        new BigDecimal("1234.5"),
                        3,
                        BigDecimal.ZERO,
                        new BigDecimal("1.5"),
                        BigDecimal.valueOf(2),
                        true,
                        "EXFH1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | must contain an array",
                "[1] | Condition 1 of",
                "[{'action':'buy'}] | trigger_price is missing; it must be a number above 0.",
                "[{'action':'buy','trigger_price':'17300'}] | trigger_price must be a number.",
                "[{'action':'buy','trigger_price':0}] | trigger_price must be above 0, not 0.",
                "[{'action':'buy','trigger_price':1e999999999}] | trigger_price must have at most 9 digits before and 4 after the decimal point.",
                "[{'trigger_price':1}] | action must be \"buy\" or \"sell\".",
                "[{'action':'hold','trigger_price':1}] | action must be \"buy\" or \"sell\".",
                "[{'action':'buy','trigger_price':1,'quantity':1.5}] | quantity must be a whole number of 1 or more.",
                "[{'action':'buy','trigger_price':1,'quantity':0}] | quantity must be a whole number of 1 or more",
                "[{'action':'buy','trigger_price':1,'is_folowing':true}] | there is no field \"is_folowing\"",
                "[{'action':'buy','trigger_price':1,'is_following':'yes'}] | is_following must be true or false.",
                "[{'action':'buy','trigger_price':1,'item_code':'a b'}] | item_code must be 1 to 20 letters",
                "[{'action':'buy','trigger_price':1},{'action':'buy'}] | Condition 2 of",
                "[{'action' | is not valid JSON (line 1, column"
            })
    void an_invalid_file_is_rejected_with_one_sentence(String json, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(json.replace('\'', '"')))
                .withMessageContaining(sentence);
    }

    @Test
    void a_missing_file_is_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConditionsFile.read(folder.resolve("none.json")))
                .withMessageContaining("none.json cannot be read;");
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
                .isThrownBy(() -> ConditionsFile.read(file))
                .withMessageContaining("torn.json")
                .withMessageMatching("[A-Z][^\n]*\\.");
    }

    @Test
    void what_is_no_text_is_refused_in_one_sentence() throws IOException {
        Path file = Files.write(folder.resolve("torn.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 1, 2});
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> ConditionsFile.read(file))
                .withMessageContaining("torn.json");
        Path below = Files.createDirectory(folder.resolve("folder.json"));
        Path[] notThere = {below, folder.resolve("none.json")};
        for (Path each : notThere) {
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> ConditionsFile.read(each))
                    .withMessageContaining("cannot be read");
        }
    }
}
