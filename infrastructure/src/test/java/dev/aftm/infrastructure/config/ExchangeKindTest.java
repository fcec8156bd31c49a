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

final class ExchangeKindTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_folder_belongs_to_one_kind_of_exchange() {
        ExchangeKind.claim(folder, true);
        ExchangeKind.claim(folder, true);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ExchangeKind.claim(folder, false))
                .withMessageContaining("was used with a simulated exchange");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_full_disk_leaves_the_folder_unmarked() {
        try (FullDisk full = FullDisk.begin()) {
            assertThat(full).isNotNull();
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> ExchangeKind.claim(folder, true))
                    .withMessageEndingWith("cannot be read or written; check its permissions and the free disk space.");
        }
        assertThat(folder).isEmptyDirectory();
        ExchangeKind.claim(folder, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "simul", "\u0000\u0000\u0000", "This is a letter to a friend."})
    void a_damaged_mark_is_refused(String content) throws IOException {
        Files.writeString(folder.resolve("exchange-kind"), content);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ExchangeKind.claim(folder, true))
                .withMessageContaining("exchange-kind is damaged; write into it");
        assertThat(folder.resolve("exchange-kind")).hasContent(content);
    }
}
