package dev.aftm.infrastructure.store;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.strategy.Condition;
import dev.aftm.domain.strategy.ConditionPlan;
import dev.aftm.domain.strategy.ConditionState;
import dev.aftm.domain.strategy.SignalReason;
import dev.aftm.domain.strategy.TradingSignal;
import dev.aftm.infrastructure.sqlite.SqliteFile;
import dev.aftm.interactor.port.signal.OutgoingSignal;
import dev.aftm.interactor.port.store.StrategyStore;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The strategy's store in one SQLite file. Its write-ahead log lets other programs read it while the strategy runs. Decimals are
 * stored as text, times as milliseconds since 1970. Each instance is for one thread.
 */
public final class SqliteStrategyStore implements StrategyStore {

    private static final String CONDITION_COLUMNS = "id, action, trigger_price, quantity, turning_point,"
            + " take_profit_point, stop_loss_point, following, item_code, state";

    private static final SqliteFile.Kind KIND = new SqliteFile.Kind(
            "strategy's store",
            // "aftm" in ASCII
            0x6166746D,
            List.of(
                    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
                    // The store's id: 16 random hexadecimal digits.
                    "INSERT INTO meta VALUES ('store_id', lower(hex(randomblob(8))))",
                    // AUTOINCREMENT: a condition's number is never reused, even after its removal.
                    "CREATE TABLE conditions (id INTEGER PRIMARY KEY AUTOINCREMENT, action TEXT NOT NULL,"
                            + " trigger_price TEXT NOT NULL, quantity INTEGER NOT NULL, turning_point TEXT NOT NULL,"
                            + " take_profit_point TEXT NOT NULL, stop_loss_point TEXT NOT NULL,"
                            + " following INTEGER NOT NULL, item_code TEXT, state TEXT NOT NULL)",
                    "CREATE TABLE signals (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,"
                            + " condition_id INTEGER NOT NULL, time INTEGER NOT NULL, item_code TEXT NOT NULL,"
                            + " side TEXT NOT NULL, quantity INTEGER NOT NULL, price TEXT NOT NULL,"
                            + " reason TEXT NOT NULL, expires_at INTEGER NOT NULL)",
                    "CREATE TABLE feeds (feed_id TEXT PRIMARY KEY, sequence INTEGER NOT NULL,"
                            + " signals INTEGER NOT NULL)"),
            List.of(),
            "NORMAL",
            Duration.ofSeconds(5),
            StoreException::new);

    private final SqliteFile file;
    private final String storeId;

    /**
     * Opens the store, or creates one that only its owner can read.
     *
     * @throws StoreException the file is damaged, foreign, of a newer version, or cannot be written; the message says what to do
     */
    public SqliteStrategyStore(Path path) {
        file = SqliteFile.open(path, KIND);
        try {
            String verdict = text("PRAGMA quick_check(1)");
            if (!"ok".equals(verdict)) {
                throw file.damaged("is damaged (" + verdict.replace('\n', ' ') + ")");
            }
            storeId = text("SELECT value FROM meta WHERE key = 'store_id'");
            if (storeId.isEmpty()) {
                throw new StoreException("The strategy's store " + path
                        + " has no id; restore it from a backup, or move it away to start with an empty one.");
            }
        } catch (StoreException e) {
            file.close();
            throw e;
        }
    }

    /** The first column of the first row; empty if there is none. */
    private String text(String sql) {
        return file.read(connection -> {
            try (var statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                return row.next() ? String.valueOf(row.getString(1)) : "";
            }
        });
    }

    @Override
    public String storeId() {
        return storeId;
    }

