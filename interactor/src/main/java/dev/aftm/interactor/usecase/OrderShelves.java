package dev.aftm.interactor.usecase;

import dev.aftm.interactor.gateway.OrderInfo;
import dev.aftm.interactor.gateway.OrderPage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The shelves of all accounts. Filled by the thread that owns the exchange; read by any. */
final class OrderShelves {

    private final String feedId;
    private final Map<String, OrderShelf> shelves = new ConcurrentHashMap<>();

    /** @param feedId names the numbering of the changes */
    OrderShelves(String feedId) {
        this.feedId = feedId;
    }

    /** An account's shelf; a new one where it had none. */
    OrderShelf of(String account) {
        return shelves.computeIfAbsent(account, unused -> new OrderShelf());
    }

    OrderPage page(String account, long since, Predicate<OrderInfo> wanted, int most) {
        OrderShelf shelf = shelves.get(account);
        return shelf == null ? new OrderPage(feedId, 0, false, 0, List.of()) : shelf.page(feedId, since, wanted, most);
    }

    Optional<OrderInfo> withId(String account, String requestId) {
        return Optional.ofNullable(shelves.get(account)).flatMap(shelf -> shelf.withId(requestId));
    }

    Optional<OrderInfo> withSerial(String account, String serial) {
        return Optional.ofNullable(shelves.get(account)).flatMap(shelf -> shelf.withSerial(serial));
    }
}
