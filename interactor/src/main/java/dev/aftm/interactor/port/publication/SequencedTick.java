package dev.aftm.interactor.port.publication;

import dev.aftm.domain.market.Tick;

/**
 * A tick on its way from the gateway to a strategy.
 *
 * @param feedId names the feed that numbers it
 * @param sequence 1, 2, 3, … within the feed and the item; a gap means that something was lost
 * @param position 1, 2, 3, … within the feed, all items together; by it a tick is confirmed
 * @param awaitsConfirmation whether the tape waits until the strategy has confirmed it
 * @param tick the trade itself
 */
public record SequencedTick(String feedId, long sequence, long position, boolean awaitsConfirmation, Tick tick) {}
