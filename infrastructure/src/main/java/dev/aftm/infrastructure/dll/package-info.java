/**
 * The native edge: a broker's library, reached with JNA through the C interface exchange_dll.h.
 */
@NullMarked
package dev.aftm.infrastructure.dll;

import org.jspecify.annotations.NullMarked;
