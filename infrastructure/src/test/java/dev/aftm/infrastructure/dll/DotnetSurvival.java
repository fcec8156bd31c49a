package dev.aftm.infrastructure.dll;

import dev.aftm.domain.market.Side;
import dev.aftm.infrastructure.secret.Secret;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.exchange.ExchangeSession;
import dev.aftm.interactor.port.exchange.OrderEntry.TaggedOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A process in which Java and Mono both use signals and memory: null checks, stack overflows, garbage collection, thread dumps,
 * and an exit while ticks arrive. Argument: the ledger's folder.
 */
final class DotnetSurvival {

    private static final int ROUNDS = 2_000;

    private DotnetSurvival() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        DllExchange exchange = new DllExchange(
                new DllSettings(
                        DotnetStub.LIBRARY,
                        Map.of(
                                "ledger",
                                Path.of(arguments[0]).resolve("ledger.jsonl").toString(),
                                "instruments",
                                "TXFH1:200",
                                "faults",
                                "live_ticks_ms=1,throw_every=7"),
                        "user",
                        () -> Secret.of("pw".getBytes(StandardCharsets.UTF_8))),
                new FakeClock());
        exchange.login();
        while (exchange.state() != ExchangeSession.State.LOGGED_IN) {
            exchange.deliver(event -> {});
        }
        exchange.register("TXFH1");
        AtomicBoolean over = new AtomicBoolean();
        Thread garbage = new Thread(() -> makeGarbage(over), "garbage");
        garbage.setDaemon(true);
        garbage.start();
        int thrown = 0;
        for (int i = 0; i < ROUNDS; i++) {
            try {
                exchange.send(new TaggedOrder("tag-" + i, Orders.ACCOUNT, Orders.market("TXFH1", Side.BUY, 1, "備註")));
            } catch (IllegalStateException e) {
                thrown++;
            }
            exchange.deliver(event -> {});
            dereference(i % 2 == 0 ? null : "text");
            if (i % 400 == 0) {
                var unused = overflow();
                Process dump = new ProcessBuilder(
                                "kill",
                                "-QUIT",
                                Long.toString(ProcessHandle.current().pid()))
                        .start();
                dump.waitFor();
            }
        }
        over.set(true);
        System.out.println("SURVIVED " + thrown);
        // Exit while ticks still arrive.
        System.exit(0);
    }

    private static void makeGarbage(AtomicBoolean over) {
        List<byte[]> kept = new ArrayList<>();
        for (int i = 0; !over.get(); i++) {
            kept.add(new byte[10_000]);
            if (kept.size() > 500) {
                kept.clear();
            }
            if (i % 5_000 == 0) {
                System.gc();
            }
            Thread.onSpinWait();
        }
    }

    @SuppressWarnings("NullAway") // Intended: the JVM implements implicit null checks with a signal.
    private static int dereference(@Nullable String text) {
        try {
            return text.length();
        } catch (NullPointerException e) {
            return -1;
        }
    }

    private static boolean overflow() {
        try {
            return descend(0) > 0;
        } catch (StackOverflowError e) {
            return true;
        }
    }

    private static int descend(int depth) {
        return depth == Integer.MAX_VALUE ? depth : descend(depth + 1) + 1;
    }

    /** How long the process may take. */
    static final Duration PATIENCE = Duration.ofMinutes(2);
}
