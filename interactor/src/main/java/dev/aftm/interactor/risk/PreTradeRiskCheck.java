package dev.aftm.interactor.risk;

import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.ReplaceOrder;
import dev.aftm.domain.position.Position;
import dev.aftm.domain.risk.RiskContext;
import dev.aftm.domain.risk.RiskDecision;
import dev.aftm.domain.risk.RiskLimitBook;
import dev.aftm.domain.risk.RiskLimits;
import dev.aftm.domain.risk.RiskRuleChain;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.order.ChangeRequest;
import dev.aftm.interactor.gateway.order.GatewayRequest;
import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.order.OpenOrderExposure;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.ExchangeSession;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.queue.OrderResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks every order of every client before it is sent: it is denied unless all rules allow it, given the positions, open
 * orders and prices at that moment. Orders of one group count against each other before any of them is recorded. Cancels are
 * not checked.
 *
 * <p>Used by the execution thread only.
 */
public final class PreTradeRiskCheck {

    /** P&amp;L changes with every trade of the market; this limits how often it is computed. */
    private static final long PROFIT_NANOS = Duration.ofMillis(100).toNanos();

    private final Clock clock;
    private final ExchangeSession session;
    private final RiskRuleChain check;
    private final RiskLimitBook limits;
    private final TradeBook fills;
    private final OrderTracker orders;
    private final BooleanSupplier arePositionsKnown;
    private final LastPrices lastPrices;
    private final Map<String, Profit> profits = new HashMap<>();

    /** The accounts and instruments of orders and positions. */
    private final Set<Key> active = new HashSet<>();

    /** Exposures that include the orders allowed since the last {@link #release}; meanwhile nothing else changes them. */
    private final Map<Key, RiskContext.Exposure> reserved = new HashMap<>();

    private record Key(String account, String itemCode) {}

    /** An account's P&amp;L of the day, and when it was computed. */
    private record Profit(@Nullable BigDecimal amount, long nanos, long version) {}

    /** @param arePositionsKnown whether the opening positions are known */
    public PreTradeRiskCheck(
            Clock clock,
            ExchangeSession session,
            RiskRuleChain check,
            RiskLimitBook limits,
            TradeBook fills,
            OrderTracker orders,
            LastPrices lastPrices,
            BooleanSupplier arePositionsKnown) {
        this.clock = clock;
        this.session = session;
        this.check = check;
        this.limits = limits;
        this.fills = fills;
        this.orders = orders;
        this.arePositionsKnown = arePositionsKnown;
        this.lastPrices = lastPrices;
    }

    /**
     * Returns why a request is denied, or null if it is allowed. An allowed order is counted until {@link #release}.
     *
     * @param client names the client that sent it
     */
    public OrderResult.@Nullable Failed refusal(GatewayRequest request, String client) {
        try {
            if (request instanceof OrderRequest order) {
                return refusal(order.orderAccount(), client, order.order(), 0);
            }
            ChangeRequest change = (ChangeRequest) request;
            return change.change() instanceof ReplaceOrder replacement
                    ? refusalOfReplacement(change, replacement, client)
                    : null;
        } catch (RuntimeException e) {
            return OrderResult.notSent(
                    ErrorCode.RISK_REJECTED, "The order's risk limits could not be checked: " + e.getMessage());
        }
    }

    /** A change is checked as the order that results from it. */
    private OrderResult.@Nullable Failed refusalOfReplacement(
            ChangeRequest request, ReplaceOrder change, String client) {
        if (limits.entries().isEmpty()) {
            return null;
        }
        if (!orders.isLoaded()) {
            return notLoaded();
        }
        String account = request.orderAccount();
        Optional<OrderInfo> found =
                change.target().map(id -> orders.order(account, id), serial -> orders.orderWithSerial(account, serial));
        if (found.isEmpty()) {
            return OrderResult.notSent(
                    ErrorCode.RISK_REJECTED,
                    "The order to change is not known, so its risk limits cannot be checked; cancel it instead.");
        }
        OrderInfo target = found.get();
        NewOrder before = target.order();
        int works = Math.max(1, before.quantity() - target.filled() - target.cancelled());
        BigDecimal newPrice = change.price();
        Integer newQuantity = change.quantity();
        NewOrder after = new NewOrder(
                before.itemCode(),
                before.side(),
                before.type(),
                newPrice == null || before.type() != OrderType.LIMIT ? target.price() : newPrice,
                newQuantity == null ? works : newQuantity,
                before.openClose(),
                before.dayTrade(),
                before.timeInForce(),
                before.note());
        return refusal(account, client, after, works);
    }

