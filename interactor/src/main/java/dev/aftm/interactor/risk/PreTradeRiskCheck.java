package dev.aftm.interactor.risk;

import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderChange;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.position.Position;
import dev.aftm.domain.risk.RiskDecision;
import dev.aftm.domain.risk.RiskLimitBook;
import dev.aftm.domain.risk.RiskLimits;
import dev.aftm.domain.risk.RiskRuleChain;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.order.ChangeRequest;
import dev.aftm.interactor.gateway.order.GatewayRequest;
import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.ExchangeSession;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.queue.OrderResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the exchange, for every client: an order goes on only where all rules allow it, by what is held, open and
 * known at that moment. Orders of one group count against each other before any of them is recorded. Cancels never come here.
 *
 * <p>Belongs to the thread that owns the exchange.
 */
public final class PreTradeRiskCheck {

    /** Profits follow every trade of the market; they are added up so often at most. */
    private static final long PROFIT_NANOS = Duration.ofMillis(100).toNanos();

    private final Clock clock;
    private final ExchangeSession session;
    private final RiskRuleChain check;
    private final RiskLimitBook limits;
    private final TradeBook fills;
    private final OrderTracker orders;
    private final BooleanSupplier arePositionsKnown;
    private final LastPrices lastPrices;
    private final Map<String, Map<String, Exposure>> standings = new HashMap<>();
    private final Map<String, Profit> profits = new HashMap<>();
    private final List<Exposure> reserved = new ArrayList<>();
    private final ShownOrder view;

    /** What an account has won or lost today, as of a moment. */
    private static final class Profit {
        private @Nullable BigDecimal amount;
        private long nanos;
        private long version = -1;
    }

    /**
     * Makes it.
     *
     * @param arePositionsKnown whether what was held before our fills is known
     */
    public PreTradeRiskCheck(
            Clock clock,
            ExchangeSession session,
            RiskRuleChain check,
            RiskLimitBook limits,
            TradeBook fills,
            OrderTracker orders,
            BooleanSupplier arePositionsKnown) {
        this.clock = clock;
        this.session = session;
        this.check = check;
        this.limits = limits;
        this.fills = fills;
        this.orders = orders;
        this.arePositionsKnown = arePositionsKnown;
        this.lastPrices = new LastPrices(clock);
        this.view = new ShownOrder(lastPrices, this::profitOf);
        fills.listen(lastPrices::onTick);
    }

    /**
     * Judges a request; null where it may go on. An order that may is counted from now on, until {@link #release}.
     *
     * @param client who sent it
     */
    public OrderResult.@Nullable Failed refusal(GatewayRequest request, String client) {
        try {
            if (request instanceof OrderRequest order) {
                return refusal(order.orderAccount(), client, order.order(), 0);
            }
            ChangeRequest change = (ChangeRequest) request;
            return change.change().isCancel() ? null : refusalOfChange(change, client);
        } catch (RuntimeException e) {
            return OrderResult.notSent(
                    ErrorCode.RISK_REJECTED, "The order's limits could not be checked: " + e.getMessage());
        }
    }

    /** A changed order is judged as the order that it becomes. */
    private OrderResult.@Nullable Failed refusalOfChange(ChangeRequest request, String client) {
        if (limits.entries().isEmpty()) {
            return null;
        }
        if (!orders.isLoaded()) {
            return notLoaded();
        }
        OrderChange change = request.change();
        String account = request.orderAccount();
        Optional<OrderInfo> found = change.targetId() != null
                ? orders.order(account, change.targetId())
                : orders.orderWithSerial(account, String.valueOf(change.orderSerial()));
        if (found.isEmpty()) {
            return OrderResult.notSent(
                    ErrorCode.RISK_REJECTED,
                    "The order that is to be changed is not known, so its limits cannot be checked; cancel it instead.");
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
        boolean judgesPositions = ofBoth.netPosition() != null || ofBoth.dailyLoss() != null;
        if (judgesPositions && !arePositionsKnown.getAsBoolean()) {
            return OrderResult.notSent(
                    ErrorCode.GATEWAY_BUSY,
                    "The positions have not been compared with the exchange's yet, so limits cannot be checked; try again.");
        }
        Exposure exposure = exposure(account, order.itemCode());
        exposure.refresh(fills, account, order.itemCode());
        view.show(account, client, order, ofBoth, exposure, alreadyOpen, clock.nanoTime());
        RiskDecision decision = check.check(view);
        if (decision instanceof RiskDecision.Rejected refused) {
            return OrderResult.notSent(
                    refused.isRate() ? ErrorCode.RATE_LIMITED : ErrorCode.RISK_REJECTED, refused.sentence());
        }
        exposure.reserve(order, alreadyOpen);
        reserved.add(exposure);
        return null;
    }

    private static OrderResult.Failed notLoaded() {
        return OrderResult.notSent(
                ErrorCode.GATEWAY_BUSY,
                "The orders of the trading day are still being read, so limits cannot be checked; try again.");
    }

    private Exposure exposure(String account, String itemCode) {
        Map<String, Exposure> ofAccount = standings.get(account);
        Exposure known = ofAccount == null ? null : ofAccount.get(itemCode);
        BigDecimal multiplier = fills.multiplier(itemCode);
        if (known == null || known.multiplier().compareTo(multiplier) != 0) {
            known = new Exposure(orders.open().of(account, itemCode), lastPrices.of(itemCode), multiplier);
            standings.computeIfAbsent(account, unused -> new HashMap<>()).put(itemCode, known);
        }
        return known;
    }

    /** The orders that were allowed are recorded, or will not be sent: they are counted elsewhere, or not at all. */
    public void release() {
        for (int i = 0; i < reserved.size(); i++) {
            reserved.get(i).release();
        }
        reserved.clear();
    }

    /** The accounts whose loss of the day has reached its limit. */
    public List<String> accountsBeyondDailyLoss() {
        Map<String, Set<String>> items = new TreeMap<>();
        standings.forEach((account, byItem) ->
                items.computeIfAbsent(account, unused -> new HashSet<>()).addAll(byItem.keySet()));
        for (Position position : fills.positions().positions()) {
            items.computeIfAbsent(position.account(), unused -> new HashSet<>())
                    .add(position.instrument().itemCode());
        }
        List<String> beyond = new ArrayList<>();
        items.forEach((account, itemCodes) -> {
            if (itemCodes.stream().anyMatch(itemCode -> isBeyondDailyLoss(account, itemCode))) {
                beyond.add(account);
            }
        });
        return beyond;
    }

    private boolean isBeyondDailyLoss(String account, String itemCode) {
        BigDecimal most = limits.of(account, itemCode).dailyLoss();
        BigDecimal profit = most == null ? null : profitOf(account);
        return most != null && profit != null && profit.negate().compareTo(most) >= 0;
    }

    private @Nullable BigDecimal profitOf(String account) {
        Profit profit = profits.computeIfAbsent(account, unused -> new Profit());
        long now = clock.nanoTime();
        if (profit.version != fills.version() || now - profit.nanos >= PROFIT_NANOS) {
            profit.amount = fills.profitOf(account, session.tradingDay());
            profit.version = fills.version();
            profit.nanos = now;
        }
        return profit.amount;
    }
}
