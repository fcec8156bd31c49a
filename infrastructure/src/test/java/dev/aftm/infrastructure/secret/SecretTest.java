package dev.aftm.infrastructure.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class SecretTest {

    private record Login(String user, Secret password) {}

    private final byte[] bytes = "s3cret".getBytes(StandardCharsets.UTF_8);
    private final Secret secret = Secret.of(bytes);

    @Test
    void a_secret_cannot_be_printed() {
        assertThat(secret.toString()).isEqualTo("Secret[hidden]");
        assertThat(new Login("me", secret).toString()).doesNotContain("s3cret");
    }

    @Test
    void whoever_needs_the_bytes_sees_them() {
        assertThat(secret.length()).isEqualTo(6);
        String text = secret.use(shown -> new String(shown, StandardCharsets.UTF_8));
        assertThat(text).isEqualTo("s3cret");
    }

    @Test
    void closing_wipes_the_bytes() {
        secret.close();
        assertThat(bytes).containsOnly(0);
    }
}
