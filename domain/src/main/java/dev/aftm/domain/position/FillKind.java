package dev.aftm.domain.position;

/** What a report says about a trade (FIX ExecType F, G and H). Of two reports about one trade, the later kind counts. */
public enum FillKind {
    /** The trade itself. */
    FILLED,
    /** The trade with its correct quantity and price; the latest correction counts. */
    CORRECTED,
    /** The trade is void, for good. */
    BUSTED
}
