package dev.aftm.interactor.port.planted;

public interface SaysNothingOfItself {

    long count(String what);
}
