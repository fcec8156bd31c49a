package dev.aftm.infrastructure.http.page;

import dev.aftm.domain.order.OrderStatus;
import dev.aftm.domain.position.Fill;
import dev.aftm.domain.position.FillKind;
import dev.aftm.domain.strategy.TradingSignal;
import dev.aftm.interactor.gateway.order.FillPage;
import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.gateway.order.OrderPage;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.position.TradeBook;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An account's orders and fills, updated incrementally by sequence number. They are read from the shared read models, because
 * queries through the socket would delay the gateway's loop on a busy day. Used by one thread.
 */
final class AccountActivity {

    /** The newest orders are listed; the counts by state include all. */
    private static final int MOST_ORDERS = 200;

    private static final int MOST_MARKERS = 2_000;
    private static final int PAGE = 500;
    private static final int MOST_PAGES = 40;

    private final OrderTracker tracker;
    private final TradeBook fills;
    private final Map<String, OrderInfo> newest = new LinkedHashMap<>();
    /** All orders that are not final. */
    private final Map<String, OrderInfo> open = new LinkedHashMap<>();

    private final Map<OrderStatus, Integer> counts = new EnumMap<>(OrderStatus.class);
    private final Map<String, String> signalsByTag = new LinkedHashMap<>();
    private final Map<String, FillPage.Numbered> firstFills = new LinkedHashMap<>();
    /** The newest first fills of orders that are not known yet, or do not belong to a signal. */
    private final Map<String, FillPage.Numbered> strangers = new LinkedHashMap<>();

    private String account = "";
    private @Nullable LocalDate day;
    private long ordersSince;
    private long fillsSince;

    AccountActivity(OrderTracker tracker, TradeBook fills) {
        this.tracker = tracker;
        this.fills = fills;
    }

    /** Reads what has changed; starts over for another account or another trading day. */
    void follow(String ofAccount, @Nullable LocalDate tradingDay) {
        if (!ofAccount.equals(account) || !Objects.equals(tradingDay, day)) {
            forget();
            account = ofAccount;
            day = tradingDay;
        }
        boolean hasMore = true;
        for (int i = 0; i < MOST_PAGES && hasMore; i++) {
            Optional<OrderPage> page = tracker.orders(ofAccount, ordersSince, order -> true, PAGE);
            page.ifPresent(told -> told.orders().forEach(this::take));
            ordersSince = page.map(OrderPage::sequence).orElse(ordersSince);
            hasMore = page.map(OrderPage::more).orElse(false);
        }
        hasMore = true;
        for (int i = 0; i < MOST_PAGES && hasMore; i++) {
            FillPage page = fills.page(tracker.feedId(), ofAccount, fillsSince, PAGE);
            page.fills().forEach(this::take);
            fillsSince = page.sequence();
            hasMore = page.more();
        }
    }

    private void forget() {
        newest.clear();
        open.clear();
        counts.clear();
        signalsByTag.clear();
        firstFills.clear();
        strangers.clear();
        ordersSince = 0;
        fillsSince = 0;
    }

    private void take(OrderInfo order) {
        String id = order.requestId();
        OrderInfo last = newest.remove(id);
        OrderInfo known = last == null ? open.get(id) : last;
        if (known != null) {
            counts.merge(known.status(), -1, Integer::sum);
        }
        counts.merge(order.status(), 1, Integer::sum);
        if (order.status().isFinal()) {
            open.remove(id);
        } else {
            open.put(id, order);
        }
        newest.put(id, order);
        keepNewest(newest, MOST_ORDERS);
        if (TradingSignal.origin(id).isPresent()) {
            signalsByTag.put(order.tag(), id);
            keepNewest(signalsByTag, MOST_MARKERS);
            FillPage.Numbered first = strangers.remove(order.tag());
            if (first != null) {
                firstFills.putIfAbsent(order.tag(), first);
            }
        }
    }

    private void take(FillPage.Numbered fill) {
        if (fill.tag().isEmpty()) {
            return;
        }
        if (fill.kind() != FillKind.FILLED) {
            change(firstFills, fill);
            change(strangers, fill);
        } else if (signalsByTag.containsKey(fill.tag())) {
            firstFills.putIfAbsent(fill.tag(), fill);
            keepNewest(firstFills, MOST_MARKERS);
        } else {
            strangers.putIfAbsent(fill.tag(), fill);
            keepNewest(strangers, MOST_MARKERS);
        }
    }

    private static void change(Map<String, FillPage.Numbered> first, FillPage.Numbered changed) {
        FillPage.Numbered known = first.get(changed.tag());
        if (known == null
                || !known.number().equals(changed.number())
                || !known.tradingDay().equals(changed.tradingDay())) {
            return;
        }
        if (changed.kind() == FillKind.BUSTED) {
            first.remove(changed.tag());
        } else {
            first.put(changed.tag(), changed);
        }
    }

    private static <T> void keepNewest(Map<String, T> map, int most) {
        if (map.size() > most) {
            map.remove(map.keySet().iterator().next());
        }
    }

    /** Returns the newest orders, latest first. */
    List<OrderInfo> orders() {
        Collection<OrderInfo> known = newest.values();
        return known.stream()
                .sorted(Comparator.comparing(OrderInfo::intendedAt).reversed())
                .toList();
    }

    /** Returns all orders that are not final. */
    List<OrderInfo> open() {
        return List.copyOf(open.values());
    }

    /** Returns the number of orders in each state. */
    Map<String, Integer> byState() {
        Map<String, Integer> byState = new TreeMap<>();
        counts.forEach((state, count) -> {
            if (count > 0) {
                byState.put(state.code(), count);
            }
        });
        return byState;
    }

    /** Returns the chart markers of an instrument: the first fill of each signal's order. */
    List<ChartData.Marker> markers(String itemCode) {
        List<ChartData.Marker> markers = new ArrayList<>();
        firstFills.forEach((tag, first) -> {
            Fill fill = first.fill();
            String id = signalsByTag.getOrDefault(tag, "");
            Optional<TradingSignal.Origin> origin = TradingSignal.origin(id);
            if (origin.isPresent() && fill.itemCode().equals(itemCode)) {
                markers.add(new ChartData.Marker(
                        id,
                        origin.get().conditionId(),
                        origin.get().isEntry(),
                        fill.side().name().toLowerCase(Locale.ROOT),
                        fill.quantity(),
                        fill.time().toEpochMilli(),
                        fill.price()));
            }
        });
        return markers;
    }
}
