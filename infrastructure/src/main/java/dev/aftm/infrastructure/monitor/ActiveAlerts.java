package dev.aftm.infrastructure.monitor;

import dev.aftm.interactor.port.clock.Clock;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The alerts that are firing; reports the start and end of each alert once. Updated by one thread, read by any. */
public final class ActiveAlerts {

    private final Clock clock;
    private final Consumer<Alert.Change> listener;
    private volatile Map<Alert.Kind, Alert> firing = Map.of();

    /** @param listener receives the start and end of every alert; must not block */
    public ActiveAlerts(Clock clock, Consumer<Alert.Change> listener) {
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Starts, updates or ends the alert of one kind.
     *
     * @param wrong what is wrong, as one sentence; null if nothing is
     */
    public void judge(Alert.Kind kind, @Nullable String wrong) {
        Alert before = firing.get(kind);
        if (wrong == null) {
            if (before != null) {
                clear(before);
            }
            return;
        }
        Map<Alert.Kind, Alert> after = new EnumMap<>(Alert.Kind.class);
        after.putAll(firing);
        Alert alert = new Alert(kind, before == null ? clock.now() : before.since(), wrong);
        after.put(kind, alert);
        firing = Collections.unmodifiableMap(after);
        if (before == null) {
            listener.accept(new Alert.Change(alert, true));
        }
    }

    private void clear(Alert over) {
        Map<Alert.Kind, Alert> after = new EnumMap<>(Alert.Kind.class);
        after.putAll(firing);
        after.remove(over.kind());
        firing = Collections.unmodifiableMap(after);
        listener.accept(new Alert.Change(over, false));
    }

    /** The alerts that are firing now. */
    public List<Alert> firing() {
        return List.copyOf(firing.values());
    }

    public boolean isFiring(Alert.Kind kind) {
        return firing.containsKey(kind);
    }
}
