package dev.aftm.interactor.order;

import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.gateway.order.OrderPage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The shelves of all accounts. Filled by the thread that owns the exchange; read by any. */
final class OrderViews {

    private final String feedId;
    private final Map<String, AccountOrderView> shelves = new ConcurrentHashMap<>();

    /** @param feedId names the numbering of the changes */
    OrderViews(String feedId) {
        this.feedId = feedId;
    }

    /** An account's shelf; a new one where it had none. */
    AccountOrderView of(String account) {
        return shelves.computeIfAbsent(account, unused -> new AccountOrderView());
    }

    OrderPage page(String account, long since, Predicate<OrderInfo> wanted, int most) {
        AccountOrderView view = shelves.get(account);
        return view == null ? new OrderPage(feedId, 0, false, 0, List.of()) : view.page(feedId, since, wanted, most);
    }

    Optional<OrderInfo> withId(String account, String requestId) {
        return Optional.ofNullable(shelves.get(account)).flatMap(view -> view.withId(requestId));
    }

    Optional<OrderInfo> withSerial(String account, String serial) {
        return Optional.ofNullable(shelves.get(account)).flatMap(view -> view.withSerial(serial));
    }
}
