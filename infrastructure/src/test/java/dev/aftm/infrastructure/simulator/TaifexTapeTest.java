package dev.aftm.infrastructure.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aftm.domain.market.Tick;
import dev.aftm.interactor.port.market.Tape;
import dev.aftm.interactor.port.market.Tape.TapeException;
import dev.aftm.interactor.port.market.TapeContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TaifexTapeTest implements TapeContract {

    private static final Path REAL_DAY = Path.of("..", "..", "shared", "data", "taifex", "Daily_2021_07_26.zip");
    private static final String HEADER = "成交日期,商品代號,到期月份(週別),成交時間,成交價格,成交數量(B+S),近月價格,遠月價格,開盤集合競價 ";

    @TempDir
    private Path folder = Path.of("");

    @Override
    public Tape tape() {
        try {
            return TaifexTape.open(
                    csv(
                            HEADER,
                            "20210723,TX     ,202108     ,235959,17409,68,-,-,*",
                            "20210724,TX     ,202108     ,000001,17409.25,2,-,-, ",
                            "20210726,TX     ,202108     ,084500,17300,4,-,-, "),
                    "TX",
                    "202108");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] encoded(String... lines) {
        return (String.join("\r\n", lines) + "\r\n").getBytes(Charset.forName("MS950"));
    }

    private Path csv(String... lines) throws IOException {
        return Files.write(folder.resolve("Daily.csv"), encoded(lines));
    }

    private static byte[] zipped(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("Daily.csv"));
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    private static List<Tick> read(Path file, String product, String contract) {
        List<Tick> ticks = new ArrayList<>();
        try (TaifexTape tape = TaifexTape.open(file, product, contract)) {
            for (Tick tick = tape.next(); tick != null; tick = tape.next()) {
                ticks.add(tick);
            }
        }
        return ticks;
    }

    private static void assertFault(Path file, String sentence) {
        assertThatExceptionOfType(TapeException.class)
                .isThrownBy(() -> read(file, "TX", "202108"))
                .withMessage(sentence);
    }

    @Test
    void padding_decimals_and_times_after_midnight_are_read() throws IOException {
        Path file = csv(
                HEADER,
                "20210723,BRF    ,202109     ,173620,2069,2,-,-, ",
                "20210723,TX     ,202108     ,235959,17409,68,-,-,*",
                "20210724,TX     ,202108     ,000001,17409.25,2,-,-, ",
                "20210726,TX     ,202108/202109,084500,-12,2,17300,17288, ",
                "20210726,TX     ,202109     ,084500,17300,2,-,-, ");
        assertThat(read(file, "TX", "202108"))
                .containsExactly(
                        new Tick("TXFH1", Instant.parse("2021-07-23T15:59:59Z"), new BigDecimal("17409"), 34),
                        new Tick("TXFH1", Instant.parse("2021-07-23T16:00:01Z"), new BigDecimal("17409.25"), 1));
        assertThat(read(file, "TX", "202108/202109"))
                .containsExactly(new Tick("TXFH1-I1", Instant.parse("2021-07-26T00:45:00Z"), new BigDecimal("-12"), 1));
    }

    @Test
    void a_zip_file_is_read_like_its_content() throws IOException {
        byte[] content = encoded(HEADER, "20210726,TX     ,202108     ,084500,17300,2,-,-, ");
        Path file = Files.write(folder.resolve("Daily.zip"), zipped(content));
        assertThat(read(file, "TX", "202108")).hasSize(1);
    }

    @Test
    void a_truncated_zip_file_is_rejected_with_the_line() throws IOException {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        Random random = new Random(1);
        for (int i = 0; i < 5000; i++) {
            lines.add("20210726,TX     ,202108     ,084500," + random.nextInt(17_000, 18_000) + ",2,-,-, ");
        }
        byte[] whole = zipped(encoded(lines.toArray(new String[0])));
        Path file = Files.write(folder.resolve("Daily.zip"), Arrays.copyOf(whole, whole.length / 2));
        assertThatExceptionOfType(TapeException.class)
                .isThrownBy(() -> read(file, "TX", "202108"))
                .withMessageMatching(
                        "Line \\d{3,4} of Daily.zip: the zip file is incomplete or damaged here; download it again\\.");
    }

    @Test
    void wrong_files_are_rejected_with_specific_messages() throws IOException {
        assertFault(
                csv("<!DOCTYPE html><html>"),
                "Line 1 of Daily.csv: this is a web page, not the exchange's daily futures file;"
                        + " download the file itself.");
        assertFault(
                csv("成交日期,商品代號,履約價格,到期月份(週別),買賣權別,成交時間,成交價格,成交數量(B or S),開盤集合競價"),
                "Line 1 of Daily.csv: this is the exchange's daily options file; use the daily futures file.");
        assertFault(Files.createFile(folder.resolve("Empty.csv")), "Line 1 of Empty.csv: the file is empty.");
        assertThatExceptionOfType(TapeException.class)
                .isThrownBy(() -> read(csv("a,b,c"), "TX", "202108"))
                .withMessageStartingWith("Line 1 of Daily.csv: this is not the header of the exchange's daily");
        assertThatExceptionOfType(TapeException.class)
                .isThrownBy(() -> read(folder.resolve("none.zip"), "TX", "202108"))
                .withMessageEndingWith(" does not exist.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "20210726,TX,202108,084500,17300 | the line does not have 9 columns",
                "20210726,TX,202108,084500,17300,2,-,-,,- | the line does not have 9 columns",
                "20210726,TX,202108,084500,abc,2,-,-, | the price \"abc\" is not a number",
                "20210726,TX,202108,084500,,2,-,-, | the price \"\" is not a number",
                "20210726,TX,202108,084500,1E9999999,2,-,-, | the price \"1E9999999\" is not a number",
                "20210726,TX,202108,084500,NaN,2,-,-, | the price \"NaN\" is not a number",
                "20210726,TX,202108,084500,0,2,-,-, | the price \"0\" is not above 0",
                "20210726,TX,202108,084500,-5,2,-,-, | the price \"-5\" is not above 0",
                "20210732,TX,202108,084500,1,2,-,-, | the trade date \"20210732\" is not a day",
                "2021072,TX,202108,084500,1,2,-,-, | the trade date \"2021072\" is not a number of the expected length",
                "20210726,TX,202108,246000,1,2,-,-, | the trade time \"246000\" is not a time of day",
                "20210726,TX,202108,0845,1,2,-,-, | the trade time \"0845\" is not a number of the expected length",
                "20210726,TX,202108,084500,1,x,-,-, | the quantity \"x\" is not a number of the expected length"
            })
    void a_damaged_line_is_rejected_with_its_number(String line, String fault) throws IOException {
        Path file = csv(HEADER, "20210726,TX,202108,084500,17300,2,-,-, ", line);
        assertFault(file, "Line 3 of Daily.csv: " + fault + ".");
    }

    @Test
    void an_endless_line_does_not_exhaust_memory() throws IOException {
        assertFault(csv(HEADER, "x".repeat(100_000)), "Line 2 of Daily.csv: the line is too long for such a file.");
    }

    @Test
    void a_missing_contract_is_rejected_with_those_available() throws IOException {
        Path file = csv(HEADER, "20210726,TX,202109,084500,17300,2,-,-, ", "20210726,TX,202110,084500,17300,2,-,-, ");
        assertFault(
                file,
                "The market data file Daily.csv has no trade of product TX, contract 202108; its contracts of this"
                        + " product are 202109, 202110.");
        assertThatExceptionOfType(TapeException.class)
                .isThrownBy(() -> read(file, "XX", "202108"))
                .withMessageEndingWith("it has no trade of this product at all.");
    }

    @Test
    void the_real_day_has_the_known_number_of_trades() {
        assumeTrue(Files.exists(REAL_DAY), "The real trading day is not beside this checkout.");
        List<Tick> ticks = read(REAL_DAY, "TX", "202108");
        assertThat(ticks).hasSize(95_414);
        assertThat(ticks.get(0).time()).isEqualTo(Instant.parse("2021-07-23T07:00:00Z"));
        assertThat(ticks.get(95_413).time()).isEqualTo(Instant.parse("2021-07-26T05:44:59Z"));
        for (int i = 1; i < ticks.size(); i++) {
            assertThat(ticks.get(i).time()).isAfterOrEqualTo(ticks.get(i - 1).time());
        }
        assertThat(read(REAL_DAY, "MTX", "202108")).hasSize(199_567);
    }
}
