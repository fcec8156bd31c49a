/**
 * New orders, cancels and replacements, the events of an order, and what follows from them. Everything is immutable and safe for
 * all threads; how a request reaches the exchange must stay out.
 */
@NullMarked
package dev.aftm.domain.order;

import org.jspecify.annotations.NullMarked;
