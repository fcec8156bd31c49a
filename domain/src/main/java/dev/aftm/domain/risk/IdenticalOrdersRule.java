package dev.aftm.domain.risk;

import dev.aftm.domain.order.NewOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Limits how often the same order may be sent within a short time, which stops a program that repeats itself by mistake. */
public final class IdenticalOrdersRule implements RiskRule {

    /** The number of orders remembered. A limit above this number never applies. */
    private static final int REMEMBERED = 1024;

    private static final long MILLI = 1_000_000L;

    /** Orders that may be identical are in the same hash chain, so that an order is not compared with all others. */
    private static final int CHAINS = 2048;

    private static final long NONE = -1;

    private final @Nullable RiskContext[] taken = new RiskContext[REMEMBERED];
    /** The sequence number of the order in each slot; slots are reused. */
    private final long[] numbers = new long[REMEMBERED];

    /** The sequence number of the previous order in the same chain. */
    private final long[] before = new long[REMEMBERED];

    private final long[] newest = new long[CHAINS];
    private long next;

    public IdenticalOrdersRule() {
        Arrays.fill(numbers, NONE);
        Arrays.fill(newest, NONE);
    }

    @Override
    public String name() {
        return "identical orders";
    }

    @Override
    public RiskDecision check(RiskContext context) {
        Integer most = context.limits().identicalOrders();
        Long within = context.limits().identicalMillis();
        if (most == null || within == null) {
            return RiskDecision.ALLOWED;
        }
        long since = within > Long.MAX_VALUE / MILLI ? Long.MAX_VALUE : within * MILLI;
        int seen = 0;
        for (long number = newest[chain(context)]; number != NONE && seen < most; ) {
            int place = place(number);
            RiskContext earlier = taken[place];
            if (earlier == null || numbers[place] != number || context.nowNanos() - earlier.nowNanos() >= since) {
                break;
            }
            seen += isSame(earlier.order(), context.order())
                            && earlier.account().equals(context.account())
                    ? 1
                    : 0;
            number = before[place];
        }
        return seen < most
                ? RiskDecision.ALLOWED
                : RiskDecision.refused(
                        name(),
                        "the limit of " + most + " within " + within + " ms",
                        seen + " identical orders were sent before it, which reaches");
    }

    private static boolean isSame(NewOrder one, NewOrder other) {
        return one.quantity() == other.quantity()
                && one.side() == other.side()
                && one.type() == other.type()
                && one.timeInForce() == other.timeInForce()
                && one.openClose() == other.openClose()
                && one.dayTrade() == other.dayTrade()
                && one.itemCode().equals(other.itemCode())
                && one.price().compareTo(other.price()) == 0;
    }

    private static int place(long number) {
        return (int) (number & (REMEMBERED - 1));
    }

    /** Prices are normalized, so equal prices have equal hashes. */
    private static int chain(RiskContext context) {
        NewOrder order = context.order();
        int hash = order.itemCode().hashCode();
        hash = hash * 31 + order.price().hashCode();
        hash = hash * 31 + order.quantity();
        hash = hash * 31 + order.side().sign();
        return (hash ^ (hash >>> 16)) & (CHAINS - 1);
    }

    @Override
    public void onTaken(RiskContext context) {
        int place = place(next);
        int chain = chain(context);
        taken[place] = context;
        numbers[place] = next;
        before[place] = newest[chain];
        newest[chain] = next;
        next++;
    }
}
