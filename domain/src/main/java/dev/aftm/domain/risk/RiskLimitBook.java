package dev.aftm.domain.risk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which limits are in force for an account and an instrument: those that are given for both beat those for the account, these
 * those for the instrument, these those for all; each limit by itself. Used by one thread.
 */
public final class RiskLimitBook {

    /** Names come from clients; so many are looked up once and remembered. */
    private static final int MOST_REMEMBERED = 10_000;

    private final List<Entry> entries;
    private final Map<String, Map<String, RiskLimits>> resolved = new HashMap<>();
    private int remembered;

    /**
     * Limits and for whom they are.
     *
     * @param account null for every one
     * @param itemCode null for every one
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
        // The least particular first: each later one is laid over those before.
        sorted.sort(Comparator.comparingInt(Entry::weight));
        this.entries = List.copyOf(sorted);
    }

    /** The limits of an account and an instrument. */
    public RiskLimits of(String account, String itemCode) {
        Map<String, RiskLimits> ofAccount = resolved.get(account);
        RiskLimits known = ofAccount == null ? null : ofAccount.get(itemCode);
        return known == null ? resolve(account, itemCode) : known;
    }

    /** All entries, the least particular first. */
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
        resolved.computeIfAbsent(account, unused -> new HashMap<>()).put(itemCode, limits);
        return limits;
    }
}
