package dev.aftm.infrastructure.http;

import dev.aftm.domain.position.Fill;
import dev.aftm.domain.strategy.TradingSignal;
import dev.aftm.interactor.gateway.DllGatewayServiceInterface;
import dev.aftm.interactor.gateway.FillPage;
import dev.aftm.interactor.gateway.OrderInfo;
import dev.aftm.interactor.gateway.OrderPage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An account's orders and fills, followed as any client of the gateway would follow them. Used by one thread. */
final class Trades {

    /** Orders kept, the newest; the states of all are counted. */
    private static final int MOST_ORDERS = 200;

    private static final int MOST_MARKERS = 2_000;
    private static final int MOST_PAGES = 20;

    private final DllGatewayServiceInterface gateway;
    private final Map<String, OrderInfo> newest = new LinkedHashMap<>();
    private final Map<String, OrderInfo.Status> states = new HashMap<>();
    private final Map<OrderInfo.Status, Integer> counts = new EnumMap<>(OrderInfo.Status.class);
    private final Map<String, TradingSignal.Origin> origins = new HashMap<>();
    private final Map<String, String> idsByTag = new HashMap<>();
    private final Map<String, Fill> firstFills = new LinkedHashMap<>();
    private @Nullable String account;
    private String feedId = "";
    private long ordersSince;
    private long fillsSince;

    Trades(DllGatewayServiceInterface gateway) {
        this.gateway = gateway;
    }

    /** Catches up; throws what the gateway throws. */
    void follow(String ofAccount) {
        if (!ofAccount.equals(account)) {
            forget();
            account = ofAccount;
        }
        for (int i = 0; i < MOST_PAGES; i++) {
            OrderPage page = gateway.getOrders(ofAccount, ordersSince, null);
            if (!page.feedId().equals(feedId)) {
                boolean isFirst = feedId.isEmpty();
                forget();
                account = ofAccount;
                feedId = page.feedId();
                if (!isFirst) {
                    continue;
                }
            }
            page.orders().forEach(this::take);
            ordersSince = page.sequence();
            if (!page.more()) {
                break;
            }
        }
        for (int i = 0; i < MOST_PAGES; i++) {
            FillPage page = gateway.getFills(ofAccount, fillsSince);
            page.fills().forEach(this::take);
            fillsSince = page.sequence();
            if (!page.more()) {
                break;
            }
        }
    }

    private void forget() {
        newest.clear();
        states.clear();
        counts.clear();
        origins.clear();
        idsByTag.clear();
        firstFills.clear();
        ordersSince = 0;
        fillsSince = 0;
        feedId = "";
    }

    private void take(OrderInfo order) {
        OrderInfo.Status before = states.put(order.requestId(), order.status());
        if (before != null) {
            counts.merge(before, -1, Integer::sum);
        }
        counts.merge(order.status(), 1, Integer::sum);
        newest.remove(order.requestId());
        newest.put(order.requestId(), order);
        if (newest.size() > MOST_ORDERS) {
            newest.remove(newest.keySet().iterator().next());
        }
        if (origins.size() < MOST_MARKERS) {
            TradingSignal.origin(order.requestId()).ifPresent(origin -> {
                origins.put(order.requestId(), origin);
                idsByTag.put(order.tag(), order.requestId());
            });
        }
    }

    private void take(FillPage.Numbered fill) {
        if (!fill.tag().isEmpty() && firstFills.size() < MOST_MARKERS) {
            firstFills.putIfAbsent(fill.tag(), fill.fill());
        }
    }

    /** The newest orders, the last sent first. */
    List<OrderInfo> orders() {
        Collection<OrderInfo> known = newest.values();
        return known.stream()
                .sorted(Comparator.comparing(OrderInfo::intendedAt).reversed())
                .toList();
    }

    /** How many orders are in each state. */
    Map<String, Integer> byState() {
        Map<String, Integer> byState = new TreeMap<>();
        counts.forEach((state, count) -> {
            if (count > 0) {
                byState.put(state.name().toLowerCase(Locale.ROOT), count);
            }
        });
        return byState;
    }

    /** Where signals have traded an instrument. */
    List<History.Marker> markers(String itemCode) {
        List<History.Marker> markers = new ArrayList<>();
        firstFills.forEach((tag, fill) -> {
            String id = idsByTag.get(tag);
            TradingSignal.Origin origin = id == null ? null : origins.get(id);
            if (id != null && origin != null && fill.itemCode().equals(itemCode)) {
                markers.add(new History.Marker(
                        id,
                        origin.conditionId(),
                        origin.isEntry(),
                        fill.side().name().toLowerCase(Locale.ROOT),
                        fill.quantity(),
                        fill.time().toEpochMilli(),
                        fill.price()));
            }
        });
        return markers;
    }
}
