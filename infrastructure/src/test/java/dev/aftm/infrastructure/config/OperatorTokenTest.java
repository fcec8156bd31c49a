package dev.aftm.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.infrastructure.files.FullDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OperatorTokenTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_token_is_made_once() {
        String token = OperatorToken.readOrMake(folder);
        assertThat(token).matches("[0-9a-f]{32}");
        assertThat(OperatorToken.readOrMake(folder)).isEqualTo(token);
        assertThat(OperatorToken.read(folder)).isEqualTo(token);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_full_disk_leaves_no_token_that_could_be_guessed() {
        try (FullDisk full = FullDisk.begin()) {
            assertThat(full).isNotNull();
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> OperatorToken.readOrMake(folder))
                    .withMessageContaining("operator.token cannot be read or created")
                    .withMessageContaining("free disk space");
        }
        assertThat(folder).isEmptyDirectory();
        assertThat(OperatorToken.readOrMake(folder)).hasSize(32);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "0123456789abcdef", "\u0000\u0000\u0000", "This is a letter to a friend of mine."})
    void what_is_left_of_a_token_is_refused(String content) throws IOException {
        Files.writeString(folder.resolve("operator.token"), content);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> OperatorToken.readOrMake(folder))
                .withMessageContaining("operator.token is empty or incomplete; remove the file");
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> OperatorToken.read(folder));
        assertThat(folder.resolve("operator.token")).hasContent(content);
    }
}
