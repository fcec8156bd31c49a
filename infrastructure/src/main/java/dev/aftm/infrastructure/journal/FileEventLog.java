package dev.aftm.infrastructure.journal;

import dev.aftm.infrastructure.event.LogEventCodec;
import dev.aftm.infrastructure.journal.segment.SegmentedLog;
import dev.aftm.interactor.port.store.EventLog;
import dev.aftm.interactor.port.store.JournalException;
import dev.aftm.interactor.port.store.LogEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The event log in the segment files of one folder; each event is a line of JSON. */
public final class FileEventLog implements EventLog {

    private static final int SEGMENT_BYTES = 16 << 20;
    private static final int RESERVE_BYTES = 4 << 20;

    private final Path folder;
    private final SegmentedLog segments;

    /**
     * Opens the log, or creates one that only its owner can read, and checks all of it.
     *
     * @param survivesPowerLoss whether an appended event survives a power loss; otherwise it survives a killed process only
     * @throws JournalException the log is damaged, foreign, of a newer version, in use, or cannot be written; the message says
     *     what to do
     */
    public FileEventLog(Path folder, boolean survivesPowerLoss) {
        this(folder, SegmentedLog.open(options(folder, survivesPowerLoss)));
    }

    private FileEventLog(Path folder, SegmentedLog segments) {
        this.folder = folder;
        this.segments = segments;
    }

    /**
     * Opens the log as the constructor does, but leaves files that lie before a former head to {@link #verify}.
     *
     * @param checked a former head; if the log does not contain it, all is checked
     */
    public static FileEventLog open(Path folder, boolean survivesPowerLoss, Head checked) {
        if (checked.position() > 0) {
            try {
                SegmentedLog.Head trusted = new SegmentedLog.Head(checked.position(), checked.hash());
                return new FileEventLog(folder, SegmentedLog.open(options(folder, survivesPowerLoss), trusted));
            } catch (JournalException e) {
                // A full check either finds nothing, because only the head is of another log, or says what is wrong.
            }
        }
        return new FileEventLog(folder, survivesPowerLoss);
    }

    private static SegmentedLog.Options options(Path folder, boolean survivesPowerLoss) {
        return new SegmentedLog.Options(folder, survivesPowerLoss, SEGMENT_BYTES, RESERVE_BYTES);
    }

    /** A sentence if a batch that was not written wholly was cut off at the start: from which file, and where it is kept. */
    public Optional<String> repair() {
        return segments.repair();
    }

    @Override
    public long append(Instant at, List<? extends LogEvent> events) {
        List<byte[]> lines = new ArrayList<>(events.size());
        boolean mayUseReserve = true;
        for (LogEvent event : events) {
            lines.add(LogEventCodec.encode(at, event));
            mayUseReserve &= event.mayUseReserve();
        }
        return segments.append(lines, mayUseReserve);
    }

    @Override
    public void read(long after, Reader reader) {
        segments.read(after, (position, line) -> reader.take(decoded(position, line)));
    }

    private LoggedEvent decoded(long position, byte[] line) {
        try {
            return LogEventCodec.decode(position, line);
        } catch (IllegalArgumentException e) {
            throw new JournalException(
                    "The journal " + folder + " contains an event that this version cannot read (number " + position
                            + "); use the version that wrote it.",
                    e);
        }
    }

    @Override
    public Head head() {
        SegmentedLog.Head head = segments.head();
        return new Head(head.position(), head.hash());
    }

    @Override
    public Optional<String> hashAt(long position) {
        return segments.hashAt(position);
    }

    @Override
    public void verify() {
        segments.verifyOlder();
    }

    @Override
    public void close() {
        segments.close();
    }
}
