/**
 * The settings: type, range, default, meaning and origin of each value, and the checks on data folders.
 * Settings are immutable and for any thread; secrets must stay out.
 */
@NullMarked
package dev.aftm.infrastructure.config;

import org.jspecify.annotations.NullMarked;
