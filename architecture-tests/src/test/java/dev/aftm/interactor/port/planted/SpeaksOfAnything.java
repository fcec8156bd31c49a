package dev.aftm.interactor.port.planted;

import java.util.Map;

/** Planted: a contract that no compiler checks. */
public interface SpeaksOfAnything {

    Map<String, Object> order();

    Map<String, ?> quotes();

    byte[] raw();
}
