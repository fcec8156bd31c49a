/**
 * Orders as a trader means them, what can become of them, and the gateway through which every signal becomes an order.
 */
@NullMarked
package dev.aftm.domain.order;

import org.jspecify.annotations.NullMarked;
