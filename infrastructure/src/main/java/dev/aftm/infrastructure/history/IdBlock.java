package dev.aftm.infrastructure.history;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The last block of fingerprints. A block is written again until it is full, so that all of them are read in few large pieces: a
 * million takes 8 MB and milliseconds.
 */
final class IdBlock {

    private static final int MOST = 8_192;

    private final ByteBuffer content = ByteBuffer.allocate(MOST * Long.BYTES);
    private long number;

    private IdBlock(long number, byte[] stored) {
        this.number = number;
        if (stored.length > content.capacity() || stored.length % Long.BYTES != 0) {
            throw new IllegalArgumentException("A block of ids has a wrong length.");
        }
        content.put(stored);
    }

    static IdBlock last(Connection connection) throws SQLException {
        try (PreparedStatement query =
                        connection.prepareStatement("SELECT block, fingerprints FROM ids ORDER BY block DESC LIMIT 1");
                ResultSet row = query.executeQuery()) {
            return row.next()
                    ? new IdBlock(row.getLong(1), Checked.open(row.getLong(1), row.getBytes(2)))
                    : new IdBlock(0, new byte[0]);
        }
    }

    void add(Connection connection, long fingerprint) throws SQLException {
        if (!content.hasRemaining()) {
            write(connection);
            content.clear();
            number++;
        }
        content.putLong(fingerprint);
    }

    /** Writes the block as far as it is filled. */
    void write(Connection connection) throws SQLException {
        byte[] stored = new byte[content.position()];
        content.get(0, stored);
        try (PreparedStatement replace = connection.prepareStatement("INSERT OR REPLACE INTO ids VALUES (?, ?)")) {
            replace.setLong(1, number);
            replace.setBytes(2, Checked.seal(number, stored));
            replace.executeUpdate();
        }
    }
}
