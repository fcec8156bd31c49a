package dev.aftm.infrastructure.planted;

import com.sun.jna.Pointer;

/** Planted: reaches native code past the one package that may. */
public final class CallsNativeCode {

    public Pointer address = Pointer.NULL;
}
