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
 * Questions that the library answers by and by: each collects its records until the answer's end says how many there are.
 * Used by the thread that owns the exchange.
 */
final class PendingAnswers {

    /** More than are ever out at the same time; older ones have been given up by whoever asked. */
    private static final int MOST_OUT = 32;

    private final Map<Long, Pending> pending = new HashMap<>();
    private long lastRequest;

    /**
     * A whole answer.
     *
     * @param records as the library sent them
     * @param complete whether everything was looked through
     * @param coversFrom the first trading day that was looked through, as a number; 0: from the beginning
     */
    record Answer(List<ByteBuffer> records, boolean complete, int coversFrom) {}

    private static final class Pending {
        private final CompletableFuture<Answer> answer = new CompletableFuture<>();
        /** Each once: a record that comes twice must not stand for one that is lost. */
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

    /** Asks by calling the library with a new request's number; a call that fails is an answer that fails. */
    CompletableFuture<Answer> ask(LongToIntFunction call) {
        long request = ++lastRequest;
        Pending asked = new Pending();
        pending.put(request, asked);
        dropOldest();
        int result = call.applyAsInt(request);
        if (result != ExchangeLibrary.OK) {
            pending.remove(request);
            asked.answer.completeExceptionally(
                    new IllegalStateException("The exchange library could not be asked (code " + result + ")."));
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
            onFailure(request, "The exchange library's answer makes no sense.");
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
