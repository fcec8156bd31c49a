/**
 * Seeded runs of desk, owner, watch and recovery against a tiny reference model, and the faults that those runs must catch.
 */
@NullMarked
package dev.aftm.interactor.model;

import org.jspecify.annotations.NullMarked;
