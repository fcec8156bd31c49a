package dev.aftm.interactor.port.store;

/** Creates the words that tags begin with: 5 letters or digits, unguessable, or at least new at every call. */
public interface TagWords {

    /** The next word. */
    String next();
}
