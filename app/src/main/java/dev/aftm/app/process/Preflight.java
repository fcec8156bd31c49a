package dev.aftm.app.process;

import dev.aftm.infrastructure.config.ConfigurationException;
import dev.aftm.infrastructure.config.Folders;
import dev.aftm.infrastructure.config.Setting;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.process.FreePorts;
import dev.aftm.infrastructure.process.RunLock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Checks before the start, so that a wrong setup ends with one sentence and not with a half-started system. */
public final class Preflight {

    private Preflight() {}

    /**
     * Checks that ports are free.
     *
     * @throws ConfigurationException a port is in use; the message names its setting
     */
    public static void requireFree(Settings settings, Setting... wanted) {
        Map<String, InetSocketAddress> ports = new LinkedHashMap<>();
        for (Setting setting : wanted) {
            InetSocketAddress port = settings.ports().get(setting.name());
            if (port != null) {
                ports.put(setting.name(), port);
            }
        }
        FreePorts.firstTaken(ports).ifPresent(name -> {
            InetSocketAddress port = ports.get(name);
            throw new ConfigurationException(name + " is " + (port == null ? 0 : port.getPort())
                    + ", which another program uses; stop that program, or choose another port.");
        });
    }

    /**
     * Checks everything that the whole system needs, before its first process is started.
     *
     * @return the lock on the data folder, to be held while the system runs
     * @throws ConfigurationException a check failed; the message says what to change
     */
    public static RunLock requireAll(Settings settings) {
        Path data = Folders.prepare(settings.dataDirectory(), Setting.DATA_DIR);
        Folders.prepare(settings.logDirectory(), Setting.LOG_DIR);
        if (settings.usesLibrary() && !Files.isRegularFile(settings.exchangeLibrary())) {
            throw new ConfigurationException("EXCHANGE_DLL_PATH is " + settings.exchangeLibrary()
                    + ", and this file does not exist; build" + " it, or set the path of the library.");
        }
        settings.passwordFile().filter(file -> settings.usesLibrary()).ifPresent(Preflight::requirePrivate);
        RunLock lock = lock(data);
        try {
            requireFree(
                    settings,
                    Setting.DLL_GATEWAY_PORT,
                    Setting.ZMQ_TICK_PORT,
                    Setting.ZMQ_EVENT_PORT,
                    Setting.ZMQ_SIGNAL_PORT);
            if (settings.isGiven(Setting.HTTP_PORT)) {
                requireFree(settings, Setting.HTTP_PORT);
            }
            settings.alertCommand().ifPresent(Preflight::requireExecutable);
        } catch (ConfigurationException e) {
            close(lock);
            throw e;
        }
        return lock;
    }

    /** Only the gateway reads the password file; its permissions are checked before the gateway starts. */
    private static void requirePrivate(Path file) {
        Folders.requirePrivate(file, Setting.EXCHANGE_PASSWORD_FILE);
    }

    private static void requireExecutable(Path file) {
        if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
            throw new ConfigurationException("ALERT_COMMAND is " + file
                    + ", which is not an executable file; set the path of a program or" + " script.");
        }
    }

    private static RunLock lock(Path data) {
        try {
            Optional<RunLock> lock = RunLock.take(data);
            if (lock.isEmpty()) {
                String who = RunLock.holder(data)
                        .map(pid -> " (process " + pid + ")")
                        .orElse("");
                throw new ConfigurationException("DATA_DIR is " + data + ", and another \"run\"" + who
                        + " already uses it; stop that one, or choose another DATA_DIR.");
            }
            return lock.get();
        } catch (IOException e) {
            throw new ConfigurationException("DATA_DIR is " + data
                    + ", and its file run.lock cannot be written; make the folder writable, free some"
                    + " space, or choose another DATA_DIR.");
        }
    }

    private static void close(RunLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            // The process is about to end, which releases the lock.
        }
    }
}
