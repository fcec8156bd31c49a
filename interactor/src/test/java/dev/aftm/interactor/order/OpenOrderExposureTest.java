package dev.aftm.interactor.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.order.OrderJournal.Entry;
import dev.aftm.interactor.port.store.OrderKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The quantity that our orders may still trade. */
final class OpenOrderExposureTest {

    private static final LocalDate DAY = LocalDate.of(2021, 7, 26);

    private final OpenOrderExposure orders = new OpenOrderExposure();
    private final OpenOrderExposure.Open open = orders.of(Orders.ACCOUNT, "TXFH1");
    private int numbers;

    private TrackedOrder limit(Side side, int price, int quantity) {
        numbers++;
        OrderEvent.Requested request = new OrderEvent.Requested(Orders.limit(side, price, quantity), DAY, "");
        TrackedOrder tracked = new TrackedOrder(new Entry(
                new OrderKey(Orders.ACCOUNT, "request-" + numbers),
                "tag-" + numbers,
                request,
                Instant.EPOCH,
                request,
                numbers));
        orders.update(tracked);
        return tracked;
    }

    private void apply(TrackedOrder tracked, OrderEvent news) {
        tracked.apply(news);
        orders.update(tracked);
    }

    private static OrderEvent trade(TrackedOrder tracked, int quantity) {
        return new OrderEvent.Filled(DAY, "fill of " + tracked.tag(), quantity, BigDecimal.ONE, Instant.EPOCH);
    }

    private static OrderEvent report(int quantity, int price, int filled, int cancelled) {
        return new OrderEvent.StatusReported(
                "000001", quantity, BigDecimal.valueOf(price), filled, cancelled, Instant.EPOCH);
    }

    @Test
    void each_side_is_counted_separately_until_it_trades() {
        TrackedOrder buy = limit(Side.BUY, 17_300, 3);
        TrackedOrder sell = limit(Side.SELL, 17_400, 5);
        assertThat(open.buys()).isEqualTo(3);
        assertThat(open.sells()).isEqualTo(5);
        apply(sell, trade(sell, 2));
        assertThat(open.sells()).isEqualTo(3);
        apply(buy, trade(buy, 3));
        assertThat(open.buys()).isZero();
        assertThat(open.sells()).isEqualTo(3);
        assertThat(orders.of(Orders.ACCOUNT, "MXFH1").sells()).isZero();
    }

    @Test
    void fills_counted_but_not_reported_still_count_as_open() {
        TrackedOrder sell = limit(Side.SELL, 17_400, 5);
        apply(sell, report(sell.order().quantity(), 17_400, 2, 1));
        assertThat(open.sells()).as("5, less 1 that was cancelled").isEqualTo(4);
        apply(sell, trade(sell, 2));
        assertThat(open.sells()).isEqualTo(2);
    }

    @Test
    void the_best_own_price_is_known_on_each_side() {
        assertThat(open.lowestSell()).isNull();
        assertThat(open.highestBuy()).isNull();
        TrackedOrder low = limit(Side.SELL, 17_400, 1);
        limit(Side.SELL, 17_500, 1);
        limit(Side.BUY, 17_200, 1);
        TrackedOrder high = limit(Side.BUY, 17_300, 1);
        assertThat(open.lowestSell()).isEqualByComparingTo("17400");
        assertThat(open.highestBuy()).isEqualByComparingTo("17300");
        apply(low, trade(low, 1));
        apply(high, new OrderEvent.Rejected("PRICE", "Too far."));
        assertThat(open.lowestSell()).isEqualByComparingTo("17500");
        assertThat(open.highestBuy()).isEqualByComparingTo("17200");
    }

    @Test
    void a_new_price_of_a_resting_order_is_used() {
        TrackedOrder sell = limit(Side.SELL, 17_400, 2);
        assertThat(open.lowestSell()).isEqualByComparingTo("17400");
        apply(sell, report(2, 17_350, 0, 0));
        assertThat(open.lowestSell()).isEqualByComparingTo("17350");
    }

    @Test
    void an_order_that_is_dropped_or_not_sent_does_not_count() {
        TrackedOrder buy = limit(Side.BUY, 17_300, 3);
        orders.forget(buy);
        assertThat(open.buys()).isZero();
        assertThat(open.highestBuy()).isNull();
        TrackedOrder sell = limit(Side.SELL, 17_400, 3);
        apply(sell, new OrderEvent.NotSent());
        assertThat(open.sells()).isZero();
        assertThat(open.lowestSell()).isNull();
    }
}
