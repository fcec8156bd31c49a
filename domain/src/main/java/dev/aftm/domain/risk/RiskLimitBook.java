package dev.aftm.domain.risk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the limits in force for an account and an instrument. Each limit is taken from the most specific entry that sets it:
 * first account and instrument, then account, then instrument, then the entry for all. Used by one thread.
 */
public final class RiskLimitBook {

    /** Results are cached. The number is bounded because clients choose the names. */
    private static final int MOST_REMEMBERED = 10_000;

    private final List<Entry> entries;
    private final Map<String, Map<String, RiskLimits>> resolved = new LinkedHashMap<>();
    private int remembered;

    /**
     * Limits, and the account and instrument that they apply to.
     *
     * @param account null for every account
     * @param itemCode null for every instrument
     */
    public record Entry(@Nullable String account, @Nullable String itemCode, RiskLimits limits) {

        private int weight() {
            return (account == null ? 0 : 2) + (itemCode == null ? 0 : 1);
        }

        private boolean isFor(String anAccount, String anItem) {
            return (account == null || account.equals(anAccount)) && (itemCode == null || itemCode.equals(anItem));
        }
    }

    public RiskLimitBook(List<Entry> entries) {
        List<Entry> sorted = new ArrayList<>(entries);
        // The least specific first: each later entry overrides the earlier ones.
        sorted.sort(Comparator.comparingInt(Entry::weight));
        this.entries = List.copyOf(sorted);
    }

    /** The limits in force for an account and an instrument. */
    public RiskLimits of(String account, String itemCode) {
        Map<String, RiskLimits> ofAccount = resolved.get(account);
        RiskLimits known = ofAccount == null ? null : ofAccount.get(itemCode);
        return known == null ? resolve(account, itemCode) : known;
    }

    /** All entries, the least specific first. */
    public List<Entry> entries() {
        return entries;
    }

    private RiskLimits resolve(String account, String itemCode) {
        RiskLimits limits = RiskLimits.NONE;
        for (Entry entry : entries) {
            if (entry.isFor(account, itemCode)) {
                limits = entry.limits().over(limits);
            }
        }
        if (remembered++ >= MOST_REMEMBERED) {
            resolved.clear();
            remembered = 1;
        }
        resolved.computeIfAbsent(account, unused -> new LinkedHashMap<>()).put(itemCode, limits);
        return limits;
    }
}
