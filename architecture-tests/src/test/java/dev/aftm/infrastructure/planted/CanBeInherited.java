package dev.aftm.infrastructure.planted;

/** Planted: a class that nobody made to be inherited from. */
public class CanBeInherited {}
