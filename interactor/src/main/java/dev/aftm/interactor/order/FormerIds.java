package dev.aftm.interactor.order;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The ids that are not in memory any more: says of an id whether it is certainly new. Bloom filters, each twice as large as the one
 * before, with 24 bits an id; about one new id in 100,000 is taken for a former one. One thread adds at a time; any may ask.
 */
final class FormerIds {

    private static final int BITS_AN_ID = 24;
    private static final int HASHES = 12;
    private static final int FIRST_CAPACITY = 1 << 12;

    private final List<AtomicLongArray> filters = new CopyOnWriteArrayList<>();
    private int capacity = FIRST_CAPACITY / 2;
    private int count = capacity;

    void add(long fingerprint) {
        if (count == capacity) {
            capacity *= 2;
            count = 0;
            filters.add(new AtomicLongArray(capacity / Long.SIZE * BITS_AN_ID));
        }
        count++;
        AtomicLongArray bits = filters.get(filters.size() - 1);
        for (int i = 0; i < HASHES; i++) {
            int bit = bit(fingerprint, i, bits);
            bits.set(bit / Long.SIZE, bits.get(bit / Long.SIZE) | 1L << bit);
        }
    }

    /** Whether the id may have been added; false is certain. */
    boolean mayContain(long fingerprint) {
        return filters.stream().anyMatch(bits -> mayContain(bits, fingerprint));
    }

    private static boolean mayContain(AtomicLongArray bits, long fingerprint) {
        for (int i = 0; i < HASHES; i++) {
            int bit = bit(fingerprint, i, bits);
            if ((bits.get(bit / Long.SIZE) & 1L << bit) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Double hashing by the two halves of the fingerprint. */
    private static int bit(long fingerprint, int i, AtomicLongArray bits) {
        long hash = (int) fingerprint + i * ((fingerprint >>> Integer.SIZE) | 1);
        return (int) Math.floorMod(hash, (long) bits.length() * Long.SIZE);
    }
}
