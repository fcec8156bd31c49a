/**
 * The gateway's state as one immutable value, and the holder from which any thread reads the latest one.
 * The execution thread publishes; readers never lock. Mutable state must stay out.
 */
@NullMarked
package dev.aftm.interactor.snapshot;

import org.jspecify.annotations.NullMarked;
