package dev.aftm.interactor.usecase;

import dev.aftm.interactor.gateway.DllGatewayException;
import dev.aftm.interactor.gateway.ErrorCode;
import dev.aftm.interactor.gateway.GatewayHealth;
import dev.aftm.interactor.gateway.OrderRequest;
import dev.aftm.interactor.gateway.OrderSent;
import dev.aftm.interactor.gateway.PositionInfo;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.ExchangeSession;
import dev.aftm.interactor.port.OrderJournal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The service behind the socket: orders go to the {@link OrderDesk}, reads are answered from the newest snapshot.
 * Belongs to the gateway's loop; no call blocks.
 */
public final class GatewayService {

    /** The owner of the exchange shows itself several times as often; where it does not, a call to the exchange hangs. */
    private static final long LONGEST_SILENCE_NANOS = Duration.ofMillis(600).toNanos();

    private final Clock clock;
    private final OrderDesk desk;
    private final OrderQueue queue;
    private final OrderJournal journal;
    private final SnapshotBoard board;
    private final OperationStatistics statistics;
    private final String version;
    private final long startedNanos;

    public GatewayService(
            Clock clock,
            OrderDesk desk,
            OrderQueue queue,
            OrderJournal journal,
            SnapshotBoard board,
            OperationStatistics statistics,
            String version) {
        this.clock = clock;
        this.desk = desk;
        this.queue = queue;
        this.journal = journal;
        this.board = board;
        this.statistics = statistics;
        this.version = version;
        this.startedNanos = clock.nanoTime();
    }

    /** Sends an order; see {@link OrderDesk#submit}. */
    public void sendOrder(OrderRequest request, String origin, Consumer<OrderResult> reply) {
        desk.submit(request, origin, reply);
    }

    /**
     * The open positions of an account.
     *
     * @throws DllGatewayException they are not known, or the account is not one of the session's
     */
    public List<PositionInfo> positions(String account) {
        GatewaySnapshot snapshot = board.read();
        List<PositionInfo> positions = snapshot.positions();
        if (positions == null) {
            throw positionQueryError(
                    snapshot.positionsArePending()
                            ? "The positions are being read anew after an order; ask again in a moment."
                            : "The positions could not be read from the exchange.");
        }
        if (!snapshot.accounts().isEmpty() && !snapshot.accounts().contains(account)) {
            throw positionQueryError("The account " + account + " is not one of this session's accounts.");
        }
        return positions.stream()
                .filter(position -> position.account().equals(account))
                .toList();
    }

    /**
     * The orders of an account of which nobody knows whether they reached the exchange, oldest first.
     *
     * @throws OrderJournal.JournalException they could not be read
     */
    public List<OrderJournal.Entry> unknownOrders(String account) {
        return journal.unresolved().stream()
                .filter(entry -> entry.key().account().equals(account))
                .filter(entry -> entry.state() instanceof OrderJournal.State.Unknown)
                .toList();
    }

    /** How the gateway is. */
    public GatewayHealth health() {
        GatewaySnapshot snapshot = board.read();
        boolean connected = snapshot.session() == ExchangeSession.State.LOGGED_IN;
        long unknown = journal.unknownCount();
        List<String> reasons = new ArrayList<>();
        if (!connected) {
            reasons.add("The gateway is not logged in to the exchange.");
        }
        long silence = clock.nanoTime() - snapshot.takenNanos();
        if (silence >= LONGEST_SILENCE_NANOS) {
            reasons.add("The exchange has not been looked at for "
                    + Duration.ofNanos(silence).toMillis() + " ms: a call to it hangs, or the journal's disk does.");
        }
        if (connected && !snapshot.recovered()) {
            reasons.add("The gateway is finding out what became of earlier orders.");
        }
        if (connected && snapshot.positions() == null && !snapshot.positionsArePending()) {
            reasons.add("The positions could not be read from the exchange.");
        }
        if (unknown > 0) {
            reasons.add((unknown == 1 ? "Of one order nobody knows" : "Of " + unknown + " orders nobody knows")
                    + " whether it reached the exchange; \"orders --state unknown\" shows more, \"order resolve\""
                    + " settles it.");
        }
        String feedFault = snapshot.feedFault();
        if (feedFault != null) {
            reasons.add(feedFault);
        }
        String journalFault = snapshot.journalFault();
        if (journalFault != null) {
            reasons.add("The journal cannot be written, so no order is sent: " + journalFault);
        }
        GatewayHealth.Status status = reasons.isEmpty() ? GatewayHealth.Status.HEALTHY : GatewayHealth.Status.DEGRADED;
        return new GatewayHealth(
                journalFault == null ? status : GatewayHealth.Status.UNHEALTHY,
                connected,
                clock.now(),
                true,
                Duration.ofNanos(clock.nanoTime() - startedNanos),
                snapshot.session().name(),
                queue.depth(),
                unknown,
                desk.ordersWithoutId(),
                reasons,
                statistics.latencies(),
                version);
    }

    private static DllGatewayException positionQueryError(String message) {
        return DllGatewayException.of(ErrorCode.POSITION_QUERY_ERROR, OrderSent.NO, message);
    }
}
