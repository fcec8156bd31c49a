package dev.aftm.infrastructure.history;

import dev.aftm.interactor.port.store.TagForm;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The highest tag of each epoch, and every tag of no epoch, which was adopted. The highest one is not always the last one, because
 * orders are adopted in no order.
 */
final class HighestTags {

    /**
     * @param prefix what comes before the counter
     * @param position of an epoch, the last one at which a trading day began, so that the highest tag before any day is known;
     *     of no epoch, the tag's own
     */
    private record Place(String prefix, long position) {}

    private final Map<Place, String> tags = new LinkedHashMap<>();

    void add(StoredState state, String tag, long position) {
        String prefix = TagForm.words(tag);
        long place = state.isOfEpoch(prefix) ? state.lastBeginning() : position;
        tags.merge(new Place(prefix, place), tag, HighestTags::higher);
    }

    /** Counters have no zeros in front, and digits come before letters. */
    private static String higher(String tag, String other) {
        return tag.length() > other.length() || (tag.length() == other.length() && tag.compareTo(other) > 0)
                ? tag
                : other;
    }

    void write(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO tags VALUES (?, ?, ?)"
                + " ON CONFLICT (prefix, position) DO UPDATE SET tag = excluded.tag"
                + " WHERE length(excluded.tag) > length(tag)"
                + " OR (length(excluded.tag) = length(tag) AND excluded.tag > tag)")) {
            for (Map.Entry<Place, String> entry : tags.entrySet()) {
                insert.setString(1, entry.getKey().prefix());
                insert.setLong(2, entry.getKey().position());
                insert.setString(3, entry.getValue());
                insert.executeUpdate();
            }
        }
    }

    /** The tags up to a position that lies before a trading day's first request, or at the end. */
    static List<String> read(Connection connection, StoredState state, long position) throws SQLException {
        List<String> tags = new ArrayList<>();
        Map<String, String> ofEpochs = new LinkedHashMap<>();
        try (PreparedStatement query =
                connection.prepareStatement("SELECT prefix, tag FROM tags WHERE position <= ?")) {
            query.setLong(1, position);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    String prefix = rows.getString(1);
                    if (state.isOfEpoch(prefix)) {
                        ofEpochs.merge(prefix, rows.getString(2), HighestTags::higher);
                    } else {
                        tags.add(rows.getString(2));
                    }
                }
            }
        }
        tags.addAll(ofEpochs.values());
        return tags;
    }
}
