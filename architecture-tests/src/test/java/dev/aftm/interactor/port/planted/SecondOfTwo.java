package dev.aftm.interactor.port.planted;

/** Planted: one of two that promise nothing. */
public final class SecondOfTwo implements PromisesNothing {}
