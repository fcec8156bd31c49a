/**
 * Seeded runs of the order intake, execution engine, exchange synchronizer and recovery against a small reference model, and the
 * faults that those runs must catch.
 */
@NullMarked
package dev.aftm.interactor.model;

import org.jspecify.annotations.NullMarked;
