/**
 * Secrets: read by the gateway's process alone, as late as possible, and wiped by whoever uses them.
 */
@NullMarked
package dev.aftm.infrastructure.credential;

import org.jspecify.annotations.NullMarked;
