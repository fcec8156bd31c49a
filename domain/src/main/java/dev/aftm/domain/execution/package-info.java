/**
 * Executing a strategy's signal: one order for it, through a port, and what became of it.
 * For any thread; sockets, accounts and libraries must stay out.
 */
@NullMarked
package dev.aftm.domain.execution;

import org.jspecify.annotations.NullMarked;
