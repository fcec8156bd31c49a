package dev.aftm.interactor.port.planted;

/** Planted: a port that has to be inherited from. */
public abstract class PortWithAForm {

    abstract void order();
}
