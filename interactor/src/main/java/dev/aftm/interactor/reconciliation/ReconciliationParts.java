package dev.aftm.interactor.reconciliation;

/**
 * The parts that compare the gateway's state with the exchange's. Only the execution thread calls them, in this order; each
 * decides itself when a query is due.
 *
 * @param recovery recovers the state of orders after a crash or a failed call
 * @param orders reconciles working orders, and those of earlier days
 * @param fills queries the fills of earlier sessions and missing ones
 * @param positionPoller polls the exchange's positions
 * @param positions compares the exchange's positions with those computed from the fills
 * @param accounts queries account figures
 */
public record ReconciliationParts(
        RecoverySchedule recovery,
        JournalAgeCheck journalAge,
        OrderReconciler orders,
        FillBackfill fills,
        PositionPoller positionPoller,
        PositionReconciler positions,
        AccountQueries accounts) {}
