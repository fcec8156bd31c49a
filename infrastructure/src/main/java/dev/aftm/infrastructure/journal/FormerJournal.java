package dev.aftm.infrastructure.journal;

import dev.aftm.interactor.port.store.JournalException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Recognises the journal of versions that kept it in one SQLite file; ids in it must not be forgotten silently. */
public final class FormerJournal {

    private static final String FILE = "journal.db";

    private FormerJournal() {}

    /**
     * Refuses a data folder with a former journal.
     *
     * @param journal the folder of the present journal
     * @throws JournalException there is a former journal; the message says what to do
     */
    public static void refuse(Path journal) {
        if (Files.isRegularFile(journal)) {
            throw new JournalException("The journal " + journal
                    + " is a file, but the journal is a folder now; name a folder in DLL_GATEWAY_JOURNAL.");
        }
        Path former = journal.resolveSibling(FILE);
        if (Files.exists(former)) {
            throw new JournalException("The journal " + former
                    + " is of an earlier version of AFTM and is not read any more; once no order of it can be repeated,"
                    + " move it away, or choose another DATA_DIR.");
        }
    }
}
