/**
 * What the gateway reports of an account: its margin figures and its positions.
 * Immutable values, usable on any thread; no behaviour and no transport may come in.
 */
@NullMarked
package dev.aftm.interactor.gateway.account;

import org.jspecify.annotations.NullMarked;
