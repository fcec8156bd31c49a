/**
 * Tracks every order from request to final state, and keeps the views that clients list.
 * The execution thread alone changes it; views are immutable and may be read on any thread. No exchange calls may come in.
 */
@NullMarked
package dev.aftm.interactor.order;

import org.jspecify.annotations.NullMarked;
