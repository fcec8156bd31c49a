/**
 * Signals on port 5556: the executor's server, and the strategy's loop over ticks and acknowledgements.
 * Each runs on its process's one loop thread; gateway operations must stay out.
 */
@NullMarked
package dev.aftm.infrastructure.zeromq.signal;

import org.jspecify.annotations.NullMarked;
