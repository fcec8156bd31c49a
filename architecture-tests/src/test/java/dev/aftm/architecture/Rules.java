package dev.aftm.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.Map;

/** The rules of the house. Each says why; {@code docs/rules.md} repeats it, and a test keeps the two equal. */
final class Rules {

    private Rules() {}

    /** All rules by their names, in the order of the documentation. */
    static Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        LayerRules.addTo(rules);
        PortRules.addTo(rules);
        CoreRules.addTo(rules);
        ValueRules.addTo(rules);
        HabitRules.addTo(rules);
        SafetyRules.addTo(rules);
        BehaviourRules.addTo(rules);
        return rules;
    }
}
