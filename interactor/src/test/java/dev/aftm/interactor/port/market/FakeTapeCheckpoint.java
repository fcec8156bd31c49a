package dev.aftm.interactor.port.market;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An in-memory checkpoint. */
public final class FakeTapeCheckpoint implements TapeCheckpoint {

    private @Nullable Mark kept;
    private boolean finished;
    private String tape = "";
    private String run = "";
    private int failures;

    /** Makes the next writes fail. */
    public void failNext(int writes) {
        failures = writes;
    }

    private void write() {
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("The disk is full.");
        }
    }

    @Override
    public Mark open(String tapeId, String runId, Mark fresh) {
        boolean isContinued = tapeId.equals(tape) && (!finished || runId.equals(run));
        finished &= isContinued;
        tape = tapeId;
        run = runId;
        Mark before = kept;
        Mark mark = isContinued && before != null ? before : fresh;
        kept = mark;
        return mark;
    }

    @Override
    public void advance(long position, long signals) {
        write();
        Mark mark = Objects.requireNonNull(kept, "The bookmark is not open.");
        kept = new Mark(
                mark.feedId(), position, signals, mark.ordersBefore(), mark.fillsBefore(), mark.realizedBefore());
    }

    @Override
    public void finished() {
        write();
        finished = true;
    }

    @Override
    public void close() {}
}
