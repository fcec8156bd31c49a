package dev.aftm.interactor.snapshot;

import dev.aftm.domain.market.Instrument;
import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.ExchangeSession;
import dev.aftm.interactor.position.AccountPnl;
import dev.aftm.interactor.position.PositionSnapshot;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of the exchange last saw of it. Immutable, so that reads are answered while the exchange hangs.
 *
 * @param takenAt when
 * @param takenNanos the same by the monotonic clock
 * @param session the session's state
 * @param loginRefusal why the last login was refused; empty where it was not
 * @param choices which account and which instrument
 * @param instruments what can be traded; empty where there was no session yet
 * @param recovered whether orders left open by an earlier process or session have been looked after
 * @param accounts the session's accounts; empty where any is accepted
 * @param positions the open positions of all accounts as the exchange reports them; null where they could not be read
 * @param positionsArePending whether they are being read anew after an order
 * @param booked the open positions of all accounts as they follow from our fills; null where they have not been compared with
 *     the exchange's in this session, or do not agree
 * @param profits what each account has won or lost; renewed several times a second
 * @param differences where the two have stayed different, a sentence each
 * @param tradingDay of the exchange; null where there was no session yet
 * @param feedFault why the market's trades are not reported; null where they are, or nobody wants them
 * @param journalFault why the journal could not be written last time; null where it could
 */
public record GatewaySnapshot(
        Instant takenAt,
        long takenNanos,
        ExchangeSession.State session,
        String loginRefusal,
        Selections choices,
        Collection<Instrument> instruments,
        boolean recovered,
        Set<String> accounts,
        @Nullable PositionSnapshot positions,
        boolean positionsArePending,
        @Nullable List<PositionInfo> booked,
        List<AccountPnl> profits,
        List<String> differences,
        @Nullable LocalDate tradingDay,
        @Nullable String feedFault,
        @Nullable String journalFault) {

    public GatewaySnapshot {
        accounts = Set.copyOf(accounts);
        instruments = List.copyOf(instruments);
        booked = booked == null ? null : List.copyOf(booked);
        profits = List.copyOf(profits);
        differences = List.copyOf(differences);
    }

    /** Whether the trades of an instrument are wanted, whatever keeps them from coming. */
    public boolean isMarketFollowed() {
        return choices.instrument() != null;
    }

    /** Before the first look at the exchange. */
    public static GatewaySnapshot beforeLogin(Clock clock) {
        return new GatewaySnapshot(
                clock.now(),
                clock.nanoTime(),
                ExchangeSession.State.LOGGED_OUT,
                "",
                Selections.NONE,
                List.of(),
                false,
                Set.of(),
                null,
                false,
                null,
                List.of(),
                List.of(),
                null,
                null,
                null);
    }
}
