package dev.aftm.interactor.port.exchange;

import dev.aftm.domain.market.Instrument;
import dev.aftm.domain.position.Fill;
import dev.aftm.domain.position.PositionBook;
import dev.aftm.interactor.gateway.account.AccountInfo;
import dev.aftm.interactor.gateway.account.PositionInfo;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An exchange that lists TXFH1 and fills every order for it at 17,300, unless a test sets other answers. */
public final class FakeExchange extends QuietExchange {

    public static final String ITEM = "TXFH1";
    public static final BigDecimal PRICE = BigDecimal.valueOf(17_300);

    private final Instrument instrument = new Instrument(ITEM, BigDecimal.valueOf(200));
    private final List<TaggedOrder> received = new ArrayList<>();
    private final PositionBook book = new PositionBook();
    private State state = State.LOGGED_OUT;
    private Set<String> accounts = Set.of();
    private @Nullable Function<TaggedOrder, OrderEntry.OrderAck> behaviour;
    private final List<ExchangeEvent> fills = new ArrayList<>();
    private final List<String> changes = new ArrayList<>();
    private Supplier<OrderAck> changeAnswer = () -> new OrderAck.Rejected("NOTWORKING", "Nothing of the order works.");
    private Consumer<Collection<String>> lookupListener = tags -> {};
    private boolean positionsFail;
    private boolean losesLookups;
    private boolean losesFillAnswers;
    private int fillQuestions;
    private boolean registrationFails;
    private final List<String> registered = new ArrayList<>();
    private LocalDate tradingDay = LocalDate.of(2021, 7, 26);
    private Supplier<OrderMassStatus> findings = () -> new OrderMassStatus(List.of(), true, tradingDay);

    /** All orders received, in order. */
    public List<TaggedOrder> received() {
        return received;
    }

    /** Sets the answer to all later orders. */
    public void behave(Function<TaggedOrder, OrderAck> newBehaviour) {
        behaviour = newBehaviour;
    }

    /** Sets the accounts of the session. */
    public void tradeFor(String... newAccounts) {
        accounts = Set.of(newAccounts);
    }

    @Override
    public Set<String> accounts() {
        return accounts;
    }

    public void failPositions() {
        positionsFail = true;
    }

    public void setState(State newState) {
        state = newState;
    }

    @Override
    public void login() {
        state = State.LOGGED_IN;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public LocalDate tradingDay() {
        return tradingDay;
    }

    public void setTradingDay(LocalDate day) {
        tradingDay = day;
    }

    /** Sets the answer to all later order status queries. */
    public void answerLookups(Supplier<OrderMassStatus> newFindings) {
        findings = newFindings;
    }

    /** Lists nothing by itself; a test reports what the exchange has. */
    @Override
    public CompletableFuture<OrderMassStatus> list() {
        return CompletableFuture.completedFuture(new OrderMassStatus(List.of(), true, tradingDay));
    }

    @Override
    public CompletableFuture<OrderMassStatus> find(Collection<String> tags) {
        lookupListener.accept(tags);
        return losesLookups ? new CompletableFuture<>() : CompletableFuture.completedFuture(findings.get());
    }

    /** Sets a listener for order status queries. */
    public void onLookup(Consumer<Collection<String>> listener) {
        lookupListener = listener;
    }

    /** Leaves all later order status queries unanswered. */
    public void loseLookups() {
        losesLookups = true;
    }

    /** Leaves all later fill queries unanswered. */
    public void loseFillAnswers() {
        losesFillAnswers = true;
    }

    /** The number of fill queries received. */
    public int fillQuestions() {
        return fillQuestions;
    }

    @Override
    public CompletableFuture<Integer> resendFills() {
        fillQuestions++;
        if (losesFillAnswers) {
            return new CompletableFuture<>();
        }
        fills.forEach(this::report);
        return CompletableFuture.completedFuture(fills.size());
    }

    /** The registered instruments, in order. */
    public List<String> registered() {
        return registered;
    }

    @Override
    public void register(String itemCode) {
        registered.add(itemCode);
        if (registrationFails) {
            throw new IllegalStateException("The registration failed.");
        }
    }

    /** Makes all later registrations fail. */
    public void failRegistration() {
        registrationFails = true;
    }

    /** All changes received, in order. */
    public List<String> changes() {
        return changes;
    }

    /** Sets the answer to all later changes. */
    public void answerChanges(Supplier<OrderAck> newAnswer) {
        changeAnswer = newAnswer;
    }

    @Override
    public OrderAck cancel(String account, String orderSerial) {
        changes.add("cancel " + account + " " + orderSerial);
        return changeAnswer.get();
    }

    @Override
    public OrderAck replace(
            String account, String orderSerial, @Nullable BigDecimal price, @Nullable Integer quantity) {
        changes.add("replace " + account + " " + orderSerial + " " + price + " " + quantity);
        return changeAnswer.get();
    }

    @Override
    public CompletableFuture<AccountInfo> margin(String account) {
        return CompletableFuture.completedFuture(
                new AccountInfo(account, "TWD", BigDecimal.TEN, BigDecimal.TEN, BigDecimal.ONE, BigDecimal.valueOf(9)));
    }

    @Override
    public Collection<Instrument> instruments() {
        return List.of(instrument);
    }

    @Override
    public NoteLimit noteLimit() {
        return new NoteLimit(40, StandardCharsets.UTF_8);
    }

    @Override
    public OrderAck send(TaggedOrder order) {
        if (state != State.LOGGED_IN) {
            return new OrderAck.NotSent("Not logged in.");
        }
        received.add(order);
        Function<TaggedOrder, OrderAck> answer = behaviour;
        if (answer != null) {
            return answer.apply(order);
        }
        if (!order.order().itemCode().equals(ITEM)) {
            return new OrderAck.Rejected("PRODUCT", "Not listed.");
        }
        String serial = Integer.toString(received.size());
        Fill fill = new Fill(
                serial,
                order.account(),
                ITEM,
                order.order().side(),
                order.order().quantity(),
                PRICE,
                Instant.EPOCH);
        book.book(fill, instrument);
        ExchangeEvent report = new ExchangeEvent.FillReport(tradingDay, serial, order.tag(), fill);
        fills.add(report);
        report(report);
        return new OrderAck.Accepted(serial);
    }

    @Override
    public CompletableFuture<List<PositionInfo>> openPositions() {
        if (positionsFail || state != State.LOGGED_IN) {
            return CompletableFuture.failedFuture(new IllegalStateException("The exchange does not answer."));
        }
        return CompletableFuture.completedFuture(book.positions().stream()
                .filter(position -> position.quantity() != 0)
                .map(position -> new PositionInfo(
                        position.account(),
                        ITEM,
                        position.quantity(),
                        position.averagePrice(),
                        position.unrealizedPnl(PRICE)))
                .toList());
    }
}
