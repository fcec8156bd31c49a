package dev.aftm.domain.risk;

import java.time.LocalTime;
import java.util.List;
import java.util.stream.Collectors;

/** Orders are accepted during certain hours only, in the exchange's time. */
public final class SessionHoursRule implements RiskRule {

    @Override
    public String name() {
        return "session hours";
    }

    @Override
    public RiskDecision check(RiskView view) {
        List<RiskLimits.Hours> hours = view.limits().hours();
        int second = view.exchangeSecondOfDay();
        for (int i = 0; i < hours.size(); i++) {
            if (second >= 0 && hours.get(i).contains(second)) {
                return RiskDecision.ALLOWED;
            }
        }
        return hours.isEmpty()
                ? RiskDecision.ALLOWED
                : RiskDecision.refused(
                        name(),
                        hours.stream()
                                .map(one -> one.from() + " to " + one.until())
                                .collect(Collectors.joining(", ", "the allowed hours: ", "")),
                        second < 0
                                ? "the exchange's time is not known, so it cannot be compared with"
                                : "the exchange's time " + time(second) + " is outside");
    }

    private static String time(int second) {
        return LocalTime.ofSecondOfDay(second).toString();
    }
}
