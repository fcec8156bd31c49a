package dev.aftm.unlisted;

/** Planted: lies in no layer. */
public final class OutsideTheLayers {}
