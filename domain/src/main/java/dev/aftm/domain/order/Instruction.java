package dev.aftm.domain.order;

/** A client's instruction to the exchange: a new order, or a change or cancel of an earlier one. */
public sealed interface Instruction permits NewOrder, OrderChange {}
