/**
 * Limits that an order has to keep before it may go to the exchange, and the rules that check them. Rules look and judge;
 * they know neither where the figures come from nor what becomes of an order.
 */
@NullMarked
package dev.aftm.domain.risk;

import org.jspecify.annotations.NullMarked;
