package dev.aftm.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TerminalTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void control_and_direction_characters_are_not_printed() {
        terminal.line("a\u001b[2Jb\nc\u202ed 台指期");
        assertThat(printed()).isEqualTo("a?[2Jb?c?d 台指期\n");
    }

    @Test
    void tables_are_aligned() {
        terminal.table(List.of("A", "LONG"), List.of(List.of("1", "x"), List.of("1,000", "y")));
        assertThat(printed()).isEqualTo("A      LONG\n1      x\n1,000  y\n");
    }

    @Test
    void numbers_are_grouped_and_keep_their_decimals() {
        assertThat(Terminal.number(95_414)).isEqualTo("95,414");
        assertThat(Terminal.number(new BigDecimal("12400.50"))).isEqualTo("12,400.5");
        assertThat(Terminal.number(new BigDecimal("1E+4"))).isEqualTo("10,000");
    }
}
