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

final class PasswordFileTest {

    @TempDir
    private Path folder = Path.of("");

    private Path file(String text, String mode) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), text);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        }
        return file;
    }

    @Test
    void the_password_is_the_content_without_the_line_break() throws IOException {
        try (Secret password = PasswordFile.read(file("許 secret \r\n", "rw-------"))) {
            String text = password.use(bytes -> new String(bytes, StandardCharsets.UTF_8));
            assertThat(text).isEqualTo("許 secret ");
        }
    }

    @Test
    void a_file_that_others_can_read_is_rejected() throws IOException {
        Path file = file("secret", "rw-r-----");
        assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(() -> PasswordFile.read(file))
                .withMessageContaining("chmod 600")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }

    @Test
    void a_missing_empty_or_too_long_file_is_rejected() throws IOException {
        assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(() -> PasswordFile.read(folder.resolve("none")))
                .withMessageEndingWith("does not exist.");
        Path empty = file("\n", "rw-------");
        assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(() -> PasswordFile.read(empty))
                .withMessageContaining("is empty");
        Path tooLong = file("x".repeat(2000), "rw-------");
        assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(() -> PasswordFile.read(tooLong))
                .withMessageContaining("must contain only the password");
    }
}
