package dev.aftm.interactor.session;

import dev.aftm.domain.market.Instrument;
import dev.aftm.interactor.gateway.SessionInfo.Choice;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.Exchange;
import dev.aftm.interactor.port.exchange.ExchangeSession;
import dev.aftm.interactor.port.store.JournalException;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.snapshot.Selections;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The selected account and instrument, the instruments that the exchange lists, and the subscription to the instrument's
 * trades. Used by the execution thread only.
 */
public final class TradingSelection {

    private final Clock clock;
    private final Exchange exchange;
    private final OrderJournal journal;
    private final TradeBook fills;
    private final SynchronizerOptions options;
    private final boolean isSimulated;
    private Collection<Instrument> instruments = List.of();
    private @Nullable String fault;

    /** @param fills receives the list of instruments, for their multipliers */
    public TradingSelection(
            Clock clock, Exchange exchange, OrderJournal journal, TradeBook fills, SynchronizerOptions options) {
        this.clock = clock;
        this.exchange = exchange;
        this.journal = journal;
        this.fills = fills;
        this.options = options;
        // A simulated market reports its trades without a subscription.
        this.isSimulated = exchange.simulatedMarket().isPresent();
    }

    /**
     * Restores the selections.
     *
     * @throws JournalException the journal cannot be used
     */
    void begin() {
        options.account().begin(clock, journal);
        options.instrument().begin(clock, journal);
    }

    /** Lists the instruments and subscribes again; each session needs it, because the exchange may have forgotten. */
    void beginSession() {
        // Without the list P&L is counted in points, which is no reason not to trade.
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
     * Selects the account for which signals trade.
     *
     * @return empty on success, otherwise the reason why not
     * @throws JournalException the selection could not be recorded, so it is unchanged
     */
    Optional<String> selectAccount(String account) {
        Set<String> known = exchange.accounts();
        if (!known.isEmpty() && !known.contains(account)) {
            return Optional.of("The account " + account + " is not one of this session's accounts; they are "
                    + String.join(", ", new TreeSet<>(known)) + ".");
        }
        return options.account().choose(account, clock, journal);
    }

    /**
     * Subscribes to an instrument's trades.
     *
     * @return empty on success, otherwise the reason why not
     * @throws JournalException the selection could not be recorded, so it is unchanged
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

    /** The selected account and instrument. */
    Selections selections() {
        return new Selections(options.account().current(), options.instrument().current());
    }

    /** The instruments that can be traded; empty before the first session. */
    Collection<Instrument> instruments() {
        return instruments;
    }

    /** Why the exchange did not list instruments or accept the subscription; null if it did. */
    @Nullable String fault() {
        return fault;
    }
}
