package dev.aftm.interactor.order;

import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.gateway.order.OrderPage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The order views of all accounts. Written by the execution thread; any thread may read. */
final class AccountOrderViews {

    private final String feedId;
    private final Map<String, AccountOrderView> views = new ConcurrentHashMap<>();

    /** @param feedId identifies the numbering of changes */
    AccountOrderViews(String feedId) {
        this.feedId = feedId;
    }

    /** Returns an account's view, and creates it if necessary. */
    AccountOrderView of(String account) {
        return views.computeIfAbsent(account, unused -> new AccountOrderView());
    }

    OrderPage page(String account, long since, Predicate<OrderInfo> wanted, int most) {
        AccountOrderView view = views.get(account);
        return view == null ? new OrderPage(feedId, 0, false, 0, List.of()) : view.page(feedId, since, wanted, most);
    }

    Optional<OrderInfo> withId(String account, String requestId) {
        return Optional.ofNullable(views.get(account)).flatMap(view -> view.withId(requestId));
    }

    Optional<OrderInfo> withSerial(String account, String serial) {
        return Optional.ofNullable(views.get(account)).flatMap(view -> view.withSerial(serial));
    }
}
