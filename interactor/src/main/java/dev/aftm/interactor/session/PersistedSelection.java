package dev.aftm.interactor.session;

import dev.aftm.interactor.gateway.SessionInfo.Choice;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.store.OrderJournal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing that has to be chosen before anything is traded: the account, or the instrument. A setting fixes it; else what
 * a person chose last counts, else what the exchange makes obvious. Every change is recorded with its time, whoever made it.
 *
 * <p>Belongs to the thread that owns the exchange's library.
 */
public final class PersistedSelection {

    private final String kind;
    private final String setting;
    private final @Nullable String fixed;
    private final @Nullable String obvious;
    private final Set<String> known;
    private @Nullable Choice choice;

    /**
     * Makes it; nothing is chosen before {@link #begin}.
     *
     * @param kind under which it is recorded, e.g. {@code account}
     * @param setting the setting that may fix it
     * @param fixed what the setting says; null where it is empty
     * @param obvious what counts where nobody has chosen; null where somebody has to
     * @param known what there is; empty where that is not known
     */
    public PersistedSelection(
            String kind, String setting, @Nullable String fixed, @Nullable String obvious, Set<String> known) {
        this.kind = kind;
        this.setting = setting;
        this.fixed = fixed;
        this.obvious = obvious;
        this.known = Set.copyOf(known);
    }

    /** Takes up what was chosen before, and records what a setting has changed since. */
    void begin(Clock clock, OrderJournal journal) {
        choice = journal.lastNote(kind)
                .flatMap(PersistedSelection::read)
                .filter(earlier -> known.isEmpty() || known.contains(earlier.code()))
                .orElse(null);
        String wanted = fixed != null ? fixed : choice == null ? obvious : choice.code();
        if (wanted != null && (choice == null || !choice.code().equals(wanted))) {
            record(wanted, clock, journal);
        }
    }

    /** What is chosen; null where nothing is. */
    @Nullable Choice current() {
        return choice;
    }

    /**
     * Chooses.
     *
     * @return why it cannot be chosen; empty where it is
     * @throws OrderJournal.JournalException it could not be recorded, so it is not chosen
     */
    Optional<String> choose(String code, Clock clock, OrderJournal journal) {
        Choice before = choice;
        if (before != null && before.code().equals(code)) {
            return Optional.empty();
        }
        if (fixed != null) {
            return Optional.of("The setting " + setting + " fixes the " + kind + " to " + fixed
                    + "; change the setting, or leave it empty.");
        }
        record(code, clock, journal);
        return Optional.empty();
    }

    private void record(String code, Clock clock, OrderJournal journal) {
        Instant now = Instant.ofEpochMilli(clock.now().toEpochMilli());
        journal.note(kind, code + " " + now.toEpochMilli());
        choice = new Choice(code, now);
    }

    private static Optional<Choice> read(String note) {
        int space = note.indexOf(' ');
        try {
            return space < 0
                    ? Optional.empty()
                    : Optional.of(new Choice(
                            note.substring(0, space), Instant.ofEpochMilli(Long.parseLong(note.substring(space + 1)))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
