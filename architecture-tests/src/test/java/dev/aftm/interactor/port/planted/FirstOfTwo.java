package dev.aftm.interactor.port.planted;

/** Planted: one of two that promise nothing. */
public final class FirstOfTwo implements PromisesNothing {}
