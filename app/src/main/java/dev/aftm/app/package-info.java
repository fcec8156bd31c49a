/**
 * The program: its entry point and what every command shares.
 */
@NullMarked
package dev.aftm.app;

import org.jspecify.annotations.NullMarked;
