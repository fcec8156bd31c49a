package dev.aftm.infrastructure.planted;

/** Planted: a field that anybody sets. */
public final class OpenField {

    public int quantity;
}
