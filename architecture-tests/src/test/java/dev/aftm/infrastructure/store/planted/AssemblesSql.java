package dev.aftm.infrastructure.store.planted;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Planted: a name that was sent from outside becomes part of a command. */
public final class AssemblesSql {

    void delete(Connection database, String name) throws SQLException {
        String sql = "DELETE FROM conditions WHERE name = '" + name + "'";
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
