package dev.aftm.domain.risk;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Neither one client nor all together send more orders than so many a second: a token bucket each, which holds a second's
 * worth. Cancels never come here.
 */
public final class OrderRateRule implements RiskRule {

    /** Connections come and go; those that were silent longest are forgotten, with full buckets. */
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

    /** Tokens are counted in nanoseconds of waiting, so that nothing is rounded. */
    private static final class Bucket {
        private long fullAtNanos;
        private boolean isUsed;

        /** Whether there is a token at a rate: the bucket is at most a second's worth less one token from being full. */
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
    public RiskDecision check(RiskView view) {
        Integer ofClient = view.limits().clientOrdersPerSecond();
        if (ofClient != null) {
            Bucket bucket = clients.get(view.client());
            if (!(ofClient > 0) || (bucket != null && !bucket.has(ofClient, view.nowNanos()))) {
                return refused(ofClient + " orders a second of one client", "this client has sent as many");
            }
        }
        Integer ofAll = view.limits().totalOrdersPerSecond();
        if (ofAll != null && (!(ofAll > 0) || !total.has(ofAll, view.nowNanos()))) {
            return refused(ofAll + " orders a second of all clients", "they have sent as many");
        }
        return RiskDecision.ALLOWED;
    }

    private static RiskDecision refused(String limit, String value) {
        return new RiskDecision.Rejected(NAME, limit, value, true);
    }

    @Override
    public void onTaken(RiskView view) {
        Integer ofClient = view.limits().clientOrdersPerSecond();
        if (ofClient != null) {
            clients.computeIfAbsent(view.client(), unused -> new Bucket()).take(ofClient, view.nowNanos());
        }
        Integer ofAll = view.limits().totalOrdersPerSecond();
        if (ofAll != null) {
            total.take(ofAll, view.nowNanos());
        }
    }
}
