package dev.aftm.interactor.session;

import dev.aftm.interactor.gateway.SessionInfo.Choice;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.store.JournalException;
import dev.aftm.interactor.port.store.LogEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A selection that trading needs: the account, or the instrument. A setting fixes it; otherwise a person's last choice counts,
 * and otherwise the default, if there is one. Every change is recorded with its time, whoever made it.
 *
 * <p>Used by the execution thread only.
 */
public final class PersistedSelection {

    private final Kind kind;
    private final String setting;
    private final @Nullable String fixed;
    private final @Nullable String obvious;
    private final Set<String> known;
    private @Nullable Choice choice;

    /**
     * Creates a selection that is empty until {@link #begin}.
     *
     * @param kind what is selected
     * @param setting the name of the setting that may fix it
     * @param fixed the setting's value; null if it is empty
     * @param obvious the default; null if a person has to choose
     * @param known the codes that exist; empty if they are not known
     */
    public PersistedSelection(
            Kind kind, String setting, @Nullable String fixed, @Nullable String obvious, Set<String> known) {
        this.kind = kind;
        this.setting = setting;
        this.fixed = fixed;
        this.obvious = obvious;
        this.known = Set.copyOf(known);
    }

    /** Restores the recorded choice, and records a change that the setting has made since. */
    void begin(Clock clock, OrderJournal journal) {
        choice = kind.last(journal)
                .filter(earlier -> known.isEmpty() || known.contains(earlier.code()))
                .orElse(null);
        String wanted = fixed != null ? fixed : choice == null ? obvious : choice.code();
        if (wanted != null && (choice == null || !choice.code().equals(wanted))) {
            record(wanted, clock, journal);
        }
    }

    /** The choice; null if there is none. */
    @Nullable Choice current() {
        return choice;
    }

    /**
     * Chooses a code and records it.
     *
     * @return why it cannot be chosen; empty if it is
     * @throws JournalException the choice could not be recorded, so it is unchanged
     */
    Optional<String> choose(String code, Clock clock, OrderJournal journal) {
        Choice before = choice;
        if (before != null && before.code().equals(code)) {
            return Optional.empty();
        }
        if (fixed != null) {
            return Optional.of("The setting " + setting + " fixes the " + kind.word + " to " + fixed
                    + "; change the setting, or leave it empty.");
        }
        record(code, clock, journal);
        return Optional.empty();
    }

    private void record(String code, Clock clock, OrderJournal journal) {
        Instant now = Instant.ofEpochMilli(clock.now().toEpochMilli());
        journal.note(kind.event(code));
        choice = new Choice(code, now);
    }

    /** What can be selected, and how a choice is recorded. */
    public enum Kind {
        ACCOUNT("account") {
            @Override
            LogEvent.OfGateway event(String code) {
                return new LogEvent.AccountSelected(code);
            }

            @Override
            Optional<Choice> last(OrderJournal journal) {
                return journal.last(LogEvent.AccountSelected.class)
                        .map(event -> new Choice(event.account(), journal.timeOfLast(LogEvent.AccountSelected.class)));
            }
        },
        INSTRUMENT("instrument") {
            @Override
            LogEvent.OfGateway event(String code) {
                return new LogEvent.InstrumentSelected(code);
            }

            @Override
            Optional<Choice> last(OrderJournal journal) {
                return journal.last(LogEvent.InstrumentSelected.class)
                        .map(event ->
                                new Choice(event.itemCode(), journal.timeOfLast(LogEvent.InstrumentSelected.class)));
            }
        };

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        abstract LogEvent.OfGateway event(String code);

        abstract Optional<Choice> last(OrderJournal journal);
    }
}
