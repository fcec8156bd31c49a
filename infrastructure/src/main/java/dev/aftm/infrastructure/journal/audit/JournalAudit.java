package dev.aftm.infrastructure.journal.audit;

import dev.aftm.infrastructure.event.LogEventCodec;
import dev.aftm.infrastructure.journal.segment.SegmentAudit;
import dev.aftm.interactor.port.store.EventLog.LoggedEvent;
import dev.aftm.interactor.port.store.JournalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads and verifies a journal: it changes nothing and recomputes every checksum and hash itself. The gateway may run at the same
 * time. For one thread.
 */
public final class JournalAudit {

    private final SegmentAudit segments;

    /**
     * The head of the hash chain.
     *
     * @param count the number of events
     * @param hash covers all events; empty if there is no event
     */
    public record Head(long count, String hash) {}

    /**
     * The result of a verification.
     *
     * @param head the last event up to which everything is intact
     * @param findings what is wrong and where, a sentence each; empty if the journal is intact
     * @param notes what is harmless but worth knowing, a sentence each, e.g. a batch that was not written wholly
     */
    public record Verdict(Head head, List<String> findings, List<String> notes) {

        public Verdict {
            findings = List.copyOf(findings);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Selects events.
     *
     * @param from the number of the first event, 1 or more
     * @param requestId only those of this order; null for all
     * @param kind only those of this kind; null for all
     */
    public record Filter(
            long from, @Nullable String requestId, @Nullable String kind) {

        private boolean selects(AuditEvent event) {
            return (requestId == null || requestId.equals(event.requestId()))
                    && (kind == null || kind.equals(event.kind()));
        }
    }

    private JournalAudit(SegmentAudit segments) {
        this.segments = segments;
    }

    /**
     * Opens a journal for reading.
     *
     * @throws JournalException the folder does not exist, or cannot be read
     */
    public static JournalAudit open(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new JournalException(
                    "There is no journal at " + folder + "; set DATA_DIR, or DLL_GATEWAY_JOURNAL, as for the gateway.");
        }
        return new JournalAudit(SegmentAudit.open(folder));
    }

    /**
     * Verifies everything: checksums, the hash chain from the first event on, the order of the files, and that every event can be
     * read.
     */
    public Verdict verify() {
        SegmentAudit.Verdict verdict = segments.verify();
        List<String> findings = new ArrayList<>(verdict.findings());
        if (findings.isEmpty()) {
            try {
                segments.read(
                        0,
                        (position, line) -> LogEventCodec.decode(position, line).position() == position);
            } catch (IllegalArgumentException unreadable) {
                // The finding is the result; the bytes are as they were written.
                findings.add("An event is intact but cannot be read: it was written by another version of AFTM.");
            }
        }
        return new Verdict(new Head(verdict.head().position(), verdict.head().hash()), findings, verdict.notes());
    }

    /** The head of the chain up to which the journal is intact. */
    public Head head() {
        SegmentAudit.Verdict verdict = segments.verify();
        if (!verdict.findings().isEmpty()) {
            throw new JournalException(verdict.findings().get(0));
        }
        return new Head(verdict.head().position(), verdict.head().hash());
    }

    /** The hash that covers all events up to a number; empty if no batch of events ends with this number. */
    public Optional<String> hashOf(long number) {
        return segments.hashAt(number);
    }

    /** Passes events to a listener, oldest first. */
    public void read(Filter filter, Consumer<AuditEvent> listener) {
        segments.read(filter.from() - 1, (position, line) -> {
            LoggedEvent logged = LogEventCodec.decode(position, line);
            LogEventCodec.Shown shown = LogEventCodec.show(logged.event());
            AuditEvent event = new AuditEvent(
                    position,
                    logged.at(),
                    shown.kind(),
                    shown.account(),
                    shown.requestId(),
                    shown.tag(),
                    shown.detailText());
            if (filter.selects(event)) {
                listener.accept(event);
            }
            return true;
        });
    }
}
