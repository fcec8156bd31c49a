package dev.aftm.domain.order;

/** What a client wants of the exchange: a new order, or a change of one. */
public sealed interface Instruction permits NewOrder, OrderChange {}
