package dev.aftm.infrastructure.store;

import dev.aftm.infrastructure.files.PrivateFiles;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.store.StrategyStore.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * Remembers which account the order executors of a data folder trade for, one after the other. A signal that was given while an
 * earlier one traded for another account may have been executed for that one.
 */
public final class AccountChangeLog {

    private static final String FILE = "order-executor-account";

    private AccountChangeLog() {}

    /**
     * Since when the account is traded for here; from now on where the last executor traded for another one. To be called when
     * no other executor can be at work any more, and before the first signal is taken.
     *
     * @param ifUnknown since when, where no executor was here before
     * @throws StoreException it cannot be remembered, so nothing must be traded
     */
    public static Instant since(Path dataDirectory, String account, Instant ifUnknown, Clock clock) {
        Path file = dataDirectory.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                write(file, account, ifUnknown);
                return ifUnknown;
            }
            String[] kept =
                    Files.readString(file, StandardCharsets.ISO_8859_1).strip().split(" ", -1);
            if (kept.length == 2 && kept[0].equals(account) && kept[1].matches("-?\\d{1,18}")) {
                return Instant.ofEpochMilli(Long.parseLong(kept[1]));
            }
            Instant now = clock.now();
            write(file, account, now);
            return now;
        } catch (IOException e) {
            throw new StoreException(
                    "The file " + FILE + " in DATA_DIR cannot be read or written; see to its permissions.");
        }
    }

    private static void write(Path file, String account, Instant since) throws IOException {
        PrivateFiles.makeFile(file);
        byte[] text = (account + " " + since.toEpochMilli()).getBytes(StandardCharsets.US_ASCII);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(ByteBuffer.wrap(text));
            channel.force(true);
        }
    }
}
