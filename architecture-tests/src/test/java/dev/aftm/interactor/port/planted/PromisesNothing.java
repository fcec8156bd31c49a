package dev.aftm.interactor.port.planted;

/** Planted: a port that nobody has written a contract for. */
public interface PromisesNothing {}
