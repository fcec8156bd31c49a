/**
 * What the market is made of: instruments, their codes, and the trades that it reports.
 */
@NullMarked
package dev.aftm.domain.market;

import org.jspecify.annotations.NullMarked;
