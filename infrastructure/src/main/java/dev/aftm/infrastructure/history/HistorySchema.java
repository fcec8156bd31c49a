package dev.aftm.infrastructure.history;

import dev.aftm.infrastructure.sqlite.SqliteFile;
import dev.aftm.interactor.port.store.JournalException;
import java.time.Duration;
import java.util.List;

/** The tables of the history. Events are lines as the log has them; they and the fingerprints are {@link Checked}. */
final class HistorySchema {

    static final SqliteFile.Kind KIND = new SqliteFile.Kind(
            "history",
            // "afth" in ASCII
            0x61667468,
            List.of(
                    "CREATE TABLE head (one INTEGER PRIMARY KEY CHECK (one = 1), position INTEGER NOT NULL,"
                            + " hash TEXT NOT NULL)",
                    "INSERT INTO head VALUES (1, 0, '')",
                    "CREATE TABLE events (account TEXT NOT NULL, request_id TEXT NOT NULL,"
                            + " position INTEGER NOT NULL, line BLOB NOT NULL,"
                            + " PRIMARY KEY (account, request_id, position)) WITHOUT ROWID",
                    "CREATE TABLE gateway_events (kind TEXT NOT NULL, position INTEGER NOT NULL, line BLOB NOT NULL,"
                            + " PRIMARY KEY (kind, position)) WITHOUT ROWID",
                    // The requests whose fate is not known, with the tag of the last attempt.
                    "CREATE TABLE unresolved (account TEXT NOT NULL, request_id TEXT NOT NULL, tag TEXT NOT NULL,"
                            + " PRIMARY KEY (account, request_id)) WITHOUT ROWID",
                    // The first request of each trading day, which is counted from 1970 on.
                    "CREATE TABLE days (day INTEGER PRIMARY KEY, position INTEGER NOT NULL)",
                    // Of an epoch: the highest tag after each position where a trading day begins. Of no epoch: every
                    // tag.
                    "CREATE TABLE tags (prefix TEXT NOT NULL, position INTEGER NOT NULL, tag TEXT NOT NULL,"
                            + " PRIMARY KEY (prefix, position)) WITHOUT ROWID",
                    // The fingerprints of all requests, 8 bytes each; all blocks but the last are full.
                    "CREATE TABLE ids (block INTEGER PRIMARY KEY, fingerprints BLOB NOT NULL)"),
            List.of(),
            "NORMAL",
            Duration.ofSeconds(5),
            JournalException::new);

    private HistorySchema() {}
}
