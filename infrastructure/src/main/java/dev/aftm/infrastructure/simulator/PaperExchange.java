package dev.aftm.infrastructure.simulator;

import dev.aftm.domain.market.Instrument;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.position.Position;
import dev.aftm.interactor.gateway.account.AccountInfo;
import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.clock.Sleeper;
import dev.aftm.interactor.port.exchange.Exchange;
import dev.aftm.interactor.port.exchange.ExchangeEvent;
import dev.aftm.interactor.port.exchange.NoteLimit;
import dev.aftm.interactor.port.market.SimulatedMarket;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A simulated exchange in Java. It answers all requests at once, and delivers reports when {@link #deliver} is called.
 * {@link MatchingEngine} describes how it matches.
 *
 * <p>For the execution thread.
 */
public final class PaperExchange implements Exchange, SimulatedMarket {

    /** The longest note of a client, in encoded bytes. */
    public static final int NOTE_BYTES = 200;

    /** The initial balance of each account and the margin rate: fictitious figures of the simulation. */
    private static final BigDecimal FIRST_BALANCE = BigDecimal.valueOf(10_000_000);

    private static final BigDecimal MARGIN_RATE = new BigDecimal("0.10");
    private static final String CURRENCY = "TWD";

    /**
     * The exchange's settings.
     *
     * @param ledger the ledger file; null for none
     * @param accounts the accounts that it accepts; empty for any
     * @param latency the delay of each order call
     */
    public record Settings(@Nullable Path ledger, Set<String> accounts, Duration latency) {}

    private final Settings settings;
    private final Sleeper sleeper;
    private final Deque<ExchangeEvent> events = new ArrayDeque<>();
    private final MatchingEngine matching;
    private State state = State.LOGGED_OUT;

    /**
     * Opens the exchange and restores its state from the ledger.
     *
     * @throws LedgerException the ledger cannot be used
     */
    public PaperExchange(Settings settings, Collection<Instrument> instruments, Clock clock, Sleeper sleeper) {
        this.settings = settings;
        this.sleeper = sleeper;
        this.matching = new MatchingEngine(settings.ledger(), settings.accounts(), instruments, clock, events::add);
    }

    @Override
    public void login() {
        state = State.LOGGED_IN;
        events.add(new ExchangeEvent.SessionChanged());
    }

    @Override
    public void logout() {
        if (state == State.LOGGED_IN) {
            state = State.LOGGED_OUT;
            events.add(new ExchangeEvent.SessionChanged());
        }
    }

    @Override
    public Optional<String> loginRefusal() {
        return Optional.empty();
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public LocalDate tradingDay() {
        return matching.tradingDay();
    }

    @Override
    public Set<String> accounts() {
        return settings.accounts();
    }

    @Override
    public Collection<Instrument> instruments() {
        return matching.instruments();
    }

    @Override
    public NoteLimit noteLimit() {
        return new NoteLimit(NOTE_BYTES, StandardCharsets.UTF_8);
    }

    @Override
    public OrderAck send(TaggedOrder tagged) {
        if (state != State.LOGGED_IN) {
            return notLoggedIn();
        }
        takeTime();
        return matching.send(tagged);
    }

    @Override
    public OrderAck cancel(String account, String orderSerial) {
        if (state != State.LOGGED_IN) {
            return notLoggedIn();
        }
        takeTime();
        return matching.cancel(account, orderSerial);
    }

    @Override
    public OrderAck replace(
            String account, String orderSerial, @Nullable BigDecimal price, @Nullable Integer quantity) {
        if (state != State.LOGGED_IN) {
            return notLoggedIn();
        }
        takeTime();
        return matching.replace(account, orderSerial, price, quantity);
    }

    private static OrderAck notLoggedIn() {
        return new OrderAck.NotSent("The paper exchange is not logged in.");
    }

    private void takeTime() {
        if (!settings.latency().isZero()) {
            sleeper.pause(settings.latency());
        }
    }

    /** The answer is always complete, because the ledger contains every order that was ever received. */
    @Override
    public CompletableFuture<OrderMassStatus> find(Collection<String> tags) {
        return found(tags.stream().map(matching::find).filter(Objects::nonNull).toList());
    }

    @Override
    public CompletableFuture<OrderMassStatus> list() {
        LocalDate today = tradingDay();
        return found(
                matching.orders().stream().filter(order -> !order.isPast(today)).toList());
    }

    private CompletableFuture<OrderMassStatus> found(List<PaperOrder> found) {
        if (state == State.LOGGED_IN) {
            found.forEach(order -> events.add(matching.reportOf(order)));
        }
        return answer(new OrderMassStatus(found.stream().map(PaperOrder::known).toList(), true, LocalDate.MIN));
    }

    @Override
    public CompletableFuture<Integer> resendFills() {
        if (state == State.LOGGED_IN) {
            events.addAll(matching.fills());
        }
        return answer(matching.fills().size());
    }

    @Override
    public CompletableFuture<List<PositionInfo>> openPositions() {
        return answer(matching.positions().stream()
                .filter(position -> position.quantity() != 0)
                .map(this::info)
                .toList());
    }

    private PositionInfo info(Position position) {
        return new PositionInfo(
                position.account(),
                position.instrument().itemCode(),
                position.quantity(),
                position.averagePrice(),
                position.unrealizedPnl(matching.lastPrice(position)));
    }

    @Override
    public CompletableFuture<AccountInfo> margin(String account) {
        BigDecimal balance = FIRST_BALANCE;
        BigDecimal open = BigDecimal.ZERO;
        BigDecimal bound = BigDecimal.ZERO;
        for (Position position : matching.positions()) {
            if (position.account().equals(account)) {
                BigDecimal price = matching.lastPrice(position);
                balance = balance.add(position.realizedPnl());
                open = open.add(position.unrealizedPnl(price));
                bound = bound.add(price.multiply(BigDecimal.valueOf(position.quantity()))
                        .multiply(position.instrument().multiplier())
                        .abs()
                        .multiply(MARGIN_RATE));
            }
        }
        BigDecimal equity = balance.add(open);
        return answer(new AccountInfo(account, CURRENCY, balance, equity, bound, equity.subtract(bound)));
    }

    private <T> CompletableFuture<T> answer(T answer) {
        return state == State.LOGGED_IN
                ? CompletableFuture.completedFuture(answer)
                : CompletableFuture.failedFuture(new IllegalStateException("The paper exchange is not logged in."));
    }

    /** Does nothing: all events come from the execution thread itself, which need not be woken. */
    @Override
    public void onArrival(Runnable wake) {}

    @Override
    public void deliver(Consumer<ExchangeEvent> listener) {
        for (ExchangeEvent event = events.poll(); event != null; event = events.poll()) {
            listener.accept(event);
        }
    }

    @Override
    public Optional<SimulatedMarket> simulatedMarket() {
        return Optional.of(this);
    }

    /** Does nothing: the player of the tape already has the ticks. */
    @Override
    public void register(String itemCode) {}

    @Override
    public void openAt(Tick tick) {
        matching.openAt(tick);
    }

    @Override
    public void trade(Tick tick) {
        matching.trade(tick);
    }

    @Override
    public long orderCount() {
        return matching.orders().size();
    }

    @Override
    public long fillCount() {
        return matching.fills().size();
    }

    @Override
    public void close() {
        matching.close();
    }
}
