/**
 * Risk limits, and the rules that check an order against them before it may go to the exchange. Rules only read: they know
 * neither where the values come from nor what happens to the order.
 */
@NullMarked
package dev.aftm.domain.risk;

import org.jspecify.annotations.NullMarked;
