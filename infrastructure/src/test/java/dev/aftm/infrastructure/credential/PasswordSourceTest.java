package dev.aftm.infrastructure.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PasswordSourceTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void what_was_typed_logs_in_once_and_is_then_forgotten() {
        PasswordSource typed = PasswordSource.typed(bytes("s3cret"));
        assertThat(typed.get()).isEqualTo(bytes("s3cret"));
        assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(typed::get)
                .withMessageContaining("has been used and forgotten");
    }

    @Test
    void a_file_is_read_anew_at_each_login(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "first");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        PasswordSource source = PasswordSource.file(file);
        assertThat(source.get()).isEqualTo(bytes("first"));
        Files.writeString(file, "second");
        assertThat(source.get()).isEqualTo(bytes("second"));
    }

    @Test
    void a_file_that_is_wrong_is_refused_before_any_login(@TempDir Path folder) {
        assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(() -> PasswordSource.file(folder.resolve("none")));
    }

    @Test
    void where_there_is_none_a_login_is_refused_with_what_to_do() {
        assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(() -> PasswordSource.missing("Set it.").get())
                .withMessage("Set it.");
        assertThat(PasswordSource.none().get()).isEmpty();
    }
}
