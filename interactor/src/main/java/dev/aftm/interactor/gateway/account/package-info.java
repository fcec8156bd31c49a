/**
 * What the gateway reports about an account: its balance, margin and positions.
 * Immutable values, usable on any thread; no behaviour and no transport belongs here.
 */
@NullMarked
package dev.aftm.interactor.gateway.account;

import org.jspecify.annotations.NullMarked;
