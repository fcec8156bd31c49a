package dev.aftm.domain.planted;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Planted: which item comes first depends on the run. */
public final class DecidesByChance {

    public String first(List<String> items) {
        Map<String, Integer> counts = new HashMap<>();
        items.forEach(item -> counts.merge(item, 1, Integer::sum));
        return counts.keySet().iterator().next();
    }
}