    private OrderResult.@Nullable Failed refusal(String account, String client, NewOrder order, int alreadyOpen) {
        if (!orders.isLoaded()) {
            return notLoaded();
        }
        RiskLimits ofBoth = limits.of(account, order.itemCode());
        boolean needsPositions = ofBoth.netPosition() != null || ofBoth.dailyLoss() != null;
        if (needsPositions && !arePositionsKnown.getAsBoolean()) {
            return OrderResult.notSent(
                    ErrorCode.GATEWAY_BUSY,
                    "The positions have not been compared with the exchange's yet, so risk limits cannot be checked;"
                            + " try again.");
        }
        Key key = new Key(account, order.itemCode());
        active.add(key);
        RiskContext.Exposure exposure = exposure(key);
        long now = clock.nanoTime();
        RiskDecision decision = check.check(new RiskContext(
                account,
                client,
                order,
                ofBoth,
                exposure.plus(order.side(), -alreadyOpen, null),
                new RiskContext.Market(
                        fills.multiplier(key.itemCode()), lastPrices.of(key.itemCode(), now), lastPrices.time(now)),
                profitOf(account, now),
                now));
        if (decision instanceof RiskDecision.Rejected rejected) {
            return OrderResult.notSent(
                    rejected.isRate() ? ErrorCode.RATE_LIMITED : ErrorCode.RISK_REJECTED, rejected.sentence());
        }
        reserved.put(
                key,
                exposure.plus(
                        order.side(),
                        Math.max(0, order.quantity() - alreadyOpen),
                        order.type() == OrderType.LIMIT ? order.price() : null));
        return null;
    }

    private static OrderResult.Failed notLoaded() {
        return OrderResult.notSent(
                ErrorCode.GATEWAY_BUSY,
                "The orders of the trading day are still being read, so risk limits cannot be checked; try again.");
    }

    private RiskContext.Exposure exposure(Key key) {
        RiskContext.Exposure ofGroup = reserved.get(key);
        if (ofGroup != null) {
            return ofGroup;
        }
        OpenOrderExposure.Open open = orders.open().of(key.account(), key.itemCode());
        return new RiskContext.Exposure(
                fills.held(key.account(), key.itemCode()),
                open.buys(),
                open.sells(),
                open.lowestSell(),
                open.highestBuy());
    }

    /** Stops counting allowed orders here: they are recorded and counted by the order tracker, or will not be sent. */
    public void release() {
        reserved.clear();
    }

    /** Returns the accounts whose daily loss has reached its limit. */
    public List<String> accountsBeyondDailyLoss() {
        for (Position position : fills.positions().positions()) {
            active.add(new Key(position.account(), position.instrument().itemCode()));
        }
        return active.stream()
                .filter(this::isBeyondDailyLoss)
                .map(Key::account)
                .distinct()
                .sorted()
                .toList();
    }

    private boolean isBeyondDailyLoss(Key key) {
        BigDecimal most = limits.of(key.account(), key.itemCode()).dailyLoss();
        BigDecimal profit = most == null ? null : profitOf(key.account(), clock.nanoTime());
        return most != null && profit != null && profit.negate().compareTo(most) >= 0;
    }

    private @Nullable BigDecimal profitOf(String account, long now) {
        Profit known = profits.get(account);
        if (known == null || known.version() != fills.version() || now - known.nanos() >= PROFIT_NANOS) {
            known = new Profit(fills.profitOf(account, session.tradingDay()), now, fills.version());
            profits.put(account, known);
        }
        return known.amount();
    }
}