    @Override
    public List<Condition> conditions() {
        return file.read(connection -> {
            try (var statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "SELECT " + CONDITION_COLUMNS + " FROM conditions WHERE state <> 'EXITED' ORDER BY id")) {
                List<Condition> conditions = new ArrayList<>();
                while (rows.next()) {
                    conditions.add(condition(rows));
                }
                return conditions;
            }
        });
    }

    @Override
    public Optional<Condition> find(long conditionId) {
        return file.read(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT " + CONDITION_COLUMNS + " FROM conditions WHERE id = ?")) {
                query.setLong(1, conditionId);
                try (ResultSet row = query.executeQuery()) {
                    return row.next() ? Optional.of(condition(row)) : Optional.<Condition>empty();
                }
            }
        });
    }

    @Override
    public List<Condition> add(List<ConditionPlan> plans) {
        return file.write(connection -> {
            List<Condition> added = new ArrayList<>(plans.size());
            String insert = "INSERT INTO conditions (action, trigger_price, quantity, turning_point,"
                    + " take_profit_point, stop_loss_point, following, item_code, state)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id";
            try (PreparedStatement statement = connection.prepareStatement(insert)) {
                for (ConditionPlan plan : plans) {
                    bind(statement, plan);
                    statement.setString(9, ConditionState.WAITING.name());
                    try (ResultSet row = statement.executeQuery()) {
                        row.next();
                        added.add(Condition.waiting(row.getLong(1), plan));
                    }
                }
            }
            return added;
        });
    }

    @Override
    public boolean remove(long conditionId) {
        return file.write(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM conditions WHERE id = ? AND state <> 'EXITED'")) {
                statement.setLong(1, conditionId);
                return statement.executeUpdate() == 1;
            }
        });
    }

    @Override
    public void commit(List<Condition> changed, List<OutgoingSignal> signals, FeedPosition position) {
        file.write(connection -> {
            for (Condition condition : changed) {
                update(connection, condition);
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO signals (id, condition_id, time, item_code, side, quantity, price, reason, expires_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                for (OutgoingSignal outgoing : signals) {
                    bind(insert, outgoing);
                    insert.executeUpdate();
                }
            }
            try (PreparedStatement upsert =
                    connection.prepareStatement("INSERT INTO feeds (feed_id, sequence, signals) VALUES (?, ?, ?)"
                            + " ON CONFLICT (feed_id) DO UPDATE SET sequence = excluded.sequence,"
                            + " signals = excluded.signals")) {
                upsert.setString(1, position.feedId());
                upsert.setLong(2, position.sequence());
                upsert.setLong(3, position.signals());
                upsert.executeUpdate();
            }
            return true;
        });
    }

    @Override
    public FeedPosition position(String feedId) {
        return file.read(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT sequence, signals FROM feeds WHERE feed_id = ?")) {
                query.setString(1, feedId);
                try (ResultSet row = query.executeQuery()) {
                    return row.next()
                            ? new FeedPosition(feedId, row.getLong(1), row.getLong(2))
                            : new FeedPosition(feedId, 0, 0);
                }
            }
        });
    }

    @Override
    public List<OutgoingSignal> unacknowledged() {
        return file.read(connection -> {
            try (var statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT id, condition_id, time, item_code, side,"
                            + " quantity, price, reason, expires_at FROM signals ORDER BY number")) {
                List<OutgoingSignal> signals = new ArrayList<>();
                while (rows.next()) {
                    signals.add(signal(rows));
                }
                return signals;
            }
        });
    }

    @Override
    public void acknowledge(String signalId, @Nullable Condition changed) {
        file.write(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM signals WHERE id = ?")) {
                delete.setString(1, signalId);
                delete.executeUpdate();
            }
            if (changed != null) {
                update(connection, changed);
            }
            return true;
        });
    }

    @Override
    public long version() {
        return file.read(connection -> {
            try (var statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("PRAGMA data_version")) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    /** Updates instead of inserting, so that a condition that a person has removed in the meantime stays removed. */
    private static void update(Connection connection, Condition condition) throws SQLException {
        String sql = "UPDATE conditions SET trigger_price = ?, state = ? WHERE id = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, condition.plan().triggerPrice().toPlainString());
            update.setString(2, condition.state().name());
            update.setLong(3, condition.id());
            update.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, ConditionPlan plan) throws SQLException {
        statement.setString(1, plan.action().name());
        statement.setString(2, plan.triggerPrice().toPlainString());
        statement.setInt(3, plan.quantity());
        statement.setString(4, plan.turningPoint().toPlainString());
        statement.setString(5, plan.takeProfitPoint().toPlainString());
        statement.setString(6, plan.stopLossPoint().toPlainString());
        statement.setBoolean(7, plan.following());
        statement.setString(8, plan.itemCode());
    }

    private static Condition condition(ResultSet row) throws SQLException {
        ConditionPlan plan = new ConditionPlan(
                Side.valueOf(row.getString("action")),
                new BigDecimal(row.getString("trigger_price")),
                row.getInt("quantity"),
                new BigDecimal(row.getString("turning_point")),
                new BigDecimal(row.getString("take_profit_point")),
                new BigDecimal(row.getString("stop_loss_point")),
                row.getBoolean("following"),
                row.getString("item_code"));
        return new Condition(row.getLong("id"), plan, ConditionState.valueOf(row.getString("state")));
    }

    private static void bind(PreparedStatement statement, OutgoingSignal outgoing) throws SQLException {
        TradingSignal signal = outgoing.signal();
        statement.setString(1, signal.id());
        statement.setLong(2, signal.conditionId());
        statement.setLong(3, signal.time().toEpochMilli());
        statement.setString(4, signal.itemCode());
        statement.setString(5, signal.side().name());
        statement.setInt(6, signal.quantity());
        statement.setString(7, signal.price().toPlainString());
        statement.setString(8, signal.reason().name());
        statement.setLong(9, outgoing.expiresAt().toEpochMilli());
    }

    private static OutgoingSignal signal(ResultSet row) throws SQLException {
        TradingSignal signal = new TradingSignal(
                row.getString("id"),
                row.getLong("condition_id"),
                Instant.ofEpochMilli(row.getLong("time")),
                row.getString("item_code"),
                Side.valueOf(row.getString("side")),
                row.getInt("quantity"),
                new BigDecimal(row.getString("price")),
                SignalReason.valueOf(row.getString("reason")));
        return new OutgoingSignal(signal, Instant.ofEpochMilli(row.getLong("expires_at")));
    }

    @Override
    public void close() {
        file.close();
    }
}
