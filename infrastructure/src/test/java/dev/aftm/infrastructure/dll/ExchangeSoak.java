package dev.aftm.infrastructure.dll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.market.Tick;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.port.exchange.ExchangeEvent;
import dev.aftm.interactor.port.exchange.ExchangeEvent.FillReport;
import dev.aftm.interactor.port.exchange.ExchangeEvent.MarketTick;
import dev.aftm.interactor.port.exchange.ExchangeSession;
import dev.aftm.interactor.port.exchange.OrderEntry.OrderAck;
import dev.aftm.interactor.port.exchange.OrderEntry.TaggedOrder;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** Sends many ticks and orders through a native exchange: each is reported once, and neither heap nor threads grow. */
final class ExchangeSoak {

    private static final int TICKS = Integer.getInteger("soak.ticks", 50_000);
    private static final int TICKS_PER_ORDER = 10;
    private static final int BEHIND_AT_MOST = 20_000;

    /** Allowance for heap that the JVM itself uses in the meantime. */
    private static final long NOISE_BYTES = 8L << 20;

    private static final Instant OPEN = Instant.parse("2021-07-26T00:45:00Z");

    private long ticksSeen;
    private long fillsSeen;

    private void take(ExchangeEvent event) {
        if (event instanceof MarketTick) {
            ticksSeen++;
        } else if (event instanceof FillReport) {
            fillsSeen++;
        }
    }

    /** Waits for all ticks and fills; the last fill arrives after the last tick. */
    private void deliverUntil(DllExchange exchange, long ticks) {
        long fills = ticks / TICKS_PER_ORDER;
        long began = System.nanoTime();
        while ((ticksSeen < ticks || fillsSeen < fills)
                && System.nanoTime() - began < Duration.ofSeconds(60).toNanos()) {
            exchange.deliver(this::take);
            LockSupport.parkNanos(1000);
        }
        assertThat(ticksSeen).isGreaterThanOrEqualTo(ticks);
    }

    private static long usedHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    /** Runs the load on an exchange that is logged out, and checks the results. */
    void run(DllExchange exchange) {
        exchange.login();
        while (exchange.state() != ExchangeSession.State.LOGGED_IN) {
            exchange.deliver(this::take);
        }
        exchange.register("TXFH1");
        long heap = 0;
        int threads = 0;
        for (int i = 1; i <= TICKS; i++) {
            exchange.simulatedMarket()
                    .orElseThrow()
                    .trade(new Tick("TXFH1", OPEN.plusMillis(i), BigDecimal.valueOf(17_300 + i % 7), 1));
            if (i % TICKS_PER_ORDER == 0) {
                OrderAck answer = exchange.send(
                        new TaggedOrder("tag-" + i, Orders.ACCOUNT, Orders.market("TXFH1", Side.BUY, 1, "soak")));
                assertThat(answer).isInstanceOf(OrderAck.Accepted.class);
            }
            exchange.deliver(this::take);
            if (i % BEHIND_AT_MOST == 0) {
                deliverUntil(exchange, i);
            }
            if (i == TICKS / 5) {
                heap = usedHeap();
                threads = Thread.activeCount();
            }
        }
        deliverUntil(exchange, TICKS);
        assertThat(ticksSeen).isEqualTo(TICKS);
        assertThat(fillsSeen).isEqualTo(TICKS / TICKS_PER_ORDER);
        assertThat(exchange.simulatedMarket().orElseThrow().orderCount()).isEqualTo(TICKS / TICKS_PER_ORDER);
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads);
        assertThat(usedHeap() - heap).isLessThan(NOISE_BYTES);
    }
}
