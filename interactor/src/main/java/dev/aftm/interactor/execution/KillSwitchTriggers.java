package dev.aftm.interactor.execution;

import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.store.OrderJournal.State;
import dev.aftm.interactor.risk.KillSwitchControl;
import dev.aftm.interactor.risk.PreTradeRiskCheck;
import java.time.Duration;
import java.util.List;

/**
 * Engages the kill switch by itself where something is wrong with orders, positions or profits, each only where it is so set.
 * Belongs to the thread that owns the exchange.
 */
public final class KillSwitchTriggers {

    private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();

    private final Clock clock;
    private final Settings settings;
    private final KillSwitchControl killSwitch;
    private final PreTradeRiskCheck risk;
    private final boolean[] failed;
    private int seen;
    private int failures;
    private long nextLookNanos;
    /** What was so at the last look: a person who releases it knows that it still is. */
    private boolean wasDifferent;

    private List<String> wereBeyond = List.of();

    /**
     * When it is engaged.
     *
     * @param failurePercent so many percent of the last orders that were not taken; 0 for never
     * @param failureOrders the last so many orders
     * @param onMismatch where positions do not follow from our fills
     * @param onDailyLoss where an account has lost its day's limit
     * @param cancelOrders whether open orders are cancelled as well
     */
    public record Settings(
            int failurePercent, int failureOrders, boolean onMismatch, boolean onDailyLoss, boolean cancelOrders) {}

    public KillSwitchTriggers(Clock clock, Settings settings, KillSwitchControl killSwitch, PreTradeRiskCheck risk) {
        this.clock = clock;
        this.settings = settings;
        this.killSwitch = killSwitch;
        this.risk = risk;
        this.failed = new boolean[Math.max(1, settings.failureOrders())];
        this.nextLookNanos = clock.nanoTime();
    }

    /** The exchange has been called with an order, and this came of it. */
    void onOutcome(State state) {
        boolean isFailure = !(state instanceof State.Accepted);
        int place = seen % failed.length;
        failures += (isFailure ? 1 : 0) - (seen >= failed.length && failed[place] ? 1 : 0);
        failed[place] = isFailure;
        seen++;
        if (settings.failurePercent() > 0
                && seen >= failed.length
                && failures * 100L >= (long) settings.failurePercent() * failed.length) {
            engage("order failures", "Of the last " + failed.length + " orders " + failures + " were not taken.");
            // Counted anew after a release.
            seen = 0;
            failures = 0;
        }
    }

    /** Looks at what is not told by itself. Cheap; called between groups of orders. */
    void step(List<String> differences) {
        if (settings.onMismatch()) {
            if (!differences.isEmpty() && !wasDifferent) {
                engage("position mismatch", differences.get(0));
            }
            wasDifferent = !differences.isEmpty();
        }
        long now = clock.nanoTime();
        if (settings.onDailyLoss() && now - nextLookNanos >= 0) {
            nextLookNanos = now + LOOK_NANOS;
            List<String> beyond = risk.accountsBeyondDailyLoss();
            for (String account : beyond) {
                if (!wereBeyond.contains(account)) {
                    engage("daily loss", "The account " + account + " has lost its day's limit.");
                }
            }
            wereBeyond = beyond;
        }
    }

    private void engage(String by, String reason) {
        if (!killSwitch.isEngaged()) {
            killSwitch.engage(by, reason, settings.cancelOrders(), () -> {});
        }
    }
}
