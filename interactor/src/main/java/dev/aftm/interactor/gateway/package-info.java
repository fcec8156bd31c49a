/**
 * The gateway as its clients see it: the operations, their records, and what can go wrong.
 */
@NullMarked
package dev.aftm.interactor.gateway;

import org.jspecify.annotations.NullMarked;
