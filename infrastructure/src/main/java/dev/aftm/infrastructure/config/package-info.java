/**
 * Settings: every key with its type, range, default and meaning, and where a value came from.
 */
@NullMarked
package dev.aftm.infrastructure.config;

import org.jspecify.annotations.NullMarked;
