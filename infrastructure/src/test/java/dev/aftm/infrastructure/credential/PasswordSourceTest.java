package dev.aftm.infrastructure.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.infrastructure.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PasswordSourceTest {

    private static Secret secret(String text) {
        return Secret.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Secret secret) {
        return secret.use(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @Test
    void a_typed_password_is_used_for_one_login_only() {
        PasswordSource typed = PasswordSource.typed(secret("s3cret"));
        assertThat(text(typed.get())).isEqualTo("s3cret");
        assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(typed::get)
                .withMessageContaining("was used for the first login and was not stored");
    }

    @Test
    void a_file_is_read_again_at_each_login(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "first");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        PasswordSource source = PasswordSource.file(file);
        assertThat(text(source.get())).isEqualTo("first");
        Files.writeString(file, "second");
        assertThat(text(source.get())).isEqualTo("second");
    }

    @Test
    void an_invalid_file_is_rejected_before_any_login(@TempDir Path folder) {
        assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(() -> PasswordSource.file(folder.resolve("none")));
    }

    @Test
    void a_missing_password_fails_with_instructions() {
        assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(() -> PasswordSource.missing("Set it.").get())
                .withMessage("Set it.");
        assertThat(PasswordSource.none().get().length()).isZero();
    }
}
