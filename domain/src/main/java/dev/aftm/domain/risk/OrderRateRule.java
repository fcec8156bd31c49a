package dev.aftm.domain.risk;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits the orders per second, of each client and of all clients together. Each limit is a token bucket that holds one
 * second's tokens. Cancels are not limited.
 */
public final class OrderRateRule implements RiskRule {

    /** Clients come and go. The one that was idle longest is forgotten; its bucket is full by then. */
    private static final int MOST_CLIENTS = 1000;

    private static final String NAME = "order rate";
    private static final long SECOND = 1_000_000_000L;

    private final Map<String, Bucket> clients = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_CLIENTS;
        }
    };
    private final Bucket total = new Bucket();

    /** Counts tokens as nanoseconds until the bucket is full, so that nothing is rounded. */
    private static final class Bucket {
        private long fullAtNanos;
        private boolean isUsed;

        /** Whether a token is available: at most one second's tokens less one are missing. */
        private boolean has(int perSecond, long now) {
            long each = SECOND / perSecond;
            return !isUsed || fullAtNanos - now <= SECOND - each;
        }

        private void take(int perSecond, long now) {
            long each = SECOND / perSecond;
            fullAtNanos = (isUsed ? Math.max(fullAtNanos, now) : now) + each;
            isUsed = true;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public RiskDecision check(RiskContext context) {
        Integer ofClient = context.limits().clientOrdersPerSecond();
        if (ofClient != null) {
            Bucket bucket = clients.get(context.client());
            if (!(ofClient > 0) || (bucket != null && !bucket.has(ofClient, context.nowNanos()))) {
                return refused("the limit of " + ofClient + " orders per second per client", "this client has reached");
            }
        }
        Integer ofAll = context.limits().totalOrdersPerSecond();
        if (ofAll != null && (!(ofAll > 0) || !total.has(ofAll, context.nowNanos()))) {
            return refused("the limit of " + ofAll + " orders per second", "all clients together have reached");
        }
        return RiskDecision.ALLOWED;
    }

    private static RiskDecision refused(String limit, String value) {
        return new RiskDecision.Rejected(NAME, limit, value, true);
    }

    @Override
    public void onTaken(RiskContext context) {
        Integer ofClient = context.limits().clientOrdersPerSecond();
        if (ofClient != null) {
            clients.computeIfAbsent(context.client(), unused -> new Bucket()).take(ofClient, context.nowNanos());
        }
        Integer ofAll = context.limits().totalOrdersPerSecond();
        if (ofAll != null) {
            total.take(ofAll, context.nowNanos());
        }
    }
}
