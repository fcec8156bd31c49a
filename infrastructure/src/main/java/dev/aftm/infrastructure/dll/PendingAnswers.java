package dev.aftm.infrastructure.dll;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Pending requests to the library, which answers with several events. Each request collects records until the end event states
 * their number. For the execution thread.
 */
final class PendingAnswers {

    /** More than are ever pending at the same time; the callers have given up older ones. */
    private static final int MOST_OUT = 32;

    private final Map<Long, Pending> pending = new HashMap<>();
    private long lastRequest;

    /**
     * A complete answer.
     *
     * @param records the records, in the order of arrival
     * @param complete whether the library searched everything
     * @param coversFrom the first trading day that the library searched, e.g. 20210726; 0 for no limit
     */
    record Answer(List<ByteBuffer> records, boolean complete, int coversFrom) {}

    private static final class Pending {
        private final CompletableFuture<Answer> answer = new CompletableFuture<>();
        /** A set, so that a duplicate record does not hide a lost one. */
        private final Set<ByteBuffer> records = new LinkedHashSet<>();

        private @Nullable ByteBuffer end;

        private void completeIfWhole() {
            ByteBuffer last = end;
            if (last != null && records.size() >= last.getInt(Layouts.Answer.RECORDS)) {
                answer.complete(new Answer(
                        List.copyOf(records),
                        last.getInt(Layouts.Answer.COMPLETE) == 1,
                        last.getInt(Layouts.Answer.COVERS_FROM)));
            }
        }
    }

    /** Calls the library with a new request number. If the call fails, the returned future fails. */
    CompletableFuture<Answer> ask(LongToIntFunction call) {
        long request = ++lastRequest;
        Pending asked = new Pending();
        pending.put(request, asked);
        dropOldest();
        int result = call.applyAsInt(request);
        if (result != ExchangeLibrary.OK) {
            pending.remove(request);
            asked.answer.completeExceptionally(
                    new IllegalStateException("The exchange library rejected the request (code " + result + ")."));
        }
        return asked.answer;
    }

    private void dropOldest() {
        if (pending.size() > MOST_OUT) {
            Iterator<Long> oldest = pending.keySet().stream().sorted().iterator();
            pending.remove(oldest.next());
        }
    }

    void onRecord(long request, ByteBuffer entry) {
        Pending asked = pending.get(request);
        if (asked != null) {
            asked.records.add(entry);
            finish(request, asked);
        }
    }

    void onEnd(long request, ByteBuffer end) {
        Pending asked = pending.get(request);
        if (asked != null && end.getInt(Layouts.Answer.RECORDS) < 0) {
            onFailure(request, "The exchange library's answer has a negative number of records.");
        } else if (asked != null) {
            asked.end = end;
            finish(request, asked);
        }
    }

    void onFailure(long request, String why) {
        Pending asked = pending.remove(request);
        if (asked != null) {
            asked.answer.completeExceptionally(new IllegalStateException(why));
        }
    }

    private void finish(long request, Pending asked) {
        asked.completeIfWhole();
        if (asked.answer.isDone()) {
            pending.remove(request);
        }
    }
}
