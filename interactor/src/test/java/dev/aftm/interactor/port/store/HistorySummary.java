package dev.aftm.interactor.port.store;

import dev.aftm.interactor.port.store.EventLog.LoggedEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * What a history gave as its summary.
 *
 * @param position the position after which the log must be read
 * @param events events, in the order in which they came
 * @param tags tags, in the order in which they came
 * @param ids fingerprints, in the order in which they came
 */
record HistorySummary(long position, List<LoggedEvent> events, List<String> tags, List<Long> ids) {

    static HistorySummary of(HistoryStore history, int days) {
        List<LoggedEvent> events = new ArrayList<>();
        List<String> tags = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        long position = history.summarise(days, new HistoryStore.SummaryReader() {
            @Override
            public void event(LoggedEvent event) {
                if (!tags.isEmpty() || !ids.isEmpty()) {
                    throw new AssertionError("An event came late; a tag is understood only after its epoch.");
                }
                events.add(event);
            }

            @Override
            public void tag(String tag) {
                tags.add(tag);
            }

            @Override
            public void id(long fingerprint) {
                ids.add(fingerprint);
            }
        });
        return new HistorySummary(position, events, tags, ids);
    }
}
