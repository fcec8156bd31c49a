/**
 * Strategies: what turns ticks into signals. One ships with the system: conditions at support and resistance.
 */
@NullMarked
package dev.aftm.domain.strategy;

import org.jspecify.annotations.NullMarked;
