package dev.aftm.interactor.session;

import dev.aftm.domain.market.Instrument;
import dev.aftm.interactor.gateway.SessionInfo.Choice;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.Exchange;
import dev.aftm.interactor.port.exchange.ExchangeSession;
import dev.aftm.interactor.port.store.OrderJournal;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.snapshot.Selections;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is traded: the account and the instrument that were chosen, what the exchange lists, and whether it reports the
 * instrument's trades. Belongs to the thread that owns the exchange.
 */
final class MarketSelection {

    private final Clock clock;
    private final Exchange exchange;
    private final OrderJournal journal;
    private final TradeBook fills;
    private final SynchronizerOptions options;
    private final boolean isSimulated;
    private Collection<Instrument> instruments = List.of();
    private @Nullable String fault;

    /**
     * Makes it.
     *
     * @param fills told what can be traded
     * @param isSimulated whether a tape is played into the exchange, so that it need not be asked for trades
     */
    MarketSelection(
            Clock clock,
            Exchange exchange,
            OrderJournal journal,
            TradeBook fills,
            SynchronizerOptions options,
            boolean isSimulated) {
        this.clock = clock;
        this.exchange = exchange;
        this.journal = journal;
        this.fills = fills;
        this.options = options;
        this.isSimulated = isSimulated;
    }

    /**
     * Takes up what was chosen before.
     *
     * @throws OrderJournal.JournalException the journal cannot be used
     */
    void begin() {
        options.account().begin(clock, journal);
        options.instrument().begin(clock, journal);
    }

    /** A session has begun: anew in each, since the exchange may have forgotten. */
    void beginSession() {
        // Without them profits are counted in points; that is no reason not to trade.
        ask(() -> {
            instruments = List.copyOf(exchange.instruments());
            fills.list(instruments);
        });
        follow();
    }

    private void follow() {
        Choice followed = options.instrument().current();
        if (followed != null && !isSimulated) {
            ask(() -> exchange.register(followed.code()));
        }
    }

    private void ask(Runnable call) {
        try {
            call.run();
            fault = null;
        } catch (RuntimeException e) {
            fault = e.getMessage();
        }
    }

    /**
     * Selects the account that signals trade for; empty where that is done, else why it cannot be.
     *
     * @throws OrderJournal.JournalException it could not be recorded, so it is not selected
     */
    Optional<String> selectAccount(String account) {
        Set<String> known = exchange.accounts();
        if (!known.isEmpty() && !known.contains(account)) {
            return Optional.of("The account " + account + " is not one of this session's; these are "
                    + String.join(", ", new TreeSet<>(known)) + ".");
        }
        return options.account().choose(account, clock, journal);
    }

    /**
     * Follows an instrument's trades; empty where that is done, else why it cannot be.
     *
     * @throws OrderJournal.JournalException it could not be recorded, so it is not followed
     */
    Optional<String> register(String itemCode) {
        boolean isListed = instruments.isEmpty()
                || instruments.stream().anyMatch(one -> one.itemCode().equals(itemCode));
        if (!isListed) {
            return Optional.of("The exchange does not list the instrument " + itemCode + ".");
        }
        Optional<String> refusal = options.instrument().choose(itemCode, clock, journal);
        if (refusal.isEmpty() && exchange.state() == ExchangeSession.State.LOGGED_IN) {
            follow();
            refusal = Optional.ofNullable(fault);
        }
        return refusal;
    }

    /** What is chosen. */
    Selections selections() {
        return new Selections(options.account().current(), options.instrument().current());
    }

    /** What can be traded; empty where there was no session yet. */
    Collection<Instrument> instruments() {
        return instruments;
    }

    /** Why the exchange did not list what can be traded, or report trades; null where it does. */
    @Nullable String fault() {
        return fault;
    }
}
