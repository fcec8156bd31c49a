package dev.aftm.infrastructure.store;

import dev.aftm.infrastructure.files.PrivateFiles;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.store.StrategyStore.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Records for which account the order executors of a data folder trade. A signal from a time when an earlier executor traded for
 * another account may already have been executed for that account.
 */
public final class AccountChangeLog {

    private static final String FILE = "order-executor-account";

    private AccountChangeLog() {}

    /**
     * Returns since when executors of this data folder have traded for the account; if the last one traded for another account,
     * or it cannot be told any more for which, records this account as of now. Call it when no other executor can be running,
     * and before the first signal is taken.
     *
     * @param ifUnknown the result if no executor has run here before
     * @throws StoreException the file cannot be read or written, so nothing must be traded; the next call may succeed
     */
    public static Instant since(Path dataDirectory, String account, Instant ifUnknown, Clock clock) {
        Path file = dataDirectory.resolve(FILE);
        try {
            if (PrivateFiles.isMissing(file)) {
                write(file, account, ifUnknown);
                return ifUnknown;
            }
            String[] parts =
                    Files.readString(file, StandardCharsets.ISO_8859_1).strip().split(" ", -1);
            if (parts.length == 2 && parts[0].equals(account) && parts[1].matches("-?\\d{1,18}")) {
                return Instant.ofEpochMilli(Long.parseLong(parts[1]));
            }
            Instant now = clock.now();
            write(file, account, now);
            return now;
        } catch (IOException e) {
            throw new StoreException("The file " + FILE
                    + " in DATA_DIR cannot be read or written; check its permissions and the free disk space.");
        }
    }

    private static void write(Path file, String account, Instant since) throws IOException {
        PrivateFiles.replaceFile(file, (account + " " + since.toEpochMilli()).getBytes(StandardCharsets.US_ASCII));
    }
}
