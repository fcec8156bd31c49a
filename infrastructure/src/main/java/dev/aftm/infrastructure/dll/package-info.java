/**
 * The adapter to a broker's native library, called with JNA through the C interface exchange_dll.h.
 * Only the execution thread calls the library; the library's own threads only fill the callback queue.
 */
@NullMarked
package dev.aftm.infrastructure.dll;

import org.jspecify.annotations.NullMarked;
