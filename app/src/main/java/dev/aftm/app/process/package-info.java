/**
 * The wiring: one Dagger component per process, and the life of each process from start to orderly end.
 */
@NullMarked
package dev.aftm.app.process;

import org.jspecify.annotations.NullMarked;
