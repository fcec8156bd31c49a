package dev.aftm.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests that wrong settings end with one sentence that names the key, exit code 2, and nothing started. */
@Tag("long")
@Timeout(300)
final class WrongConfigurationIT {

    @TempDir
    private Path folder = Path.of("");

    private final List<String> failures = new ArrayList<>();

    private Path newFolder() throws IOException {
        return Files.createTempDirectory(folder, "home");
    }

    private AftmProcess.Home home(String... settings) throws IOException {
        AftmProcess.Home home = new AftmProcess.Home(newFolder());
        for (int i = 0; i < settings.length; i += 2) {
            home.with(settings[i], settings[i + 1]);
        }
        return home;
    }

    /** Collects failures instead of stopping at the first one. */
    private void refused(String key, AftmProcess.Home home, String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(List.of(more));
        AftmProcess.Result result = home.run(arguments.toArray(new String[0]));
        boolean isOneSentence =
                result.err().lines().count() == 1 && result.err().contains(key);
        boolean nothingWasStarted = result.out().isEmpty() && home.ledger().isEmpty();
        if (result.exitCode() != 2 || !isOneSentence || !nothingWasStarted) {
            failures.add(key + " " + arguments + ": exit " + result.exitCode() + "\n" + result.err() + result.out());
        }
    }

    @Test
    void each_wrong_setting_is_rejected_in_one_sentence() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            for (String setting :
                    List.of("DLL_GATEWAY_PORT", "ZMQ_TICK_PORT", "ZMQ_SIGNAL_PORT", "ZMQ_EVENT_PORT", "HTTP_PORT")) {
                refused(setting, home(setting, port));
            }
        }
        refused("DLL_GATEWAY_PORT", home("DLL_GATEWAY_PORT", "55x7"));
        refused("DLL_GATEWAY_PORT", home("DLL_GATEWAY_PORT", "70000"));
        refused("ZMQ_TICK_PORT", home("ZMQ_TICK_PORT", "4444", "ZMQ_SIGNAL_PORT", "4444"));
        refused("DLL_GATEWAY_HOST", home("DLL_GATEWAY_HOST", "0.0.0.0"));
        refused("ZMQ_HOST", home("ZMQ_HOST", "192.168.0.1"));
        refused("EXCHANGE_CALL_TIMEOUT_MS", home("EXCHANGE_CALL_TIMEOUT_MS", "9000"));
        refused("POSITIONS_MAX_AGE_MS", home("POSITIONS_MAX_AGE_MS", "500"));
        refused("HEARTBEAT_TIMEOUT_MS", home("HEARTBEAT_TIMEOUT_MS", "1"));
        refused("LOG_LEVEL", home("LOG_LEVEL", "LOUD"));
        refused("DLL_GATEWAY_JOURNAL", home("DLL_GATEWAY_JOURNAL", "jdbc:postgresql://here"));
        refused("EXCHANGE_MODE", home("EXCHANGE_MODE", "pfcf"));
        refused("EXCHANGE_DLL_PATH", home("EXCHANGE_MODE", "dll"));
        refused("EXCHANGE_DLL_PATH", home("EXCHANGE_MODE", "dll", "EXCHANGE_DLL_PATH", "/nowhere/lib.so"));
        refused(
                "DEALER_PROD_URL",
                home("EXCHANGE_MODE", "dll", "EXCHANGE_DLL_PATH", "x", "DEALER_PROD_URL", "tcp://b"));
        refused("EXCHANGE_PASSWORD", home("EXCHANGE_PASSWORD", "s3cret"));
        refused("DLL_GATEWAY_PROT", home(), "--set", "DLL_GATEWAY_PROT=1");
        refused("EXCHANGE_PASSWORD", home(), "--set", "EXCHANGE_PASSWORD=s3cret");
        refused("--replay", home(), "--product", "TX");
        assertThat(failures).isEmpty();
    }

    @Test
    void wrong_files_and_folders_are_rejected_by_name() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        refused("DATA_DIR", home("DATA_DIR", file.resolve("below").toString()));
        refused("LOG_DIR", home("LOG_DIR", file.resolve("below").toString()));

        Path library = Files.writeString(folder.resolve("libnone.so"), "no library");
        Path open = Files.writeString(folder.resolve("password"), "s3cret");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        String[] onLibrary = {
            "EXCHANGE_MODE",
            "dll",
            "EXCHANGE_DLL_PATH",
            library.toString(),
            "EXCHANGE_USER",
            "me",
            "EXCHANGE_PASSWORD_FILE",
            open.toString()
        };
        refused("EXCHANGE_PASSWORD_FILE", home(onLibrary));
        onLibrary[onLibrary.length - 1] = folder.resolve("none").toString();
        refused("EXCHANGE_PASSWORD_FILE", home(onLibrary));

        AftmProcess.Home withSecret = home();
        Files.writeString(withSecret.folder().resolve(".env"), "DEALER_PASSWORD=s3cret\n");
        refused("DEALER_PASSWORD", withSecret);
        AftmProcess.Home withNonsense = home();
        Files.writeString(withNonsense.folder().resolve(".env"), "LOG_LEVEL=LOUD\n");
        withNonsense.with("LOG_LEVEL", "");
        refused("LOG_LEVEL", withNonsense);
        Path tape = Files.writeString(folder.resolve("page.zip"), "<html>");
        refused("page.zip", home(), "--replay", tape.toString(), "--product", "TX", "--contract", "202108");
        assertThat(failures).isEmpty();
    }

    @Test
    void a_misspelt_setting_is_warned_about_but_does_not_stop() throws IOException, InterruptedException {
        AftmProcess.Result shown = home("DLL_GATEWAY_PROT", "1").run("config", "show");
        assertThat(shown.exitCode()).isZero();
        assertThat(shown.err())
                .isEqualTo("There is no setting DLL_GATEWAY_PROT (environment), so it is ignored; did you mean"
                        + " DLL_GATEWAY_PORT?\n");
    }
}
