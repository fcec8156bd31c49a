package dev.aftm.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {

    @TempDir
    private Path folder = Path.of("");

    private Settings load(Map<Setting, String> flags, Map<String, String> environment) {
        return Settings.load(flags, environment, folder);
    }

    private String origin(Settings settings, Setting setting) {
        return settings.all().stream()
                .filter(value -> value.setting() == setting)
                .findFirst()
                .orElseThrow()
                .origin();
    }

    @Test
    void the_documentation_matches_the_settings() throws IOException {
        assertThat(Path.of("..", "docs", "configuration.md"))
                .as("regenerate it with: java -jar app/target/aftm.jar config reference > docs/configuration.md")
                .hasContent(SettingsReference.markdown());
    }

    @Nested
    final class Sources {

        @Test
        void the_defaults_are_those_that_users_rely_on() {
            Settings settings = load(Map.of(), Map.of());
            assertThat(settings.gatewayAddress()).isEqualTo("tcp://127.0.0.1:5557");
            assertThat(settings.tickAddress()).isEqualTo("tcp://127.0.0.1:5555");
            assertThat(settings.signalAddress()).isEqualTo("tcp://127.0.0.1:5556");
            assertThat(settings.requestTimeout()).isEqualTo(Duration.ofSeconds(5));
            assertThat(settings.exchangeCallTimeout()).isEqualTo(Duration.ofSeconds(3));
            assertThat(settings.retryCount()).isEqualTo(3);
            assertThat(settings.signalLife()).isEqualTo(Duration.ofMinutes(1));
            assertThat(settings.orderAccount()).isEmpty();
            assertThat(settings.ledger()).isEqualTo(Path.of("data", "exchange-ledger.jsonl"));
            assertThat(settings.simulatorAccounts()).isEmpty();
            assertThat(settings.requireRequestId()).isFalse();
        }

        @Test
        void flag_beats_environment_beats_file_beats_default() throws IOException {
            Files.writeString(
                    folder.resolve(".env"),
                    "# comment\nDLL_GATEWAY_PORT=1001\nZMQ_TICK_PORT=1002\nZMQ_SIGNAL_PORT=1003\nUNRELATED=1\n");
            Settings settings = load(
                    Map.of(Setting.DLL_GATEWAY_PORT, "3001"),
                    Map.of("DLL_GATEWAY_PORT", "2001", "ZMQ_TICK_PORT", "2002", "LOG_LEVEL", ""));
            assertThat(settings.gatewayAddress()).endsWith(":3001");
            assertThat(settings.tickAddress()).endsWith(":2002");
            assertThat(settings.signalAddress()).endsWith(":1003");
            assertThat(origin(settings, Setting.DLL_GATEWAY_PORT)).isEqualTo("command line");
            assertThat(origin(settings, Setting.ZMQ_TICK_PORT)).isEqualTo("environment");
            assertThat(origin(settings, Setting.ZMQ_SIGNAL_PORT)).isEqualTo(".env");
            assertThat(origin(settings, Setting.LOG_LEVEL)).isEqualTo("default");
        }

        @Test
        void without_a_directory_no_file_is_read() throws IOException {
            Files.writeString(folder.resolve(".env"), "DLL_GATEWAY_PORT=1001\nEXCHANGE_PASSWORD=s3cret\n");
            assertThat(Settings.load(Map.of(), Map.of(), null).gatewayAddress()).endsWith(":5557");
        }

        @Test
        void the_gateways_process_gets_the_same_settings() {
            Settings settings = load(Map.of(Setting.DATA_DIR, "elsewhere"), Map.of("LOG_LEVEL", "debug"));
            Settings child = load(Map.of(), settings.gatewayEnvironment());
            assertThat(child.dataDirectory()).isEqualTo(Path.of("elsewhere"));
            assertThat(child.logLevel()).isEqualTo("DEBUG");
            assertThat(child.gatewayEnvironment()).isEqualTo(settings.gatewayEnvironment());
        }

        @Test
        void only_the_gateway_gets_the_exchange_settings() {
            Settings settings = load(Map.of(), Map.of("EXCHANGE_USER", "somebody", "EXCHANGE_PASSWORD_FILE", "there"));
            assertThat(settings.gatewayEnvironment()).containsEntry("EXCHANGE_USER", "somebody");
            assertThat(settings.clientEnvironment().keySet())
                    .contains("DLL_GATEWAY_PORT", "DATA_DIR")
                    .noneMatch(name -> name.startsWith("EXCHANGE_USER")
                            || name.startsWith("EXCHANGE_PASSWORD")
                            || name.startsWith("EXCHANGE_DLL")
                            || name.startsWith("DEALER"));
        }
    }

    @Nested
    final class Validation {

        @ParameterizedTest
        @CsvSource({
            "DLL_GATEWAY_PORT, 0, a whole number from 1 to 65535",
            "DLL_GATEWAY_PORT, 5557x, a whole number from 1 to 65535",
            "DLL_GATEWAY_HOST, 0.0.0.0, an address of this machine alone",
            "ZMQ_HOST, 192.168.1.1, an address of this machine alone",
            "DLL_GATEWAY_REQUEST_TIMEOUT_MS, -1, a whole number of milliseconds from 100 to 600000",
            "EXCHANGE_MODE, real, one of simulator",
            "LOG_LEVEL, LOUD, 'one of ERROR, WARN, INFO, DEBUG, TRACE'",
            "DLL_GATEWAY_REQUIRE_REQUEST_ID, yes, true or false",
            "ORDER_ACCOUNT, 'a b', '1 to 20 letters, digits or hyphens, or empty'",
            "HEARTBEAT_TIMEOUT_MS, 5, a whole number of milliseconds from 1000 to 600000",
            "SIMULATOR_ACCOUNTS, 'A,,B', account codes separated by commas",
            "SIMULATOR_TAPE_TICKS_PER_SECOND, 0, a whole number from 1 to 10000"
        })
        void a_wrong_value_is_rejected_with_what_is_allowed(String name, String value, String allowed) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> load(Map.of(), Map.of(name, value)))
                    .withMessageStartingWith(name + " is \"" + value + "\" (environment); it must be " + allowed);
        }

        @Test
        void the_exchanges_time_out_must_be_below_the_clients() {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> load(Map.of(), Map.of("EXCHANGE_CALL_TIMEOUT_MS", "5000")))
                    .withMessage("EXCHANGE_CALL_TIMEOUT_MS is 5000; it must be below DLL_GATEWAY_REQUEST_TIMEOUT_MS,"
                            + " which is 5000.");
        }

        @Test
        void two_sockets_cannot_share_a_port() {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> load(Map.of(), Map.of("ZMQ_TICK_PORT", "5557")))
                    .withMessage("DLL_GATEWAY_PORT is 5557, and so is ZMQ_TICK_PORT; each needs its own port.");
        }

        @ParameterizedTest
        @CsvSource({
            "DLL_GATEWAY_PROT, did you mean DLL_GATEWAY_PORT?",
            "ZMQ_TICKS_PORT, did you mean ZMQ_TICK_PORT?",
            "DEALER_TEST_URL, 'set DEALER_URL, with the address of the broker''s test server.'"
        })
        void a_misspelled_setting_is_warned_about(String name, String hint) {
            assertThat(load(Map.of(), Map.of(name, "1", "HOME", "/")).warnings())
                    .containsExactly("There is no setting " + name + " (environment), so it is ignored; " + hint);
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> Settings.named(name))
                    .withMessage("There is no setting " + name + "; " + hint);
        }

        @Test
        void a_setting_of_the_replaced_system_names_its_successor() {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> load(Map.of(), Map.of("EXCHANGE_MODE", "pfcf")))
                    .withMessageContaining("as in the system that AFTM replaces; set EXCHANGE_MODE=dll");
            Map<String, String> old =
                    Map.of("EXCHANGE_MODE", "dll", "EXCHANGE_DLL_PATH", "lib.so", "DEALER_PROD_URL", "tcp://broker");
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> load(Map.of(), old))
                    .withMessage("DEALER_PROD_URL is a setting of the system that AFTM replaces; set DEALER_URL, with"
                            + " the address of the broker's real server.");
        }
    }

    @Nested
    final class Privacy {

        @Test
        void a_secret_where_others_can_read_it_stops_the_start() throws IOException {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> load(Map.of(), Map.of("EXCHANGE_PASSWORD", "s3cret")))
                    .withMessageStartingWith("EXCHANGE_PASSWORD was found in the environment")
                    .withMessageNotContaining("s3cret");
            Files.writeString(folder.resolve(".env"), "EXCHANGE_PASSWORD=s3cret\n");
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> load(Map.of(), Map.of()))
                    .withMessageStartingWith("EXCHANGE_PASSWORD was found in the file .env")
                    .withMessageContaining("EXCHANGE_PASSWORD_FILE");
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> Settings.named("DEALER_PASSWORD"))
                    .withMessageStartingWith("DEALER_PASSWORD was found in the command line");
        }

        @Test
        void a_file_that_others_can_read_is_rejected() throws IOException {
            Path secret = Files.writeString(folder.resolve("secret"), "s3cret");
            Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> Folders.requirePrivate(secret, Setting.EXCHANGE_PASSWORD_FILE))
                    .withMessage("EXCHANGE_PASSWORD_FILE is " + secret + ", which others can read; run: chmod 600 "
                            + secret);
            Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
            Folders.requirePrivate(secret, Setting.EXCHANGE_PASSWORD_FILE);
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> Folders.requirePrivate(folder, Setting.EXCHANGE_PASSWORD_FILE))
                    .withMessageContaining("which does not exist or is not a file");
        }

        @Test
        void folders_are_accessible_only_to_their_owner() throws IOException {
            Path made = Folders.prepare(folder.resolve("a/b"), Setting.DATA_DIR);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rwx------");
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
            Folders.prepare(made, Setting.DATA_DIR);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rwx------");
        }

        @Test
        void a_folder_that_cannot_be_created_is_rejected() throws IOException {
            Path file = Files.createFile(folder.resolve("file"));
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> Folders.prepare(file.resolve("below"), Setting.DATA_DIR))
                    .withMessageStartingWith("DATA_DIR is ");
        }
    }
}
