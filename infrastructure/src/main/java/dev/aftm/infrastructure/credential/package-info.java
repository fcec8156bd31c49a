/**
 * Passwords from a file or from the terminal, read as late as possible and wiped by the caller after use.
 * Only the gateway's process reads them, on any thread; log lines and messages with a secret must stay out.
 */
@NullMarked
package dev.aftm.infrastructure.credential;

import org.jspecify.annotations.NullMarked;
