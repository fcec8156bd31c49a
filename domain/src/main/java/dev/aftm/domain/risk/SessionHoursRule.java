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
    public RiskDecision check(RiskContext context) {
        List<RiskLimits.Hours> hours = context.limits().hours();
        LocalTime time = context.market().time();
        for (int i = 0; i < hours.size(); i++) {
            if (time != null && hours.get(i).contains(time)) {
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
                        time == null
                                ? "the exchange's time is not known, so it cannot be compared with"
                                : "the exchange's time " + time + " is outside");
    }
}
