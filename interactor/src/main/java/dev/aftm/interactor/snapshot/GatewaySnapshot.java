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
 * The gateway's state as the execution thread last published it. Immutable, so that queries are answered even while a call to
 * the exchange hangs.
 *
 * @param takenAt when it was published
 * @param takenNanos the same on the monotonic clock
 * @param session the session's state
 * @param loginRefusal why the last login was rejected; empty if it was not
 * @param choices the selected account and instrument
 * @param instruments the instruments that can be traded; empty before the first session
 * @param recovered whether orders left open by an earlier process or session have been recovered
 * @param accounts the session's accounts; empty if any is accepted
 * @param positions the open positions of all accounts as the exchange reports them; null if they could not be read
 * @param positionsArePending whether the positions are being queried again after an order
 * @param booked the open positions of all accounts computed from the fills; null if they have not been compared with the
 *     exchange's in this session, or differ from them
 * @param profits each account's P&amp;L; updated several times a second
 * @param differences lasting differences between the two, one sentence each
 * @param tradingDay the exchange's trading day; null before the first session
 * @param feedFault why the market's trades are not reported; null if they are, or if none are subscribed
 * @param journalMayLackOrders whether orders may have been sent that the journal does not have
 * @param journalAge why new orders are stopped because the journal is older than the exchange; null if they are not
 * @param journalFault why the last write to the journal failed; null if it succeeded
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
        boolean journalMayLackOrders,
        @Nullable String journalAge,
        @Nullable String journalFault) {

    public GatewaySnapshot {
        accounts = Set.copyOf(accounts);
        instruments = List.copyOf(instruments);
        booked = booked == null ? null : List.copyOf(booked);
        profits = List.copyOf(profits);
        differences = List.copyOf(differences);
    }

    /** Whether an instrument is selected, whether or not its trades arrive. */
    public boolean isMarketFollowed() {
        return choices.instrument() != null;
    }

    /** Creates the snapshot before the first login. */
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
                true,
                null,
                null);
    }
}
