package dev.aftm.interactor.port.store;

import dev.aftm.domain.strategy.Condition;
import dev.aftm.domain.strategy.ConditionPlan;
import dev.aftm.domain.strategy.ConditionState;
import dev.aftm.interactor.port.signal.OutgoingSignal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An in-memory store; {@link #byAnother} simulates another process, {@link #disk} a disk that fails. */
public final class FakeStrategyStore implements StrategyStore {

    private final Map<Long, Condition> conditions = new TreeMap<>();
    private final Map<String, OutgoingSignal> signals = new LinkedHashMap<>();
    private final Map<String, FeedPosition> feeds = new HashMap<>();
    private long lastId;
    private long version;
    private Disk disk = Disk.WORKS;

    /** What the disk does. */
    public enum Disk {
        WORKS,
        /** Writes fail. */
        IS_FULL,
        /** Reads and writes fail. */
        FAILS,
        /** The next write is done, and fails all the same; then it works. */
        LIES
    }

    /** Makes the disk work or fail from now on. */
    public void disk(Disk next) {
        disk = next;
    }

    private void requireReadable() {
        if (disk == Disk.FAILS) {
            throw new StoreException("The disk fails.");
        }
    }

    private void requireWritable() {
        requireReadable();
        if (disk == Disk.IS_FULL) {
            throw new StoreException("The disk is full.");
        }
    }

    private void failIfLying() {
        if (disk == Disk.LIES) {
            disk = Disk.WORKS;
            throw new StoreException("It is not certain whether the change was stored.");
        }
    }

    /** Changes the store as another process would. */
    public void byAnother(Runnable change) {
        change.run();
        version++;
    }

    @Override
    public String storeId() {
        return "0123456789abcdef";
    }

    @Override
    public List<Condition> conditions() {
        requireReadable();
        return conditions.values().stream()
                .filter(condition -> condition.state() != ConditionState.EXITED)
                .toList();
    }

    @Override
    public Optional<Condition> find(long conditionId) {
        requireReadable();
        return Optional.ofNullable(conditions.get(conditionId));
    }

    @Override
    public List<Condition> add(List<ConditionPlan> plans) {
        requireWritable();
        List<Condition> added = new ArrayList<>();
        plans.forEach(plan -> added.add(Condition.waiting(++lastId, plan)));
        added.forEach(condition -> conditions.put(condition.id(), condition));
        return added;
    }

    @Override
    public boolean remove(long conditionId) {
        return find(conditionId)
                        .filter(condition -> condition.state() != ConditionState.EXITED)
                        .isPresent()
                && conditions.remove(conditionId) != null;
    }

    @Override
    public void commit(List<Condition> changed, List<OutgoingSignal> outgoing, FeedPosition position) {
        requireWritable();
        changed.forEach(condition -> conditions.replace(condition.id(), condition));
        outgoing.forEach(signal -> signals.put(signal.signal().id(), signal));
        feeds.put(position.feedId(), position);
        failIfLying();
    }

    @Override
    public FeedPosition position(String feedId) {
        requireReadable();
        return feeds.getOrDefault(feedId, new FeedPosition(feedId, 0, 0));
    }

    @Override
    public List<OutgoingSignal> unacknowledged() {
        requireReadable();
        return List.copyOf(signals.values());
    }

    @Override
    public void acknowledge(String signalId, @Nullable Condition changed) {
        requireWritable();
        signals.remove(signalId);
        if (changed != null) {
            conditions.replace(changed.id(), changed);
        }
        failIfLying();
    }

    @Override
    public long version() {
        requireReadable();
        return version;
    }

    @Override
    public void close() {}
}
