package dev.aftm.interactor.execution;

import dev.aftm.domain.order.OrderEvent;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.risk.KillSwitchControl;
import dev.aftm.interactor.risk.PreTradeRiskCheck;
import java.time.Duration;
import java.util.List;

/**
 * Engages the kill switch automatically after too many failed orders, on a position mismatch, or at a daily loss; each trigger
 * can be switched off. Used by the execution thread only.
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
    /** The state at the last check: a condition that persists after a release does not engage the switch again. */
    private boolean wasDifferent;

    private List<String> wereBeyond = List.of();

    /**
     * When the kill switch is engaged.
     *
     * @param failurePercent engages it if this percentage of the last orders was not accepted; 0 for never
     * @param failureOrders how many of the last orders are counted
     * @param onMismatch engages it if the exchange's positions differ from those computed from the fills
     * @param onDailyLoss engages it if an account's loss reaches its daily limit
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

    /** Counts the outcome of an order that was sent. */
    void onOutcome(OrderEvent.OfRequest state) {
        boolean isFailure = !(state instanceof OrderEvent.Acknowledged);
        int place = seen % failed.length;
        failures += (isFailure ? 1 : 0) - (seen >= failed.length && failed[place] ? 1 : 0);
        failed[place] = isFailure;
        seen++;
        if (settings.failurePercent() > 0
                && seen >= failed.length
                && failures * 100L >= (long) settings.failurePercent() * failed.length) {
            engage("order failures", failures + " of the last " + failed.length + " orders were not accepted.");
            // The count starts again after a release.
            seen = 0;
            failures = 0;
        }
    }

    /** Checks positions and losses. Cheap; called between groups of orders. */
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
                    engage("daily loss", "The loss of account " + account + " has reached its daily limit.");
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
