package dev.aftm.interactor.port.publication;

import dev.aftm.domain.market.Tick;

/**
 * A tick that the gateway publishes to strategies.
 *
 * @param feedId identifies the feed that numbers it
 * @param sequence 1, 2, 3, … within the feed and the item; a gap means that a tick was lost
 * @param position 1, 2, 3, … within the feed, across all items; confirmations refer to it
 * @param awaitsConfirmation whether the replay waits until the strategy has confirmed this tick
 * @param tick the tick
 */
public record SequencedTick(String feedId, long sequence, long position, boolean awaitsConfirmation, Tick tick) {}
