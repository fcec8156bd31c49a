/** Where ticks come from: a tape that is played into a simulated market, or a real market's ticks, numbered and published. */
@NullMarked
package dev.aftm.interactor.feed;

import org.jspecify.annotations.NullMarked;
