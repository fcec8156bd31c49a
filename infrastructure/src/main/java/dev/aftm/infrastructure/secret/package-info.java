/**
 * Secrets as a type of their own, which cannot be printed.
 * Usable by every adapter, each secret on one thread; where a secret comes from belongs into {@code credential}.
 */
@NullMarked
package dev.aftm.infrastructure.secret;

import org.jspecify.annotations.NullMarked;
