package dev.aftm.infrastructure.journal.segment;

import dev.aftm.infrastructure.journal.segment.SegmentedLog.Head;
import dev.aftm.infrastructure.journal.segment.SegmentedLog.Options;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Logs on a disk in memory, and what is in them. */
final class Logs {

    static final int SEGMENT = 5 * SegmentFormat.BLOCK;
    static final int RESERVE = SegmentFormat.BLOCK;

    private Logs() {}

    static Options options(boolean isSynced) {
        return new Options(Path.of("unused"), isSynced, SEGMENT, RESERVE);
    }

    static SegmentedLog open(Storage storage, boolean isSynced) {
        return open(storage, isSynced, LogCheck.START);
    }

    /** Opens a log that does on the calling thread what is otherwise left to the allocator's. */
    static SegmentedLog open(Storage storage, boolean isSynced, Head trusted) {
        return SegmentedLog.open(options(isSynced), trusted, storage, Runnable::run);
    }

    static List<byte[]> batch(String... lines) {
        List<byte[]> payloads = new ArrayList<>();
        for (String line : lines) {
            payloads.add(line.getBytes(StandardCharsets.UTF_8));
        }
        return payloads;
    }

    static String[] randomLines(Random random, int from) {
        String[] lines = new String[1 + random.nextInt(4)];
        for (int i = 0; i < lines.length; i++) {
            int length = random.nextInt(12) == 0 ? random.nextInt(9000) : random.nextInt(300);
            lines[i] = (from + i) + " " + "x".repeat(length);
        }
        return lines;
    }

    static List<String> records(SegmentedLog log) {
        return records(log, 0);
    }

    static List<String> records(SegmentedLog log, long after) {
        List<String> records = new ArrayList<>();
        log.read(after, (position, payload) -> {
            if (position != after + records.size() + 1) {
                throw new AssertionError("Record " + position + " follows record " + (after + records.size()) + ".");
            }
            return records.add(new String(payload, StandardCharsets.UTF_8));
        });
        return records;
    }

    static List<String> records(SegmentAudit audit) {
        List<String> records = new ArrayList<>();
        audit.read(0, (position, payload) -> records.add(new String(payload, StandardCharsets.UTF_8)));
        return records;
    }
}
