package dev.aftm.infrastructure.credential;

import dev.aftm.infrastructure.secret.Secret;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Asks for a password at the controlling terminal, without echo. It uses the terminal device itself, so it also works when
 * standard input and output are connected to a supervisor, which never sees the password.
 */
public final class TerminalPassword {

    private static final File TERMINAL = new File("/dev/tty");
    private static final int LONGEST = 1024;
    private static final int END_OF_TRANSMISSION = 4;
    private static final long STTY_SECONDS = 5;

    private TerminalPassword() {}

    /**
     * Prints the prompt and reads one line.
     *
     * @return the password, which the caller closes; empty if there is no terminal or nothing was typed
     */
    public static Optional<Secret> ask(String prompt) {
        if (!TERMINAL.exists()) {
            return Optional.empty();
        }
        Thread restore = new Thread(() -> stty("echo"));
        try (FileInputStream in = new FileInputStream(TERMINAL);
                FileOutputStream out = new FileOutputStream(TERMINAL)) {
            if (!stty("-echo")) {
                return Optional.empty();
            }
            // Ctrl-C at the prompt must not leave the terminal without echo.
            Runtime.getRuntime().addShutdownHook(restore);
            out.write(prompt.getBytes(StandardCharsets.UTF_8));
            byte[] line = readLine(in);
            out.write('\n');
            return line.length == 0 ? Optional.empty() : Optional.of(Secret.of(line));
        } catch (IOException e) {
            // A process without a controlling terminal cannot open it.
            return Optional.empty();
        } finally {
            stty("echo");
            forget(restore);
        }
    }

    /** Turns the terminal's echo on again; for a process that must end while it asks for a password. */
    public static void restore() {
        stty("echo");
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending; the hook does no harm.
        }
    }

    private static byte[] readLine(FileInputStream in) throws IOException {
        byte[] buffer = new byte[LONGEST];
        try {
            int length = 0;
            for (int next = in.read(); isText(next) && length < LONGEST; next = in.read()) {
                buffer[length++] = (byte) next;
            }
            return Arrays.copyOf(buffer, length);
        } finally {
            Arrays.fill(buffer, (byte) 0);
        }
    }

    private static boolean isText(int next) {
        return next >= 0 && next != '\n' && next != '\r' && next != END_OF_TRANSMISSION;
    }

    private static boolean stty(String mode) {
        try {
            Process process = new ProcessBuilder("stty", mode)
                    .redirectInput(TERMINAL)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(STTY_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException withoutStty) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
