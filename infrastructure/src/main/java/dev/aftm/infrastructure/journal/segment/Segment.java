package dev.aftm.infrastructure.journal.segment;

import java.util.Arrays;

/**
 * A segment of the log in memory, with an index of some of its batches, so that a read need not begin at the first one. One
 * thread notes batches; any thread asks.
 */
final class Segment {

    private static final long SPACING = 1 << 16;
    private static final int PAIR = 2;

    private final String name;
    private final long first;
    private volatile boolean isSealed;

    /** Positions and offsets in turns. The array grows by being replaced; what is in it does not change. */
    private volatile long[] entries = new long[16];

    private volatile int filled;
    private long lastOffset;

    /** @param first the position of its first record */
    Segment(long first, boolean isSealed) {
        this.name = SegmentFormat.name(first);
        this.first = first;
        this.isSealed = isSealed;
    }

    String name() {
        return name;
    }

    long first() {
        return first;
    }

    /** Whether the file is as it will stay. */
    boolean isSealed() {
        return isSealed;
    }

    void setSealed() {
        isSealed = true;
    }

    /** Notes a batch, in the order of the file. */
    void note(long position, long offset) {
        if (offset - lastOffset < SPACING) {
            return;
        }
        int at = filled;
        long[] all = entries;
        if (at == all.length) {
            all = Arrays.copyOf(all, PAIR * all.length);
        }
        all[at] = position;
        all[at + 1] = offset;
        entries = all;
        filled = at + PAIR;
        lastOffset = offset;
    }

    /** Where a batch begins that has this record, or one that is a little before it. */
    long offsetOf(long position) {
        int low = 0;
        int high = filled / PAIR;
        long[] all = entries;
        while (low < high) {
            int middle = (low + high) / PAIR;
            if (all[PAIR * middle] <= position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? SegmentFormat.BLOCK : all[PAIR * low - 1];
    }
}
